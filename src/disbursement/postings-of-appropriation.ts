import type { Database } from '#database/connection.ts';
import type { Posting } from '#ledger/posting.ts';
import { done, type Result } from '#ledger/refusal.ts';
import { appropriationPostings } from './appropriation.ts';
import { getAppropriation } from './appropriation-rows.ts';

/** What approving it posts, from the stored rows alone. */
export async function postingsOfAppropriation(db: Database, actId: bigint): Promise<Result<Posting[]>> {
  return done(appropriationPostings(await getAppropriation(db, actId)));
}
