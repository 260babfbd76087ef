import { plural } from '../plural.ts';

/** Entities, funds, items, organisations. */
export const cash = 'Money';
export const cashOf = (stream: 'donation' | 'funding'): string =>
  stream === 'donation' ? 'Donated money' : 'Non-donation funding';
export const goods = 'Goods';
export const goodsRule =
  'Counted, not valued; received = issued + appropriated + adjusted + use not stated + in stock.';
export const valuations = 'Valuation of goods';
export const valuationRule =
  'Unit: yuan. A valuation estimates what goods are worth. It is not money and is never added to cash.';
export const newest = 'Latest records (in the order of entry, newest first)';
export const noMoney = 'No movements of money recorded.';
/** Under what is left. */
export const stillHeld = 'still in the accounts';
export const noneLeft = 'nothing left in the accounts';
export const minusAdds = 'a minus is an increase';
export const records = (count: number): string => plural(count, 'record');
export const pending = (name: string, count: bigint, amount: string): string =>
  `${name}: ${plural(count, 'record')}, ${amount}`;
/** On statements of banks and payment services, and in no record yet: figures alone. */
export const unmatched = {
  accounts: { bank: 'bank', alipay: 'Alipay', wechat: 'WeChat', cash: 'cash box' },
  row: (account: string, flow: 'in' | 'out', count: bigint, amount: string): string =>
    flow === 'in'
      ? `Received (${account}), not yet known as which gift: ${plural(count, 'line')}, ${amount}`
      : `Paid (${account}), not yet known as which spending: ${plural(count, 'line')}, ${amount}`,
  why: 'On our statements, but not yet matched with a record: only sums are given, in no total above. Payers and their words are not published. The same money may stand both among the records above that await confirmation and here: do not add the two.',
  beside:
    'Statements show further money that no record explains yet. It belongs to no fund so far and is in no total here:',
  of: (entity: string): string => `unmatched sums of ${entity}`,
} as const;
export const exactness = {
  stated: '',
  rounded: 'rounded',
  derived: 'derived',
  partlyRounded: 'partly rounded',
  partlyDerived: 'partly derived',
};
export const derivedMeans = 'A “derived” figure is not stated by its source: it was worked out from other records.';
export const because = (how: string): string => `Derived from: ${how}`;
export const statementRule =
  'In every row, received = disbursed + appropriated + adjusted + use not stated + balance. Money in yuan; goods by count.';

/** What a table is about, and what its figures are counted in. */
export const inUnits = (caption: string, unit: string): string => `${caption} · unit: ${unit}`;
/** What a figure is counted in, and how exact it is where that must be said. */
export const measureOf = (measure: string, exactness: string): string =>
  exactness === '' ? measure : `${measure} (${exactness})`;

/** Drawings and the tables that they are drawn from. */
export const chart = {
  /** Powers by which large figures are shortened in drawings, largest first. */
  shortenings: '1000000000 billion,1000000 million,1000 thousand',
  short: (figure: string, word: string, measure: string): string =>
    word === '' ? `${figure} ${measure}` : `${figure} ${word} ${measure}`,
  overTime: 'Received and disbursed over time',
  overTimeNote: {
    day: 'by date of the event',
    month: 'by month of the event',
  },
  day: 'Date',
  month: 'Month',
  onlyMonth: (month: string): string => `${month}, day not stated by the source`,
  apartNote: (text: string): string => `What carries no date stands apart, first in the chart: ${text}.`,
  apart: (when: string, amounts: string): string => `${when}: ${amounts}`,
  /** On the axis, in the place of a day. */
  apartLabel: 'undated',
  total: 'Total',
  figures: 'See the exact figures',
  hint: 'Tap, or use the left and right arrow keys, to read the figures one by one.',
  roleDescription: 'chart',
};

export const flow = {
  heading: 'Where it came from, where it went',
  drawing: (what: string): string => `${what}: where it came from, who keeps the books, where it went`,
  described: (inflows: string, outflows: string): string => `In: ${inflows}. Out: ${outflows}.`,
  part: (name: string, amount: string): string => `${name} ${amount}`,
  heads: ['From', 'Books', 'To'],
  figures: 'See the exact figures',
  side: 'Direction',
  name: 'What',
  amount: 'Amount',
  in: 'in',
  out: 'out',
  rest: (count: number): string => plural(count, 'other book'),
  of: (entity: string, fund: string): string => `${entity} (${fund})`,
  family: (name: string): string => `${name}: where they went`,
  sources: {
    individual: 'Individual donors',
    organisation: 'Organisations',
    pooled: 'Pooled donations',
    fiscal: 'Fiscal funds',
    union: 'Trade union funds',
    party: 'Party dues',
    other: 'Other funding',
    otherIncome: 'Other income',
  },
  uses: {
    batch: 'To people and households',
    issue: 'To using organisations',
    reported: 'Reported as given out',
    appropriated: 'Appropriated, report awaited',
    purchased: 'Goods bought',
    fee: 'Fees',
    interest: 'Interest',
    writeOff: 'Written off',
    stocktakeShort: 'Stocktake shortage',
    stocktakeOver: 'Stocktake surplus',
    otherAdjustment: 'Other adjustments',
    unstated: 'Use not stated',
    balance: 'Balance',
  },
};

export const items = {
  description: 'How much of each kind of goods was received, issued and is still in stock, by specification.',
  lead: 'Goods of different specifications are recorded apart. Totals are drawn only across goods of one family counted in the same unit; different units are never added.',
  caption: 'Aggregated over accounting entities, not consolidated. ',
  families: 'Totals by family',
  familiesNote: 'Aggregated, not consolidated; counts only, across specifications and receiving organisations.',
  empty: 'No goods recorded yet.',
  of: 'By accounting entity',
  itemDescription: (item: string): string => `${item}: received, issued and in stock, by accounting entity.`,
  family: 'Family',
  standard: 'Standard',
  measure: 'Unit of count',
  newest: 'Latest receipts',
};

export const organisations = {
  description: 'The accounting entities and the organisations they deal with.',
  lead: 'Accounting entities are separate legal persons that keep their own books; receipts, disbursements and balances are worked out for each. Other organisations only receive, use, co-host or pass on.',
  entities: 'Accounting entities',
  others: 'Other organisations',
  keepsBooks: 'keeps its own books',
  empty: 'No organisations registered yet.',
  entityDescription: (name: string): string =>
    `${name}: money received, disbursed and in balance by fund; goods received, issued and in stock.`,
  noPosition: 'Nothing has been booked by this accounting entity yet.',
  telephone: 'Telephone',
  type: 'Type',
  parent: 'Parent organisation',
};

export const funds = {
  description: 'Received, disbursed and balance of each fund.',
  lead: 'Each fund is used only for its own purpose. Receipts, disbursements and balances are worked out fund by fund, with accounting entities listed apart.',
  began: (day: string): string => `since ${day}`,
  purpose: 'Purpose',
  start: 'Start date',
  appeals: 'Appeals',
  filing: 'Filing no.',
  empty: 'No funds registered yet.',
  fundDescription: (name: string): string => `${name}: received, disbursed and balance, by accounting entity.`,
  summary: 'Aggregated, not consolidated',
  noPosition: 'Nothing has been booked to this fund yet.',
  deadlines: 'Published in time?',
  deadlinesNote: 'Counted from the cut-offs of the notices, by the articles in force then and now.',
  charityLaw: (amended: boolean, articles: string): string =>
    amended
      ? `Charity Law as amended, in force since 5 September 2024, Art. ${articles}`
      : `Charity Law, in force since 1 September 2016, Art. ${articles}`,
  rules: {
    emergency: 'Appeals for an emergency: publish what was received at least every 5 days while it lasts',
    general: 'Public appeals of over 6 months: publish at least every 3 months',
  },
  met: 'Met',
  missed: 'Missed',
  notJudged: 'No public appeal is registered, so this is not judged',
  ifMet: 'If it was an emergency appeal: met',
  ifMissed: 'If it was an emergency appeal: missed',
  ifNotYet: 'If it was an emergency appeal: no notice yet',
  notYet: 'Not yet 6 months: this rule does not apply so far',
  noNotice: 'No notice yet, nothing to count from',
  oneNotice: 'Only one notice so far, nothing to count',
  cameWith: (number: string): string => `Not in the ledger before notice no. ${number}; counted from there`,
  longestGap: (days: number, from: string, to: string): string =>
    `Longest interval: ${plural(days, 'day')} (${from} to ${to})`,
  allGaps: (count: number): string => `${plural(count, 'interval')}, each within the limit`,
  overdue: (days: number): string => `${plural(days, 'day')} past the limit`,
  ifEmergency: 'The ledger does not register whether this was an appeal for an emergency.',
  beforeLaw: (day: string): string => `In force since ${day}, after this fund began: shown for comparison only.`,
  nextDue: (day: string): string => `If the appeal goes on, the next notice is due by ${day}.`,
  notices: 'Notices that moved this fund',
  noticesNote: 'Donated money, in yuan',
  noticeNumber: 'Notice',
  noticeCutoff: 'Cut-off',
  noticeIn: 'Received in it',
  noticeOut: 'Disbursed in it',
  noticeOf: (column: string): string => `${column} in it`,
  noticeLeft: 'Balance at its cut-off',
  goodsOnly: 'Only goods or other funding moved',
  files: 'Data and files',
  filesPage: 'All downloads',
  balances: 'Received, disbursed and balance (JSON)',
  feed: 'Subscribe to the notices and records of this fund (Atom)',
};

export const notices = {
  description: 'All notices: cut-off, records of the period, cumulative figures.',
  lead: 'Each notice fixes a cut-off and signs the whole ledger anew. Earlier notices stay as they were.',
  empty: 'No notice published yet.',
  caption: 'Newest first.',
  number: 'Notice',
  cutoff: 'Cut-off',
  records: 'Records in this notice',
  size: 'Cumulative records',
  pending: 'Awaiting confirmation',
  title: (number: string): string => `Notice no. ${number}`,
  noticeDescription: (number: string, cutoff: string): string => `Notice no. ${number}, as at ${cutoff}.`,
  range: (first: bigint, last: bigint): string => `Records no. ${first} to ${last}`,
  thisPeriod: 'Movements in this notice',
  rollForwardRule:
    'Opening balance + received = disbursed + appropriated + adjusted + use not stated + closing balance. Money in yuan; goods by count.',
  openingBalance: 'Opening balance',
  closingBalance: 'Closing balance',
  nothingMoved: 'No new movements in this notice.',
  cumulative: 'Cumulative to this notice',
  inCapitals: 'Cumulative money (in Chinese capitals)',
  capitals: (column: string, amount: string): string => `${column}: ${amount}`,
  againstBefore: (number: string): string => `Compared with Notice no. ${number}`,
  firstNotice: 'This is the first notice; there is none before it to compare with.',
  moved: (count: number, of: number): string =>
    count === 0
      ? `None of the balances of the notice before (${of} in all) has changed.`
      : `Balances: ${of}, of which ${count} changed; see “Movements in this notice”.`,
  corrected: (count: number): string => `${plural(count, 'correction')} in this notice:`,
  noneCorrected: 'No record of an earlier notice was corrected.',
  byKind: 'Records in this notice',
  restOnPages: 'Only the latest 30 are listed here; the rest: ',
  listings: (count: number): string => `${plural(count, 'record')} witnessed or listed, in no total: `,
  forms: {
    heading: 'This notice in other forms',
    word: 'Word document (A4, for stamping and posting)',
    picture: 'Long picture (for a chat or an official account)',
    filing: 'Sheet for the national charity platform (CSV, in Chinese; by day of publication)',
    figures: 'Figures of this notice (JSON)',
  },
  pendingNone: 'No receipts are awaiting confirmation as at this notice.',
  pendingNote:
    'Reviewed, but not yet matched to a bank statement, goods receipt or delivery note: these stay here and are in no total. A record with several kinds of money or goods is counted once for each.',
  count: 'Records',
  amount: 'Amount',
  unit: 'Unit',
  days: 'From event to publication, each record of this notice',
  daysValue: (median: string, longest: string): string =>
    median === longest
      ? `the slowest took ${plural(longest, 'day')}`
      : `half within ${plural(median, 'day')}, the slowest took ${plural(longest, 'day')}`,
  auditHead: 'Head of the audit trail',
  signedBy: 'Organisation (seal): ',
  signedOn: (day: string): string => `Date: ${day}`,
  keyOf: (name: string, id: string): string => `Ledger public key: ${name}, no. ${id}`,
  none: 'No new movements in this notice.',
  onlyCorrected: 'This notice holds only corrections, no new movements.',
};

export const months = {
  title: 'Monthly and daily reports',
  description: 'Monthly and daily reports by date of occurrence: received and disbursed in each month and on each day.',
  lead: 'Figures are drawn up by the date on which things happened. Late entries and corrections count towards the original date, so earlier months may change; the figures of each notice do not.',
  empty: 'No dated records yet.',
  caption: 'Newest first. Money in yuan; for goods, see each month.',
  month: 'Month',
  leaves: 'Records',
  pageTitle: (month: string): string => `Monthly report, ${month}`,
  pageDescription: (month: string): string =>
    `${month}: received, disbursed, appropriated and goods, by accounting entity.`,
  rule: 'Received, disbursed, appropriated, adjusted and use not stated, as they occurred in the month. Money in yuan; goods by count.',
  days: 'Day by day',
  daysNote: 'What is known to fall in this month, but not on which day, is in the monthly report and in no daily one.',
  /** In a row, behind what is counted. */
  withoutDay: (count: number): string => `incl. ${plural(count, 'record')} without a day`,
  withoutDayTotal: (count: number): string =>
    `No source states the day of ${plural(count, 'record')} in this report: some state only a period, others only “not later than” a day, which places them in this month.`,
  withoutDayPlaces: (all: boolean): string => (all ? 'See: ' : 'The latest: '),
  /** Of records dated to a day or month and voided since. */
  onlyVoided: {
    day: (count: number): string => `${plural(count, 'record')} of this day, reversed: not counted in totals.`,
    month: (count: number): string => `${plural(count, 'record')} of this month, reversed: not counted in totals.`,
  },
  alsoVoided: (count: number): string => `${plural(count, 'further record')} reversed: not counted in totals.`,
  dayTitle: (day: string): string => `Daily report, ${day}`,
  dayDescription: (day: string): string => `${day}: received, disbursed, appropriated and goods, by accounting entity.`,
  dayRule:
    'Received, disbursed, appropriated, adjusted and use not stated, as they occurred on the day. Money in yuan; goods by count.',
  undated: 'Date not stated by the source, or spanning months',
  undatedRule: 'The source does not say on which day, and the month is not certain; shown apart.',
  print: 'Suitable for printing and posting.',
};
