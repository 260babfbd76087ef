import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import type { ClosedAccount, ClosedSheet } from './closed-sheet.ts';

/** The figures that a close begins with: those of the one before. */
export interface CloseBefore {
  through: Day;
  unplacedFen: bigint;
  accounts: ReadonlyMap<bigint, ClosedAccount>;
}

/**
 * The last approved close before a day, so that only what came after it is read. Undefined where there is none, and where
 * what it was closed with is not so any more: a match of its acts was approved or undone since in a way its sheet does not
 * foresee, or a statement was stored that reaches into its days. Then everything is reckoned from the first entry.
 */
export async function closeBefore(db: Database, entity: string, day: Day): Promise<CloseBefore | undefined> {
  const close = await db
    .selectFrom('bookClose')
    .select(['id', 'through', 'sheet'])
    .where('entityCode', '=', entity)
    .where('decision', '=', 'approved')
    .where('through', '<', day)
    .orderBy('through', 'desc')
    .executeTakeFirst();
  if (!close) return undefined;
  const moved = await db
    .selectFrom('placementAfterClose')
    .select('actId')
    .where('closeId', '=', close.id)
    .limit(1)
    .executeTakeFirst();
  if (moved) return undefined;
  const sheet = close.sheet as unknown as ClosedSheet;
  const accounts = new Map(sheet.accounts.map((account) => [BigInt(account.id), account]));
  const stored = await db
    .selectFrom('statement')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'statement.moneyAccountId')
    .select(({ fn }) => ['moneyAccountId', fn.countAll<bigint>().as('count')])
    .where('entityCode', '=', entity)
    .where('scope', '=', 'movement')
    .where('firstDay', '<=', close.through)
    .groupBy('moneyAccountId')
    .execute();
  if (stored.some(({ moneyAccountId, count }) => accounts.get(moneyAccountId)?.statements !== Number(count))) {
    return undefined;
  }
  return { through: close.through, unplacedFen: BigInt(sheet.unplacedFen), accounts };
}
