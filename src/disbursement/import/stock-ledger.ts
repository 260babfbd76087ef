import { EXAMPLE_MARK, YEAR_CHOICE } from '#i18n/zh-Hans/import-columns.ts';
import { stockColumns, stockDirections } from '#i18n/zh-Hans/stock-columns.ts';
import { type Day, parseDay } from '#ledger/day.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { formatQuantity } from '#ledger/unit.ts';
import { chooseSheet } from '#sheet/choose-sheet.ts';
import { dayRefused } from '#sheet/day-text.ts';
import type { Encoding } from '#sheet/decode.ts';
import { figureOf } from '#sheet/figures.ts';
import { plainWord } from '#sheet/grid.ts';
import type { Vocabulary } from '#sheet/headings.ts';
import { type SheetSource, sheetFileOf, sheetNames } from '#sheet/read-file.ts';
import { readTable, type Table, type TableRow } from '#sheet/table.ts';
import { readGoodsCells } from './goods-cell.ts';
import type { SheetItem } from './items.ts';

export type StockColumn = keyof typeof stockColumns;

export const stockHeading = (column: StockColumn): string => stockColumns[column][0];

export const STOCK_LEDGER: Vocabulary<StockColumn> = {
  headings: stockColumns,
  money: [],
  quantities: ['came', 'went'],
  days: ['day'],
  merging: ['day', 'paper', 'item', 'standard', 'measure', 'donor', 'receiver', 'partner'],
  joining: [],
};

/** One movement of the ledger that can be read. */
export interface Movement {
  row: number;
  flow: 'in' | 'out';
  day: Day;
  item: SheetItem;
  quantity: bigint;
  /** Who gave it, or to whom it went, in the words of the ledger. */
  partner: string;
  paper: string;
  note: string;
}

export interface StockLedger
  extends Pick<Table<StockColumn>, 'headings' | 'places' | 'held' | 'passed' | 'spread' | 'ignored'> {
  sha256: string;
  format: 'XLSX' | 'CSV';
  encoding?: Encoding;
  sheets: string[];
  sheet: string;
  skipped: number;
  rows: TableRow<StockColumn>[];
  /** Without the twins where they are left out. */
  movements: Movement[];
  /** Rows that say in all cells but 结存 what a row before them says: perhaps entered twice. */
  twins: { row: number; of: number }[];
  /** Of rows. */
  refusals: Refusal[];
  /** What keeps the whole ledger out: totals or a running stock that its own rows contradict. */
  whole: Refusal[];
}

export interface LedgerReading {
  sheet?: string | undefined;
  /** Of days without one. */
  year?: number | undefined;
  /** Takes each of equal rows once. */
  leaveOut?: boolean;
}

/** Reads a ledger of stock and holds its running stock, item by item, against what came and went. */
export async function readStockLedger(
  source: SheetSource,
  items: readonly SheetItem[],
  { sheet: name, year, leaveOut = false }: LedgerReading = {},
): Promise<Result<StockLedger>> {
  const file = await sheetFileOf(source);
  if (!file.ok) return file;
  const grid = chooseSheet(file.value, STOCK_LEDGER, name);
  if (!grid.ok) return grid;
  const isExample = ({ day }: Readonly<Record<StockColumn, string>>) => plainWord(day).startsWith(EXAMPLE_MARK);
  const read = readTable(grid.value, STOCK_LEDGER, { year, isExample });
  if (!read.ok) return read;
  const { examples, refusals: totals, year: _, headingRow, ...table } = read.value;
  const missing = missingColumns(table.places, headingRow);
  if (missing.length > 0) return refused(...missing);
  if (table.rows.length === 0 && examples === 0) return refused({ kind: 'importHeadingsOnly' });
  const movements: Movement[] = [];
  const refusals: Refusal[] = [];
  for (const row of table.rows) {
    const movement = readMovement(row, items);
    if ('refusals' in movement) refusals.push(...movement.refusals);
    else movements.push(movement);
  }
  const { format, encoding, sha256 } = file.value;
  const twins = twinsAmong(movements);
  const again = new Set(leaveOut ? twins.map(({ row }) => row) : []);
  return done({
    ...table,
    ...(encoding && { encoding }),
    sha256,
    format,
    sheets: sheetNames(file.value),
    sheet: grid.value.name,
    skipped: examples,
    movements: movements.filter(({ row }) => !again.has(row)),
    twins,
    refusals,
    whole: [...totals, ...runningStock(table.rows, movements)],
  });
}

function missingColumns(places: Table<StockColumn>['places'], line: number): Refusal[] {
  const has = (column: StockColumn) => places.has(stockHeading(column));
  const wanted: StockColumn[] = ['day', 'item'];
  if (!has('came') && !has('went')) wanted.push('quantity', 'direction');
  return wanted
    .filter((column) => !has(column))
    .map((column) => ({ kind: 'importColumnMissing', field: stockHeading(column), line }));
}

function twinsAmong(movements: readonly Movement[]): StockLedger['twins'] {
  const first = new Map<string, number>();
  return movements.flatMap(({ row, flow, day, item, quantity, partner, paper }) => {
    const key = JSON.stringify([flow, day, item.unit, String(quantity), plainWord(partner), plainWord(paper)]);
    const of = first.get(key);
    if (of === undefined) first.set(key, row);
    return of === undefined ? [] : [{ row, of }];
  });
}

const isNothing = (cell: string) => cell === '' || /^[-/—–]+$/.test(cell) || figureOf(cell) === 0n;

function readMovement({ row, cells, faults }: TableRow<StockColumn>, items: readonly SheetItem[]) {
  const refusals: Refusal[] = [...faults];
  const refuse = (column: StockColumn, kind: string, values?: Record<string, string>) =>
    refusals.push({ kind, field: stockHeading(column), line: row, ...(values && { values }) });
  const [came, went] = [!isNothing(cells.came), !isNothing(cells.went)];
  const word = plainWord(cells.direction);
  const said = Object.hasOwn(stockDirections, word) ? stockDirections[word as keyof typeof stockDirections] : undefined;
  const flow = came === went ? said : came ? 'in' : 'out';
  if (came && went) refuse('went', 'stockBothWays');
  else if (flow === undefined) {
    if (word === '') refuse('quantity', 'stockNoMovement');
    else refuse('direction', 'importWordUnknown', { stated: word.slice(0, 40), allowed: '入库、出库' });
  }
  const column: StockColumn = came ? 'came' : went ? 'went' : 'quantity';
  const headings = {
    item: stockHeading('item'),
    standard: stockHeading('standard'),
    quantity: stockHeading(column),
    measure: stockHeading('measure'),
  };
  const { item, standard, measure } = cells;
  const goods = readGoodsCells({ row, item, standard, measure, quantity: cells[column], headings }, items);
  if ('refusals' in goods) refusals.push(...goods.refusals);
  const day = parseDay(cells.day);
  if (cells.day === '') refuse('day', 'importCellEmpty');
  else if (!day.ok)
    refusals.push(
      ...day.refusals.map((each) => dayRefused({ ...each, field: stockHeading('day'), line: row }, YEAR_CHOICE)),
    );
  const side: StockColumn = flow === 'out' ? 'receiver' : 'donor';
  const partner = cells[side] || cells.partner;
  if (flow && partner === '') refuse(side, 'importCellEmpty');
  if (refusals.length > 0 || !flow || !day.ok || 'refusals' in goods) return { refusals };
  return { row, flow, day: day.value, ...goods, partner, paper: cells.paper, note: cells.note };
}

/** What stands under 结存 against the 结存 above it, what came and what went; item by item, where both can be read. */
function runningStock(rows: readonly TableRow<StockColumn>[], movements: readonly Movement[]): Refusal[] {
  const moved = new Map(movements.map((movement) => [movement.row, movement]));
  const before = new Map<string, bigint | undefined>();
  const found: Refusal[] = [];
  for (const { row, cells } of rows) {
    const movement = moved.get(row);
    if (!movement) {
      // A row that cannot be read may have moved anything.
      before.clear();
      continue;
    }
    const { item, flow, quantity } = movement;
    const previous = before.get(item.unit);
    const wanted = previous === undefined ? undefined : previous + (flow === 'in' ? quantity : -quantity);
    const figure = cells.left === '' ? undefined : figureOf(cells.left);
    const stated = figure === undefined ? undefined : (figure * 10n ** BigInt(item.scale)) / 1_000_000n;
    if (stated !== undefined && wanted !== undefined && stated !== wanted) {
      found.push({
        kind: 'stockRunningDisagrees',
        field: stockHeading('left'),
        line: row,
        values: {
          stated: formatQuantity(stated, item.scale),
          wanted: `${wanted < 0n ? '-' : ''}${formatQuantity(wanted, item.scale)}`,
          item: item.name,
        },
      });
    }
    before.set(item.unit, stated ?? wanted);
  }
  return found;
}
