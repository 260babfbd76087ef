import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing, Undone } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { releaseRegistration } from '#registry/release-registration.ts';
import { reversalsTakenBackWith } from './halves.ts';
import { type LockedAct, lockActs, standingRefusals } from './lock-act.ts';
import { closeAllTasks } from './tasks.ts';

export interface Withdrawal {
  actId: bigint;
  by: bigint;
  reason?: string;
}

/** The recorder takes a proposal back before anyone approved it. A code it had taken in the register is free again. */
export async function withdrawAct(db: Database, withdrawal: Withdrawal): Promise<Result<undefined>> {
  const { by, reason } = withdrawal;
  const overlong = tooLong({ reason }, { reason: 2000 });
  if (overlong.length > 0) return refused(...overlong);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const withdrawn = await withdrawWithin(tx, withdrawal);
      if (!withdrawn.ok) return withdrawn;
      await audit(tx, by, 'withdraw', withdrawn.value.number);
      return done(undefined);
    }),
  );
}

/**
 * The same inside a transaction that does more. The caller writes the audit trail. Goods that are taken off the books and
 * their value (an act of its own) are withdrawn together, where neither is decided; the reversals of both where one person
 * proposed them.
 */
export async function withdrawWithin(tx: Tx, { actId, by, reason }: Withdrawal): Promise<Result<{ number: string }>> {
  const halves = [...(await halvesOf(tx, actId)), ...(await reversalsTakenBackWith(tx, actId))];
  const locked = await lockActs(tx, [actId, ...halves]);
  const act = locked.get(actId);
  if (!act) return refused({ kind: 'actUnknown' });
  const withdrawn = await withdrawLocked(tx, act, { by, reason });
  if (!withdrawn.ok) return withdrawn;
  for (const half of halves) {
    const other = locked.get(half);
    if (!other || standingRefusals(other).length > 0) continue;
    if (other.kind === 'reversal' && other.recordedBy !== by) continue;
    const along = await withdrawLocked(tx, other, { by, reason });
    if (!along.ok) throw new Undone(along.refusals);
    await audit(tx, by, 'withdraw', other.number);
  }
  return withdrawn;
}

/** Of goods the acts that take their value off the books, and of such a value the act of its goods. */
async function halvesOf(tx: Tx, actId: bigint): Promise<bigint[]> {
  const rows = await tx
    .selectFrom('adjustment')
    .select(['actId', 'goodsActId'])
    .where('goodsActId', 'is not', null)
    .where((eb) => eb.or([eb('actId', '=', actId), eb('goodsActId', '=', actId)]))
    .execute();
  return rows.flatMap((row) => (row.actId === actId ? (row.goodsActId ?? []) : row.actId));
}

async function withdrawLocked(
  tx: Tx,
  act: LockedAct,
  { by, reason }: Pick<Withdrawal, 'by'> & { reason: string | undefined },
): Promise<Result<{ number: string }>> {
  const { id: actId, number, kind, recordedBy } = act;
  const refusals = standingRefusals(act);
  if (refusals.length > 0) return refused(...refusals);
  if (recordedBy !== by) return refused({ kind: 'notTheRecorder', values: { number } });
  if (kind === 'registration') await releaseRegistration(tx, actId);
  await tx
    .insertInto('withdrawal')
    .values({ actId, withdrawnBy: by, reason: reason?.trim() || null })
    .execute();
  await closeAllTasks(tx, actId);
  return done({ number });
}
