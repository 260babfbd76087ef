import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { privateNamesOf } from '#intake/names-of-act.ts';
import { refuseNames } from '#intake/private-names.ts';
import { onDay, todayInShanghai } from '#ledger/day.ts';
import { refuseIdentifiers } from '#ledger/redaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { headerOf } from './act.ts';
import { type LockedAct, lockAct } from './lock-act.ts';
import { type ProposedAct, proposeAct } from './propose-act.ts';

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
  idempotencyKey: string;
}

/** Proposes to void an approved act by its negative copy (红字冲销); the books change when another person approves. */
export async function proposeReversal(db: Database, input: ReversalInput): Promise<Result<ProposedAct>> {
  const refusals = checkReversal(input);
  if (refusals.length > 0) return refused(...refusals);
  return refusing(() => inTransaction(db, (tx) => propose(tx, input)));
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

async function propose(tx: Tx, input: ReversalInput): Promise<Result<ProposedAct>> {
  const target = await lockAct(tx, input.actId);
  if (!target.ok) return target;
  const refusals = whyNotReversible(target.value);
  if (refusals.length > 0) return refused(...refusals);
  const naming = refuseNames('reason', input.reason, await privateNamesOf(tx, input.actId));
  if (naming.length > 0) return refused(...naming);
  const original = await tx.selectFrom('act').selectAll().where('id', '=', input.actId).executeTakeFirstOrThrow();
  const { entity, fund, stream } = headerOf(original);
  const header = {
    ...(entity !== undefined && { entity }),
    ...(fund !== undefined && { fund }),
    stream,
    // The books as they were stay as they were: the negative copy counts from the day it is made.
    occurred: onDay(todayInShanghai()),
  };
  const act = await proposeAct(tx, 'reversal', header, input.by, input.idempotencyKey);
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

/** Only what stands can be voided, and once. */
export function whyNotReversible(act: LockedAct): Refusal[] {
  const { number } = act;
  if (act.kind === 'reversal') return [{ kind: 'reversalOfReversal', values: { number } }];
  if (act.kind === 'registration') return [{ kind: 'reversalOfRegistration', values: { number } }];
  if (!act.approval) return [{ kind: 'reversalOfUnapproved', values: { number } }];
  if (act.reversedBy !== undefined) return [{ kind: 'alreadyReversed', values: { number, by: act.reversedBy } }];
  return [];
}
