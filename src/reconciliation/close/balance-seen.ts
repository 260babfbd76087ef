import { createHash } from 'node:crypto';
import { checkPaper, type KeptPaper, keepBytes, openPaper, paperPath, shownName } from '#approval/attach-paper.ts';
import { mediaTypeOf } from '#approval/paper.ts';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { type Day, todayInShanghai } from '#ledger/day.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { accountWithStatements } from './account-with-statements.ts';

/** 所见余额: what was on an account at the end of a day, where no statement says; in fen. */
export interface BalanceSeen {
  id: bigint;
  day: Day;
  fen: bigint;
  fileName: string;
  by: { id: bigint; name: string };
}

export interface BalanceSeenInput {
  moneyAccount: bigint;
  day: Day;
  fen: bigint;
  /** A picture or paper that shows it. */
  fileName: string;
  bytes: Uint8Array;
  by: bigint;
}

/** Says what was on the account at the end of a day; said anew for the day, it replaces what was said before. */
export async function stateBalance(
  db: Database,
  dataDir: string,
  { moneyAccount, day, fen, fileName, bytes, by }: BalanceSeenInput,
): Promise<Result<undefined>> {
  const unfit = checkPaper({ paper: 'other', bytes });
  const mediaType = mediaTypeOf(bytes);
  if (day > todayInShanghai())
    unfit.push({ kind: 'dayInFuture', field: 'day', values: { day, latest: todayInShanghai() } });
  if (mediaType === undefined || unfit.length > 0) return refused(...unfit);
  const sha256 = createHash('sha256').update(bytes).digest();
  // A crash between the two leaves a file nobody names, never a row whose bytes are gone.
  await keepBytes(paperPath(dataDir, sha256), bytes);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const account = await accountWithStatements(tx, moneyAccount);
      if (account === undefined) return refused({ kind: 'statementAccountUnknown', field: 'moneyAccount' });
      await tx
        .updateTable('balanceSeen')
        .set({ endedBy: by, endedAt: new Date() })
        .where('moneyAccountId', '=', moneyAccount)
        .where('seenOn', '=', day)
        .where('endedAt', 'is', null)
        .execute();
      await tx
        .insertInto('balanceSeen')
        .values({
          ...{ moneyAccountId: moneyAccount, seenOn: day, balanceFen: fen, sha256, mediaType },
          ...{ sizeBytes: bytes.length, fileName: shownName(fileName), statedBy: by },
        })
        .execute();
      await audit(tx, by, 'state balance', account.name, { day, fen: String(fen), sha256: sha256.toString('hex') });
      return done(undefined);
    }),
  );
}

/** Takes back what was said; a close that was approved with it keeps it. */
export function endBalance(db: Database, { id, by }: { id: bigint; by: bigint }): Promise<Result<undefined>> {
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const ended = await tx
        .updateTable('balanceSeen')
        .set({ endedBy: by, endedAt: new Date() })
        .where('id', '=', id)
        .where('endedAt', 'is', null)
        .returning(['moneyAccountId', 'seenOn'])
        .executeTakeFirst();
      const account = ended && (await accountWithStatements(tx, ended.moneyAccountId));
      if (ended && account) await audit(tx, by, 'take back balance', account.name, { day: ended.seenOn });
      return done(undefined);
    }),
  );
}

/** What stands of it by account, by day. */
export async function balancesSeen(db: Database, accounts: readonly bigint[]): Promise<Map<bigint, BalanceSeen[]>> {
  if (accounts.length === 0) return new Map();
  const rows = await db
    .selectFrom('balanceSeen')
    .innerJoin('appUser', 'appUser.id', 'statedBy')
    .select(['balanceSeen.id', 'moneyAccountId', 'seenOn', 'balanceFen', 'fileName', 'statedBy', 'displayName'])
    .where('moneyAccountId', 'in', [...accounts])
    .where('endedAt', 'is', null)
    .orderBy('seenOn')
    .execute();
  const seen = rows.map(({ id, moneyAccountId, seenOn, balanceFen, fileName, statedBy, displayName }) => ({
    ...{ account: moneyAccountId, id, day: seenOn, fen: balanceFen, fileName },
    by: { id: statedBy, name: displayName },
  }));
  return Map.groupBy(seen, ({ account }) => account);
}

/** The paper that shows it, taken back or not. */
export async function findBalancePaper(db: Database, dataDir: string, id: bigint): Promise<KeptPaper | undefined> {
  const row = await db
    .selectFrom('balanceSeen')
    .select(['sha256', 'mediaType', 'fileName'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && openPaper(dataDir, row);
}
