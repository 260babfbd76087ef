import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { stockAccount } from '#ledger/booking.ts';
import type { Restriction, Stream } from '#ledger/posting.ts';
import { VALUATION } from '#ledger/unit.ts';

/** Goods about to leave stock. */
export interface StockTaken {
  entity: string;
  fund: string;
  stream: Stream;
  restriction: Restriction;
  unit: string;
  quantity: bigint;
  lotId?: bigint;
  location?: string;
}

/** What was put on those goods and should leave with them; `joint` where it cannot be told from that of other goods. */
export type ValueLeaving = { fen: bigint } | 'joint' | undefined;

/** Approved, and neither reversed nor withdrawn. */
const STANDING = ['approved', 'confirmed', 'published'];

/**
 * The value in proportion to the quantity, of what is left of both: exact in fen over all issues, since whoever takes
 * the last of the goods takes the rest of the value. Lines of one entry draw on what those before them leave.
 */
export async function valuesLeaving(db: Database, lines: readonly StockTaken[]): Promise<ValueLeaving[]> {
  const left = new Map<string, { quantity: bigint; fen: bigint } | 'joint'>();
  const found: ValueLeaving[] = [];
  for (const line of lines) {
    const { entity, fund, stream, restriction, unit, lotId = '', location = '' } = line;
    const key = [entity, fund, stream, restriction, unit, lotId, location].join(' ');
    const stock = left.get(key) ?? (await stockLeft(db, line));
    left.set(key, stock);
    if (stock === 'joint') {
      found.push('joint');
      continue;
    }
    const fen = line.quantity >= stock.quantity ? stock.fen : rounded(stock.fen * line.quantity, stock.quantity);
    left.set(key, { quantity: stock.quantity - line.quantity, fen: stock.fen - fen });
    found.push(fen > 0n ? { fen } : undefined);
  }
  return found;
}

const rounded = (dividend: bigint, divisor: bigint): bigint => (2n * dividend + divisor) / (2n * divisor);

async function stockLeft(db: Database, stock: StockTaken): Promise<{ quantity: bigint; fen: bigint } | 'joint'> {
  const received = await valueReceived(db, stock);
  if (received === 'joint') return 'joint';
  const left = received - (await valueIssued(db, stock));
  // A write-off of the value alone names no goods: no more can leave than is there.
  const there = await balanceOf(db, { ...stock, unit: VALUATION, lotId: undefined, location: undefined });
  const fen = left < there ? left : there;
  return { quantity: await balanceOf(db, stock), fen: fen > 0n ? fen : 0n };
}

/** The value put on what was received into this stock. One value over several lots of an item is shared by quantity. */
async function valueReceived(db: Database, stock: StockTaken): Promise<bigint | 'joint'> {
  const covered = await db
    .selectFrom('valuationLine as covering')
    .innerJoin('valuation', (join) =>
      join.onRef('valuation.actId', '=', 'covering.actId').onRef('valuation.valuation', '=', 'covering.valuation'),
    )
    .innerJoin('donationLine as line', (join) =>
      join.onRef('line.actId', '=', 'covering.actId').onRef('line.line', '=', 'covering.line'),
    )
    .innerJoin('donation', 'donation.actId', 'covering.actId')
    .innerJoin('act', 'act.id', 'covering.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['covering.actId', 'covering.valuation', 'amountFen', 'line.unitCode', 'line.quantity', 'line.line'])
    .select(
      sql<boolean>`line.unit_code = ${stock.unit} and line.lot_id is not distinct from ${stock.lotId ?? null}
        and line.location_code is not distinct from ${stock.location ?? null}`.as('here'),
    )
    .where('act.entityCode', '=', stock.entity)
    .where('act.fundCode', '=', stock.fund)
    .where('act.stream', '=', stock.stream)
    .where('donation.restriction', '=', stock.restriction)
    .where('line.fate', '=', 'held')
    .where('actStatus.status', 'in', STANDING)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('donationLine as own')
          .select('own.line')
          .whereRef('own.actId', '=', 'covering.actId')
          .where('own.unitCode', '=', stock.unit),
      ),
    )
    .orderBy('line.line')
    .execute();
  let total = 0n;
  for (const lines of Map.groupBy(covered, ({ actId, valuation }) => `${actId} ${valuation}`).values()) {
    if (!lines.some(({ here }) => here)) continue;
    if (lines.some(({ unitCode }) => unitCode !== stock.unit)) return 'joint';
    const quantity = lines.reduce((sum, line) => sum + line.quantity, 0n);
    let before = 0n;
    for (const line of lines) {
      const upTo = (part: bigint) => (line.amountFen * part) / quantity;
      if (line.here) total += upTo(before + line.quantity) - upTo(before);
      before += line.quantity;
    }
  }
  return total;
}

async function valueIssued(db: Database, stock: StockTaken): Promise<bigint> {
  const { issued } = await db
    .selectFrom('goodsIssueLine as line')
    .innerJoin('goodsIssue', 'goodsIssue.actId', 'line.actId')
    .innerJoin('act', 'act.id', 'line.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(({ fn }) => fn.sum<bigint | null>('line.valueFen').as('issued'))
    .where('act.entityCode', '=', stock.entity)
    .where('act.fundCode', '=', stock.fund)
    .where('act.stream', '=', stock.stream)
    .where('goodsIssue.restriction', '=', stock.restriction)
    .where('line.unitCode', '=', stock.unit)
    .where(sql<boolean>`line.lot_id is not distinct from ${stock.lotId ?? null}`)
    .where(sql<boolean>`line.location_code is not distinct from ${stock.location ?? null}`)
    .where('actStatus.status', 'in', STANDING)
    .executeTakeFirstOrThrow();
  return issued ?? 0n;
}

async function balanceOf(
  db: Database,
  stock: Omit<StockTaken, 'lotId' | 'location'> & { lotId?: bigint | undefined; location?: string | undefined },
): Promise<bigint> {
  const row = await db
    .selectFrom('accountBalance')
    .select('amount')
    .where('entityCode', '=', stock.entity)
    .where('fundCode', '=', stock.fund)
    .where('stream', '=', stock.stream)
    .where('accountCode', '=', stockAccount(stock.restriction))
    .where('unitCode', '=', stock.unit)
    .where('restriction', '=', stock.restriction)
    .where(sql<boolean>`lot_id is not distinct from ${stock.lotId ?? null}`)
    .where(sql<boolean>`location_code is not distinct from ${stock.location ?? null}`)
    .executeTakeFirst();
  return row?.amount ?? 0n;
}
