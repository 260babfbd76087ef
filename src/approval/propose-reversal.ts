import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { privateNamesOf } from '#intake/names-of-act.ts';
import { refuseNames } from '#intake/private-names.ts';
import { bookingDay, type Day, onDay, shanghaiDay, todayInShanghai } from '#ledger/day.ts';
import { refuseIdentifiers } from '#ledger/redaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { headerOf, occurredOf } from './act.ts';
import { openDay } from './closed-days.ts';
import { waitingReversal } from './halves.ts';
import { type LockedAct, lockAct } from './lock-act.ts';
import { findProposed, type ProposedAct, proposeAct } from './propose-act.ts';

export const REVERSAL_REASONS = [
  'entryMistake',
  'duplicate',
  'refund',
  'donorCorrection',
  'notReceived',
  'other',
] as const;
export type ReversalReason = (typeof REVERSAL_REASONS)[number];

export interface ReversalInput {
  /** The approved act to void. */
  actId: bigint;
  by: bigint;
  reasonCode: ReversalReason;
  reason: string;
  /** The day a statement says that the money went back; absent: nothing tells it. */
  paidOn?: Day;
  idempotencyKey: string;
}

/** Proposes to void an approved act by its negative copy (红字冲销); the books change when another person approves. */
export async function proposeReversal(db: Database, input: ReversalInput): Promise<Result<ProposedAct>> {
  return refusing(() => inTransaction(db, (tx) => proposeReversalWithin(tx, input)));
}

export function checkReversal(input: Pick<ReversalInput, 'reasonCode' | 'reason'>): Refusal[] {
  const found: Refusal[] = [];
  if (!REVERSAL_REASONS.includes(input.reasonCode)) found.push({ kind: 'reversal_reason_known', field: 'reasonCode' });
  if (input.reason.trim() === '') found.push({ kind: 'reversal_reason_given', field: 'reason' });
  found.push(...tooLong(input, { reason: 2000 }));
  // The correction's words go public with it, and an approved reversal can no longer be changed: it would stay stuck.
  found.push(...refuseIdentifiers('reason', input.reason));
  return found;
}

/**
 * The same inside a transaction that does more; refuses before it writes. One reversal of an act waits at a time: whoever
 * comes second, with the act locked, sees the first.
 */
export async function proposeReversalWithin(tx: Tx, input: ReversalInput): Promise<Result<ProposedAct>> {
  const { paidOn } = input;
  const wrong = checkReversal(input);
  if (wrong.length > 0) return refused(...wrong);
  const target = await lockAct(tx, input.actId);
  if (!target.ok) return target;
  // A form that is sent again of another act is another form: nobody hears of this one what was proposed of that.
  const key = `${input.idempotencyKey} of ${input.actId}`;
  const before = await findProposed(tx, 'reversal', input.by, key);
  if (before) return done(before);
  const refusals = whyNotReversible(target.value);
  if (refusals.length > 0) return refused(...refusals);
  const waiting = await waitingReversal(tx, input.actId);
  if (waiting) {
    return refused({ kind: 'reversalWaits', values: { number: target.value.number, by: waiting.number } });
  }
  const naming = refuseNames('reason', input.reason, await privateNamesOf(tx, input.actId));
  if (naming.length > 0) return refused(...naming);
  const original = await tx.selectFrom('act').selectAll().where('id', '=', input.actId).executeTakeFirstOrThrow();
  const { entity, fund, stream } = headerOf(original);
  const header = {
    ...(entity !== undefined && { entity }),
    ...(fund !== undefined && { fund }),
    stream,
    // The books as they were stay as they were: the negative copy counts from the day it is made, or the money went back.
    occurred: onDay(
      await dayOfReversal(tx, entity, bookingDay(occurredOf(original), shanghaiDay(original.recordedAt)), paidOn),
    ),
  };
  const act = await proposeAct(tx, 'reversal', header, input.by, key);
  if (!act.existing) {
    await tx
      .insertInto('reversal')
      .values({
        actId: act.actId,
        reversesActId: input.actId,
        reasonCode: input.reasonCode,
        reason: input.reason.trim(),
      })
      .execute();
  }
  return done(act);
}

/** Today, too, where the money went back before it came, or on a day that is closed. */
const dayOfReversal = async (tx: Tx, entity: string | undefined, cameOn: Day, paidOn: Day | undefined): Promise<Day> =>
  paidOn === undefined || paidOn < cameOn ? todayInShanghai() : openDay(tx, entity, paidOn);

/** Only what stands can be voided, and once. */
export function whyNotReversible(act: LockedAct): Refusal[] {
  const { number } = act;
  if (act.kind === 'reversal') return [{ kind: 'reversalOfReversal', values: { number } }];
  if (act.kind === 'registration') return [{ kind: 'reversalOfRegistration', values: { number } }];
  if (!act.approval) return [{ kind: 'reversalOfUnapproved', values: { number } }];
  if (act.reversedBy !== undefined) return [{ kind: 'alreadyReversed', values: { number, by: act.reversedBy } }];
  return [];
}
