import type { Database } from '#database/connection.ts';
import type { Posting } from '#ledger/posting.ts';
import { done, type Result } from '#ledger/refusal.ts';
import { adjustmentPostings } from './adjustment.ts';
import { getAdjustment } from './adjustment-rows.ts';

/** What approving it posts, from the stored rows alone. */
export async function postingsOfAdjustment(db: Database, actId: bigint): Promise<Result<Posting[]>> {
  return done(adjustmentPostings(await getAdjustment(db, actId)));
}
