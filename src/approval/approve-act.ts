import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { bookingDay, shanghaiDay } from '#ledger/day.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { occurredOf, taskAfterApproval } from './act.ts';
import { isPublicRefund } from './confirmation.ts';
import { findEntryOfAct } from './journal.ts';
import { type LockedAct, lockAct, standingRefusals } from './lock-act.ts';
import { postEntry } from './post-entry.ts';
import { postingsOf } from './postings-of-act.ts';
import { whyNotReversible } from './propose-reversal.ts';
import { shortfalls } from './shortfalls.ts';
import { closeAllTasks, closeTask, openTask } from './tasks.ts';

export interface Approval {
  actId: bigint;
  /** The proposal as the reviewer saw it. */
  revision: number;
  by: bigint;
}

/** The second person's yes: approval, journal entry and the next task in one transaction, or none of them. */
export async function approveAct(db: Database, approval: Approval): Promise<Result<{ entryId?: bigint }>> {
  const attempt = () => refusing(() => inTransaction(db, (tx) => approve(tx, approval)));
  const first = await attempt();
  // Somebody else took the same stock between our look and our entry: looking again finds the figures to show.
  const overtaken = !first.ok && first.refusals.some((r) => r.kind === 'account_balance_not_negative' && !r.values);
  return overtaken ? attempt() : first;
}

async function approve(tx: Tx, { actId, revision, by }: Approval): Promise<Result<{ entryId?: bigint }>> {
  // A reversal locks what it voids before itself: the older act first, as everyone does.
  const voided = await lockVoided(tx, actId);
  const locked = await lockAct(tx, actId);
  if (!locked.ok) return locked;
  const act = locked.value;
  if (act.approval?.by === by) return done(await entryIdOf(tx, actId));
  const refusals = whyNot(act, revision, by);
  if (refusals.length === 0 && voided) refusals.push(...whyNotReversible(voided));
  if (refusals.length > 0) return refused(...refusals);
  const derived = await postingsOf(tx, actId);
  if (!derived.ok) return derived;
  const postings = derived.value;
  const bookedOn = await bookingDayOf(tx, actId);
  const missing = await shortfalls(tx, postings, bookedOn);
  if (missing.length > 0) return refused(...missing);

  // From here on something is written: only the database refuses, and thereby undoes all of it.
  await tx.insertInto('approval').values({ actId, recordedBy: act.recordedBy, approvedBy: by, revision }).execute();
  const original = voided && (await findEntryOfAct(tx, voided.id));
  const entryId =
    postings.length === 0
      ? undefined
      : await postEntry(tx, {
          actId,
          bookedOn,
          postedBy: by,
          postings,
          ...(original && { reversesId: original.id }),
        });
  await closeTask(tx, actId, 'approve');
  if (voided && !voided.published) {
    // Neither the act nor its reversal was ever public: together they are nothing, and both stay out of the log.
    await closeAllTasks(tx, voided.id);
  } else {
    await openTask(tx, actId, taskAfterApproval(act.kind, await isPublicRefund(tx, actId)));
  }
  await audit(tx, by, 'approve', act.number, { revision });
  return done(entryId === undefined ? {} : { entryId });
}

function whyNot(act: LockedAct, revision: number, by: bigint): Refusal[] {
  const standing = standingRefusals(act, revision);
  if (standing.length > 0) return standing;
  const { number } = act;
  if (act.returnedByName !== undefined) {
    return [{ kind: 'alreadyReturned', values: { number, by: act.returnedByName } }];
  }
  return act.recordedBy === by ? [{ kind: 'approval_by_another_person', values: { number } }] : [];
}

async function lockVoided(tx: Tx, actId: bigint): Promise<LockedAct | undefined> {
  const reversal = await tx
    .selectFrom('reversal')
    .select('reversesActId')
    .where('actId', '=', actId)
    .executeTakeFirst();
  if (!reversal) return undefined;
  const target = await lockAct(tx, reversal.reversesActId);
  return target.ok ? target.value : undefined;
}

async function bookingDayOf(tx: Tx, actId: bigint): Promise<string> {
  const act = await tx
    .selectFrom('act')
    .select(['occurredPrecision', 'occurredFrom', 'occurredTo', 'recordedAt'])
    .where('id', '=', actId)
    .executeTakeFirstOrThrow();
  return bookingDay(occurredOf(act), shanghaiDay(act.recordedAt));
}

async function entryIdOf(tx: Tx, actId: bigint): Promise<{ entryId?: bigint }> {
  const entry = await tx.selectFrom('journalEntry').select('id').where('actId', '=', actId).executeTakeFirst();
  return entry ? { entryId: entry.id } : {};
}
