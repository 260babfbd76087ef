import type { Database } from '#database/connection.ts';
import type { Posting } from '#ledger/posting.ts';
import { done, type Result } from '#ledger/refusal.ts';
import { batchPostings } from './batch.ts';
import { getBatch } from './batch-rows.ts';

/** What approving it posts, from the stored rows alone. */
export async function postingsOfBatch(db: Database, actId: bigint): Promise<Result<Posting[]>> {
  return done(batchPostings(await getBatch(db, actId)));
}
