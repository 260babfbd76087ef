import type { Database } from '#database/connection.ts';
import type { Posting } from '#ledger/posting.ts';
import { done, type Result } from '#ledger/refusal.ts';
import { issuePostings } from './issue.ts';
import { getIssue } from './issue-rows.ts';

/** What approving it posts, from the stored rows alone. */
export async function postingsOfIssue(db: Database, actId: bigint): Promise<Result<Posting[]>> {
  return done(issuePostings(await getIssue(db, actId)));
}
