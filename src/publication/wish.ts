import type { Tx } from '#database/connection.ts';

/** What one person proposes of published texts and another decides: an erasure, or a name shown more openly. */
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

/** Both tables have these columns, and the same triggers over them. */
type WishTable = 'erasure' | 'displayProposal';

/** Decides; the database refuses a second decision, one by the wrong person, and a refusal without its reason. */
export async function decideWish(tx: Tx, table: WishTable, { id, decision, reason, by }: WishDecision): Promise<void> {
  await tx
    .updateTable(table as 'erasure')
    .set({ decision, decisionReason: reason?.trim() || null, decidedBy: by, decidedAt: new Date() })
    .where('id', '=', id)
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
