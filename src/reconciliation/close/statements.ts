import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import type { Covered } from './coverage.ts';

/** Stored statements of movements, by their first day. */
export async function storedStatements(db: Database, accountId: bigint): Promise<Covered[]> {
  const rows = await db
    .selectFrom('statement')
    .select(['firstDay', 'lastDay', 'openingFen', 'closingFen'])
    .where('moneyAccountId', '=', accountId)
    .where('scope', '=', 'movement')
    .orderBy('firstDay')
    .orderBy('id')
    .execute();
  return rows.map(({ firstDay, lastDay, openingFen, closingFen }) => ({
    firstDay,
    lastDay,
    ...(openingFen !== null && { openingFen }),
    ...(closingFen !== null && { closingFen }),
  }));
}

/**
 * What lay on the account before the first day that any statement speaks of: from the first statement that states a
 * balance, less what moved before it. Undefined where none states one.
 */
export async function openingOf(
  db: Database,
  accountId: bigint,
  statements: readonly Covered[],
): Promise<bigint | undefined> {
  const stating = statements.find(({ openingFen, closingFen }) => openingFen !== undefined || closingFen !== undefined);
  const first = statements[0];
  if (!stating || !first) return undefined;
  const { firstDay, lastDay, openingFen, closingFen = 0n } = stating;
  return openingFen === undefined
    ? closingFen - (await moved(db, accountId, { from: first.firstDay, to: lastDay }))
    : openingFen - (await moved(db, accountId, { from: first.firstDay, before: firstDay }));
}

/** What the lines of some days moved, in fen. */
export async function moved(
  db: Database,
  accountId: bigint,
  { from, after, before, to }: { from?: Day; after?: Day; before?: Day; to?: Day },
): Promise<bigint> {
  const { rows } = await sql<{ fen: string | null }>`
    select sum(case flow when 'in' then amount_fen when 'out' then -amount_fen else 0 end)::text as fen
    from statement_line
    where money_account_id = ${accountId} and scope = 'movement'
      and occurred_on >= ${from ?? '-infinity'}::date and occurred_on > ${after ?? '-infinity'}::date
      and occurred_on < ${before ?? 'infinity'}::date and occurred_on <= ${to ?? 'infinity'}::date`.execute(db);
  return BigInt(rows[0]?.fen ?? '0');
}
