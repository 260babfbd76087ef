import type { Encoding } from '../text.ts';
import { type Columns, columnsOf, plainHeading } from './columns.ts';
import { flowWord } from './flow.ts';
import type { Header } from './header.ts';
import type { Delimiter, Row } from './rows.ts';

/** What a column that a clerk names may hold. */
export const MAPPED = [
  'day',
  'time',
  'amount',
  'in',
  'out',
  'flow',
  'balance',
  'serial',
  'counterpartyName',
  'counterpartyAccount',
  'purpose',
] as const;
export type Mapped = (typeof MAPPED)[number];

/**
 * How the direction is said: by one of two columns (of payments with a minus, or where a minus is a red entry), by the
 * sign of an amount, or by a word beside it.
 */
export const SIGN_RULES = ['twoColumns', 'minusIsPaid', 'minusIsOut', 'minusIsIn', 'word'] as const;
export type SignRule = (typeof SIGN_RULES)[number];

/** Whether money in and money out stand in columns of their own. */
export const hasTwoColumns = (rule: SignRule): boolean => rule === 'twoColumns' || rule === 'minusIsPaid';

/** Order of year, month and day; `asWritten` reads whatever begins with the year. */
export const DATE_ORDERS = ['asWritten', 'dayMonthYear', 'monthDayYear'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** How a clerk told a table to be read that no known format fits. */
export interface Mapping {
  /** Unset: as the bytes say. */
  encoding?: Encoding;
  /** Of a workbook nothing is separated. */
  delimiter: Delimiter;
  /** Name of the sheet of a workbook of which more than one has these headings. */
  sheet?: string;
  /** Row of the headings, from 1. */
  headerRow: number;
  /** As that row has them: a file with the same is read in the same way. */
  headings: readonly string[];
  /** Column by what it holds, from 0. */
  columns: Partial<Record<Mapped, number>>;
  signRule: SignRule;
  /** Of `word`: what money in is called; everything else that is filled is money out. */
  wordIn?: string;
  dateOrder: DateOrder;
}

/** Whether the headings of a file are those that the mapping was made for. */
export const fitsMapping = (headings: readonly string[], mapping: Mapping): boolean =>
  filled(headings).length > 0 && JSON.stringify(filled(headings)) === JSON.stringify(filled(mapping.headings));

const filled = (headings: readonly string[]): string[] => {
  const plain = headings.map(plainHeading);
  return plain.slice(0, plain.findLastIndex((heading) => heading !== '') + 1);
};

/**
 * The columns by what our readers call them. Which account and which currency a line is of, the headings say by themselves:
 * a clerk who leaves those out does not make dollars into 人民币.
 */
export function mappedColumns({ columns, signRule }: Mapping, headings: readonly string[]): Columns {
  const used = new Set(Object.values(columns));
  const { currency = [], account = [] } = columnsOf(headings);
  const unused = (indexes: readonly number[]) => indexes.filter((index) => !used.has(index));
  const of = (...names: Mapped[]) => names.flatMap((name) => columns[name] ?? []);
  const roles: Columns = {
    moment: of('day', 'time'),
    balance: of('balance'),
    serial: of('serial'),
    name: of('counterpartyName'),
    counterAccount: of('counterpartyAccount'),
    purpose: of('purpose'),
    currency: unused(currency),
    account: unused(account),
    ...(hasTwoColumns(signRule) ? { in: of('in'), out: of('out') } : { amount: of('amount') }),
    ...(signRule === 'word' && { flow: of('flow') }),
  };
  return Object.fromEntries(Object.entries(roles).filter(([, indexes]) => indexes.length > 0));
}

/** What the headings we know make of a file, for the clerk to begin with. */
export function guessedMapping({ delimiter, at, headings, rows, columns }: Header): Mapping {
  const first = (name: keyof Columns) => columns[name]?.[0];
  const two = first('in') !== undefined && first('out') !== undefined;
  const guesses: Partial<Record<Mapped, number | undefined>> = {
    day: first('moment'),
    ...(two ? { in: first('in'), out: first('out') } : { amount: first('amount') ?? first('in') ?? first('out') }),
    flow: two ? undefined : first('flow'),
    balance: first('balance'),
    serial: first('serial'),
    counterpartyName: first('name') ?? first('payerName'),
    counterpartyAccount: first('counterAccount') ?? first('payerAccount'),
    purpose: first('purpose'),
  };
  return {
    delimiter,
    headerRow: at + 1,
    headings: rows?.at(-1) ?? headings,
    columns: Object.fromEntries(Object.entries(guesses).filter(([, index]) => index !== undefined)),
    signRule: two ? 'twoColumns' : guesses.flow === undefined ? 'minusIsOut' : 'word',
    ...(guesses.flow !== undefined && { wordIn: '收入' }),
    dateOrder: 'asWritten',
  };
}

/** A row with its day, direction and sign as our readers expect them. */
export function asMapped({ place, cells }: Row, { columns, signRule, wordIn, dateOrder }: Mapping): Row {
  const rewritten = [...cells];
  const rewrite = (column: number | undefined, by: (text: string) => string) => {
    if (column !== undefined) rewritten[column] = by(cells[column] ?? '');
  };
  if (dateOrder !== 'asWritten') rewrite(columns.day, (text) => yearFirst(text, dateOrder));
  if (signRule === 'word') {
    const ours = plainWord(wordIn ?? '');
    // Beside 借 a minus is a red entry, beside 支出 it only repeats the word.
    const out = (text: string) => (flowWord(text)?.redFlips ? '借' : '支出');
    rewrite(columns.flow, (text) => (text.trim() === '' ? '' : plainWord(text) === ours ? '收入' : out(text)));
  }
  if (signRule === 'minusIsIn') rewrite(columns.amount, otherSign);
  if (signRule === 'minusIsPaid') rewrite(columns.out, otherSign);
  return { place, cells: rewritten };
}

const plainWord = (text: string): string => text.normalize('NFKC').replaceAll(/[\s`]/g, '').toLowerCase();

/** `31/12/2025 09:03` → `2025-12-31 09:03`. What is no such day stays, and is refused as it stands. */
function yearFirst(text: string, order: Exclude<DateOrder, 'asWritten'>): string {
  const found = /^(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4})(.*)$/s.exec(text.normalize('NFKC').trim());
  if (found === null) return text;
  const [, one = '', other = '', year = '', rest = ''] = found;
  const [month, day] = order === 'dayMonthYear' ? [other, one] : [one, other];
  return `${year}-${month}-${day}${rest}`;
}

const otherSign = (text: string): string => {
  const stated = text.trim();
  if (!/\d/.test(stated)) return text;
  return /^[-−–]/.test(stated) ? stated.slice(1) : `-${stated.replace(/^\+/, '')}`;
};
