import { againIfOvertaken, approveWithin } from '#approval/approve-act.ts';
import { approveCashGifts } from '#approval/approve-cash-gifts.ts';
import type { LockedAct } from '#approval/lock-act.ts';
import { returnWithin } from '#approval/return-act.ts';
import { endAwaitingConfirmation } from '#approval/standing-confirmation.ts';
import { decideWish, decideWishes } from '#approval/wish.ts';
import { withdrawWithin } from '#approval/withdraw-act.ts';
import { audit, auditEvents } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing, Undone } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { alreadyDecided, type LockedMatch, lockMatch, lockMatches } from './lock-match.ts';

export interface MatchApproval {
  matchId: bigint;
  by: bigint;
  /** Revision of each act as shown, needed of those that are still proposals (way `entered`); key: act id as text. */
  revisions?: Readonly<Record<string, number>>;
}

/**
 * The second person's yes: the acts are confirmed by the statement. Acts that were entered from the lines and are still
 * proposals are approved first, in the same transaction and by the same person, so that one decision is enough.
 */
export async function approveMatch(db: Database, approval: MatchApproval): Promise<Result<{ matchId: bigint }>> {
  const { failed } = await approveMatches(db, [approval]);
  const [failure] = failed;
  return failure ? refused(...failure.refusals) : done({ matchId: approval.matchId });
}

export interface ApprovedMatches {
  approved: bigint[];
  failed: { matchId: bigint; refusals: Refusal[] }[];
}

/** Few enough that others who approve meanwhile do not wait long. */
const MATCHES_AT_ONCE = 100;

/** Each with its own refusals, in the order given; 100 go together in a transaction, with few statements. */
export async function approveMatches(db: Database, approvals: readonly MatchApproval[]): Promise<ApprovedMatches> {
  const all: ApprovedMatches = { approved: [], failed: [] };
  const approve = async (some: readonly MatchApproval[], by: bigint): Promise<void> => {
    const tried = await againIfOvertaken(() =>
      refusing(() => inTransaction(db, async (tx) => done(await approveSome(tx, some, by)))),
    );
    if (tried.ok) {
      all.approved.push(...tried.value.approved);
      all.failed.push(...tried.value.failed);
    } else if (some.length === 1) {
      for (const { matchId } of some) all.failed.push({ matchId, refusals: tried.refusals });
    } else {
      // The database refuses one of them and thereby all: halves find which.
      const half = Math.ceil(some.length / 2);
      await approve(some.slice(0, half), by);
      await approve(some.slice(half), by);
    }
  };
  for (const [by, own] of Map.groupBy(approvals, (approval) => approval.by)) {
    for (let at = 0; at < own.length; at += MATCHES_AT_ONCE) await approve(own.slice(at, at + MATCHES_AT_ONCE), by);
  }
  return all;
}

async function approveSome(tx: Tx, some: readonly MatchApproval[], by: bigint): Promise<ApprovedMatches> {
  const answer: ApprovedMatches = { approved: [], failed: [] };
  const matches = await lockMatches(
    tx,
    some.map(({ matchId }) => matchId),
  );
  const sound = new Set<LockedMatch>();
  const proposed: { act: LockedAct; revision: number }[] = [];
  const events: { verb: string; subject: string; detail: Record<string, number> }[] = [];
  for (const { matchId, revisions = {} } of some) {
    const match = matches.get(matchId);
    const refusals = match ? whyNot(match, by) : [{ kind: 'matchUnknown' }];
    if (match === undefined || refusals.length > 0) {
      answer.failed.push({ matchId, refusals });
      continue;
    }
    answer.approved.push(matchId);
    if (match.decision !== undefined || sound.has(match)) continue;
    sound.add(match);
    for (const act of match.acts.filter(({ approval }) => approval === undefined)) {
      const { id, number, revision: current } = act;
      const revision = revisions[String(id)];
      if (revision === undefined) {
        return undo({ kind: 'approval_of_current_revision', values: { number, revision: String(current) } });
      }
      proposed.push({ act, revision });
      events.push({ verb: 'approve', subject: number, detail: { revision } });
    }
    events.push({ verb: 'approve match', subject: `match ${matchId}`, detail: { acts: match.acts.length } });
  }
  if (sound.size === 0) return answer;
  // Gifts of cash, which statements are full of, go together; of the others each asks what is left by those before it.
  const together = await approveCashGifts(tx, proposed, by);
  for (const { act, revision } of proposed) {
    const result = together.get(act.id) ?? (await approveWithin(tx, { actId: act.id, revision, by }, act));
    if (!result.ok) return undo(...result.refusals);
  }
  await decideWishes(
    tx,
    'moneyMatch',
    [...sound].map(({ id }) => id),
    { decision: 'approved', by },
  );
  await endAwaitingConfirmation(
    tx,
    [...sound].flatMap(({ acts }) => acts.map(({ id }) => id)),
  );
  await auditEvents(tx, by, events);
  return answer;
}

/** Some acts are approved already when one is refused: all of it goes back. */
function undo(...refusals: Refusal[]): never {
  throw new Undone(refusals);
}

/**
 * The yes to a proposal, said on its own page: where it was entered from lines, it is the yes to their match too, so that
 * nobody is asked twice. undefined where it was not; then the act is approved by itself.
 */
export async function approveEntered(
  db: Database,
  { actId, revision, by }: { actId: bigint; revision: number; by: bigint },
): Promise<Result<{ matchId: bigint }> | undefined> {
  const match = await waitingEntered(db, actId);
  return match && approveMatch(db, { matchId: match.id, by, revisions: { [String(actId)]: revision } });
}

/** The undecided match that the act was entered with. */
export const waitingEntered = (db: Database, actId: bigint): Promise<{ id: bigint } | undefined> =>
  db
    .selectFrom('moneyMatchAct')
    .innerJoin('moneyMatch', 'moneyMatch.id', 'moneyMatchAct.matchId')
    .select('moneyMatch.id')
    .where('moneyMatchAct.actId', '=', actId)
    .where('moneyMatchAct.released', '=', false)
    .where('moneyMatch.decision', 'is', null)
    .where('moneyMatch.way', '=', 'entered')
    .executeTakeFirst();

function whyNot(match: LockedMatch, by: bigint): Refusal[] {
  // Sent twice by the same person, it is done.
  if (match.decision === 'approved' && match.decidedBy === by) return [];
  if (match.decision !== undefined) return [alreadyDecided(match)];
  if (match.confirmedBy === by) return [{ kind: 'money_match_by_another_person' }];
  const own = match.acts.filter(({ recordedBy }) => recordedBy === by);
  if (own.length > 0) return [{ kind: 'money_match_not_by_recorder', values: { number: numbersOf(own) } }];
  const proposed = match.acts.filter(({ approval }) => approval === undefined);
  if (proposed.length === 0 || match.way === 'entered') return [];
  return [{ kind: 'money_match_of_approved_acts', values: { number: numbersOf(proposed) } }];
}

const numbersOf = (acts: readonly LockedAct[]): string => acts.map(({ number }) => number).join('、');

/** No, with a reason: lines and acts are free again; proposals that were entered from the lines go back to their recorder. */
export async function refuseMatch(
  db: Database,
  refusal: { matchId: bigint; by: bigint; reason: string },
): Promise<Result<undefined>> {
  const { matchId, by } = refusal;
  const reason = refusal.reason.trim();
  if (reason === '') return refused({ kind: 'money_match_refused_with_reason', field: 'reason' });
  const overlong = tooLong({ reason }, { reason: 400 });
  if (overlong.length > 0) return refused(...overlong);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const locked = await lockMatch(tx, matchId);
      if (!locked.ok) return locked;
      const match = locked.value;
      if (match.decision !== undefined) return refused(alreadyDecided(match));
      if (match.confirmedBy === by) return refused({ kind: 'money_match_by_another_person' });
      await decideWish(tx, 'moneyMatch', { id: matchId, decision: 'refused', by, reason });
      const returned: { number: string; revision: number }[] = [];
      for (const { id, number, revision } of enteredProposals(match)) {
        const result = await returnWithin(tx, { actId: id, revision, by, reason });
        if (!result.ok) return undo(...result.refusals);
        returned.push({ number, revision });
      }
      for (const { number, revision } of returned) await audit(tx, by, 'return', number, { revision });
      await audit(tx, by, 'refuse match', `match ${matchId}`);
      return done(undefined);
    }),
  );
}

/** Whoever confirmed takes it back before the decision; proposals they entered from the lines are withdrawn with it. */
export async function withdrawMatch(
  db: Database,
  { matchId, by, reason }: { matchId: bigint; by: bigint; reason?: string },
): Promise<Result<undefined>> {
  const overlong = tooLong({ reason }, { reason: 2000 });
  if (overlong.length > 0) return refused(...overlong);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const locked = await lockMatch(tx, matchId);
      if (!locked.ok) return locked;
      const match = locked.value;
      if (match.decision !== undefined) return refused(alreadyDecided(match));
      if (match.confirmedBy !== by) return refused({ kind: 'money_match_withdrawn_by_confirmer' });
      await decideWish(tx, 'moneyMatch', { id: matchId, decision: 'withdrawn', by });
      const withdrawn: string[] = [];
      for (const { id, number } of undecidedEntered(match).filter(({ recordedBy }) => recordedBy === by)) {
        const result = await withdrawWithin(tx, { actId: id, by, ...(reason !== undefined && { reason }) });
        if (!result.ok) return undo(...result.refusals);
        withdrawn.push(number);
      }
      for (const number of withdrawn) await audit(tx, by, 'withdraw', number);
      await audit(tx, by, 'withdraw match', `match ${matchId}`);
      return done(undefined);
    }),
  );
}

/** Proposals that the match itself brought in; one that was sent back is still its recorder's to withdraw. */
const undecidedEntered = ({ way, acts }: LockedMatch): LockedAct[] =>
  way === 'entered'
    ? acts.filter(({ approval, withdrawnByName }) => approval === undefined && withdrawnByName === undefined)
    : [];

/** What the match itself brought in and nobody decided yet. */
const enteredProposals = (match: LockedMatch): LockedAct[] =>
  undecidedEntered(match).filter(({ returnedByName }) => returnedByName === undefined);
