import type { Database } from '#database/connection.ts';
import { type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { whyNotPublishable } from '#publication/why-not-publishable.ts';
import { approvedTogether, approveSettlement } from '#stock/approve-settlement.ts';
import { findDelivery } from '#stock/delivery-queries.ts';
import { listSettling } from '#stock/settlement-queries.ts';

/** All that settles a delivery, if all of it can be published: what could not is said while it can still be changed. */
export async function approvePublishable(
  db: Database,
  decision: { id: bigint; seen: string; by: bigint },
): Promise<Result<{ approved: number }>> {
  const delivery = await findDelivery(db, decision.id);
  if (!delivery) return refused({ kind: 'deliveryUnknown' });
  const refusals: Refusal[] = [];
  for (const { actId, number } of (await listSettling(db, delivery)).filter(approvedTogether)) {
    const unpublishable = await whyNotPublishable(db, actId);
    if (unpublishable.length === 0) continue;
    refusals.push({ kind: 'deliverySettlementUnpublishable', values: { number } }, ...unpublishable);
  }
  return refusals.length > 0 ? refused(...refusals) : approveSettlement(db, decision);
}
