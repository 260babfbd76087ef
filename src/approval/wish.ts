import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';

/** What one person proposes and another decides, beside the acts themselves. */
export interface WishDecision {
  id: bigint;
  decision: 'approved' | 'refused' | 'withdrawn';
  /** Why it was refused. */
  reason?: string;
  by: bigint;
}

/** How a wish stands, for lists: open ones have no decision. */
export interface WishStanding {
  id: bigint;
  proposedBy: { id: bigint; name: string };
  proposedAt: Date;
  decision: WishDecision['decision'] | 'overtaken' | null;
  decisionReason: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
}

/** All of these tables have these columns, and the same triggers over them. */
type WishTable =
  | 'erasure'
  | 'displayProposal'
  | 'moneyAccount'
  | 'moneyMatch'
  | 'moneyMatchUndoing'
  | 'matchRule'
  | 'bookClose';

/** Decides; the database refuses a second decision, one by the wrong person, and a refusal without its reason. */
export const decideWish = (tx: Tx, table: WishTable, { id, ...decision }: WishDecision): Promise<void> =>
  decideWishes(tx, table, [id], decision);

/** The same of many, with one statement. */
export async function decideWishes(
  tx: Tx,
  table: WishTable,
  ids: readonly bigint[],
  { decision, reason, by }: Omit<WishDecision, 'id'>,
): Promise<void> {
  await tx
    .updateTable(table as 'erasure')
    .set({ decision, decisionReason: reason?.trim() || null, decidedBy: by, decidedAt: new Date() })
    .where('id', '=', sql<bigint>`any(${[...ids]}::bigint[])`)
    .execute();
}

/** A row of a list, out of a wish joined with its proposer and its decider. */
export function wishStanding(row: {
  id: bigint;
  proposedBy: bigint;
  proposerName: string;
  proposedAt: Date;
  decision: string | null;
  decisionReason: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
}): WishStanding {
  const { id, proposedBy, proposerName, proposedAt, decision, decisionReason, decidedByName, decidedAt } = row;
  return {
    ...{ id, proposedAt, decisionReason, decidedByName, decidedAt },
    proposedBy: { id: proposedBy, name: proposerName },
    decision: decision as WishStanding['decision'],
  };
}
