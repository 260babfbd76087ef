import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { linesById } from './line-rows.ts';
import { PARKING_REASONS, type ParkingReason } from './money-match.ts';

/** Puts a line aside that nobody can place yet; it stays 待核实. `other` needs a note. */
export async function parkLine(
  db: Database,
  parking: { lineId: bigint; by: bigint; reason: ParkingReason; note?: string },
): Promise<Result<undefined>> {
  const { lineId, by, reason } = parking;
  const note = parking.note?.trim() ?? '';
  if (!PARKING_REASONS.includes(reason)) return refused({ kind: 'line_parking_reason_known', field: 'reason' });
  if (reason === 'other' && note === '') return refused({ kind: 'line_parking_other_explained', field: 'note' });
  const overlong = tooLong({ note }, { note: 400 });
  if (overlong.length > 0) return refused(...overlong);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const [line] = await linesById(tx, [lineId]);
      if (!line) return refused({ kind: 'matchLineUnknown' });
      if (line.matchId !== undefined) return refused({ kind: 'money_match_line_once' });
      if (line.parking) return refused({ kind: 'line_parking_once', values: { by: line.parking.by.name } });
      await tx
        .insertInto('lineParking')
        .values({ lineId, reason, note: note || null, parkedBy: by })
        .execute();
      await audit(tx, by, 'park line', `line ${lineId}`, { reason });
      return done(undefined);
    }),
  );
}

/** Takes a parked line up again; anyone who records may. */
export async function takeUpLine(
  db: Database,
  { lineId, by }: { lineId: bigint; by: bigint },
): Promise<Result<undefined>> {
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const ended = await tx
        .updateTable('lineParking')
        .set({ endedBy: by, endedAt: new Date() })
        .where('lineId', '=', lineId)
        .where('endedAt', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (!ended) return refused({ kind: 'lineNotParked' });
      await audit(tx, by, 'take up line', `line ${lineId}`);
      return done(undefined);
    }),
  );
}
