import { EXAMPLE_MARK } from '#i18n/zh-Hans/import-columns.ts';
import { rosterColumns } from '#i18n/zh-Hans/roster-columns.ts';
import { parseYuan } from '#ledger/money.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { SMALLEST_GROUP } from '#ledger/smallest-group.ts';
import { CASH } from '#ledger/unit.ts';
import { chooseSheet } from '#sheet/choose-sheet.ts';
import type { Encoding } from '#sheet/decode.ts';
import { plainWord } from '#sheet/grid.ts';
import type { Vocabulary } from '#sheet/headings.ts';
import { type SheetSource, sheetFileOf, sheetNames } from '#sheet/read-file.ts';
import { readTable, type Table, type TableRow } from '#sheet/table.ts';
import { readGoodsCells } from './goods-cell.ts';
import type { SheetItem } from './items.ts';

export type RosterColumn = keyof typeof rosterColumns;

export const rosterHeading = (column: RosterColumn): string => rosterColumns[column][0];

const ROSTER: Vocabulary<RosterColumn> = {
  headings: rosterColumns,
  money: ['amount'],
  quantities: ['quantity'],
  days: [],
  merging: ['item', 'standard', 'measure', 'amount'],
  joining: [],
};

/** What a roster comes to: how many, of what, how much. No name of it is here, and none is kept anywhere. */
export interface Roster extends Pick<Table<RosterColumn>, 'places' | 'held' | 'passed' | 'spread' | 'ignored'> {
  sha256: string;
  format: 'XLSX' | 'CSV';
  encoding?: Encoding;
  sheets: string[];
  sheet: string;
  skipped: number;
  rows: number;
  /** What is wrong; any of it keeps the whole roster out, since rows left out could not be told from rows entered. */
  refusals: Refusal[];
  /** Rows that can be read. */
  good: number;
  /** The first of them as they were understood. */
  sample: { row: number; unit: string; quantity: bigint }[];
  /** `CNY` or `item:…`; absent where no row can be read. */
  unit?: string;
  total: bigint;
  /** What each received, where it is the same for all. */
  share?: bigint;
  /** Rows received by somebody else. */
  proxies: number[];
  /** Rows that have the name of another, without numbers to tell them apart. */
  namesakes: { row: number; of: number }[];
}

/** Reads and adds up a roster. Cells that a register merges, a goods name or an amount, count for every row. */
export async function readRoster(
  source: SheetSource,
  items: readonly SheetItem[],
  sheetName?: string,
): Promise<Result<Roster>> {
  const file = await sheetFileOf(source);
  if (!file.ok) return file;
  const grid = chooseSheet(file.value, ROSTER, sheetName);
  if (!grid.ok) return grid;
  const table = readTable(grid.value, ROSTER, { isExample: ({ name }) => plainWord(name).startsWith(EXAMPLE_MARK) });
  if (!table.ok) return table;
  const { rows, places, headingRow, examples, refusals: totals, held, passed, spread, ignored } = table.value;
  const missing = missingColumns(places, headingRow);
  if (missing.length > 0) return refused(...missing);
  if (rows.length === 0 && examples === 0) return refused({ kind: 'importHeadingsOnly' });
  const { format, encoding, sha256 } = file.value;
  const read = rows.map((row) => readRow(row, items));
  const given = read.flatMap((each) => ('given' in each ? [each.given] : []));
  const units = new Set(given.map(({ unit }) => unit));
  const [first] = given;
  const twice = personsTwice(rows);
  const refusals = [...read.flatMap((each) => ('refusals' in each ? each.refusals : [])), ...twice.refusals];
  if (units.size > 1) refusals.push({ kind: 'rosterSeveralUnits' });
  if (rows.length > 0 && BigInt(rows.length) < SMALLEST_GROUP) {
    refusals.push({
      kind: 'batch_headcount_large_enough',
      values: { headcount: String(rows.length), least: String(SMALLEST_GROUP) },
    });
  }
  const uniform = first && given.every(({ quantity }) => quantity === first.quantity);
  return done({
    ...{ places, held, passed, spread, ignored, format, sheet: grid.value.name },
    ...(encoding && { encoding }),
    sha256,
    sheets: sheetNames(file.value),
    skipped: examples,
    rows: rows.length,
    good: given.length,
    sample: given.slice(0, MOST_SAMPLED),
    refusals: [...totals, ...refusals.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0))],
    ...(first && { unit: first.unit }),
    total: given.reduce((sum, { quantity }) => sum + quantity, 0n),
    ...(uniform && { share: first.quantity }),
    proxies: rows.flatMap(({ row, cells }) => (cells.proxy === '' ? [] : [row])),
    namesakes: twice.namesakes,
  });
}

function missingColumns(places: Table<RosterColumn>['places'], line: number): Refusal[] {
  const has = (column: RosterColumn) => places.has(rosterHeading(column));
  const missing: RosterColumn[] = [
    ...(has('name') ? [] : (['name'] as const)),
    ...(has('amount') || has('quantity') ? [] : (['amount'] as const)),
    ...(has('quantity') && !has('amount') && !has('item') ? (['item'] as const) : []),
  ];
  return missing.map((column) => ({ kind: 'importColumnMissing', field: rosterHeading(column), line }));
}

const MOST_SAMPLED = 8;

interface Given {
  row: number;
  unit: string;
  quantity: bigint;
}

function readRow(
  { row, cells, faults }: TableRow<RosterColumn>,
  items: readonly SheetItem[],
): { given: Given } | { refusals: Refusal[] } {
  const refusals: Refusal[] = [...faults];
  const at = (column: RosterColumn) => ({ field: rosterHeading(column), line: row });
  if (cells.name === '') refusals.push({ kind: 'importCellEmpty', ...at('name') });
  const goods = cells.quantity !== '' || (cells.amount === '' && cells.item !== '');
  if (goods && cells.amount !== '') refusals.push({ kind: 'rosterMoneyAndGoods', ...at('amount') });
  if (refusals.length > 0) return { refusals };
  if (goods) {
    const headings = {
      item: rosterHeading('item'),
      standard: rosterHeading('standard'),
      quantity: rosterHeading('quantity'),
      measure: rosterHeading('measure'),
    };
    const read = readGoodsCells({ row, ...cells, headings }, items);
    return 'refusals' in read ? read : { given: { row, unit: read.item.unit, quantity: read.quantity } };
  }
  if (cells.amount === '') return { refusals: [{ kind: 'importCellEmpty', ...at('amount') }] };
  const amount = parseYuan(cells.amount);
  if (!amount.ok) return { refusals: amount.refusals.map((refusal) => ({ ...refusal, ...at('amount') })) };
  return { given: { row, unit: CASH, quantity: amount.value } };
}

/** The same name and number twice is one person twice; the same name alone may be two, and is only pointed out. */
function personsTwice(rows: readonly TableRow<RosterColumn>[]): Pick<Roster, 'refusals' | 'namesakes'> {
  const refusals: Refusal[] = [];
  const namesakes: Roster['namesakes'] = [];
  const seen = new Map<string, { row: number; number: string }[]>();
  for (const { row, cells } of rows) {
    const [name, number] = [plainWord(cells.name), plainWord(cells.number).toUpperCase()];
    if (name === '') continue;
    const others = seen.get(name) ?? [];
    const same = number === '' ? undefined : others.find((other) => other.number === number);
    const open = others.find((other) => number === '' || other.number === '');
    if (same) {
      refusals.push({
        kind: 'rosterPersonTwice',
        field: rosterHeading('name'),
        line: row,
        values: { of: String(same.row) },
      });
    } else if (open) namesakes.push({ row, of: open.row });
    seen.set(name, [...others, { row, number }]);
  }
  return { refusals, namesakes };
}
