import type { Database } from '#database/connection.ts';
import { adjustmentPostings } from '#disbursement/adjustment.ts';
import { getAdjustment } from '#disbursement/adjustment-rows.ts';
import { appropriationPostings } from '#disbursement/appropriation.ts';
import { getAppropriation } from '#disbursement/appropriation-rows.ts';
import { batchPostings } from '#disbursement/batch.ts';
import { getBatch } from '#disbursement/batch-rows.ts';
import { issuePostings } from '#disbursement/issue.ts';
import { getIssue } from '#disbursement/issue-rows.ts';
import { purchasePostings } from '#disbursement/purchase.ts';
import { getPurchase } from '#disbursement/purchase-rows.ts';
import { donationPostings } from '#intake/donation.ts';
import { getDonation } from '#intake/donation-queries.ts';
import { fundingPostings } from '#intake/funding.ts';
import { getFunding } from '#intake/funding-queries.ts';
import type { AccountCode } from '#ledger/account.ts';
import { negated, type Posting } from '#ledger/posting.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import type { ActKind } from './act.ts';
import { findEntryOfAct } from './journal.ts';
import { keptInOf } from './kept-in.ts';

/**
 * What approving the act posts, from its stored rows alone: the reviewer is shown the very postings that approval will
 * make. None for registrations and listings.
 */
export async function postingsOf(db: Database, actId: bigint): Promise<Result<Posting[]>> {
  const act = await db.selectFrom('act').select('kind').where('id', '=', actId).executeTakeFirst();
  return act ? BY_KIND[act.kind as ActKind](db, actId) : refused({ kind: 'actUnknown' });
}

type PostingsOf = (db: Database, actId: bigint) => Promise<Result<Posting[]>>;

const fromRows =
  <T>(
    get: (db: Database, actId: bigint) => Promise<T>,
    postings: (act: T, keptIn?: AccountCode, toKeptIn?: AccountCode) => Posting[],
  ): PostingsOf =>
  async (db, actId) => {
    const { own, to } = await keptInOf(db, actId);
    return done(postings(await get(db, actId), own, to));
  };

const BY_KIND: Record<ActKind, PostingsOf> = {
  registration: async () => done([]),
  listing: async () => done([]),
  donation: fromRows(getDonation, donationPostings),
  funding: fromRows(getFunding, fundingPostings),
  batch: fromRows(getBatch, batchPostings),
  issue: fromRows(getIssue, issuePostings),
  purchase: fromRows(getPurchase, purchasePostings),
  appropriation: fromRows(getAppropriation, appropriationPostings),
  adjustment: fromRows(getAdjustment, adjustmentPostings),
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
