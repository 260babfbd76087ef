import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { type DisplayChange, judgeDisplay, recordDisplay } from '#intake/change-display.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { overtakeProposals, proposeDisplay } from './display-proposal.ts';
import { openByDisplay } from './open-by-display.ts';

/** How many published gifts are shown otherwise; or the proposal that waits for another person. */
export type DisplayOutcome = { published: number } | { proposed: bigint };

/**
 * A later wish of how approved gifts are shown. To show less holds at once, and takes with it whatever was proposed
 * before; to show more only becomes a proposal. The files follow with the next refresh of the release.
 */
export function changeDisplay(
  db: Database,
  change: DisplayChange & { attachmentId?: bigint },
  by: bigint,
): Promise<Result<DisplayOutcome>> {
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<DisplayOutcome>> => {
      const judged = await judgeDisplay(tx, change);
      if (!judged.ok) return judged;
      const { number, actIds, opens } = judged.value;
      if (opens) {
        const proposed = await proposeDisplay(tx, change, judged.value, by);
        return proposed.ok ? done({ proposed: proposed.value }) : refused(...proposed.refusals);
      }
      const gifts = await recordDisplay(tx, change, judged.value, by);
      await overtakeProposals(tx, actIds, { by, reason: change.wish.evidence });
      const published = await openByDisplay(tx, actIds);
      await audit(tx, by, 'change display', number, { display: change.wish.display, gifts });
      return done({ published });
    }),
  );
}
