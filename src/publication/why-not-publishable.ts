import { confirmationKinds, isMatchable } from '#approval/confirmation.ts';
import { findEntryOfAct } from '#approval/journal.ts';
import { postingsOf } from '#approval/postings-of-act.ts';
import type { Database, Tx } from '#database/connection.ts';
import { type Day, todayInShanghai } from '#ledger/day.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { whyNotAccepted } from './append-leaves.ts';
import { whyNotInItsPlace } from './batch-difference.ts';
import { composeAct } from './compose-act.ts';
import type { ComposedLeaf } from './composed-leaf.ts';
import { examine } from './examine.ts';
import { type ReadyAct, readyAct } from './ready-acts.ts';

/**
 * What would keep the act out of the log for good, asked while its recorder can still mend it: the leaf as approval and
 * confirmation would make it. What only waits (for a confirmation, for another act) is not said.
 */
export async function whyNotPublishable(db: Database, actId: bigint): Promise<Refusal[]> {
  const row = await db.selectFrom('act').selectAll().where('id', '=', actId).executeTakeFirst();
  if (row === undefined) return [];
  const postings = await postingsOf(db, actId);
  // Approval says what is wrong with the postings themselves.
  if (!postings.ok) return [];
  const kind = row.kind as ReadyAct['kind'];
  const byHand = confirmationKinds(kind, postings.value);
  const ways = isMatchable(kind, postings.value) ? [...byHand, 'bank' as const] : byHand;
  const act = readyAct(row, [...ways].sort());
  return db.transaction().execute(async (tx) => {
    const posted = await findEntryOfAct(tx, actId);
    const part = await composeAct(tx, act, posted?.postings ?? postings.value);
    if (part === undefined) return [];
    const fund = await tx
      .selectFrom('fund')
      .select('beganOn')
      .where('code', '=', act.fund ?? '')
      .executeTakeFirst();
    return whyNeverPublished(tx, act, part, todayInShanghai(), fund?.beganOn);
  });
}

/** Refusals that waiting does not mend. */
export async function whyNeverPublished(
  tx: Tx,
  act: ReadyAct,
  part: ComposedLeaf,
  today: Day,
  fundBegan: Day | undefined,
): Promise<Refusal[]> {
  return [
    ...whyNotAccepted(part),
    ...examine(part, act.occurred, today, fundBegan),
    ...(act.kind === 'batch' ? await whyNotInItsPlace(tx, act.actId) : []),
  ];
}
