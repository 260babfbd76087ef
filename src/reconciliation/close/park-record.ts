import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';

export const RECORD_PARKING_REASONS = ['inTransit', 'awaitingStatement', 'underReview', 'other'] as const;
export type RecordParkingReason = (typeof RECORD_PARKING_REASONS)[number];

/** Says why no statement shows a booked act yet (未达账项). `other` needs a note. Saying it anew ends what was said before. */
export function parkRecord(
  db: Database,
  parking: { actId: bigint; by: bigint; reason: RecordParkingReason; note?: string },
): Promise<Result<undefined>> {
  const { actId, by, reason } = parking;
  if (reason === 'other' && !parking.note?.trim()) {
    return Promise.resolve(refused({ kind: 'record_parking_other_explained', field: 'note' }));
  }
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const act = await tx
        .selectFrom('act')
        .innerJoin('approval', 'approval.actId', 'act.id')
        .select('number')
        .where('act.id', '=', actId)
        .forUpdate('act')
        .executeTakeFirst();
      if (!act) return refused({ kind: 'actUnknown' });
      await tx
        .updateTable('recordParking')
        .set({ endedBy: by, endedAt: new Date() })
        .where('actId', '=', actId)
        .where('endedAt', 'is', null)
        .execute();
      await tx
        .insertInto('recordParking')
        .values({ actId, reason, note: parking.note?.trim() || null, parkedBy: by })
        .execute();
      await audit(tx, by, 'park record', act.number, { reason });
      return done(undefined);
    }),
  );
}
