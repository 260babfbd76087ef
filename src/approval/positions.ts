import type { Database } from '#database/connection.ts';
import type { AccountCode } from '#ledger/account.ts';
import type { Day } from '#ledger/day.ts';
import { type PositionRow, positionsOf } from '#ledger/position.ts';
import type { Stream } from '#ledger/posting.ts';
import { listAwaitingAcceptance, waitingOf } from './awaiting-acceptance.ts';

export interface PositionFilter {
  entity?: string;
  fund?: string;
  /** Entries booked up to and including this day; absent: everything approved. */
  day?: Day;
}

/**
 * The public identity per entity, fund, stream and unit of what is approved, published or not. Without a day it comes
 * from the running balances; as of a day it sums the postings. (At a size of the log it is the log's own fold.)
 */
export async function listPositions(db: Database, { entity, fund, day }: PositionFilter = {}): Promise<PositionRow[]> {
  const rows = await (day === undefined ? runningBalances(db) : sumsUpTo(db, day))
    .$if(entity !== undefined, (query) => query.where('entityCode', '=', entity ?? ''))
    .$if(fund !== undefined, (query) => query.where('fundCode', '=', fund ?? ''))
    .orderBy('entityCode')
    .orderBy('fundCode')
    .orderBy('stream')
    .orderBy('unitCode')
    .execute();
  return positionsOf(
    rows.map((row) => ({
      entity: row.entityCode,
      fund: row.fundCode,
      stream: row.stream as Stream,
      unit: row.unitCode,
      account: row.accountCode as AccountCode,
      amount: row.amount ?? 0n,
    })),
  );
}

const KEY = ['entityCode', 'fundCode', 'stream', 'unitCode', 'accountCode'] as const;

const runningBalances = (db: Database) =>
  db
    .selectFrom('accountBalance')
    .select(KEY)
    .select(({ fn }) => fn.sum<bigint | null>('amount').as('amount'))
    .groupBy(KEY);

const sumsUpTo = (db: Database, day: Day) =>
  db
    .selectFrom(
      db
        .selectFrom('posting')
        .innerJoin('journalEntry', 'journalEntry.id', 'posting.entryId')
        .select(KEY)
        .select('amount')
        .where('bookedOn', '<=', day)
        .as('accountBalance'),
    )
    .select(KEY)
    .select(({ fn }) => fn.sum<bigint | null>('amount').as('amount'))
    .groupBy(KEY);

export interface Holding {
  entity: string;
  fund: string;
  stream: Stream;
  account: AccountCode;
  unit: string;
  restriction: string;
  lot?: { id: bigint; number: string; expiresOn?: Day };
  location?: { code: string; name: string };
  amount: bigint;
  /** Of goods, how much of it waits to be accepted and cannot be given out. */
  awaiting: bigint;
}

/** What an entity holds, row by row as it can be given out: by fund, restriction, lot and location. */
export async function listHoldings(
  db: Database,
  { entity, fund, unit }: { entity?: string; fund?: string; unit?: string },
): Promise<Holding[]> {
  let query = db
    .selectFrom('accountBalance')
    .innerJoin('account', 'account.code', 'accountBalance.accountCode')
    .leftJoin('lot', 'lot.id', 'accountBalance.lotId')
    .leftJoin('location', 'location.code', 'accountBalance.locationCode')
    .selectAll('accountBalance')
    .select(['lot.lotNumber', 'lot.expiresOn', 'location.name as locationName'])
    .where('flow', '=', 'holding')
    .where('amount', '>', 0n);
  if (entity !== undefined) query = query.where('accountBalance.entityCode', '=', entity);
  if (fund !== undefined) query = query.where('fundCode', '=', fund);
  if (unit !== undefined) query = query.where('unitCode', '=', unit);
  const [rows, awaiting] = await Promise.all([
    query.orderBy('unitCode').orderBy('accountBalance.id').execute(),
    listAwaitingAcceptance(db, {
      ...(entity !== undefined && { entity }),
      ...(fund !== undefined && { fund }),
      ...(unit !== undefined && { unit }),
    }),
  ]);
  return rows.map((row) => ({
    entity: row.entityCode,
    fund: row.fundCode,
    stream: row.stream as Stream,
    account: row.accountCode as AccountCode,
    unit: row.unitCode,
    restriction: row.restriction,
    ...(row.lotId !== null && {
      lot: { id: row.lotId, number: row.lotNumber ?? '', ...(row.expiresOn !== null && { expiresOn: row.expiresOn }) },
    }),
    ...(row.locationCode !== null && { location: { code: row.locationCode, name: row.locationName ?? '' } }),
    amount: row.amount,
    awaiting: waitingOf(
      awaiting,
      row.amount,
      (goods) =>
        goods.entity === row.entityCode &&
        goods.fund === row.fundCode &&
        goods.stream === row.stream &&
        goods.unit === row.unitCode &&
        goods.restriction === row.restriction &&
        goods.lotId === row.lotId &&
        goods.location === row.locationCode,
    ),
  }));
}
