import type { Database, Tx } from '#database/connection.ts';
import type { Restriction } from '#ledger/posting.ts';
import type { AdjustmentInput, AdjustmentReason } from './adjustment.ts';
import { getBookedHeader } from './booked-header.ts';

/** Writes an adjustment, or in place of what the proposal said before. */
export async function storeAdjustment(tx: Tx, actId: bigint, adjustment: AdjustmentInput): Promise<void> {
  const { reason, unit, amount, restriction, lotId, location, explanation } = adjustment;
  const row = {
    reason,
    unitCode: unit,
    amount,
    restriction,
    lotId: lotId ?? null,
    locationCode: location ?? null,
    explanation: explanation.trim(),
  };
  await tx
    .insertInto('adjustment')
    .values({ actId, ...row })
    .onConflict((conflict) => conflict.column('actId').doUpdateSet(row))
    .execute();
}

/** The adjustment as it was entered. */
export async function getAdjustment(db: Database, actId: bigint): Promise<AdjustmentInput> {
  const row = await db.selectFrom('adjustment').selectAll().where('actId', '=', actId).executeTakeFirstOrThrow();
  return {
    header: await getBookedHeader(db, actId),
    reason: row.reason as AdjustmentReason,
    unit: row.unitCode,
    amount: row.amount,
    restriction: row.restriction as Restriction,
    ...(row.lotId !== null && { lotId: row.lotId }),
    ...(row.locationCode !== null && { location: row.locationCode }),
    explanation: row.explanation,
  };
}
