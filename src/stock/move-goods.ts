import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { proposeAdjustmentWithin } from '#disbursement/propose-adjustment.ts';
import type { Day } from '#ledger/day.ts';
import { onDay } from '#ledger/day.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { partKey } from './count.ts';
import { listHeldParts } from './count-queries.ts';

export interface GoodsMove {
  entity: string;
  /** Absent: goods without a place. */
  location?: string;
  toLocation: string;
  unit: string;
  lotId?: bigint;
  /** Of whose goods: fund, stream and restriction (partKey). */
  part: string;
  quantity: bigint;
  occurredOn: Day;
  /** Goes public with the transfer, so it names no place. */
  explanation: string;
}

/** Proposes to move goods to another place of their entity (移库), with their share of the value; another person approves it. */
export async function proposeMove(
  db: Database,
  move: GoodsMove,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<{ actId: bigint }>> {
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<{ actId: bigint }>> => {
      const { entity, location, toLocation, unit, lotId, quantity, occurredOn, explanation } = move;
      const held = await listHeldParts(tx, { entity, location, unit, lotId });
      const part = held.find((each) => partKey(each) === move.part);
      if (!part) return refused({ kind: 'movePartMissing', field: 'part' });
      if (quantity > part.quantity) return refused({ kind: 'moveMoreThanHeld', field: 'quantity' });
      const { fund, stream, restriction } = part;
      const transfer = {
        header: { entity, fund, stream, occurred: onDay(occurredOn) },
        ...{ reason: 'transfer' as const, unit, amount: quantity, restriction, toLocation, explanation },
        ...(lotId !== undefined && { lotId }),
        ...(location !== undefined && { location }),
      };
      const proposed = await proposeAdjustmentWithin(tx, transfer, by, idempotencyKey);
      if (!proposed.ok) return proposed;
      await audit(tx, by, 'propose move', unit, { act: String(proposed.value.actId) });
      return done({ actId: proposed.value.actId });
    }),
  );
}
