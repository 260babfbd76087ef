import type { ReceiptCodeMistake } from '#log/receipt-code.ts';
import { plural } from '../plural.ts';

export const description =
  'Use the receipt code on your acceptance slip to check whether your donation is in the public ledger.';
export const lead =
  'Enter the receipt code on your acceptance slip to see whether your donation was booked, how it was recorded and where it went.';
export const label = 'Receipt code';
export const hint = '28 letters and digits in groups of 4. Upper or lower case, with or without hyphens.';
export const button = 'Look up';
export const needsScript =
  'The receipt code is used only in your browser and is never sent, so scripts must be enabled. You can also contact the charity federation (see the end of this page), which will look it up once your identity is confirmed.';
export const empty = 'The ledger has not begun yet; there are no donations to look up.';
export const searching = 'Looking up…';
export const offline = 'The server could not be reached. Check your connection and try again.';

export const mistakes: Record<ReceiptCodeMistake, string> = {
  empty: 'Enter the receipt code.',
  length: 'A receipt code has 28 letters and digits. Check whether some are missing or too many.',
  symbol:
    'The code holds a symbol that never occurs. Check it against the slip. Letter O and digit 0, and letters I and L and digit 1, may be interchanged; no others.',
  check: 'One part of the code is wrong. Check it against the slip.',
};
export const notFound =
  'This receipt code is not in the public ledger. The donation may still be awaiting confirmation and not yet published, or the code may belong to another ledger.';
export const notYet = 'Try again later, or ask the charity federation; see the end of this page.';
export const notYetSigned = 'This donation is being entered; the public ledger does not reach it yet.';
export const tryAgain =
  'The ledger is being updated and the two files are not of the same moment. Try again in a few minutes.';
export const unreadable =
  'A file on the server could not be read, so the look-up was not completed. Try again later; if this goes on, tell the charity federation the code below.';
export const among = (count: number): string => {
  if (count === 0) return 'No look-up records were fetched this time.';
  return count === 1
    ? 'The file fetched this time holds 1 look-up record, so the server knows that you may have looked for that one.'
    : `The file fetched this time holds ${plural(count, 'look-up record')}; the server knows only that you may have looked for one of them.`;
};
export const spoiled =
  'A record was found, but it does not agree with the public ledger and cannot be relied on. Tell the charity federation the code below.';
export const sealedWrong =
  'This donation is in the ledger, but the details sealed with it cannot be opened. Tell the charity federation.';

export const nameErased =
  'The donor’s name is no longer public, as requested; the payment reference sealed with it was deleted too.';

export const found = 'Found: this donation is in the public ledger';
export const proven = (leaf: string, size: string): string =>
  `Record no. ${leaf} in the public ledger of ${plural(size, 'record')}: place and content are correct`;
export const nameProven = 'The donor’s name agrees with the digest in the public ledger';
export const nameOtherwise =
  'The donor’s name given here does not agree with the digest in the public ledger; tell the charity federation';
export const corrected = 'This record has been reversed; see the correction for the reason.';
export const refunded =
  'Refund: this donation was returned to the donor (by a reversal) and no longer counts in totals.';
export const replaces = (earlier: string, standing: string): string =>
  `Record no. ${earlier} was entered wrongly and has been reversed; record no. ${standing} stands instead. Your receipt code is unchanged.`;
export const numberedAnew = (now: string, first: string): string => `${now} (first entered as ${first})`;
export const nameCorrected =
  'The donor’s name was corrected: below is the name as first entered, which differs from the digest of this record in the public ledger.';
export const sealedAtFirst =
  'The payment reference and the donor’s name were sealed with the receipt code when first entered. If these are what was corrected, the charity federation’s written reply prevails.';
export const toCorrection = 'See the correction';
export const compareHeading = 'Check what only you know';
export const compare =
  'Compare the following with your own transfer record or handover list. If anything differs, this code is not for your donation or it was recorded wrongly; tell the charity federation.';
export const notRecorded = 'not recorded';
export const erased = 'deleted';
export const unopened = 'cannot be opened';
export const voidedFate = 'Reversed; not counted in totals';
export const refundedFate = 'Refund: returned to the donor; not counted in totals';
export const beforeVoiding = (said: string): string => `Before reversal: ${said}`;
export const valuedTogether = 'several goods valued together, counted once';
export const fields = {
  number: 'Reference',
  name: 'Donor',
  reference: 'Payment reference',
  date: 'Date',
  content: 'Donation',
  valuation: 'Valuation of goods (not cash)',
  entity: 'Received by',
  fund: 'Fund',
  restriction: 'Donor’s intent',
  confirmed: 'Confirmation',
  fate: 'Use',
};
export const whereIsIt = 'See where this record stands in the public ledger';
export const whereNote = 'If you open it, the server will know which page you read, but not which record.';

export const privacyHeading = 'What the server learns when you look up';
export const privacy: string[] = [
  'The receipt code does not leave your browser: the part of an address after # is never sent, and everything is worked out on your device.',
  'The server only sees that you fetched a file holding a batch of look-up records, so it knows only that you may have looked for one of them. While few donations are in the ledger, one file holds all look-up records; after the look-up you are told how many the batch held.',
  'Beyond that, looking up fetches only files that are the same for everyone who looks up, in the same order.',
];
export const lostHeading = 'If you lost the code';
export const lost =
  'The receipt code is printed once and the charity federation keeps no copy. If you lose it, contact the charity federation yourself; once your identity is confirmed it can issue an offline proof.';
