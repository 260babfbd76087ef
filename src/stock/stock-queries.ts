import { sql } from 'kysely';
import { type AwaitingGoods, listAwaitingAcceptance, waitingOf } from '#approval/awaiting-acceptance.ts';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';

/** Goods of one item and lot that lie at one place, over all funds. */
export interface StockRow {
  /** Names the row in addresses, and pages the list. */
  key: string;
  entity: { code: string; name: string };
  location?: { code: string; name: string };
  unit: string;
  item: { name: string; standard: string | null };
  lot?: { id: bigint; number: string; expiresOn?: Day; registrationNumber?: string };
  /** Of the books. */
  quantity: bigint;
  /** How much of it waits to be accepted: it is not in stock yet. */
  awaiting: bigint;
}

/** What is in stock (在库): accepted, and free to be issued, moved or written off. */
export const inStockOf = ({ quantity, awaiting }: Pick<StockRow, 'quantity' | 'awaiting'>): bigint =>
  quantity - awaiting;

export interface StockFilter {
  entity?: string;
  /** A location's code; `none`: goods without one. */
  location?: string;
  unit?: string;
  /** Only lots that expire on this day or before. */
  expiringBy?: Day;
  /** The key of the last row before. */
  after?: string;
  limit: number;
}

/** What is held, by item, entity, place and lot, a page at a time by that key. */
export async function listStock(db: Database, filter: StockFilter): Promise<StockRow[]> {
  const { entity, location, unit, expiringBy, after, limit } = filter;
  let query = db
    .selectFrom('accountBalance as held')
    .innerJoin('account', 'account.code', 'held.accountCode')
    .innerJoin('unit', 'unit.code', 'held.unitCode')
    .innerJoin('item', 'item.code', 'unit.itemCode')
    .innerJoin('organisation', 'organisation.code', 'held.entityCode')
    .leftJoin('location', 'location.code', 'held.locationCode')
    .leftJoin('lot', 'lot.id', 'held.lotId')
    .select([
      'held.entityCode',
      'organisation.name as entityName',
      'held.locationCode',
      'location.name as locationName',
    ])
    .select(['held.unitCode', 'item.name as itemName', 'item.standard', 'held.lotId'])
    .select(['lot.lotNumber', 'lot.expiresOn', 'lot.registrationNumber'])
    .select(({ fn }) => fn.sum<bigint>('held.amount').as('quantity'))
    .where('account.flow', '=', 'holding')
    .where('held.amount', '>', 0n);
  if (entity !== undefined) query = query.where('held.entityCode', '=', entity);
  if (location === 'none') query = query.where('held.locationCode', 'is', null);
  else if (location !== undefined) query = query.where('held.locationCode', '=', location);
  if (unit !== undefined) query = query.where('held.unitCode', '=', unit);
  if (expiringBy !== undefined) query = query.where('lot.expiresOn', '<=', expiringBy);
  const from = after === undefined ? undefined : parseStockRowKey(after);
  if (from) {
    query = query.where(
      sql<boolean>`(held.unit_code, held.entity_code, coalesce(held.location_code, ''), coalesce(held.lot_id, 0))
        > (${from.unit}, ${from.entity}, ${from.location}, ${from.lot})`,
    );
  }
  const rows = await query
    .groupBy(['held.entityCode', 'organisation.name', 'held.locationCode', 'location.name', 'held.unitCode'])
    .groupBy(['item.name', 'item.standard', 'held.lotId', 'lot.lotNumber', 'lot.expiresOn', 'lot.registrationNumber'])
    .orderBy('held.unitCode')
    .orderBy('held.entityCode')
    .orderBy(sql`coalesce(held.location_code, '')`)
    .orderBy(sql`coalesce(held.lot_id, 0)`)
    .limit(limit)
    .execute();
  const awaiting = await listAwaitingAcceptance(db, {
    ...(entity !== undefined && { entity }),
    ...(unit !== undefined && { unit }),
  });
  return rows.map((row) => ({
    key: stockRowKey(row),
    entity: { code: row.entityCode, name: row.entityName },
    ...(row.locationCode !== null && { location: { code: row.locationCode, name: row.locationName ?? '' } }),
    unit: row.unitCode,
    item: { name: row.itemName, standard: row.standard },
    ...(row.lotId !== null && {
      lot: {
        id: row.lotId,
        number: row.lotNumber ?? '',
        ...(row.expiresOn !== null && { expiresOn: row.expiresOn }),
        ...(row.registrationNumber !== null && { registrationNumber: row.registrationNumber }),
      },
    }),
    quantity: row.quantity,
    awaiting: waitingOf(awaiting, row.quantity, (goods) => liesAt(goods, row)),
  }));
}

const liesAt = (goods: AwaitingGoods, row: Place): boolean =>
  goods.unit === row.unitCode &&
  goods.entity === row.entityCode &&
  goods.location === row.locationCode &&
  goods.lotId === row.lotId;

interface Place {
  unitCode: string;
  entityCode: string;
  locationCode: string | null;
  lotId: bigint | null;
}

const stockRowKey = (row: Place) => [row.unitCode, row.entityCode, row.locationCode ?? '', row.lotId ?? 0n].join('|');

export interface StockPlace {
  unit: string;
  entity: string;
  /** A location's code; empty: goods without one. */
  location: string;
  /** 0: goods without a lot. */
  lot: bigint;
}

/** What a key of the list names; undefined where an address says something else. */
export function parseStockRowKey(key: string): StockPlace | undefined {
  const [, unit, entity, location, lot] = /^(item:[\w-]+)\|([\w-]+)\|([\w-]*)\|(\d{1,18})$/.exec(key) ?? [];
  if (unit === undefined || entity === undefined || location === undefined) return undefined;
  return { unit, entity, location, lot: BigInt(lot ?? '0') };
}
