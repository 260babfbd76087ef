import { CsvError, parse } from 'csv-parse/sync';
import { EXAMPLE_MARK, importColumns } from '#i18n/zh-Hans/import-columns.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { plainCell } from './csv-text.ts';
import { decodeSheet, type Encoding } from './decode.ts';

export type Column = keyof typeof importColumns;

export const COLUMNS = Object.keys(importColumns) as Column[];
export const headingOf = (column: Column): string => importColumns[column][0];

/** Columns without which no row can be read. */
const REQUIRED: readonly Column[] = ['day', 'donor', 'donorKind', 'entity', 'fund', 'category'];

export const MOST_BYTES = 5 * 1024 * 1024;
export const MOST_ROWS = 5000;
/** Titles may stand above the headings. */
const HEADING_WITHIN = 10;

export interface SheetRow {
  /** As a spreadsheet numbers it, the first row being 1. */
  row: number;
  cells: Readonly<Record<Column, string>>;
}

export interface Sheet {
  encoding: Encoding;
  rows: SheetRow[];
  /** Example rows of the template, which are no gifts. */
  skipped: number;
  /** Headings that mean nothing to us, so that nobody believes they were read. */
  ignored: string[];
}

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '');

const BY_HEADING = new Map(
  COLUMNS.flatMap((column) => importColumns[column].map((heading) => [plain(heading), column] as const)),
);

/** The rows of a sheet by column, in whatever order the columns come. */
export function readSheet(bytes: Uint8Array): Result<Sheet> {
  if (bytes.length === 0) return refused({ kind: 'importEmpty' });
  if (bytes.length > MOST_BYTES) return refused({ kind: 'importTooLarge', values: { most: '5 MB' } });
  const text = decodeSheet(bytes);
  if (!text.ok) return text;
  const records = recordsOf(text.value.text);
  if (!records.ok) return records;
  const heading = headingAmong(records.value);
  if (!heading.ok) return heading;
  const { at, columns, width, ignored } = heading.value;
  const overflowing = records.value.flatMap((record, index) =>
    index > at ? beyondHeadings(record, width).map((refusal) => ({ ...refusal, line: index + 1 })) : [],
  );
  if (overflowing.length > 0) return refused(...overflowing);
  const filled = records.value.flatMap((record, index) => {
    if (index <= at || record.every((cell) => cell.trim() === '')) return [];
    return [{ row: index + 1, cells: cellsOf(record, columns) }];
  });
  // An example that lost its mark still names an example as its donor: it is refused, never booked.
  const unmarked = filled.filter(({ cells }) => isExample(cells.donor) && !isExample(cells.giftNumber));
  if (unmarked.length > 0) {
    return refused(...unmarked.map(({ row }) => ({ kind: 'importExampleLeft', field: headingOf('donor'), line: row })));
  }
  const rows = filled.filter(({ cells }) => !isExample(cells.giftNumber));
  if (rows.length === 0) return refused({ kind: 'importHeadingsOnly' });
  if (rows.length > MOST_ROWS) {
    return refused({ kind: 'importTooManyRows', values: { rows: String(rows.length), most: String(MOST_ROWS) } });
  }
  return done({ encoding: text.value.encoding, rows, skipped: filled.length - rows.length, ignored });
}

const isExample = (cell: string) => plain(cell).startsWith(EXAMPLE_MARK);

function recordsOf(text: string): Result<string[][]> {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [',', '\t', ';'].find((mark) => firstLine.includes(mark)) ?? ',';
  try {
    // Empty lines stay, so that a record's place is its row in the spreadsheet.
    return done(parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refused({ kind: 'importQuotesBroken', line: Number(error.records ?? 0) + 1 });
  }
}

interface Heading {
  /** Index of its record. */
  at: number;
  /** Column of each place, undefined where the heading is not one of ours. */
  columns: (Column | undefined)[];
  /** Places up to the last heading. */
  width: number;
  ignored: string[];
}

function headingAmong(records: string[][]): Result<Heading> {
  let best: Heading | undefined;
  for (const [at, record] of records.slice(0, HEADING_WITHIN).entries()) {
    const columns = columnsOf(record);
    const ignored = record.filter((cell, index) => cell.trim() !== '' && columns[index] === undefined);
    if (countKnown(columns) > countKnown(best?.columns ?? [])) {
      best = { at, columns, width: record.findLastIndex((cell) => cell.trim() !== '') + 1, ignored };
    }
  }
  if (!best || countKnown(best.columns) < 2) return refused({ kind: 'importNoHeadings', line: 1 });
  const { columns } = best;
  const line = best.at + 1;
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  const twice = COLUMNS.filter((column) => columns.indexOf(column) !== columns.lastIndexOf(column));
  const refusals: Refusal[] = [
    ...missing.map((column) => ({ kind: 'importColumnMissing', field: headingOf(column), line })),
    ...twice.map((column) => ({ kind: 'importColumnTwice', field: headingOf(column), line })),
  ];
  return refusals.length > 0 ? refused(...refusals) : done(best);
}

/** In older templates 捐赠意愿 was the wish in words, beside 限定类型 for its kind. */
function columnsOf(record: string[]): (Column | undefined)[] {
  const headings = record.map(plain);
  const older = headings.includes('限定类型');
  return headings.map((heading) => (older && heading === '捐赠意愿' ? 'reason' : BY_HEADING.get(heading)));
}

/** 1,000.00 without quotation marks becomes two cells and pushes all after it to the right: 1.00 would be booked. */
function beyondHeadings(record: string[], width: number): Refusal[] {
  const beyond = record.slice(width);
  const stated = beyond.find((cell) => cell.trim() !== '');
  const torn = record.findIndex(
    (cell, index) => /^\s*[¥￥]?\d{1,3}$/.test(cell) && THOUSANDS.test(record[index + 1] ?? ''),
  );
  if (stated === undefined && (beyond.length === 0 || torn < 0)) return [];
  const example = torn < 0 ? stated : `${record[torn]},${record[torn + 1]}`;
  return [{ kind: 'importCellBeyondHeadings', values: { stated: (example ?? '').trim().slice(0, 40) } }];
}

const THOUSANDS = /^\d{3}(?:\.\d+)?\s*元?\s*$/;

const countKnown = (columns: (Column | undefined)[]) => columns.filter((column) => column !== undefined).length;

function cellsOf(record: string[], columns: (Column | undefined)[]): Record<Column, string> {
  const cells = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Record<Column, string>;
  for (const [index, column] of columns.entries()) {
    if (column) cells[column] = plainCell(record[index] ?? '');
  }
  return cells;
}
