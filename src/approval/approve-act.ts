import { auditEvents } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing, Undone } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { bookingDay, shanghaiDay } from '#ledger/day.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { type ActKind, occurredOf, taskAfterApproval } from './act.ts';
import { openDay } from './closed-days.ts';
import { isPublicRefund } from './confirmation.ts';
import { lockReversalsBeside } from './halves.ts';
import { findEntryOfAct } from './journal.ts';
import { type LockedAct, lockAct, standingRefusals } from './lock-act.ts';
import { postEntry } from './post-entry.ts';
import { postingsOf } from './postings-of-act.ts';
import { whyNotReversible } from './propose-reversal.ts';
import { shortfalls, unacceptedTakings } from './shortfalls.ts';
import { awaitConfirmationAnew, endAwaitingConfirmation, matchedWith } from './standing-confirmation.ts';
import { closeAllTasks, closeTask, openTask } from './tasks.ts';

export interface Approval {
  actId: bigint;
  /** The proposal as the reviewer saw it. */
  revision: number;
  by: bigint;
}

/**
 * The second person's yes: approval, journal entry and the next task in one transaction, or none of them. Goods that come
 * back and their value are reversed by two acts and one yes.
 */
export async function approveAct(db: Database, approval: Approval): Promise<Result<{ entryId?: bigint }>> {
  const attempt = () =>
    refusing(() =>
      inTransaction(db, async (tx) => {
        const { by, revision } = approval;
        const beside = await lockReversalsBeside(tx, approval.actId);
        if (!beside.ok) return beside;
        const approved = await approveWithin(tx, approval);
        if (!approved.ok) return approved;
        const { number, before, entryId } = approved.value;
        const events = before ? [] : [{ verb: 'approve', subject: number, detail: { revision } }];
        for (const other of beside.value) {
          const along = await approveWithin(tx, { actId: other.actId, revision: other.revision, by });
          if (!along.ok) throw new Undone(along.refusals);
          events.push({ verb: 'approve', subject: other.number, detail: { revision: other.revision } });
        }
        await auditEvents(tx, by, events);
        return done(entryId === undefined ? {} : { entryId });
      }),
    );
  return againIfOvertaken(attempt);
}

/**
 * What the database refuses because of others between our look and our entry is tried once more: where they took the same
 * stock, that finds the figures to show; where they closed the day, the entry is booked today.
 */
export async function againIfOvertaken<T>(attempt: () => Promise<Result<T>>): Promise<Result<T>> {
  const first = await attempt();
  return !first.ok && first.refusals.some(isOvertaken) ? attempt() : first;
}

const isOvertaken = ({ kind, values }: Refusal): boolean =>
  kind === 'posting_not_into_closed_days' || (TAKEN_MEANWHILE.includes(kind) && !values);
const TAKEN_MEANWHILE: readonly string[] = ['account_balance_not_negative', 'posting_takes_accepted'];

export interface Approved {
  number: string;
  /** By the same person, earlier: nothing was written. */
  before: boolean;
  entryId?: bigint;
}

/**
 * The same inside a transaction that does more. Whoever calls writes the audit trail, last of all; who has locked the act
 * already says how it stands.
 */
export async function approveWithin(
  tx: Tx,
  { actId, revision, by }: Approval,
  known?: LockedAct,
): Promise<Result<Approved>> {
  const { act: locked, voided, unconfirmed, reasonCode } = await lockConcerned(tx, actId, known);
  if (!locked.ok) return locked;
  const act = locked.value;
  const { number } = act;
  if (act.approval?.by === by) return done({ number, before: true, ...(await entryIdOf(tx, actId)) });
  const refusals = whyNotApproved(act, revision, by);
  if (refusals.length === 0 && voided) refusals.push(...whyNotReversible(voided));
  if (refusals.length > 0) return refused(...refusals);
  const derived = await postingsOf(tx, actId);
  if (!derived.ok) return derived;
  const postings = derived.value;
  const bookedOn = await openDay(tx, postings[0]?.entity, await bookingDayOf(tx, actId));
  const missing = await shortfalls(tx, postings, bookedOn);
  if (missing.length > 0) return refused(...missing);
  const early = await unacceptedTakings(tx, actId, postings);
  if (early.length > 0) return refused(...early);

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
  await awaitConfirmationAnew(tx, unconfirmed);
  if (voided && !voided.published) {
    // Neither the act nor its reversal was ever public: together they are nothing, and both stay out of the log.
    await closeAllTasks(tx, voided.id);
  } else {
    // What another reversal of its match left unconfirmed waits for nothing once it is void itself.
    if (voided && reasonCode !== 'refund') await closeTask(tx, voided.id, 'confirm');
    await openTask(tx, actId, taskAfterApproval(act.kind, await isPublicRefund(tx, actId)));
    // What settles a short delivery is confirmed by its paper already.
    if (GOES_OUT.includes(act.kind)) await endAwaitingConfirmation(tx, [actId]);
  }
  return done({ number, before: false, ...(entryId !== undefined && { entryId }) });
}

const GOES_OUT: readonly ActKind[] = ['issue', 'appropriation', 'adjustment'];

/** Why that person may not say yes to that revision; the act's own postings are not looked at. */
export function whyNotApproved(act: LockedAct, revision: number, by: bigint): Refusal[] {
  const standing = standingRefusals(act, revision);
  if (standing.length > 0) return standing;
  const { number } = act;
  if (act.returnedByName !== undefined) {
    return [{ kind: 'alreadyReturned', values: { number, by: act.returnedByName } }];
  }
  return act.recordedBy === by ? [{ kind: 'approval_by_another_person', values: { number } }] : [];
}

interface Concerned {
  act: Result<LockedAct>;
  /** What the act reverses. */
  voided: LockedAct | undefined;
  /** Acts that share a match with the voided one: a reversal undoes it for all of them. */
  unconfirmed: bigint[];
  reasonCode?: string;
}

/** Locks the act, and with a reversal whatever it changes, in id order, as everyone locks acts. */
async function lockConcerned(tx: Tx, actId: bigint, known: LockedAct | undefined): Promise<Concerned> {
  const reversal = await tx
    .selectFrom('reversal')
    .select(['reversesActId', 'reasonCode'])
    .where('actId', '=', actId)
    .executeTakeFirst();
  if (!reversal) return { act: known ? done(known) : await lockAct(tx, actId), voided: undefined, unconfirmed: [] };
  const { reversesActId, reasonCode } = reversal;
  const unconfirmed = reasonCode === 'refund' ? [] : await matchedWith(tx, reversesActId);
  const locked = new Map<bigint, Result<LockedAct>>();
  for (const id of [...new Set([actId, reversesActId, ...unconfirmed])].sort(byId))
    locked.set(id, await lockAct(tx, id));
  const voided = locked.get(reversesActId);
  return {
    act: locked.get(actId) ?? refused({ kind: 'actUnknown' }),
    voided: voided?.ok ? voided.value : undefined,
    unconfirmed,
    reasonCode,
  };
}

const byId = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);

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
