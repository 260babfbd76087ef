import { awaitConfirmationAnew } from '#approval/standing-confirmation.ts';
import { decideWish } from '#approval/wish.ts';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { type LockedMatch, lockMatch } from './lock-match.ts';

/**
 * The wish to undo an approved match, for another person to decide. Refused where an act of it is published: there the
 * remedy is to reverse the act, which publishes a correction and undoes the match.
 */
export async function proposeUndo(
  db: Database,
  wish: { matchId: bigint; by: bigint; reason: string },
): Promise<Result<{ undoingId: bigint }>> {
  const { matchId, by } = wish;
  const reason = wish.reason.trim();
  if (reason === '') return refused({ kind: 'money_match_undoing_reason_given', field: 'reason' });
  const overlong = tooLong({ reason }, { reason: 400 });
  if (overlong.length > 0) return refused(...overlong);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const locked = await lockMatch(tx, matchId);
      if (!locked.ok) return locked;
      const refusals = await whyNotUndone(tx, locked.value);
      if (refusals.length > 0) return refused(...refusals);
      const { id } = await tx
        .insertInto('moneyMatchUndoing')
        .values({ matchId, reason, proposedBy: by })
        .returning('id')
        .executeTakeFirstOrThrow();
      await audit(tx, by, 'propose to undo match', `match ${matchId}`);
      return done({ undoingId: id });
    }),
  );
}

export interface UndoDecision {
  undoingId: bigint;
  by: bigint;
  decision: 'approved' | 'refused' | 'withdrawn';
  /** Needed for refused. */
  reason?: string;
}

const VERBS = {
  approved: 'undo match',
  refused: 'refuse to undo match',
  withdrawn: 'withdraw undoing of match',
} as const;

/** approved: lines and acts are free again, and acts that nothing else confirms wait for confirmation. */
export async function decideUndo(db: Database, { undoingId, by, ...input }: UndoDecision): Promise<Result<undefined>> {
  const { decision } = input;
  const reason = input.reason?.trim() ?? '';
  if (decision === 'refused' && reason === '') {
    return refused({ kind: 'money_match_undoing_refused_with_reason', field: 'reason' });
  }
  const overlong = tooLong({ reason }, { reason: 400 });
  if (overlong.length > 0) return refused(...overlong);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const wish = await tx
        .selectFrom('moneyMatchUndoing')
        .select('matchId')
        .where('id', '=', undoingId)
        .executeTakeFirst();
      if (!wish) return refused({ kind: 'matchUnknown' });
      const locked = await lockMatch(tx, wish.matchId);
      if (!locked.ok) return locked;
      if (decision === 'approved') {
        const refusals = await whyNotUndone(tx, locked.value);
        if (refusals.length > 0) return refused(...refusals);
      }
      await decideWish(tx, 'moneyMatchUndoing', { id: undoingId, decision, by, ...(reason !== '' && { reason }) });
      if (decision === 'approved') {
        await awaitConfirmationAnew(
          tx,
          locked.value.acts.map(({ id }) => id),
        );
      }
      await audit(tx, by, VERBS[decision], `match ${wish.matchId}`);
      return done(undefined);
    }),
  );
}

/** The acts are locked: a notice that is being written either has them published, or finds them unconfirmed. */
async function whyNotUndone(tx: Tx, match: LockedMatch): Promise<Refusal[]> {
  const standing = await tx
    .selectFrom('moneyMatchLine')
    .select('lineId')
    .where('matchId', '=', match.id)
    .where('released', '=', false)
    .executeTakeFirst();
  if (match.decision !== 'approved' || standing === undefined)
    return [{ kind: 'money_match_undoing_of_standing_match' }];
  const published = match.acts.filter((act) => act.published).map(({ number }) => number);
  if (published.length === 0) return [];
  return [{ kind: 'money_match_undoing_before_publication', values: { numbers: published.join('、') } }];
}
