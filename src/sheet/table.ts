import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { plainCell } from './csv-text.ts';
import { dayText } from './day-text.ts';
import { yuanText } from './figures.ts';
import { columnLetter, type Grid, type GridRow, plainWord } from './grid.ts';
import { type Heading, type Headings, headingsAmong, PROBLEM_HEADING, type Vocabulary } from './headings.ts';
import { MOST } from './limits.ts';
import { foldTotals, isFooter, isTotals } from './totals.ts';

/** One row of a register under its headings. */
export interface TableRow<C extends string> {
  /** As a spreadsheet numbers it, the first row being 1. */
  row: number;
  /** The first of the rows it is merged with; itself where it is merged with none. */
  first: number;
  cells: Readonly<Record<C, string>>;
  /** Cells that could not be taken: formulas without a value. */
  faults: Refusal[];
  /** Every cell by its place, as the file had it; what a file handed back repeats. */
  raw: readonly string[];
}

export interface Table<C extends string> {
  /** Row of the headings, of two the first, as a spreadsheet numbers it. */
  headingRow: number;
  headings: readonly Heading<C>[];
  /** Letter and own words of the columns that are read, by our heading. */
  places: ReadonlyMap<string, { letter: string; heading: string }>;
  rows: TableRow<C>[];
  /** Totals that the rows do not come to. */
  refusals: Refusal[];
  /** Totals that the rows come to. */
  held: number;
  /** Rows that are no entries: totals, signatures, headings repeated on a page. */
  passed: { row: number; text: string }[];
  /** Rows of the template's examples, left out. */
  examples: number;
  /** Rows of a CSV whose empty cells took the value above them. */
  spread: number[];
  /** Headings that mean nothing to us, so that nobody believes they were read. */
  ignored: string[];
  /** Of dates that say none, as the title says. */
  year?: number;
}

export interface Reading<C extends string> {
  /** Of dates that say none, before what the title says. */
  year?: number | undefined;
  /** Rows that are none, such as the examples of a template. */
  isExample?(cells: Readonly<Record<C, string>>): boolean;
}

/** Reads a sheet by its headings, in whatever order its columns come. */
export function readTable<C extends string>(
  grid: Grid,
  vocabulary: Vocabulary<C>,
  { year: chosen, isExample = () => false }: Reading<C> = {},
): Result<Table<C>> {
  const found = headingsAmong(grid, vocabulary);
  if (!found) return refused({ kind: 'importNoHeadings', line: grid.rows[0]?.row ?? 1 });
  const { headings } = found;
  const columns = Object.keys(vocabulary.headings) as C[];
  const places = headings.map(({ column }) => column);
  const line = grid.rows[found.at]?.row ?? 1;
  const twice = columns.filter((column) => places.indexOf(column) !== places.lastIndexOf(column));
  if (twice.length > 0) {
    return refused(
      ...twice.map((column) => ({ kind: 'importColumnTwice', field: vocabulary.headings[column][0] ?? '', line })),
    );
  }
  const year = chosen ?? yearAbove(grid, found);
  const body = grid.rows.slice(found.at + found.depth);
  const torn = grid.from === 'csv' ? body.flatMap((row) => beyondHeadings(row, widthOf(headings))) : [];
  if (torn.length > 0) return refused(...torn);
  const read = rowsOf(body, grid, found, vocabulary, { year, isExample });
  if (read.rows.length > MOST.rows) {
    return refused({
      kind: 'importTooManyRows',
      values: { rows: String(read.rows.length), most: String(MOST.rows) },
    });
  }
  return done({
    headingRow: line,
    headings,
    places: new Map(
      headings.flatMap(({ column, text }, index) =>
        column ? [[vocabulary.headings[column][0] ?? '', { letter: columnLetter(index), heading: text }] as const] : [],
      ),
    ),
    ...read,
    ignored: headings.flatMap(({ text, column }) =>
      text !== '' && column === undefined && text !== PROBLEM_HEADING ? [text] : [],
    ),
    ...(year !== undefined && { year }),
  });
}

const widthOf = (headings: readonly Heading<string>[]) => headings.findLastIndex(({ text }) => text !== '') + 1;

function yearAbove(grid: Grid, { at }: { at: number }): number | undefined {
  const texts = [...grid.rows.slice(0, at).flatMap(({ cells }) => cells), grid.name];
  for (const text of texts) {
    const [, year] = /(20\d{2})\s*(?:年|[-/.]\d)/.exec(text.normalize('NFKC')) ?? [];
    if (year !== undefined) return Number(year);
  }
  return undefined;
}

function rowsOf<C extends string>(
  body: readonly GridRow[],
  grid: Grid,
  { headings }: Headings<C>,
  vocabulary: Vocabulary<C>,
  { year, isExample }: { year: number | undefined; isExample(cells: Readonly<Record<C, string>>): boolean },
): Pick<Table<C>, 'rows' | 'examples' | 'refusals' | 'held' | 'passed' | 'spread'> {
  const rows: TableRow<C>[] = [];
  const passed: { row: number; text: string }[] = [];
  const spread: number[] = [];
  const totals = foldTotals(headings, vocabulary);
  const merged = mergedInto(grid, headings, vocabulary);
  const calendar = { year, since1904: grid.since1904 };
  const byRow = new Map<number, TableRow<C>>();
  let examples = 0;
  let ended = false;
  const normaliseDays = (cells: Record<C, string>) => {
    for (const column of vocabulary.days) cells[column] = dayText(cells[column], calendar);
  };
  for (const given of body) {
    const { row, faults } = given;
    const raw = given.cells.map(plainCell);
    if (raw.every((cell) => cell === '') && !faults?.size) continue;
    const pass = () =>
      passed.push({
        row,
        text: raw
          .filter((cell) => cell !== '')
          .join(' ')
          .slice(0, 60),
      });
    if (repeatsHeadings(raw, headings)) {
      pass();
      continue;
    }
    if (isTotals(raw)) {
      totals.hold(row, raw);
      pass();
      ended = true;
      continue;
    }
    if (isFooter(raw, headings, ended)) {
      pass();
      continue;
    }
    const cells = cellsOf(raw, headings, vocabulary);
    if (isExample(cells)) {
      examples += 1;
      continue;
    }
    const above = rows.at(-1);
    let first = row;
    const over = merged.get(row);
    if (over) {
      for (const [column, value] of over.values) if (cells[column] === '') cells[column] = plainCell(value);
      normaliseDays(cells);
      const top = byRow.get(over.joined ?? 0);
      if (top && sameDay(top.cells, cells, vocabulary)) first = top.first;
    } else if (grid.from === 'csv' && above && continues(raw, headings, vocabulary, above)) {
      for (const column of vocabulary.merging) if (cells[column] === '') cells[column] = above.cells[column];
      first = above.first;
      spread.push(row);
    }
    normaliseDays(cells);
    for (const [index, { column, inTenThousands }] of headings.entries()) {
      if (!column || !vocabulary.money.includes(column)) continue;
      if (raw[index]) cells[column] = yuanText(cells[column], inTenThousands);
    }
    totals.add(cells);
    const entry = { row, first, cells, faults: faultsOf(row, faults, headings, vocabulary), raw };
    rows.push(entry);
    byRow.set(row, entry);
  }
  return { rows, examples, passed, spread, refusals: totals.refusals(), held: totals.held() };
}

function cellsOf<C extends string>(
  raw: readonly string[],
  headings: readonly Heading<C>[],
  { headings: columns }: Vocabulary<C>,
): Record<C, string> {
  const cells = Object.fromEntries(Object.keys(columns).map((column) => [column, ''])) as Record<C, string>;
  for (const [index, { column }] of headings.entries()) if (column) cells[column] = raw[index] ?? '';
  return cells;
}

interface MergedInto<C extends string> {
  values: [column: C, value: string][];
  /** First row of the cells that make these rows one thing. */
  joined?: number;
}

/** What merged cells say of the rows below their first. */
function mergedInto<C extends string>(
  grid: Grid,
  headings: readonly Heading<C>[],
  { merging, joining }: Vocabulary<C>,
): Map<number, MergedInto<C>> {
  const byRow = new Map(grid.rows.map((row) => [row.row, row]));
  const found = new Map<number, MergedInto<C>>();
  for (const { firstRow, lastRow, firstColumn } of grid.merges) {
    const column = headings[firstColumn]?.column;
    const value = byRow.get(firstRow)?.cells[firstColumn] ?? '';
    if (!column || !merging.includes(column) || value === '' || lastRow - firstRow > MOST.rows) continue;
    for (let row = firstRow + 1; row <= lastRow; row += 1) {
      if (!byRow.has(row)) continue;
      const into = found.get(row) ?? { values: [] };
      into.values.push([column, value]);
      if (joining.includes(column)) into.joined = firstRow;
      found.set(row, into);
    }
  }
  return found;
}

/** A giver's further day is a further gift. */
const sameDay = <C extends string>(
  top: Record<C, string>,
  cells: Record<C, string>,
  { days, merging }: Vocabulary<C>,
) => days.every((day) => !merging.includes(day) || cells[day] === '' || cells[day] === top[day]);

/** In a CSV merged cells are empty below their first: a row continues the one above where all that joins rows is empty. */
function continues<C extends string>(
  raw: readonly string[],
  headings: readonly Heading<C>[],
  { joining, days, merging }: Vocabulary<C>,
  above: TableRow<C>,
): boolean {
  const binding = [...joining, ...days.filter((day) => merging.includes(day))];
  if (joining.length === 0) return false;
  const filled = headings.some(({ column }, index) => column && binding.includes(column) && (raw[index] ?? '') !== '');
  return !filled && binding.some((column) => above.cells[column] !== '');
}

const repeatsHeadings = (raw: readonly string[], headings: readonly Heading<string>[]): boolean =>
  headings.every(({ text }, index) => plainWord(raw[index] ?? '') === plainWord(text));

function faultsOf<C extends string>(
  row: number,
  faults: ReadonlyMap<number, string> | undefined,
  headings: readonly Heading<C>[],
  { headings: columns }: Vocabulary<C>,
): Refusal[] {
  return [...(faults ?? [])].flatMap(([index, kind]) => {
    const column = headings[index]?.column;
    return column ? [{ kind, field: columns[column][0] ?? '', line: row }] : [];
  });
}

/** 1,000.00 without quotation marks becomes two cells and pushes all after it to the right: 1.00 would be booked. */
function beyondHeadings({ row, cells }: GridRow, width: number): Refusal[] {
  const beyond = cells.slice(width);
  const stated = beyond.find((cell) => cell.trim() !== '');
  const torn = cells.findIndex(
    (cell, index) => /^\s*[¥￥]?\d{1,3}$/.test(cell) && THOUSANDS.test(cells[index + 1] ?? ''),
  );
  if (stated === undefined && (beyond.length === 0 || torn < 0)) return [];
  const example = torn < 0 ? stated : `${cells[torn]},${cells[torn + 1]}`;
  return [{ kind: 'importCellBeyondHeadings', line: row, values: { stated: (example ?? '').trim().slice(0, 40) } }];
}

const THOUSANDS = /^\d{3}(?:\.\d+)?\s*元?\s*$/;
