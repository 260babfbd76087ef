import type { Database } from '#database/connection.ts';
import { getAppropriation } from '#disbursement/appropriation-rows.ts';
import { getIssue } from '#disbursement/issue-rows.ts';
import type { StockDelivery } from './delivery-queries.ts';
import { type Settling, stands, waits } from './settlement-queries.ts';
import { lostOf, type MissingWay, type MissingWays, shareValue } from './short-delivery.ts';

/** What a line lost and no standing write-off takes off the books: the goods, their value, or both. */
export interface Loss {
  line: number;
  /** 0: the goods are written off. */
  quantity: bigint;
  /** 0: the value is, or there is none. */
  fen: bigint;
  /** The standing write-off of the goods whose value is still on the books. */
  goodsActId?: bigint;
}

/** What became of what was missing, as a clerk said it last; undefined before anybody did. */
export async function findWays(db: Database, deliveryId: bigint): Promise<MissingWays | undefined> {
  const row = await db
    .selectFrom('stockDeliveryWay')
    .select(['short', 'broken'])
    .where('deliveryId', '=', deliveryId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      ...(row.short !== null && { short: row.short as MissingWay }),
      ...(row.broken !== null && { broken: row.broken as MissingWay }),
    }
  );
}

/** Under what the act is booked, and the value that left with each of its lines. */
export async function bookedAs(db: Database, { kind, actId }: Pick<StockDelivery, 'kind' | 'actId'>) {
  if (kind === 'appropriation') {
    const { header, restriction } = await getAppropriation(db, actId);
    return { header, restriction, fenOf: () => 0n };
  }
  const { header, restriction, lines } = await getIssue(db, actId);
  return { header, restriction, fenOf: (line: number) => lines[line - 1]?.valueFen ?? 0n };
}

/** Line by line what is still to be written off. */
export function lossesLeft(
  delivery: Pick<StockDelivery, 'lines'>,
  ways: MissingWays,
  settling: readonly Settling[],
  fenOf: (line: number) => bigint,
): Loss[] {
  const standing = settling.filter(stands);
  return delivery.lines.flatMap((told) => {
    const lost = lostOf(told, ways);
    if (lost === 0n) return [];
    const own = standing.filter(({ part, line }) => part === 'writeOff' && line === told.line);
    const goods = own.find((each) => each.goods);
    const quantity = goods ? 0n : lost;
    const fen = own.some((each) => !each.goods) ? 0n : shareValue(told, ways, fenOf(told.line)).lost;
    const left = { line: told.line, quantity, fen, ...(goods && { goodsActId: goods.actId }) };
    return quantity === 0n && fen === 0n ? [] : [left];
  });
}

export interface SettlementState {
  /** Everything is proposed that the delivery asks for. */
  complete: boolean;
  /** All of it is approved as well: nothing is left on its way. */
  settled: boolean;
}

/** How far a short delivery is settled; what is sent again is signed for by itself and no part of it. */
export async function settlementState(
  db: Database,
  { delivery, reversed, settling }: { delivery: StockDelivery; reversed: boolean; settling: readonly Settling[] },
): Promise<SettlementState> {
  const standing = settling.filter(stands);
  const has = (part: Settling['part']) => standing.some((each) => each.part === part);
  const ways = (await findWays(db, delivery.id)) ?? {};
  const { fenOf } = await bookedAs(db, delivery);
  const complete =
    (reversed || has('reversal')) &&
    (has('arrived') || delivery.lines.every(({ received }) => received === 0n)) &&
    lossesLeft(delivery, ways, settling, fenOf).length === 0;
  const open = standing.some((each) => each.part !== 'replacement' && waits(each));
  return { complete, settled: complete && reversed && !open };
}
