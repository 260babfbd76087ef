import { type ActRow, actRows, selectActs } from '#approval/act-rows.ts';
import type { ReversalReason } from '#approval/propose-reversal.ts';
import type { Database } from '#database/connection.ts';

/** A reversal with what it voids, which its own row names by number only. */
export interface Voiding {
  act: ActRow;
  voided: ActRow;
  reasonCode: ReversalReason;
  reason: string;
}

/** Those of the acts that are reversals, in their order. */
export async function listVoidings(db: Database, acts: readonly ActRow[]): Promise<Voiding[]> {
  const ids = acts.flatMap(({ id, kind }) => (kind === 'reversal' ? id : []));
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('reversal')
    .select(['actId', 'reversesActId', 'reasonCode', 'reason'])
    .where('actId', 'in', ids)
    .execute();
  const targets = rows.map(({ reversesActId }) => reversesActId);
  const voided = new Map(
    (await actRows(db, selectActs(db).where('act.id', 'in', targets))).map((row) => [row.id, row]),
  );
  const reversals = new Map(rows.map((row) => [row.actId, row]));
  return acts.flatMap((act) => {
    const row = reversals.get(act.id);
    const target = row && voided.get(row.reversesActId);
    return target ? [{ act, voided: target, reasonCode: row.reasonCode as ReversalReason, reason: row.reason }] : [];
  });
}
