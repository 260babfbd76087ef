import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import type { Day } from '#ledger/day.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { partKey } from './count.ts';
import { listHeldParts } from './count-queries.ts';
import { type ProposedGoodsAdjustment, proposeGoodsAdjustment } from './propose-goods-adjustment.ts';

export interface WriteOff {
  entity: string;
  location?: string;
  unit: string;
  lotId?: bigint;
  /** Of whose goods: fund, stream and restriction (partKey). */
  part: string;
  quantity: bigint;
  occurredOn: Day;
  /** Goes public with the adjustment. */
  explanation: string;
}

/** Proposes to write goods off where they lie (报损), with their share of the value; another person approves it. */
export async function proposeWriteOff(
  db: Database,
  { part: chosen, quantity, ...goods }: WriteOff,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<ProposedGoodsAdjustment>> {
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<ProposedGoodsAdjustment>> => {
      const { entity, location, unit, lotId } = goods;
      const held = await listHeldParts(tx, { entity, location, unit, lotId });
      const part = held.find((each) => partKey(each) === chosen);
      if (!part) return refused({ kind: 'writeOffPartMissing', field: 'part' });
      if (quantity > part.quantity) return refused({ kind: 'writeOffMoreThanHeld', field: 'quantity' });
      const adjustment = { ...goods, reason: 'writeOff' as const, part: { ...part, quantity } };
      const proposed = await proposeGoodsAdjustment(tx, adjustment, by, idempotencyKey);
      if (!proposed.ok) return proposed;
      await audit(tx, by, 'propose write-off', unit, { acts: proposed.value.actIds.join(' ') });
      return done(proposed.value);
    }),
  );
}
