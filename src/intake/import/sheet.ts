import { EXAMPLE_MARK, importColumns } from '#i18n/zh-Hans/import-columns.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { chooseSheet } from '#sheet/choose-sheet.ts';
import type { Encoding } from '#sheet/decode.ts';
import { plainWord } from '#sheet/grid.ts';
import type { Vocabulary } from '#sheet/headings.ts';
import { type SheetSource, sheetFileOf, sheetNames } from '#sheet/read-file.ts';
import { readTable, type Table, type TableRow } from '#sheet/table.ts';
import { withQuantitySplit } from './split-quantity.ts';

export type Column = keyof typeof importColumns;

export const COLUMNS = Object.keys(importColumns) as Column[];
export const headingOf = (column: Column): string => importColumns[column][0];

export type SheetRow = TableRow<Column>;

/** What a register leaves to its title or to the reader: the clerk says it for the whole file. */
export interface FileChoices {
  sheet?: string | undefined;
  /** Of dates without one. */
  year?: number | undefined;
  entity?: string | undefined;
  fund?: string | undefined;
  /** In the words of the column. */
  donorKind?: string | undefined;
}

/** What the whole file may say in place of a column. */
export const FILE_COLUMNS = ['entity', 'fund', 'donorKind'] as const;

/** What belongs to the gift, not to a line: a register merges it over the lines of a gift. */
export const GIFT_COLUMNS = [
  'day',
  'donor',
  'donorKind',
  'display',
  'alias',
  'consent',
  'phone',
  'entity',
  'fund',
  'appeal',
  'restriction',
  'reason',
  'usingUnit',
  'paymentReference',
  'account',
  'receiptNumber',
  'source',
  'note',
] as const satisfies readonly Column[];

export const GIFT_REGISTER: Vocabulary<Column> = {
  headings: importColumns,
  money: ['amount', 'valuation'],
  quantities: ['quantity', 'expected', 'packs'],
  days: ['day', 'expires'],
  merging: ['giftNumber', ...GIFT_COLUMNS],
  joining: ['giftNumber', 'donor'],
  // In older templates 捐赠意愿 was the wish in words, beside 限定类型 for its kind.
  otherwise: (heading, all) => (heading === '捐赠意愿' && all.includes('限定类型') ? 'reason' : undefined),
};

export interface Sheet
  extends Pick<Table<Column>, 'headings' | 'places' | 'rows' | 'held' | 'passed' | 'spread' | 'ignored'> {
  sha256: string;
  format: 'XLSX' | 'CSV';
  encoding?: Encoding;
  /** Names of the sheets of a workbook, and the one that was read. */
  sheets: string[];
  sheet: string;
  /** What keeps the whole file out. */
  refusals: Refusal[];
  /** Example rows of the template, which are no gifts. */
  skipped: number;
  year?: number;
}

/** The rows of a register of gifts by column, in whatever order the columns come. */
export async function readSheet(source: SheetSource, choices: FileChoices = {}): Promise<Result<Sheet>> {
  const file = await sheetFileOf(source);
  if (!file.ok) return file;
  const grid = chooseSheet(file.value, GIFT_REGISTER, choices.sheet);
  if (!grid.ok) return grid;
  const read = readTable(grid.value, GIFT_REGISTER, {
    year: choices.year,
    isExample: ({ giftNumber }) => isExample(giftNumber),
  });
  if (!read.ok) return read;
  const { examples, headingRow, ...table } = read.value;
  const missing = missingColumns(table, headingRow, choices);
  if (missing.length > 0) return refused(...missing);
  // An example that lost its mark still names an example as its donor: it is refused, never booked.
  const unmarked = table.rows.filter(({ cells }) => isExample(cells.donor));
  if (unmarked.length > 0) {
    return refused(...unmarked.map(({ row }) => ({ kind: 'importExampleLeft', field: headingOf('donor'), line: row })));
  }
  // A template as it was handed out says only what its examples are.
  if (table.rows.length === 0 && examples === 0) return refused({ kind: 'importHeadingsOnly' });
  const { format, encoding, sha256 } = file.value;
  return done({
    ...table,
    rows: table.rows.map(withQuantitySplit),
    sha256,
    format,
    ...(encoding && { encoding }),
    sheets: sheetNames(file.value),
    sheet: grid.value.name,
    skipped: examples,
  });
}

const isExample = (cell: string) => plainWord(cell).startsWith(EXAMPLE_MARK);

/** Columns without which no row can be read, unless the clerk said it for the whole file. */
function missingColumns(
  { headings, places, ignored }: Pick<Table<Column>, 'headings' | 'places' | 'ignored'>,
  headingRow: number,
  choices: FileChoices,
): Refusal[] {
  const has = (column: Column) => places.has(headingOf(column));
  const wanted: Column[] = ['day', 'donor'];
  for (const column of FILE_COLUMNS) if (choices[column] === undefined) wanted.push(column);
  // What kind of gift a row is shows in what it fills in.
  if (!has('amount') && !has('quantity')) wanted.push(has('category') ? 'amount' : 'category');
  const missing = wanted.filter((column) => !has(column));
  const named = headings.filter(({ column }) => column).length;
  const unread = missing.length > 0 && ignored.length > 0;
  const found = missing.map((column) => ({
    kind: (FILE_COLUMNS as readonly Column[]).includes(column) ? 'importColumnOrChoice' : 'importColumnMissing',
    field: headingOf(column),
    ...(named > 0 && { line: headingRow }),
  }));
  // One of them may be the column that is missing, under a name nobody knows.
  const values = { headings: ignored.slice(0, 20).join('、') };
  return unread ? [...found, { kind: 'importHeadingsUnread', line: headingRow, values }] : found;
}
