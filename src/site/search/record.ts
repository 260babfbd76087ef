import type { LeafDate, Provenance, Restriction } from '#log/leaf.ts';
import { NOBODY } from './nobody.ts';
import { type Fold, type Run, runsOf, termOf } from './words.ts';

export const RECORD_KINDS = [
  'organisation',
  'fund',
  'appeal',
  'itemFamily',
  'item',
  'intake',
  'funding',
  'disbursement',
  'appropriation',
  'listing',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** What a search finds and shows, with codes where a name may change without the record changing. */
export interface SearchRecord {
  kind: RecordKind;
  leaf: string;
  /** Absent when the name was forgotten or never public. */
  title?: string;
  /** Whether the title is the name of somebody; 爱心人士 and 王** name nobody and are no way to find a gift. */
  named: boolean;
  /** Further texts by which it is found. */
  more: string[];
  number?: string;
  date?: LeafDate;
  fund?: string;
  entity?: string;
  figures: { unit: string; amount: string; provenance: Provenance }[];
  voided: boolean;
  /** Of a gift: 定向, 非定向, 受托代理. */
  restriction?: Restriction;
  /** In the source language; a gift's follows from its place. */
  address?: string;
}

/** The texts that find a record; D2020-000123 is found by 000123 and by 123 as well. */
export function textsOf({ title, named, more, number }: SearchRecord): string[] {
  const numbers = number === undefined ? [] : [number, ...shortNumber(number)];
  return [...(named && title !== undefined ? [title] : []), ...more, ...numbers];
}

const shortNumber = (number: string): string[] => {
  const digits = /(?<=\D)0+([1-9][0-9]*)$/.exec(number)?.[1];
  return digits === undefined ? [] : [digits];
};

export const runsOfRecord = (record: SearchRecord, fold: Fold): Run[] =>
  textsOf(record).flatMap((text) => runsOf(text, fold));

/** What a reader may narrow a search to. */
export interface SearchFilters {
  fund?: string | undefined;
  kind?: RecordKind | undefined;
  /** YYYY-MM. */
  month?: string | undefined;
  /** Unit: `CNY`, `CNY:goods` or `item:<code>`. */
  item?: string | undefined;
}

export const filterTerms = ({ fund, kind, month, item }: SearchFilters): string[] => [
  ...(item === undefined ? [] : [termOf.unit(item)]),
  ...(month === undefined ? [] : [termOf.month(month)]),
  ...(kind === undefined ? [] : [termOf.kind(kind)]),
  ...(fund === undefined ? [] : [termOf.fund(fund)]),
];

/** The terms under which a record is found by filters, and by the names of what it is about (`meanings.ts`). */
export const termsOfFilters = (record: SearchRecord): string[] => [
  termOf.kind(record.kind),
  ...(record.fund === undefined ? [] : [termOf.fund(record.fund)]),
  ...(record.entity === undefined ? [] : [termOf.entity(record.entity)]),
  ...(record.restriction === undefined ? [] : [termOf.restriction(record.restriction)]),
  ...(record.named || record.title === undefined || !NOBODY.has(record.title) ? [] : [termOf.unnamed(record.title)]),
  ...record.figures.map(({ unit }) => termOf.unit(unit)),
  ...monthsOf(record.date).map(termOf.month),
];

/** A day that is only a bound counts for its month; what states no day has none; a period counts in all its months. */
export function monthsOf(date: LeafDate | undefined): string[] {
  if (date === undefined || date.precision === 'notStated') return [];
  if (date.precision !== 'period') return [date.day.slice(0, 7)];
  const last = date.to.slice(0, 7);
  const months = [date.from.slice(0, 7)];
  while ((months.at(-1) ?? last) < last && months.length < MOST_MONTHS) months.push(monthAfter(months.at(-1) ?? last));
  return months;
}

const MOST_MONTHS = 36;

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? [year + 1, 1] : [year, number + 1];
  return next.map((part, at) => part.toString().padStart(at === 0 ? 4 : 2, '0')).join('-');
}
