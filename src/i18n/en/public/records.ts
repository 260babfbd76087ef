import { plural } from '../plural.ts';
import { bases, marks } from './terms.ts';

/** Words of the lists and of single records. */
export const forgottenName = 'Donor (name no longer public)';
export const noAmount = 'amount not stated';
export const withoutAmount = (count: number): string =>
  `${plural(count, 'further record')} without a stated amount, not in the figures above.`;
export const isValuation = 'valuation of goods, not cash';
export const inNoTotal = 'in no total';
export const people = (count: string, basis: string): string =>
  plural(count, basis === bases.household ? 'household' : 'person', basis);
export const each = (share: string): string => `${share} per person`;
export const eachOf = (basis: 'household' | 'person' | undefined, share: string): string =>
  `${share} per ${basis === 'household' ? 'household' : 'person'}`;
export const shareNotStated = 'amount per share not stated by the source';
export const jointlyWith = (names: string): string => `jointly with ${names}`;
export const receivedBy = (name: string): string => `received by ${name}`;
export const heldBy = (name: string): string => `booked by ${name}`;
export const usedBy = (name: string): string => `used by: ${name}`;
export const allotment = (number: string): string => `Appropriation no. ${number}`;
export const receivers = (count: string): string => plural(count, 'organisation');
export const receiversNotStated = 'number of organisations not stated by the source';
export const voided = (leaf: bigint): string => `Reversal of record no. ${leaf}`;
/** What a correction takes back: `Donation: 湖南金钟集团`. */
export const voidedEntry = (kind: string, title: string): string => `${kind}: ${title}`;
export const voidedAmount = 'reversed';
export const voidedFigures = (figures: string): string => `reversed ${figures}`;
export const voidedFate = 'Reversed; not counted in totals';
export const refundedFate = 'Refund: returned to the donor; not counted in totals';
export const correctedFate = (standing: bigint): string => `Corrected; record no. ${standing} stands`;
export const beforeVoiding = (said: string): string => `Before reversal: ${said}`;
export const voidedBy = 'Reversed; see the correction';
export const refundedBy = 'Refund: returned to the donor; see the correction';
export const correctedBy = (standing: bigint): string => `Corrected; record no. ${standing} stands; see the correction`;
/** Behind a voided entry, as a link to the one that stands. */
export const correctedSee = (standing: string): string => `Corrected; see ${standing}`;
export const jointValuation = (amount: string): string => `valued together at ${amount}, counted once`;
export const valuation = (amount: string): string => `valued at ${amount}`;
export const packs = (count: string, measure: string, factor: string | undefined): string =>
  factor === undefined ? `${count} ${measure}, number in each not stated` : `${count} ${measure}, ${factor} in each`;
export const expected = (amount: string): string => `${amount} due`;
export const expires = (day: string): string => `use before ${day}`;
export const sentence = (...parts: string[]): string => `${parts.join(', ')}.`;
export const joined = (...parts: string[]): string => parts.join(', ');
export const listSeparator = ', ';
export const clauseSeparator = ' · ';
export const { labelled, inBrackets } = marks;
export const numbered = (number: string, leaf: string): string => `${number} (${leaf})`;
/** Behind a link that ends a sentence. */
export const fullStop = '.';
export const prove = 'Prove this record';
export const levels = (level: number): string => `Level ${level}`;
/** Of a list in log order. */
export const listPage = {
  heading: 'Page by page, in ledger order',
  title: (section: string, page: number): string => `${section}, page ${page}`,
  description: (section: string, page: number): string => `${section} in ledger order, 100 to a page: page ${page}.`,
  newest: 'The latest 100 are below; earlier ones are on pages of their own.',
};

export const fields = {
  number: 'Reference',
  leaf: 'Record no.',
  date: 'Date',
  donor: 'Donor',
  entity: 'Accounting entity',
  fund: 'Fund',
  programme: 'Programme',
  coHosts: 'Jointly with',
  recipients: 'Recipients',
  count: 'People (households)',
  share: 'Amount per share',
  total: 'Total',
  goods: 'Goods',
  organisation: 'Receiving organisation',
  purpose: 'Purpose',
  decision: 'Decided by',
  confirmed: 'Confirmation',
  note: 'Note',
  source: 'Source',
  asStated: 'As stated by the source',
  derivation: 'Derived from',
  courier: 'Waybill no.',
  amount: 'Amount',
  form: 'Form',
  payer: 'Paid by',
  fundingSource: 'Nature of funding',
  reason: 'Reason',
  explanation: 'Explanation',
  party: 'Provided by',
  beneficiary: 'Provided to',
  substance: 'Content',
  category: 'Category',
  path: 'Path',
  restriction: 'Donor’s intent',
  restrictionReason: 'Restriction',
  standing: 'After correction',
  figures: 'Figures',
  whereNow: 'Where it is now',
  given: 'What was given',
  forWhom: 'For whom',
  who: 'Donor',
  proof: 'Evidence',
};

export const gifts = {
  description: 'All donations, one by one in ledger order, 100 to a page.',
  lead: 'Every donation, however small, is listed here in ledger order, 100 to a page. A full page is sealed and no longer changes; corrections are noted in place.',
  find: 'Donors with a receipt code can go straight to: ',
  newest: 'Latest donations in the ledger',
  all: 'Page by page',
  first: 'Earliest page',
  last: 'Latest page',
  range: (from: number, to: number): string => `Pages ${from} to ${to}`,
  rangeTitle: (from: number): string => `Donations from page ${from}`,
  rangeDescription: (from: number): string => `Index of the donation pages from page ${from}, 100 donations to a page.`,
  rangeLead: 'The record no. is the place of a record in the ledger; it tells which page to open.',
  leaves: (first: bigint, last: bigint): string => `Records no. ${first} to ${last}`,
  fates: {
    cash: 'Money is not traced gift by gift; what was used and what is left stands on the page of the fund',
    cashRestricted:
      'Accounted for separately, as the donor asked; the ledger gives no balance of its own for restricted money. See the page of the fund',
    goods: 'Issued together with other goods of the same kind',
    unstated: 'Received; to whom it went is not stated by the source',
  },
  page: (page: number): string => `Page ${page}`,
  pageTitle: (page: number): string => `Donations, page ${page}`,
  pageDescription: (page: number): string => `Donations in ledger order, page ${page}.`,
  empty: 'No records on this page yet.',
  caption: 'In ledger order; cash in yuan, goods by count; valuations are never added to cash. ',
  leafHint: 'The record no. is the place of a record in the ledger and never changes.',
};

export const disbursements = {
  description: 'Grants paid to recipients and goods issued to organisations that use them, by batch.',
  lead: 'For each batch of grants the number of people, the rate and the total are published; recipients’ names and addresses are in no public file. Batches of fewer than 5 households are not published separately.',
  caption: 'Disbursed: money paid to recipients. Issued: goods handed to organisations that use them.',
  empty: 'No disbursements recorded yet.',
  of: (title: string): string => `Disbursement: ${title}`,
  privacy: 'Household information is not published.',
  plain: 'Issue of goods',
  shares: 'Evidence of each share',
  sharesCount: (count: string): string =>
    `Each share of this batch (${count} in all) has an encrypted entry of its own; below is the check value over all of them. Auditors can open every one; nobody else can tell which family it is.`,
  sharesRoot: 'Check value',
  noShares:
    'This batch has no evidence share by share; only the number of people, the rate and the total can be verified.',
  around: 'The fund this batch was paid from',
  aroundNote: (notice: string): string => `As of notice no. ${notice}; for what has changed since, see `,
  signed: (entity: string): string => `Disbursed by (seal): ${entity}`,
  witness: 'Supervised by (signature): ',
  signedOn: 'Posted on: ',
};

export const appropriations = {
  description: 'Appropriations: to which organisation, which instalment, how much, for what purpose.',
  lead: 'An appropriation passes money on to another organisation; it has not reached anyone in need yet, so it is kept apart from disbursements. When the organisation below reports disbursing it, it moves from appropriated to disbursed.',
  caption: 'In order of appropriation.',
  empty: 'No appropriations recorded yet.',
  total: 'Total of this appropriation',
  cumulative: 'Cumulative',
  byReceiver: 'Who received it, and has it been disbursed',
  byReceiverRule:
    'Not yet reported = appropriated − reported as disbursed − returned. Not reported does not mean not disbursed, nor that it is still in the account.',
  allotments: 'Each appropriation',
  out: 'Appropriated',
  reported: 'Reported as disbursed',
  returned: 'Returned',
  left: 'Not yet reported',
  grantLeft: 'Granted to an independent body, which publishes its own use',
  ownReceived: (stream: string): string => `Booked by it (${stream})`,
  passedOn: 'Passed on further',
  of: (entity: string, number: string): string => `${entity}: appropriation no. ${number}`,
};

export const purchases = {
  description: 'Goods bought with donated money: from whom, for how much, how many.',
  lead: 'Money that buys goods is counted as used once, when they are bought. The goods come into stock by quantity and at what was paid for them; when they are handed out later, only goods go, and no money is counted again.',
  empty: 'No purchases recorded.',
  price: 'Price paid',
  supplier: 'Supplier',
};

export const adjustments = {
  description: 'Bank charges, interest, write-offs, stocktake differences and other adjustments.',
  lead: 'Bank charges, interest, write-offs and stocktake differences are neither donations nor disbursements, but they change the balance; each is listed. A transfer between own accounts, or of goods between own places, changes no total.',
  empty: 'No adjustments recorded.',
};

export const funding = {
  description: 'Fiscal funds, trade union funds, party dues and other non-donation funding, apart from donations.',
  lead: 'Fiscal funds, trade union funds, party dues and the like are not donations. They are published record by record as donations are, but in an account of their own, and are not in donation totals.',
  empty: 'No non-donation funding recorded.',
  totals: 'Received and disbursed',
};

export const witnessed = {
  description: 'Donations that donors gave out themselves, witnessed by an accounting entity; in no total.',
  lead: 'Donors handed over this money and these goods themselves. The accounting entity was present as a witness and handled nothing, so they are shown here and are in no total.',
  empty: 'Nothing witnessed recorded.',
  totals: 'Witnessed figures (in no ledger total)',
};

export const listed = {
  description:
    'Donations, services, insurance cover and public allowances reported by others, with their source; in no total.',
  lead: 'These figures were reported by other organisations, or are services, insurance cover or public allowances. They are not on the books of the accounting entities of this ledger. Groups may overlap, so they are not added up.',
  empty: 'Nothing listed recorded.',
};

export const corrections = {
  description: 'All corrections: which record was reversed, and why.',
  lead: 'Published records are never altered or deleted. A mistake is put right by reversing the original record and entering a correct one; both stay in the ledger. A refund is a reversal too: the donation went back to its donor, nothing was entered wrongly.',
  empty: 'No corrections so far.',
  voids: 'Reversed record',
  standing: 'Corrected record',
};

export const item = {
  byEntity: 'Received, issued and in stock, by accounting entity',
  lots: 'Deliveries by expiry date',
  lotsRule:
    'Earliest expiry first. The public ledger records expiry dates, not lot numbers, nor which lot was handed out, so only what was received is shown; what is left of each lot is not estimated.',
  expires: 'Use before',
  received: 'Received',
  noLots: 'No expiry date was recorded on receipt.',
  moreLots: 'Only lots that expire late are shown; see the donation pages for the others.',
  newestOut: 'Latest issued',
  noneOut: 'Nothing issued so far.',
  siblings: 'Other standards of the same family',
  siblingsNote: 'Different standards are counted apart; one does not stand in for another.',
};

export const organisation = {
  fromAbove: 'Received from above',
  passedOn: 'Passed on',
  rule: 'An appropriation moves to another organisation; it has not reached anyone in need yet.',
  contact: 'Contact',
  giver: 'Appropriated by',
  seeChain: 'See the appropriations',
  received: 'Has received appropriations',
};
