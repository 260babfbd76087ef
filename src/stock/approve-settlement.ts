import { approveWithin } from '#approval/approve-act.ts';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing, Undone } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { findDelivery } from './delivery-queries.ts';
import { listSettling, type Settling } from './settlement-queries.ts';

/** What a reviewer decides together: never what is sent again, which is signed for by itself. */
export const approvedTogether = ({ part, status }: Settling): boolean =>
  part !== 'replacement' && status === 'proposed';

/** As a form names the proposals it shows: act and revision. */
export const seenOf = (settling: readonly Settling[]): string =>
  settling
    .filter(approvedTogether)
    .map(({ actId, revision }) => `${actId}:${revision}`)
    .join(' ');

/**
 * The second person's yes to all that settles a delivery, the reversal first: all of it in one transaction, so that nobody
 * takes in between what the reversal puts back. `seen`: what the page showed (seenOf).
 */
export async function approveSettlement(
  db: Database,
  { id, seen, by }: { id: bigint; seen: string; by: bigint },
): Promise<Result<{ approved: number }>> {
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<{ approved: number }>> => {
      const delivery = await findDelivery(tx, id);
      if (!delivery) return refused({ kind: 'deliveryUnknown' });
      const settling = await listSettling(tx, delivery);
      if (seen === '' || seenOf(settling) !== seen) return refused({ kind: 'deliverySettlementChanged' });
      const numbers: { number: string; revision: number }[] = [];
      for (const { actId, number, revision } of settling.filter(approvedTogether)) {
        const approved = await approveWithin(tx, { actId, revision, by });
        if (!approved.ok) throw new Undone(approved.refusals);
        numbers.push({ number, revision });
      }
      for (const { number, revision } of numbers) await audit(tx, by, 'approve', number, { revision });
      return done({ approved: numbers.length });
    }),
  );
}
