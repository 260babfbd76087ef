import { checkHeader } from '#approval/act.ts';
import { checkAdjustment } from '#disbursement/adjustment.ts';
import { checkAppropriation } from '#disbursement/appropriation.ts';
import { checkBatch } from '#disbursement/batch.ts';
import { checkIssue } from '#disbursement/issue.ts';
import { proposeAdjustment, reviseAdjustment, whyNotAdjustment } from '#disbursement/propose-adjustment.ts';
import {
  proposeAppropriation,
  proposeAppropriationWithin,
  reviseAppropriation,
  whyNotAppropriation,
} from '#disbursement/propose-appropriation.ts';
import { proposeBatch, proposeBatchWithin, reviseBatch, whyNotBatch } from '#disbursement/propose-batch.ts';
import { proposeIssue, reviseIssue, whyNotIssue } from '#disbursement/propose-issue.ts';
import {
  proposePurchase,
  proposePurchaseWithin,
  revisePurchase,
  whyNotPurchase,
} from '#disbursement/propose-purchase.ts';
import { checkPurchase } from '#disbursement/purchase.ts';
import { checkDonation } from '#intake/donation.ts';
import { checkFunding } from '#intake/funding.ts';
import { checkListing } from '#intake/listing.ts';
import { proposeDonation, reviseDonation, whyNotDonation } from '#intake/propose-donation.ts';
import { proposeFunding, reviseFunding, whyNotFunding } from '#intake/propose-funding.ts';
import { proposeListing, reviseListing, whyNotListing } from '#intake/propose-listing.ts';
import { type EntryKind, readThrough, type Sent } from '#office/entry-actions.ts';
import { onUnit, readAdjustment } from '#office/forms/adjustment-form.ts';
import { readAppropriation } from '#office/forms/appropriation-form.ts';
import { readBatch } from '#office/forms/batch-form.ts';
import { readDonation } from '#office/forms/donation-form.ts';
import { readFunding } from '#office/forms/funding-form.ts';
import { onStock, readIssue } from '#office/forms/issue-form.ts';
import { readListing } from '#office/forms/listing-form.ts';
import { readPurchase } from '#office/forms/purchase-form.ts';
import { askOfIssue } from '#office/forms/unaccepted.ts';

/** The type of what a form reads follows from the kind itself, and stays inside its preview. */
const kind = <Input>(entry: EntryKind<Input>) => ({ ...entry, preview: (sent: Sent) => readThrough(entry, sent) });

/** How each kind of entry goes from its form into its slice; the register has rules of its own. */
export const entryKinds = {
  donations: kind({
    noun: 'donations',
    read: readDonation,
    check: (input) => [...checkHeader('donation', { ...input.header, stream: 'donation' }), ...checkDonation(input)],
    whyNot: whyNotDonation,
    propose: proposeDonation,
    revise: reviseDonation,
  }),
  funding: kind({
    noun: 'funding',
    read: readFunding,
    check: (input) => [...checkHeader('funding', { ...input.header, stream: 'funding' }), ...checkFunding(input)],
    whyNot: whyNotFunding,
    propose: proposeFunding,
    revise: reviseFunding,
  }),
  listings: kind({
    noun: 'listings',
    read: readListing,
    check: (input) => [...checkHeader('listing', { ...input.header, stream: 'donation' }), ...checkListing(input)],
    whyNot: whyNotListing,
    propose: proposeListing,
    revise: reviseListing,
  }),
  batches: kind({
    noun: 'batches',
    read: readBatch,
    check: (input) => [...checkHeader('batch', input.header), ...checkBatch(input)],
    whyNot: whyNotBatch,
    propose: proposeBatch,
    proposeWithin: proposeBatchWithin,
    revise: reviseBatch,
  }),
  issues: kind({
    noun: 'issues',
    read: readIssue,
    check: (input) => [...checkHeader('issue', input.header), ...checkIssue(input)],
    whyNot: whyNotIssue,
    propose: proposeIssue,
    revise: reviseIssue,
    place: onStock,
    ask: askOfIssue,
  }),
  purchases: kind({
    noun: 'purchases',
    read: readPurchase,
    check: (input) => [...checkHeader('purchase', input.header), ...checkPurchase(input)],
    whyNot: whyNotPurchase,
    propose: proposePurchase,
    proposeWithin: proposePurchaseWithin,
    revise: revisePurchase,
  }),
  appropriations: kind({
    noun: 'appropriations',
    read: readAppropriation,
    check: (input) => [...checkHeader('appropriation', input.header), ...checkAppropriation(input)],
    whyNot: whyNotAppropriation,
    propose: proposeAppropriation,
    proposeWithin: proposeAppropriationWithin,
    revise: reviseAppropriation,
  }),
  adjustments: kind({
    noun: 'adjustments',
    read: readAdjustment,
    check: (input) => [...checkHeader('adjustment', input.header), ...checkAdjustment(input)],
    whyNot: whyNotAdjustment,
    propose: proposeAdjustment,
    revise: reviseAdjustment,
    place: onUnit,
  }),
};
