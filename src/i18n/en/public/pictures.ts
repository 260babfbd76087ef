import { plural } from '../plural.ts';

/** Words of pictures and papers: link previews, the long picture of a notice, its Word file. */
export const overview = 'Donated money';
export const summary = 'Aggregated over accounting entities, not consolidated';
export const lead = 'Every record is here: what came in, who got it, what is left.';
export const none = 'No notice published yet';
export const noPosition = 'Nothing booked yet';
export const asOf = (notice: string, cutoff: string): string => `Notice no. ${notice} · as at ${cutoff}`;
export const fourEyes = 'Entered by one person, reviewed by another · record by record · open to recalculation';
export const more = (count: number): string => `${plural(count, 'further item')}, goods included: see the website`;

export const noticeTitle = (number: string): string => `Notice no. ${number}`;
export const paperTitle = (publisher: string, number: string): string =>
  `${publisher}: donations of money and goods, Notice no. ${number}`;
export const cutoff = (moment: string): string => `as at ${moment}`;
export const counts = (fresh: bigint, total: bigint): string =>
  `${plural(fresh, 'new record')} in this notice, ${total} in the ledger`;
export const money = 'Money';
export const valuations = 'Valuation of goods';
export const goods = 'Goods';
export const thisPeriod = 'This notice';
export const cumulative = 'Cumulative to this notice';
export const column = 'Item';
export const balanceChange = 'Change in period';
export const moneyUnit = 'Unit: yuan';
export const goodsUnit = 'counted, not valued and added';
export const valuationUnit = 'Unit: yuan; an estimate, never added to cash';
export const inCapitals = (column: string, capitals: string): string =>
  `Cumulative ${column.toLowerCase()} (in Chinese capitals): ${capitals}`;
export const unknown = '“—” means the source does not say. It is not zero.';
export const newest = 'Records in this notice';
export const restOfGoods = (count: number): string => `${plural(count, 'further item')}: the website lists all`;
export const restOfBooks = (count: number): string =>
  `${plural(count, 'further set of books', 'further sets of books')}: the website lists all`;
export const rest = (count: bigint): string => `${plural(count, 'further record')}: see the website`;
export const nothingNew = 'No new movements in this notice.';
export const pending = (figures: string): string => `Receipts awaiting confirmation: ${figures}. In no total.`;
export const unmatched = (figures: string): string =>
  `On bank statements, not yet matched with a record: ${figures}. In no total.`;
export const pendingNone = 'No receipts are awaiting confirmation as at this notice.';
export const scan = 'Scan for the full text';
export const verifyHeading = 'How to verify';
export const verify = [
  'Entered by one person, reviewed by another; nobody approves their own entry.',
  'Published only when bank statement, goods receipt or delivery note match.',
  'Published records are signed into the ledger in order; you can recalculate all totals on the website on the spot.',
];
export const position = (first: bigint, last: bigint): string => `Records no. ${first} to ${last}`;
export const logName = 'Ledger identifier: ';
/** `Received (derived)`: a figure that no source states says so. */
export const labelled = (column: string, exactness: string): string =>
  exactness === '' ? column : `${column} (${exactness})`;
export const itemName = (name: string, measure: string): string => `${name} (${measure})`;
export const pageBefore = 'Page ';
export const pageAfter = '';
export const paperLead = (cutoff: string, fresh: bigint, total: bigint): string =>
  `Donated money and goods, received and given out, as at ${cutoff}: ${plural(fresh, 'new record')} in this notice, ${total} in the ledger.`;
export const fourEyesSentence =
  'Each record was entered by one person, reviewed by another, and published when bank statement, goods receipt or delivery note matched.';
export const readMore = (address: string): string => `Every record, and how to recalculate the totals: ${address}`;
export const periodOf = (column: string): string => `New ${column.toLowerCase()}`;
