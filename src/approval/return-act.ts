import { auditEvents } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing, Undone } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { reversalsBeside } from './halves.ts';
import { lockAct, lockActs, standingRefusals } from './lock-act.ts';
import { closeTask, openTask } from './tasks.ts';

export interface Return {
  actId: bigint;
  revision: number;
  by: bigint;
  reason: string;
}

/** Sends a proposal back to its recorder, who changes it or withdraws it; the reversal of goods with that of their value. */
export async function returnAct(db: Database, input: Return): Promise<Result<undefined>> {
  const { revision, by } = input;
  const reason = input.reason.trim();
  if (reason === '') return refused({ kind: 'act_return_reason_given', field: 'reason' });
  const overlong = tooLong({ reason }, { reason: 2000 });
  if (overlong.length > 0) return refused(...overlong);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const beside = await reversalsBeside(tx, input.actId);
      await lockActs(tx, [input.actId, ...beside.map(({ actId }) => actId)]);
      const returned = await returnWithin(tx, { ...input, reason });
      if (!returned.ok) return returned;
      const events = [{ verb: 'return', subject: returned.value.number, detail: { revision } }];
      for (const other of beside) {
        const along = await returnWithin(tx, { actId: other.actId, revision: other.revision, by, reason });
        if (!along.ok) throw new Undone(along.refusals);
        events.push({ verb: 'return', subject: other.number, detail: { revision: other.revision } });
      }
      await auditEvents(tx, by, events);
      return done(undefined);
    }),
  );
}

/** The same inside a transaction that does more, of a reason that was looked at. The caller writes the audit trail. */
export async function returnWithin(
  tx: Tx,
  { actId, revision, by, reason }: Return,
): Promise<Result<{ number: string }>> {
  const locked = await lockAct(tx, actId);
  if (!locked.ok) return locked;
  const act = locked.value;
  const { number } = act;
  const refusals = standingRefusals(act, revision);
  if (refusals.length > 0) return refused(...refusals);
  if (act.returnedByName !== undefined) {
    return refused({ kind: 'alreadyReturned', values: { number, by: act.returnedByName } });
  }
  if (act.recordedBy === by) return refused({ kind: 'returnByAnotherPerson', values: { number } });
  await tx.insertInto('actReturn').values({ actId, revision, returnedBy: by, reason }).execute();
  await closeTask(tx, actId, 'approve');
  await openTask(tx, actId, 'revise');
  return done({ number });
}
