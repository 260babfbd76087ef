import { type WishStanding, wishStanding } from '#approval/wish.ts';
import type { Database } from '#database/connection.ts';
import type { CashAccount } from '#ledger/booking.ts';
import { type MoneyAccount, type MoneyAccountKind, normalNumber } from './money-account.ts';

/** A money account with who entered it and how it stands. */
export interface MoneyAccountRow extends Omit<MoneyAccount, 'id'>, WishStanding {
  entityName: string;
}

export interface MoneyAccountFilter {
  entity?: string;
  /** Only accounts with a smaller id: the last id of the page before. */
  before?: bigint;
  limit: number;
}

const COLUMNS = ['moneyAccount.id', 'entityCode', 'moneyAccount.kind', 'accountCode', 'moneyAccount.name'] as const;

interface Columns {
  id: bigint;
  entityCode: string;
  kind: string;
  accountCode: string;
  name: string;
  number: string | null;
  openedOn: string | null;
}

const accountOf = ({ id, entityCode, kind, accountCode, name, number, openedOn }: Columns): MoneyAccount => ({
  id,
  entity: entityCode,
  kind: kind as MoneyAccountKind,
  account: accountCode as CashAccount,
  name,
  ...(number !== null && { number }),
  ...(openedOn !== null && { openedOn }),
});

/** Every account that was ever entered, newest first, a page at a time. */
export async function listMoneyAccounts(
  db: Database,
  { entity, before, limit }: MoneyAccountFilter,
): Promise<MoneyAccountRow[]> {
  const rows = await db
    .selectFrom('moneyAccount')
    .innerJoin('organisation', 'organisation.code', 'moneyAccount.entityCode')
    .innerJoin('appUser as proposer', 'proposer.id', 'proposedBy')
    .leftJoin('appUser as decider', 'decider.id', 'decidedBy')
    .select([...COLUMNS, 'number', 'openedOn', 'organisation.name as entityName'])
    .select(['proposedBy', 'proposer.displayName as proposerName', 'proposedAt', 'decision', 'decisionReason'])
    .select(['decidedAt', 'decider.displayName as decidedByName'])
    .$if(entity !== undefined, (query) => query.where('entityCode', '=', entity ?? ''))
    .$if(before !== undefined, (query) => query.where('moneyAccount.id', '<', before ?? 0n))
    .orderBy('moneyAccount.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...accountOf(row), ...wishStanding(row), entityName: row.entityName }));
}

/** Those that entries may name, of one entity or of all, in the order of entity and name. */
export async function listApprovedMoneyAccounts(db: Database, entity?: string): Promise<MoneyAccount[]> {
  const rows = await db
    .selectFrom('moneyAccount')
    .select([...COLUMNS, 'number', 'openedOn'])
    .where('decision', '=', 'approved')
    .$if(entity !== undefined, (query) => query.where('entityCode', '=', entity ?? ''))
    .orderBy('entityCode')
    .orderBy('name')
    .execute();
  return rows.map(accountOf);
}

/** By id, however it stands. */
export async function findMoneyAccount(db: Database, id: bigint): Promise<MoneyAccount | undefined> {
  const row = await db
    .selectFrom('moneyAccount')
    .select([...COLUMNS, 'number', 'openedOn'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && accountOf(row);
}

/** The approved account that a statement names by its number; spaces and dashes in it do not matter. */
export async function findMoneyAccountByNumber(
  db: Database,
  kind: MoneyAccountKind,
  number: string,
): Promise<MoneyAccount | undefined> {
  const row = await db
    .selectFrom('moneyAccount')
    .select([...COLUMNS, 'number', 'openedOn'])
    .where('kind', '=', kind)
    .where('number', '=', normalNumber(number) ?? '')
    .where('decision', '=', 'approved')
    .executeTakeFirst();
  return row && accountOf(row);
}

/** How many accounts wait for this person to decide: nobody decides what they entered. */
export async function countOpenMoneyAccounts(db: Database, person: bigint): Promise<bigint> {
  const { waiting } = await db
    .selectFrom('moneyAccount')
    .select(({ fn }) => fn.countAll<bigint>().as('waiting'))
    .where('decision', 'is', null)
    .where('proposedBy', '<>', person)
    .executeTakeFirstOrThrow();
  return waiting;
}

/** Entities that have an approved money account: those that reconcile, and close their books day by day. */
export async function entitiesWithAccounts(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('moneyAccount')
    .select('entityCode')
    .distinct()
    .where('decision', '=', 'approved')
    .execute();
  return rows.map(({ entityCode }) => entityCode);
}

/** Codes of entities, those with a money account first: work begins where there is some. */
export const withAccountsFirst = (entities: readonly { code: string }[], withAccounts: readonly string[]): string[] => {
  const codes = entities.map(({ code }) => code);
  return [
    ...codes.filter((code) => withAccounts.includes(code)),
    ...codes.filter((code) => !withAccounts.includes(code)),
  ];
};
