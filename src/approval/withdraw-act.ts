import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { releaseRegistration } from '#registry/release-registration.ts';
import { lockAct, standingRefusals } from './lock-act.ts';
import { closeAllTasks } from './tasks.ts';

export interface Withdrawal {
  actId: bigint;
  by: bigint;
  reason?: string;
}

/** The recorder takes a proposal back before anyone approved it. A code it had taken in the register is free again. */
export async function withdrawAct(db: Database, { actId, by, reason }: Withdrawal): Promise<Result<undefined>> {
  const overlong = tooLong({ reason }, { reason: 2000 });
  if (overlong.length > 0) return refused(...overlong);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const locked = await lockAct(tx, actId);
      if (!locked.ok) return locked;
      const act = locked.value;
      const refusals = standingRefusals(act);
      if (refusals.length > 0) return refused(...refusals);
      if (act.recordedBy !== by) return refused({ kind: 'notTheRecorder', values: { number: act.number } });
      if (act.kind === 'registration') await releaseRegistration(tx, actId);
      await tx
        .insertInto('withdrawal')
        .values({ actId, withdrawnBy: by, reason: reason?.trim() || null })
        .execute();
      await closeAllTasks(tx, actId);
      await audit(tx, by, 'withdraw', act.number);
      return done(undefined);
    }),
  );
}
