import { audit } from '#database/audit.ts';
import type { Tx } from '#database/connection.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { type ActHeader, type ActKind, headerColumns } from './act.ts';
import { lockAct, standingRefusals } from './lock-act.ts';
import { closeTask, openTask } from './tasks.ts';

export interface RevisedAct {
  actId: bigint;
  number: string;
  revision: number;
}

/**
 * Takes the recorder's change into a proposal (or one sent back) and gives it to the reviewers again. Refuses before
 * anything is written, so the slice may return the refusal out of its transaction.
 */
export async function reviseAct(
  tx: Tx,
  actId: bigint,
  header: ActHeader,
  by: bigint,
  revision: number,
  kind: ActKind,
): Promise<Result<RevisedAct>> {
  const locked = await lockAct(tx, actId);
  if (!locked.ok) return locked;
  const act = locked.value;
  // The number in an address is anybody's to change: a donation's form must not reach into a batch.
  if (act.kind !== kind) return refused({ kind: 'actUnknown' });
  const refusals = standingRefusals(act, revision);
  if (refusals.length > 0) return refused(...refusals);
  if (act.recordedBy !== by) return refused({ kind: 'notTheRecorder', values: { number: act.number } });
  const next = act.revision + 1;
  await tx
    .updateTable('act')
    .set({ ...headerColumns(header), revision: next })
    .where('id', '=', actId)
    .execute();
  await closeTask(tx, actId, 'revise');
  await openTask(tx, actId, 'approve');
  await audit(tx, by, 'revise', act.number, { revision: next });
  return done({ actId, number: act.number, revision: next });
}
