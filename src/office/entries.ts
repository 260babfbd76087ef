import type { ActKind } from '#approval/act.ts';
import type { Database } from '#database/connection.ts';
import { getAdjustment } from '#disbursement/adjustment-rows.ts';
import { getAppropriation } from '#disbursement/appropriation-rows.ts';
import { getBatch } from '#disbursement/batch-rows.ts';
import { getIssue } from '#disbursement/issue-rows.ts';
import { getPurchase } from '#disbursement/purchase-rows.ts';
import {
  adjustmentWords,
  appropriationWords,
  batchWords,
  fundingWords,
  issueWords,
  listingWords,
  purchaseWords,
} from '#i18n/zh-Hans/office-forms.ts';
import { getFunding } from '#intake/funding-queries.ts';
import { getListing } from '#intake/listing-queries.ts';
import type { Posting } from '#ledger/posting.ts';
import { adjustmentEffect, adjustmentValues } from '#office/forms/adjustment-form.ts';
import { appropriationEffect, appropriationValues } from '#office/forms/appropriation-form.ts';
import { batchEffect, batchValues } from '#office/forms/batch-form.ts';
import { fundingEffect, fundingValues } from '#office/forms/funding-form.ts';
import { issueEffect, issueValues } from '#office/forms/issue-form.ts';
import { listingValues } from '#office/forms/listing-form.ts';
import { purchaseEffect, purchaseValues } from '#office/forms/purchase-form.ts';
import type { Values } from '#office/forms/values.ts';
import type { AccountChoice } from '#office/money-account-choices.ts';
import type { UnitWords } from '#office/units.ts';

/** What the pages to enter and change a kind need; donations and the register have pages of their own. */
interface EntryPage {
  kind: ActKind;
  words: { new: string; edit: string };
  /** What would be booked, as far as the form is filled in. */
  effect(values: Values, units: UnitWords, accounts: readonly AccountChoice[]): Posting[];
  /** A stored entry as its form shows it. */
  stored(db: Database, actId: bigint, units: UnitWords): Promise<Values>;
}

export const entries = {
  funding: {
    kind: 'funding',
    words: fundingWords,
    effect: fundingEffect,
    stored: async (db, actId) => fundingValues(await getFunding(db, actId)),
  },
  listings: {
    kind: 'listing',
    words: listingWords,
    effect: () => [],
    stored: async (db, actId, units) => listingValues(await getListing(db, actId), units),
  },
  batches: {
    kind: 'batch',
    words: batchWords,
    effect: batchEffect,
    stored: async (db, actId, units) => batchValues(await getBatch(db, actId), units),
  },
  issues: {
    kind: 'issue',
    words: issueWords,
    effect: issueEffect,
    stored: async (db, actId, units) => issueValues(await getIssue(db, actId), units),
  },
  purchases: {
    kind: 'purchase',
    words: purchaseWords,
    effect: purchaseEffect,
    stored: async (db, actId, units) => purchaseValues(await getPurchase(db, actId), units),
  },
  appropriations: {
    kind: 'appropriation',
    words: appropriationWords,
    effect: appropriationEffect,
    stored: async (db, actId, units) => appropriationValues(await getAppropriation(db, actId), units),
  },
  adjustments: {
    kind: 'adjustment',
    words: adjustmentWords,
    effect: adjustmentEffect,
    stored: async (db, actId, units) => adjustmentValues(await getAdjustment(db, actId), units),
  },
} satisfies Record<string, EntryPage>;

export type EntryNoun = keyof typeof entries;

export const entryNoun = (noun: string | undefined): EntryNoun | undefined =>
  (Object.keys(entries) as EntryNoun[]).find((each) => each === noun);
