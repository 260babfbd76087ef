import type { VerifyCode } from '#log/verify-error.ts';
import type { PageCode } from '../../zh-Hans/public/verify.ts';
import { plural } from '../plural.ts';

export const description = 'Verify in your own browser: the signature, the place of every record, all totals.';
export const lead =
  'You need not trust us or this website. The verification below runs in your own browser: it downloads the public ledger, checks the signature, recalculates record by record, and compares the result with the figures on the pages.';

export const keyHeading = 'Ledger public key';
export const keyNote =
  'Verification starts with the public key. Compare it with the key the charity federation printed on its notices and acceptance slips; only if they agree are you verifying the same ledger.';
export const noKey = 'The ledger has not begun yet; there is nothing to verify.';

export const whole = 'Verify everything from the first record';
export const newest = (notice: string): string => `Verify Notice no. ${notice} only`;
export const running = 'Verifying…';
export const progress = (done: string, size: string): string => `${done} of ${plural(size, 'record')} verified`;
export const progressLabel = 'Progress';
export const needsScript =
  'Verifying on this page needs scripts to be enabled. You can also verify from the command line:';
export const offline = 'The server could not be reached. Check your connection and try again.';

export const results = {
  signature: (origin: string): string => `The signature is valid; ledger identifier ${origin}`,
  leaves: (checked: string, size: string): string =>
    `Content and signature agree for ${plural(checked, 'record')}; ${size} in the ledger`,
  totals: (rows: string): string =>
    `Recalculated record by record: ${plural(rows, 'row')} of totals ${rows === '1' ? 'agrees' : 'agree'} with the figures of every notice`,
  file: 'The recalculated result agrees with the download balances.json',
  pages: (figures: string, pages: string): string =>
    `The recalculated result agrees with ${plural(figures, 'figure')} on ${plural(pages, 'web page')}`,
  bookedOnly: 'Witnessed and listed figures are recalculated only when verifying from the first record',
  remembered: (size: string): string =>
    `Compared with the ${plural(size, 'record')} you verified last time: only additions, no changes`,
  first: 'This is the first verification in this browser. Next time it will check that the ledger has only grown',
  noMemory:
    'This browser does not let pages keep data, so nothing was compared with last time and nothing was kept this time',
  notRemembered: 'This browser did not let the page keep this result, so next time cannot be compared with it',
  laterVersion:
    'The ledger holds records in a newer format: signature and places are verified, totals need a newer program',
  passed: 'Verified',
  failed: 'Not verified',
};
export const brokenOff =
  'The verification was not completed: the program met an unexpected error. This does not count as verified.';
export const otherNotice =
  'The page and the ledger are not of the same notice: a new one has just been published. Reload the page and verify again.';
export const failedAt = (place: string): string => `Place: ${place}`;
export const whatToDo =
  'Take a screenshot of this result and tell the charity federation; you may also ask auditors or journalists to verify again from the command line.';

export const one = 'Verify one record';
export const oneLabel = 'Record no.';
export const oneHint = 'The record no. stands at the head of every record and counts from 0.';
export const oneButton = 'Verify this record';
export const oneOutside = (size: string): string =>
  `No record has this number. The ledger holds ${plural(size, 'record')}, numbered from 0.`;
export const oneIncluded = (leaf: string, size: string): string =>
  `Record no. ${leaf} is in the public ledger of ${plural(size, 'record')}: place and content are correct`;
export const toEntry = 'See the page of this record';
export const oneContent =
  'Original in the ledger (codes and figures; text is stored apart and can be removed where the law requires)';
export const kindLabel = 'Kind';
export const codeLabel = 'Code';
export const voidsLabel = 'Reverses';
export const amountsLabel = 'Amounts';
export const noticeNumber = (notice: string): string => `Notice no. ${notice}`;
export const roles = { balance: 'Balance', price: 'Price paid' };

export const what = 'What is verified';
export const steps: string[] = [
  'The signature on the checkpoint was made with the key of this ledger.',
  'Every hash file for the present number of records is recalculated from all present records and agrees byte for byte, up to the signed root hash. When only one notice is verified, the records since that notice are recalculated, up to the root hash.',
  'Every record is in the prescribed form with nothing added; debits equal credits; a reversal is exactly the original amount.',
  'Records are added one by one, and the result agrees with the figures of every notice, the downloads and the pages.',
  'Compared with your last verification, the ledger has only grown and nothing was changed.',
  'Published text is stored apart and is not verified here; when pages are made, only text that agrees with its digest in the ledger is shown.',
];
export const notWhat = 'For what verification cannot show, see: ';

export const commandLineHeading = 'Verify from the command line';
export const commandLine = 'npm run -s mingzhang -- verify';
/** Stands where the script that knows this page's address did not run. */
export const ownLog = 'ADDRESS-OF-THIS-SITE/log';
export const commandLineNote =
  'The program is public; the ledger uses the common C2SP formats, so tools written by others can also verify the signature and the places. Beyond the above (without comparing web pages or your last result), the command line verifies three more things: files left from earlier notices are the beginning of the present ones; every published text agrees with the digest of its record in the ledger; and every record in the donation look-up files is in the ledger, with at least 64 receipt codes to a file (one file for all while there are fewer).';

export const codesHeading = 'What the codes mean when verification fails';
export const codesCaption = 'Codes do not change; the program and the page use the same ones.';
export const code = 'Code';
export const meaning = 'Meaning';

export const codes: Record<VerifyCode | PageCode, string> = {
  malformedKey: 'The public key is not well formed and cannot be used to check signatures.',
  malformedNote: 'The signature file is not well formed; it may have been damaged on the way.',
  unsigned:
    'The checkpoint is not signed with the ledger key: this is not a ledger we signed, or the key belongs to another ledger.',
  badSignature: 'The signature does not fit the content: the checkpoint was changed, or was not signed with this key.',
  malformedCheckpoint: 'The checkpoint is not well formed.',
  otherOrigin: 'The checkpoint belongs to another ledger.',
  missingFile: 'A file of the ledger cannot be read. Published files should never disappear.',
  malformedTile: 'A hash file has the wrong length.',
  malformedBundle: 'A file of records is not well formed.',
  wrongTile: 'A hash file differs from what the records give: records or hashes were changed.',
  wrongRoot: 'The root hash of all records differs from the signed one: records were changed, added or deleted.',
  malformedProof: 'The proof file is not well formed.',
  wrongProof: 'The proof does not hold: this record is not in the signed ledger, or its content was changed.',
  earlierDiffers: 'A file left from an earlier notice differs from what stands now: a record was changed afterwards.',
  malformedOpening: 'A file of public text is not in the prescribed form.',
  wrongOpening: 'A public text does not match the digests in the ledger: it was changed, or belongs to another record.',
  malformedBucket: 'A file of the receipt look-up is not in the prescribed form.',
  wrongBucket: 'A record in a file of the receipt look-up differs from the ledger.',
  bucketTooSmall:
    'A file of the receipt look-up holds fewer than 64 codes: the server could guess which one is looked up.',
  leafTooLarge: 'A record is longer than allowed.',
  malformedLeaf: 'A record is not in the prescribed form.',
  notCanonical: 'A record is not written in the one prescribed way.',
  unknownVersion:
    'A record is in a newer format that this program does not know: it is in the ledger, but totals need a newer program.',
  unbalanced: 'In a record, debits and credits are not equal.',
  unknownAccount: 'A record uses an account that is not registered.',
  unknownEntity: 'A record uses an accounting entity that is not registered or keeps no books.',
  unknownFund: 'A record uses a fund that is not registered.',
  unknownUnit: 'A record uses goods that are not registered.',
  unknownCode: 'A record uses a code that is not registered.',
  registeredOtherwise: 'The same code was registered again with another meaning.',
  voidsNothing: 'A reversal has no original record.',
  voidedTwice: 'The same record was reversed twice.',
  notTheNegative: 'A reversal is not the exact opposite of the original record.',
  doesNotAddUp: 'The figures stated in a record differ from its postings.',
  wrongNotice: 'The numbers or parts of the notices are not consecutive.',
  statementDiffers: 'The totals of a notice differ from the sum of the records.',
  balancesDiffer: 'The download balances.json differs from what the ledger gives.',
  pageMissing: 'A page or file to be compared cannot be opened, or is not in the prescribed form.',
  figureMissing: 'A page lacks a figure that it should show.',
  pageDiffers: 'A figure on a page differs from what the ledger gives.',
  rolledBack: 'The ledger is shorter than when you last verified it: published records have disappeared.',
  rewritten:
    'Records you verified before have been changed: the present ledger does not continue from where it stood then.',
};
