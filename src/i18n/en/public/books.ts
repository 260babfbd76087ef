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
export const newest = 'Latest records';
export const noMoney = 'No movements of money recorded.';
export const records = (count: number): string => plural(count, 'record');
export const pending = (name: string, count: bigint, amount: string): string =>
  `${name}: ${plural(count, 'record')}, ${amount}`;
export const exactness = {
  stated: '',
  rounded: 'rounded',
  derived: 'derived',
  partlyRounded: 'partly rounded',
  partlyDerived: 'partly derived',
};
export const because = (how: string): string => `Derived from: ${how}`;
export const statementRule =
  'In every row, received = disbursed + appropriated + adjusted + use not stated + balance. Money in yuan; goods by count.';

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
  cumulative: 'Cumulative to this notice',
  byKind: 'Records in this notice',
  pendingNone: 'No receipts are awaiting confirmation as at this notice.',
  pendingNote:
    'Reviewed, but not yet matched to a bank statement, goods receipt or delivery note: these stay here and are in no total. A record with several kinds of money or goods is counted once for each.',
  count: 'Records',
  amount: 'Amount',
  unit: 'Unit',
  days: 'From event to publication, this notice',
  daysValue: (median: string, longest: string): string =>
    `median ${plural(median, 'day')}, longest ${plural(longest, 'day')}`,
  auditHead: 'Head of the audit trail',
  signedBy: 'Organisation (seal): ',
  signedOn: 'Date:',
  keyOf: (name: string, id: string): string => `Ledger public key: ${name}, no. ${id}`,
  none: 'No new movements in this notice.',
};
