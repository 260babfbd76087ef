import type { ActKind, ActStatus } from '#approval/act.ts';
import type { Database } from '#database/connection.ts';

export type SettlementPart = 'reversal' | 'arrived' | 'writeOff' | 'replacement';

/** An act by which a short delivery is settled, withdrawn and reversed ones too. */
export interface Settling {
  part: SettlementPart;
  actId: bigint;
  kind: ActKind;
  number: string;
  status: ActStatus;
  revision: number;
  recordedBy: bigint;
  /** Of a write-off: which line's loss it is. */
  line?: number;
  /** Of a write-off of goods: what it takes off the books. */
  goods?: { unit: string; lotId: bigint | null; location: string | null; quantity: bigint };
}

/** Neither withdrawn nor reversed. */
export const stands = ({ status }: Pick<Settling, 'status'>): boolean =>
  status !== 'withdrawn' && status !== 'reversed';
/** Still to be decided. */
export const waits = ({ status }: Pick<Settling, 'status'>): boolean => status === 'proposed' || status === 'returned';

/** By what a delivery is settled: the reversals of its act first, then the others as they were proposed. */
export async function listSettling(db: Database, delivery: { id: bigint; actId: bigint }): Promise<Settling[]> {
  const columns = ['act.id as actId', 'act.kind', 'act.number', 'act.revision', 'act.recordedBy', 'status'] as const;
  const reversals = await db
    .selectFrom('reversal')
    .innerJoin('act', 'act.id', 'reversal.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(columns)
    .where('reversal.reversesActId', '=', delivery.actId)
    .orderBy('act.id')
    .execute();
  const others = await db
    .selectFrom('stockDeliverySettlement as settlement')
    .innerJoin('act', 'act.id', 'settlement.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .leftJoin('adjustment', 'adjustment.actId', 'act.id')
    .select(columns)
    .select(['settlement.part', 'settlement.line', 'adjustment.unitCode', 'adjustment.amount', 'adjustment.lotId'])
    .select('adjustment.locationCode')
    .where('settlement.deliveryId', '=', delivery.id)
    .orderBy('act.id')
    .execute();
  const said = <Row extends { kind: string; status: string | null }>({ kind, status, ...row }: Row) => ({
    ...row,
    ...{ kind: kind as ActKind, status: status as ActStatus },
  });
  return [
    ...reversals.map((row) => ({ part: 'reversal' as const, ...said(row) })),
    ...others.map(({ part, line, unitCode, amount, lotId, locationCode, ...row }) => ({
      ...{ part: part as SettlementPart, ...said(row) },
      ...(line !== null && { line }),
      ...(unitCode !== null &&
        unitCode !== 'CNY:goods' &&
        amount !== null && { goods: { unit: unitCode, quantity: amount, lotId, location: locationCode } }),
    })),
  ];
}

/** The short delivery that an act helps to settle; undefined for all others. */
export async function findSettledBy(
  db: Database,
  actId: bigint,
): Promise<{ deliveryId: bigint; number: string; part: SettlementPart } | undefined> {
  const short = db
    .selectFrom('stockDelivery as delivery')
    .innerJoin('act as sent', 'sent.id', 'delivery.actId')
    .where('delivery.decision', '=', 'approved')
    .where('delivery.explanation', 'is not', null)
    .select(['delivery.id as deliveryId', 'sent.number']);
  const settling = await short
    .innerJoin('stockDeliverySettlement as settlement', 'settlement.deliveryId', 'delivery.id')
    .select('settlement.part')
    .where('settlement.actId', '=', actId)
    .executeTakeFirst();
  if (settling) return { ...settling, part: settling.part as SettlementPart };
  const reversing = await short
    .innerJoin('reversal', 'reversal.reversesActId', 'delivery.actId')
    .where('reversal.actId', '=', actId)
    .executeTakeFirst();
  return reversing && { ...reversing, part: 'reversal' };
}
