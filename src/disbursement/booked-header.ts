import { type ActHeader, headerOf } from '#approval/act.ts';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import type { Dimensions, Restriction } from '#ledger/posting.ts';
import { RESTRICTIONS, STREAMS } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';

/** What goes out always leaves somebody's books and some fund. */
export type BookedHeader = ActHeader & { entity: string; fund: string };

export type Provenance = 'stated' | 'rounded' | 'derived';
export const PROVENANCES: readonly Provenance[] = ['stated', 'rounded', 'derived'];

/** The paper a decision rests on (会议纪要, 审批表); notStated where a source does not name one. */
export interface Decision {
  kind: 'minutes' | 'approvalForm' | 'notStated';
  number?: string;
  on?: Day;
}

export async function getBookedHeader(db: Database, actId: bigint): Promise<BookedHeader> {
  const row = await db.selectFrom('act').selectAll().where('id', '=', actId).executeTakeFirstOrThrow();
  const { entity, fund, ...rest } = headerOf(row);
  if (entity === undefined || fund === undefined) throw new Error(`act ${actId} has no entity or fund`);
  return { ...rest, entity, fund };
}

export const dimensionsOf = (
  { entity, fund, stream }: Pick<BookedHeader, 'entity' | 'fund' | 'stream'>,
  restriction: Restriction,
): Omit<Dimensions, 'unit'> => ({ entity, fund, stream, restriction });

/** The choices every disbursement has; the database names the same refusals. */
export function checkChoices(
  table: 'batch' | 'goods_issue' | 'purchase' | 'appropriation' | 'adjustment',
  { header, restriction, decision }: { header: BookedHeader; restriction: Restriction; decision?: Decision },
): Refusal[] {
  const found: Refusal[] = [];
  if (!RESTRICTIONS.includes(restriction)) found.push({ kind: `${table}_restriction_known`, field: 'restriction' });
  if (!STREAMS.includes(header.stream)) found.push({ kind: 'act_stream_known', field: 'stream' });
  if (decision && !['minutes', 'approvalForm', 'notStated'].includes(decision.kind)) {
    found.push({ kind: `${table}_decision_known`, field: 'decisionKind' });
  }
  found.push(...tooLong({ decisionNumber: decision?.number }, { decisionNumber: 120 }));
  return found;
}

export const decisionColumns = (decision: Decision | undefined) => ({
  decisionKind: decision?.kind ?? null,
  decisionNumber: decision?.number ?? null,
  decisionOn: decision?.on ?? null,
});

export function decisionOf(row: {
  decisionKind: string | null;
  decisionNumber: string | null;
  decisionOn: Day | null;
}): { decision?: Decision } {
  if (row.decisionKind === null) return {};
  return {
    decision: {
      kind: row.decisionKind as Decision['kind'],
      ...(row.decisionNumber !== null && { number: row.decisionNumber }),
      ...(row.decisionOn !== null && { on: row.decisionOn }),
    },
  };
}
