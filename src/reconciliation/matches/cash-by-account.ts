import { sql } from 'kysely';
import { postingsOf } from '#approval/postings-of-act.ts';
import type { Database } from '#database/connection.ts';
import { type AccountCode, accountOf } from '#ledger/account.ts';
import { cashAccount } from '#ledger/booking.ts';
import type { Restriction } from '#ledger/posting.ts';
import { CASH } from '#ledger/unit.ts';
import { booked, type CashByAccount } from './disagreement.ts';
import type { WorkLine, WorkRecord } from './money-match.ts';

/** Which ledger accounts lines and acts move cash in; of a proposal, what its approval would post. */
export async function cashByAccount(
  db: Database,
  lines: readonly WorkLine[],
  acts: readonly WorkRecord[],
): Promise<CashByAccount> {
  const rows = await db.selectFrom('moneyAccount').select(['id', 'accountCode']).execute();
  const codes = new Map(rows.map(({ id, accountCode }) => [id, accountCode as AccountCode]));
  const ofLine = new Map<bigint, AccountCode>();
  for (const { id, account } of lines) {
    const code = codes.get(account.id);
    if (code !== undefined) ofLine.set(id, code);
  }
  const ofAct = await posted(
    db,
    acts.map(({ actId }) => actId),
  );
  const proposals = acts.filter(({ actId }) => !ofAct.has(actId));
  for (const { actId, account, amount } of await toBePosted(db, proposals)) add(ofAct, actId, account, amount);
  return { ofLine, ofAct };
}

interface Posted {
  actId: bigint;
  account: AccountCode;
  amount: bigint;
}

/** By the rule that postings of every kind follow, without reading each proposal in full. */
async function toBePosted(db: Database, acts: readonly WorkRecord[]): Promise<Posted[]> {
  if (acts.length === 0) return [];
  const rows = await db
    .selectFrom('act')
    .leftJoin('moneyAccount as own', 'own.id', 'act.moneyAccountId')
    .leftJoin('donation', 'donation.actId', 'act.id')
    .leftJoin('batch', 'batch.actId', 'act.id')
    .leftJoin('appropriation', 'appropriation.actId', 'act.id')
    .leftJoin('adjustment', 'adjustment.actId', 'act.id')
    .leftJoin('moneyAccount as to', 'to.id', 'adjustment.toMoneyAccountId')
    .select(['act.id', 'own.accountCode as ownCode', 'to.accountCode as toCode'])
    .select(({ fn }) =>
      fn
        .coalesce('donation.restriction', 'batch.restriction', 'appropriation.restriction', 'adjustment.restriction')
        .as('restriction'),
    )
    .where('act.id', '=', sql<bigint>`any(${acts.map(({ actId }) => actId)}::bigint[])`)
    .execute();
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const found: Posted[] = [];
  for (const act of acts) {
    const { actId, kind, flow, amountFen } = act;
    if (kind === 'reversal') {
      found.push(...(await negative(db, actId)));
      continue;
    }
    const { ownCode, toCode, restriction } = rowOf.get(actId) ?? {};
    // Public funding has no restriction of its own and is booked as restricted.
    const own = cashAccount((restriction ?? 'restricted') as Restriction, (ownCode ?? undefined) as AccountCode);
    found.push({ actId, account: own, amount: flow === 'none' ? -amountFen : booked(act) });
    if (toCode) found.push({ actId, account: toCode as AccountCode, amount: amountFen });
  }
  return found;
}

/** A refund gives back from where its gift was booked. */
async function negative(db: Database, actId: bigint): Promise<Posted[]> {
  const postings = await postingsOf(db, actId);
  return (postings.ok ? postings.value : [])
    .filter(({ account, unit }) => unit === CASH && accountOf(account).flow === 'holding')
    .map(({ account, amount }) => ({ actId, account, amount }));
}

async function posted(db: Database, actIds: readonly bigint[]): Promise<Map<bigint, Map<AccountCode, bigint>>> {
  const found = new Map<bigint, Map<AccountCode, bigint>>();
  if (actIds.length === 0) return found;
  const rows = await db
    .selectFrom('journalEntry')
    .innerJoin('posting', 'posting.entryId', 'journalEntry.id')
    .innerJoin('account', 'account.code', 'posting.accountCode')
    .select(['journalEntry.actId', 'posting.accountCode', ({ fn }) => fn.sum<bigint>('posting.amount').as('amount')])
    .where('journalEntry.actId', '=', sql<bigint>`any(${[...actIds]}::bigint[])`)
    .where('posting.unitCode', '=', CASH)
    .where('account.flow', '=', 'holding')
    .groupBy(['journalEntry.actId', 'posting.accountCode'])
    .execute();
  for (const { actId, accountCode, amount } of rows) add(found, actId, accountCode as AccountCode, amount);
  return found;
}

function add(found: Map<bigint, Map<AccountCode, bigint>>, actId: bigint, account: AccountCode, amount: bigint): void {
  const own = found.get(actId) ?? new Map<AccountCode, bigint>();
  found.set(actId, own.set(account, (own.get(account) ?? 0n) + amount));
}
