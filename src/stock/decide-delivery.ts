import { lockAct } from '#approval/lock-act.ts';
import { proposeReversalWithin } from '#approval/propose-reversal.ts';
import { endAwaitingConfirmation } from '#approval/standing-confirmation.ts';
import { closeTask } from '#approval/tasks.ts';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { findDelivery } from './delivery-queries.ts';
import type { Decision } from './receipt-queries.ts';
import { listSettling } from './settlement-queries.ts';

export interface DeliveryDecision {
  id: bigint;
  decision: Decision;
  /** Why it was refused. */
  reason?: string;
  by: bigint;
}

/**
 * Another person's yes. Where all of it arrived, it confirms the goods of the act; where something did not, the act was not what
 * happened: settleDelivery reverses it and enters anew what did arrive, correctDelivery the gift that went straight to its user.
 */
export async function decideDelivery(db: Database, input: DeliveryDecision): Promise<Result<{ confirms: boolean }>> {
  const { id, decision, by } = input;
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<{ confirms: boolean }>> => {
      const delivery = await findDelivery(tx, id);
      if (!delivery) return refused({ kind: 'deliveryUnknown' });
      const locked = await lockAct(tx, delivery.actId);
      if (!locked.ok) return locked;
      await tx
        .updateTable('stockDelivery')
        .set({ decision, decisionReason: input.reason?.trim() || null, decidedBy: by, decidedAt: new Date() })
        .where('id', '=', id)
        .execute();
      await closeTask(tx, delivery.actId, 'decideStock');
      const confirms = decision === 'approved' && delivery.explanation === undefined;
      if (confirms) await endAwaitingConfirmation(tx, [delivery.actId]);
      await audit(tx, by, `${decision} delivery`, locked.value.number, { delivery: String(id) });
      return done({ confirms });
    }),
  );
}

/**
 * Proposes to reverse a gift that did not arrive as it was booked: never in our stock, it is entered anew as a gift. A reversal
 * that was withdrawn or sent back is proposed anew; one that waits is answered again.
 */
export async function correctDelivery(
  db: Database,
  { id, reason, by }: { id: bigint; reason: string; by: bigint },
): Promise<Result<{ actId: bigint }>> {
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<{ actId: bigint }>> => {
      const delivery = await findDelivery(tx, id);
      if (delivery?.decision !== 'approved' || delivery.explanation === undefined || delivery.kind !== 'donation') {
        return refused({ kind: 'deliveryNothingToCorrect' });
      }
      const locked = await lockAct(tx, delivery.actId);
      if (!locked.ok) return locked;
      const decided = (await listSettling(tx, delivery)).filter(
        ({ part, status }) => part === 'reversal' && status !== 'proposed',
      );
      return proposeReversalWithin(tx, {
        ...{ actId: delivery.actId, by, reasonCode: 'other', reason },
        idempotencyKey: `correct delivery ${id} ${decided.length}`,
      });
    }),
  );
}
