import type { Database } from '#database/connection.ts';
import { postingsOfAdjustment } from '#disbursement/postings-of-adjustment.ts';
import { postingsOfAppropriation } from '#disbursement/postings-of-appropriation.ts';
import { postingsOfBatch } from '#disbursement/postings-of-batch.ts';
import { postingsOfIssue } from '#disbursement/postings-of-issue.ts';
import { postingsOfDonation } from '#intake/donation-queries.ts';
import { postingsOfFunding } from '#intake/funding-queries.ts';
import { negated, type Posting } from '#ledger/posting.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import type { ActKind } from './act.ts';
import { findEntryOfAct } from './journal.ts';

/**
 * What approving the act posts, from its stored rows alone: the reviewer is shown the very postings that approval will
 * make. None for registrations and listings.
 */
export async function postingsOf(db: Database, actId: bigint): Promise<Result<Posting[]>> {
  const act = await db.selectFrom('act').select('kind').where('id', '=', actId).executeTakeFirst();
  return act ? BY_KIND[act.kind as ActKind](db, actId) : refused({ kind: 'actUnknown' });
}

const BY_KIND: Record<ActKind, (db: Database, actId: bigint) => Promise<Result<Posting[]>>> = {
  registration: async () => done([]),
  listing: async () => done([]),
  donation: postingsOfDonation,
  funding: postingsOfFunding,
  batch: postingsOfBatch,
  issue: postingsOfIssue,
  appropriation: postingsOfAppropriation,
  adjustment: postingsOfAdjustment,
  reversal: postingsOfReversal,
};

/** The exact negative of the entry it voids (红字); none when a listing is voided. */
async function postingsOfReversal(db: Database, actId: bigint): Promise<Result<Posting[]>> {
  const { reversesActId } = await db
    .selectFrom('reversal')
    .select('reversesActId')
    .where('actId', '=', actId)
    .executeTakeFirstOrThrow();
  const original = await findEntryOfAct(db, reversesActId);
  return done(original ? negated(original.postings) : []);
}
