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
  const moved = await valueMoved(db, stock);
  if (moved === 'joint') return 'joint';
  const came = received + (await valueBought(db, stock)) + moved;
  const left = came - (await valueIssued(db, stock)) - (await valueWrittenOff(db, stock));
  // A write-off of the value may name no goods: no more can leave than is there.
  const there = await balanceOf(db, { ...stock, unit: VALUATION, lotId: undefined, location: undefined });
  const fen = left < there ? left : there;
  return { quantity: await balanceOf(db, stock), fen: fen > 0n ? fen : 0n };
}

/** Whether an act is of the stock's entity, fund and stream. */
const ofFund = ({ entity, fund, stream }: StockTaken) =>
  sql<boolean>`(act.entity_code, act.fund_code, act.stream) = (${entity}, ${fund}, ${stream})`;

/** Whether a row of goods is of the stock's unit and lot and lies at its place. */
const lyingThere = (rows: 'line' | 'goods', { unit, lotId, location }: StockTaken) =>
  sql<boolean>`${sql.ref(`${rows}.unitCode`)} = ${unit}
    and ${sql.ref(`${rows}.lotId`)} is not distinct from ${lotId ?? null}
    and ${sql.ref(`${rows}.locationCode`)} is not distinct from ${location ?? null}`;

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
    .select(lyingThere('line', stock).as('here'))
    .where(ofFund(stock))
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

/** What was paid for goods that were bought into this stock. */
async function valueBought(db: Database, stock: StockTaken): Promise<bigint> {
  const { bought } = await db
    .selectFrom('purchaseLine as line')
    .innerJoin('purchase', 'purchase.actId', 'line.actId')
    .innerJoin('act', 'act.id', 'line.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(({ fn }) => fn.sum<bigint | null>('line.priceFen').as('bought'))
    .where(ofFund(stock))
    .where('purchase.restriction', '=', stock.restriction)
    .where(lyingThere('line', stock))
    .where('actStatus.status', 'in', STANDING)
    .executeTakeFirstOrThrow();
  return bought ?? 0n;
}

async function valueIssued(db: Database, stock: StockTaken): Promise<bigint> {
  const { issued } = await db
    .selectFrom('goodsIssueLine as line')
    .innerJoin('goodsIssue', 'goodsIssue.actId', 'line.actId')
    .innerJoin('act', 'act.id', 'line.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(({ fn }) => fn.sum<bigint | null>('line.valueFen').as('issued'))
    .where(ofFund(stock))
    .where('goodsIssue.restriction', '=', stock.restriction)
    .where(lyingThere('line', stock))
    .where('actStatus.status', 'in', STANDING)
    .executeTakeFirstOrThrow();
  return issued ?? 0n;
}

/** What went along with goods that were written off or found missing. */
async function valueWrittenOff(db: Database, stock: StockTaken): Promise<bigint> {
  const { gone } = await db
    .selectFrom('adjustment as value')
    .innerJoin('adjustment as goods', 'goods.actId', 'value.goodsActId')
    .innerJoin('act', 'act.id', 'value.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(({ fn }) => fn.sum<bigint | null>('value.amount').as('gone'))
    .where('value.unitCode', '=', VALUATION)
    .where(ofFund(stock))
    .where('value.restriction', '=', stock.restriction)
    .where(lyingThere('goods', stock))
    .where('actStatus.status', 'in', STANDING)
    .executeTakeFirstOrThrow();
  return gone ?? 0n;
}

/** What came along with goods from other places, less what went along to others. */
async function valueMoved(db: Database, stock: StockTaken): Promise<bigint | 'joint'> {
  const moves = await db
    .selectFrom('adjustment as goods')
    .innerJoin('act', 'act.id', 'goods.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['movedFen', 'toLocationCode'])
    .where('goods.toLocationCode', 'is not', null)
    .where(ofFund(stock))
    .where('goods.restriction', '=', stock.restriction)
    .where('goods.unitCode', '=', stock.unit)
    .where(sql<boolean>`goods.lot_id is not distinct from ${stock.lotId ?? null}`)
    .where(sql<boolean>`(goods.to_location_code = ${stock.location ?? null}
      or goods.location_code is not distinct from ${stock.location ?? null})`)
    .where('actStatus.status', 'in', STANDING)
    .execute();
  if (moves.some(({ movedFen }) => movedFen === null)) return 'joint';
  return moves.reduce((sum, { movedFen, toLocationCode }) => {
    const fen = movedFen ?? 0n;
    return toLocationCode === (stock.location ?? null) ? sum + fen : sum - fen;
  }, 0n);
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
