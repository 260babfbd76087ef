import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { lockAct, standingRefusals } from './lock-act.ts';
import { closeTask, openTask } from './tasks.ts';

export interface Return {
  actId: bigint;
  revision: number;
  by: bigint;
  reason: string;
}

/** Sends a proposal back to its recorder, who changes it or withdraws it. */
export async function returnAct(db: Database, input: Return): Promise<Result<undefined>> {
  const { actId, revision, by } = input;
  const reason = input.reason.trim();
  if (reason === '') return refused({ kind: 'act_return_reason_given', field: 'reason' });
  const overlong = tooLong({ reason }, { reason: 2000 });
  if (overlong.length > 0) return refused(...overlong);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const locked = await lockAct(tx, actId);
      if (!locked.ok) return locked;
      const act = locked.value;
      const refusals = standingRefusals(act, revision);
      if (refusals.length > 0) return refused(...refusals);
      if (act.returnedByName !== undefined) {
        return refused({ kind: 'alreadyReturned', values: { number: act.number, by: act.returnedByName } });
      }
      if (act.recordedBy === by) return refused({ kind: 'returnByAnotherPerson', values: { number: act.number } });
      await tx.insertInto('actReturn').values({ actId, revision, returnedBy: by, reason }).execute();
      await closeTask(tx, actId, 'approve');
      await openTask(tx, actId, 'revise');
      await audit(tx, by, 'return', act.number, { revision });
      return done(undefined);
    }),
  );
}
