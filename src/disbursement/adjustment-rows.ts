import type { Database, Tx } from '#database/connection.ts';
import type { Restriction } from '#ledger/posting.ts';
import type { AdjustmentInput, AdjustmentReason } from './adjustment.ts';
import { getBookedHeader } from './booked-header.ts';
import { valuesLeaving } from './value-of-stock.ts';

/** Writes an adjustment, or in place of what the proposal said before. */
export async function storeAdjustment(tx: Tx, actId: bigint, adjustment: AdjustmentInput): Promise<void> {
  const { reason, unit, amount, restriction, lotId, location, toMoneyAccount, toLocation, explanation } = adjustment;
  const row = {
    reason,
    unitCode: unit,
    amount,
    restriction,
    lotId: lotId ?? null,
    locationCode: location ?? null,
    toMoneyAccountId: toMoneyAccount ?? null,
    toLocationCode: toLocation ?? null,
    movedFen: await valueMoved(tx, adjustment),
    explanation: explanation.trim(),
  };
  await tx
    .insertInto('adjustment')
    .values({ actId, ...row })
    .onConflict((conflict) => conflict.column('actId').doUpdateSet(row))
    .execute();
}

/** The value that goods take along to another place; null where none moves, or where it cannot be told apart. */
async function valueMoved(tx: Tx, adjustment: AdjustmentInput): Promise<bigint | null> {
  const { header, toLocation, amount: quantity, unit, restriction, lotId, location } = adjustment;
  if (toLocation === undefined) return null;
  const { entity, fund, stream } = header;
  const place = { ...(lotId !== undefined && { lotId }), ...(location !== undefined && { location }) };
  const [value] = await valuesLeaving(tx, [{ entity, fund, stream, restriction, unit, quantity, ...place }]);
  return value === 'joint' ? null : (value?.fen ?? 0n);
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
    ...(row.toMoneyAccountId !== null && { toMoneyAccount: row.toMoneyAccountId }),
    ...(row.toLocationCode !== null && { toLocation: row.toLocationCode }),
    explanation: row.explanation,
  };
}
