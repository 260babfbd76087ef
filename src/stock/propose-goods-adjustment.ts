import { checkHeader } from '#approval/act.ts';
import { proposeAct } from '#approval/propose-act.ts';
import type { Tx } from '#database/connection.ts';
import { type AdjustmentInput, type AdjustmentReason, checkAdjustment } from '#disbursement/adjustment.ts';
import { storeAdjustment } from '#disbursement/adjustment-rows.ts';
import { valuesLeaving } from '#disbursement/value-of-stock.ts';
import type { Day } from '#ledger/day.ts';
import { onDay } from '#ledger/day.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { VALUATION } from '#ledger/unit.ts';
import { checkNames } from '#registry/check-names.ts';
import type { HeldPart } from './count.ts';

export interface GoodsAdjustment {
  reason: Extract<AdjustmentReason, 'writeOff' | 'stocktakeShort' | 'stocktakeOver'>;
  entity: string;
  location?: string;
  unit: string;
  lotId?: bigint;
  /** Of whose goods, and how much. */
  part: HeldPart;
  occurredOn: Day;
  explanation: string;
  /** The value that goes along, where the caller knows it; else its share of what lies there now. */
  valueFen?: bigint;
}

export interface ProposedGoodsAdjustment {
  actIds: bigint[];
  /** Their value was put on them together with other goods, so a person has to say what goes with them. */
  joint: boolean;
}

/**
 * Proposes, inside the caller's transaction, that goods are taken off the books or put on them; what was valued and goes
 * takes its share of the value along, by an act of its own. Refuses before anything is written.
 */
export async function proposeGoodsAdjustment(
  tx: Tx,
  adjustment: GoodsAdjustment,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedGoodsAdjustment>> {
  const { reason, entity, location, unit, lotId, part, occurredOn, explanation } = adjustment;
  const { fund, stream, restriction, quantity } = part;
  const header = { entity, fund, stream, occurred: onDay(occurredOn) };
  const place = { ...(lotId !== undefined && { lotId }), ...(location !== undefined && { location }) };
  const goods: AdjustmentInput = { header, reason, unit, amount: quantity, restriction, explanation, ...place };
  const { valueFen } = adjustment;
  const known = valueFen !== undefined && valueFen > 0n ? [{ fen: valueFen }] : [];
  const [leaving] =
    reason === 'stocktakeOver' || valueFen !== undefined
      ? known
      : await valuesLeaving(tx, [{ entity, fund, stream, restriction, unit, quantity, ...place }]);
  const value: AdjustmentInput | undefined =
    leaving === undefined || leaving === 'joint'
      ? undefined
      : { header, reason, unit: VALUATION, amount: leaving.fen, restriction, explanation };
  const refusals = [
    ...checkHeader('adjustment', header),
    ...checkAdjustment(goods),
    ...(await checkNames(tx, {
      ...header,
      units: [{ unit, field: 'unit' }],
      lots: lotId === undefined ? [] : [{ lot: lotId, unit, field: 'lotId' }],
      locations: location === undefined ? [] : [{ location, field: 'location' }],
    })),
  ];
  if (refusals.length > 0) return refused(...refusals);
  const { actId, existing } = await proposeAct(tx, 'adjustment', header, by, idempotencyKey);
  if (!existing) await storeAdjustment(tx, actId, goods);
  if (!value) return done({ actIds: [actId], joint: leaving === 'joint' });
  return done({ actIds: [actId, await storeValue(tx, value, actId, by, idempotencyKey)], joint: false });
}

/** Proposes to take the value of goods off the books whose own adjustment stands already. */
export function proposeValueOf(
  tx: Tx,
  goods: Omit<GoodsAdjustment, 'unit' | 'lotId' | 'location'> & { valueFen: bigint; goodsActId: bigint },
  by: bigint,
  idempotencyKey: string,
): Promise<bigint> {
  const { reason, entity, part, occurredOn, explanation, valueFen: amount, goodsActId } = goods;
  const { fund, stream, restriction } = part;
  const header = { entity, fund, stream, occurred: onDay(occurredOn) };
  const value: AdjustmentInput = { header, reason, unit: VALUATION, amount, restriction, explanation };
  return storeValue(tx, value, goodsActId, by, idempotencyKey);
}

async function storeValue(
  tx: Tx,
  value: AdjustmentInput,
  goodsActId: bigint,
  by: bigint,
  idempotencyKey: string,
): Promise<bigint> {
  const { actId, existing } = await proposeAct(tx, 'adjustment', value.header, by, `${idempotencyKey} value`);
  if (existing) return actId;
  await storeAdjustment(tx, actId, value);
  await tx.updateTable('adjustment').set({ goodsActId }).where('actId', '=', actId).execute();
  return actId;
}
