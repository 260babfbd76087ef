import { lockAct } from '#approval/lock-act.ts';
import { endAwaitingConfirmation } from '#approval/standing-confirmation.ts';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { findCount } from './count-queries.ts';

export interface CountEnd {
  countId: bigint;
  outcome: 'closed' | 'abandoned';
  /** Why it is abandoned. */
  note?: string;
}

/** Ends a count. Closed, it confirms the adjustments that followed from it; lines not counted stay so. */
export async function endCount(
  db: Database,
  { countId, outcome, note }: CountEnd,
  by: bigint,
): Promise<Result<undefined>> {
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const count = await findCount(tx, countId);
      if (!count) return refused({ kind: 'countUnknown' });
      const adjustments = outcome === 'closed' ? await adjustmentsOf(tx, countId) : [];
      for (const actId of adjustments) await lockAct(tx, actId);
      await tx
        .updateTable('stockCount')
        .set({ outcome, outcomeNote: note?.trim() || null, endedBy: by, endedAt: new Date() })
        .where('id', '=', countId)
        .execute();
      await endAwaitingConfirmation(tx, adjustments);
      await audit(tx, by, `${outcome} count`, count.location?.name ?? count.entity.name, { count: String(countId) });
      return done(undefined);
    }),
  );
}

/** The standing adjustments that the count itself proposed, in the order in which everyone locks acts. */
async function adjustmentsOf(tx: Tx, countId: bigint): Promise<bigint[]> {
  const rows = await tx
    .selectFrom('stockCountSettlement as settlement')
    .innerJoin('stockCountStanding as line', 'line.explanationId', 'settlement.explanationId')
    .innerJoin('actStatus', 'actStatus.actId', 'settlement.actId')
    .select('settlement.actId')
    .distinct()
    .where('line.countId', '=', countId)
    .where('actStatus.status', 'in', ['approved', 'confirmed', 'published'])
    .orderBy('settlement.actId')
    .execute();
  return rows.map(({ actId }) => actId);
}
