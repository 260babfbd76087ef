import type { Tx } from '#database/connection.ts';
import { getAdjustment } from '#disbursement/adjustment-rows.ts';
import { getAppropriation } from '#disbursement/appropriation-rows.ts';
import { getBatch } from '#disbursement/batch-rows.ts';
import { getIssue } from '#disbursement/issue-rows.ts';
import { getPurchase } from '#disbursement/purchase-rows.ts';
import { getDonation } from '#intake/donation-queries.ts';
import { getFunding } from '#intake/funding-queries.ts';
import { getListing } from '#intake/listing-queries.ts';
import { privateNamesOf } from '#intake/names-of-act.ts';
import type { Posting } from '#ledger/posting.ts';
import type { CorrectionLeaf } from '#log/leaf.ts';
import { parseLeaf } from '#log/parse-leaf.ts';
import { findEntry } from '#registry/register-rows.ts';
import type { Subject } from '#registry/registration.ts';
import type { ComposedLeaf, PublishedHeader } from './composed-leaf.ts';
import { adjustmentLeaf } from './leaves/adjustment-leaf.ts';
import { appropriationLeaf } from './leaves/appropriation-leaf.ts';
import { correctionLeaf } from './leaves/correction-leaf.ts';
import { batchLeaf, issueLeaf } from './leaves/disbursement-leaf.ts';
import { fundingLeaf } from './leaves/funding-leaf.ts';
import { intakeLeaf } from './leaves/intake-leaf.ts';
import { listingLeaf } from './leaves/listing-leaf.ts';
import { purchaseLeaf } from './leaves/purchase-leaf.ts';
import { registerLeaf } from './leaves/register-leaf.ts';
import type { ReadyAct } from './ready-acts.ts';

/**
 * What an act becomes in the log; undefined for a reversal of something that never was public. `postings` are those of
 * its journal entry, or those that approval would make: what is published was posted, never derived anew.
 */
export async function composeAct(
  tx: Tx,
  act: ReadyAct,
  postings: readonly Posting[] | undefined,
): Promise<ComposedLeaf | undefined> {
  const { actId } = act;
  const header = () => headerOf(act, postings);
  switch (act.kind) {
    case 'registration':
      return composeRegistration(tx, actId);
    case 'listing':
      return listingLeaf(act, await getListing(tx, actId));
    case 'reversal':
      return composeCorrection(tx, act);
    case 'donation':
      return intakeLeaf(header(), await getDonation(tx, actId));
    case 'funding':
      return fundingLeaf(header(), await getFunding(tx, actId));
    case 'batch':
      return batchLeaf(header(), await getBatch(tx, actId), await sharesOf(tx, actId));
    case 'issue':
      return issueLeaf(header(), await getIssue(tx, actId));
    case 'purchase':
      return purchaseLeaf(header(), await getPurchase(tx, actId));
    case 'appropriation':
      return appropriationLeaf(header(), await getAppropriation(tx, actId));
    case 'adjustment':
      return adjustmentLeaf(header(), await getAdjustment(tx, actId));
  }
}

function headerOf(act: ReadyAct, postings: readonly Posting[] | undefined): PublishedHeader {
  const { entity, fund } = act;
  if (entity === undefined || fund === undefined || postings === undefined) {
    throw new Error(`act ${act.number} is ready to publish without entity, fund or journal entry`);
  }
  return { ...act, entity, fund, postings };
}

async function composeRegistration(tx: Tx, actId: bigint): Promise<ComposedLeaf> {
  const { subject } = await tx
    .selectFrom('registration')
    .select('subject')
    .where('actId', '=', actId)
    .executeTakeFirstOrThrow();
  const entry = await findEntry(tx, actId, subject as Subject);
  if (entry === undefined) throw new Error(`approved registration ${actId} has no entry`);
  return registerLeaf(actId, entry);
}

async function composeCorrection(tx: Tx, act: ReadyAct): Promise<ComposedLeaf | undefined> {
  const reversal = await tx
    .selectFrom('reversal')
    .innerJoin('logLeaf', 'logLeaf.actId', 'reversal.reversesActId')
    .where('reversal.actId', '=', act.actId)
    .select(['reasonCode', 'reason', 'reversesActId', 'leafIndex', 'bytes'])
    .executeTakeFirst();
  if (reversal === undefined) return undefined;
  const parsed = parseLeaf(reversal.bytes);
  if (!parsed.ok) throw new Error(`leaf ${reversal.leafIndex} cannot be read: ${parsed.code}`);
  const reasonCode = reversal.reasonCode as CorrectionLeaf['reason'];
  const { leafIndex: index, reason } = reversal;
  const names = await privateNamesOf(tx, reversal.reversesActId);
  return correctionLeaf(act, { index, leaf: parsed.leaf }, { reasonCode, reason }, names);
}

async function sharesOf(tx: Tx, actId: bigint) {
  const { shareRoot: root, shareCount: count } = await tx
    .selectFrom('batch')
    .select(['shareRoot', 'shareCount'])
    .where('actId', '=', actId)
    .executeTakeFirstOrThrow();
  return root === null || count === null ? undefined : { root, count };
}
