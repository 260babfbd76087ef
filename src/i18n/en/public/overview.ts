import { plural } from '../plural.ts';

export const description = (publisher: string | undefined): string =>
  `Every donation of money and goods that ${publisher ?? 'we'} received, whom it went to and what is left: published record by record for anyone to recalculate.`;
export const heading = 'Every record is here: what came in, who got it, what is left.';
export const noticeOf = (number: string): string => `Notice no. ${number}`;
export const cutoff = (moment: string): string => `as at ${moment}`;
/** # stands for the number of days; worded so that one day reads as well as many. */
export const since = 'Days since then: #';
export const today = 'Published today';
export const checkIt = 'Recalculate it yourself →';
export const cash = 'Donated money';
export const summaryOf = (rows: readonly { entity: string; fund: string }[]): string => {
  const entities = new Set(rows.map(({ entity }) => entity)).size;
  const funds = new Set(rows.map(({ fund }) => fund)).size;
  return `${plural(entities, 'accounting entity', 'accounting entities')} and ${plural(funds, 'fund')}, aggregated, not consolidated.`;
};
export const pending = (figures: readonly string[]): string =>
  figures.length === 0
    ? 'No receipts are awaiting confirmation as at this notice.'
    : `Receipts awaiting confirmation: ${figures.join('; ')}. In no total.`;
export const separation =
  'Valuations of goods are never added to cash; fiscal funds, trade union funds and party dues are shown apart; what donors gave out themselves (witnessed) and what others report (listed) is in no total.';

export const byEntity = 'Donated money by accounting entity';
export const byEntityNote = 'Each legal person keeps its own books; this table only shows them side by side.';
export const nothingElse = 'No appropriations or adjustments recorded';

export const funding = 'Non-donation funding';
export const fundingNote =
  'Fiscal funds, trade union funds, party dues and the like: not donations, and not in donation totals.';

export const goods = 'Goods';
export const goodsNote = 'Aggregated over receiving organisations, not consolidated; counted, not valued and added';
export const unknownNote = '“—” means the source does not say. It is not zero.';
export const valuationNote = (amount: string): string =>
  `Some goods carry a valuation. Total valuation: ${amount}, not added to cash.`;
export const familyTotal = (family: string, amount: string): string => `${family}, total ${amount}`;

export const newest = 'Latest published records';
export const allGifts = 'See all donations';

export const proofHeading = 'How you can tell this is true';
export const proof: { lead: string; rest: string }[] = [
  { lead: 'Entered by one person, reviewed by another', rest: '; nobody approves their own entry.' },
  {
    lead: 'Bank statements, goods receipts, delivery notes',
    rest: ' must match before anything is published; what does not match stays awaiting confirmation.',
  },
  {
    lead: 'Signed into the ledger',
    rest: ': published records are numbered and signed in order; change one and the signature no longer fits.',
  },
  { lead: 'Recalculated on the spot', rest: ': your own browser can work out all totals again.' },
];
export const proofPress =
  'Records in the ledger marked “based on press reports” were entered without sight of the original papers; for these it proves only that nothing was changed after publication.';
export const verifyNow = 'Verify now';

/** `about` may come first. */
const begun = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** The whole in one sentence, in round figures; the exact ones stand right below it. */
export const inShort = (received: string, parts: readonly string[], left: string): string =>
  begun(`${[`${received} came in`, ...parts, `${left} is left`].join(', ')}.`);
export const inShortParts = {
  disbursed: (figure: string): string => `${figure} went out`,
  appropriated: (figure: string): string => `${figure} was passed on to other organisations`,
  lost: (figure: string): string => `adjustments took away ${figure}`,
  gained: (figure: string): string => `adjustments added ${figure}`,
  unstated: (figure: string): string => `the use of ${figure} is not stated`,
};
export const inShortNothing = (received: string): string => begun(`${received} came in, and all of it is still held.`);
export const inShortAll = (received: string): string => begun(`${received} came in, and all of it went out.`);
export const inShortDerived = (disbursed: string): string =>
  begun(`${disbursed} went out; the sources do not say what came in, which is worked back from it to be as much.`);

/** What else must be known of the accounts, each in a word or two and why. */
export const standing = {
  heading: 'What else you should know',
  freshnessOf: (moment: string): string => `up to ${moment}`,
  delay: 'From event to publication, this notice',
  median: (days: string): string => `Half within ${plural(days, 'day')}`,
  longest: (days: string): string => `The slowest took ${plural(days, 'day')}`,
  longestEver: (days: string, notice: string): string =>
    `The slowest of all notices took ${plural(days, 'day')} (Notice no. ${notice})`,
  onlyCorrected: 'This notice holds only corrections, no new movements',
  noDays: 'No record of this notice states its date',
  cost: 'Management cost',
  costNone: 'The ledger records no management cost',
  costNoneWhy: 'Not recorded does not mean nothing was spent: the sources do not say.',
  costWhy: 'Fees paid from donated money, each listed under adjustments.',
  costLink: 'See adjustments',
  pending: 'Awaiting confirmation',
  pendingNone: 'None',
  pendingWhy:
    'Reviewed, but not yet matched to a bank statement, goods receipt or delivery note, and therefore in no total.',
  pendingNoneWhy: 'As at this notice, nothing that was reviewed still waits to be matched.',
  audit: 'Audit',
  auditNone: 'No audit report in the ledger yet',
  auditNoneWhy: 'Once one is entered, its period and report number stand here.',
  auditPeriod: (from: string, to: string): string => `${from} to ${to}`,
  auditReport: (number: string): string => `Report no. ${number}`,
  auditNumberUnknown: 'Report number not stated',
  auditBy: (auditor: string): string => `Auditor: ${auditor}`,
  contact: 'Whom to ask',
  contactUnknown: (publisher: string | undefined): string =>
    `${publisher ?? 'The charity federation'} (no public telephone stated)`,
  contactUnknownWhy: 'Please ask in person or by letter.',
  contactWhy: (publisher: string | undefined): string =>
    `Public telephone of ${publisher ?? 'the charity federation'}. If something does not fit, please tell us.`,
};

export const otherItems = (count: number): string =>
  `${plural(count, 'other kind')} of goods (those with most records are listed above)`;
