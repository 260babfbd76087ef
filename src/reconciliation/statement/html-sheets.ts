import { type HtmlRow, htmlRowsOf } from './html-rows.ts';
import type { StatementFile } from './statement.ts';
import { headerAmong } from './table/header.ts';
import { readPreamble } from './table/preamble.ts';
import { MOST_PREAMBLE } from './table/rows.ts';
import { encodingOf, textOf } from './text.ts';
import { openedWhole, type Sheet, WorkbookUnreadable } from './workbook.ts';

/** Cells of a row that may be a movement: its day, its amount and one more. */
const FEWEST_CELLS = 3;

/**
 * Sheets of a web page that is called a workbook. What stands above a table, in a table or a text of its own, says whose it
 * is, and long exports begin a new table on every page: all are one sheet, unless a table is said to be of another account.
 * None where the page has no table of movements, as the page for signing in.
 */
export async function sheetsOfHtml(file: StatementFile): Promise<Sheet[]> {
  openedWhole(file);
  const { rows, isWhole, asksPassword } = await htmlRowsOf(textOf(file, await encodingOf(file, 'gb18030')));
  const seen = rows.filter(({ hidden }) => !hidden);
  const parts = partsOf(seen);
  const isStatement = parts.some(({ headedAt }) => headedAt !== undefined);
  if (!isStatement && (asksPassword || seen.filter(isWide).length < 2)) return [];
  if (!isWhole) throw new WorkbookUnreadable('the page ends early');
  const sheets = byAccount(parts).map((of, at): Sheet => ({ name: `表${at + 1}`, rows: of, hidden: false }));
  const hiddenRows = rows.filter((row) => row.hidden && isWide(row)).length;
  return sheets.map((sheet, at) => (at === 0 && hiddenRows > 0 ? { ...sheet, hiddenRows } : sheet));
}

const isWide = ({ cells }: HtmlRow): boolean => cells.filter((cell) => cell !== '').length >= FEWEST_CELLS;

/** The rows of one table, or those between two. */
interface Part {
  rows: HtmlRow[];
  /** Which of its rows has headings of a statement, from 0. */
  headedAt: number | undefined;
}

function partsOf(rows: readonly HtmlRow[]): Part[] {
  const parts: HtmlRow[][] = [];
  for (const row of rows) {
    const before = parts.at(-1);
    if (before?.[0]?.part === row.part) before.push(row);
    else parts.push([row]);
  }
  return parts.map((of) => ({ rows: of, headedAt: headerAmong(beginningOf(of))?.at }));
}

const beginningOf = (rows: readonly HtmlRow[]) => rows.slice(0, MOST_PREAMBLE).map(({ cells }) => cells);

const accountOf = (rows: readonly HtmlRow[]): string | undefined =>
  readPreamble(rows.slice(-MOST_PREAMBLE).map(({ cells }) => cells)).account;

function byAccount(parts: readonly Part[]): HtmlRow[][] {
  const sheets: HtmlRow[][] = [];
  let sheet: HtmlRow[] | undefined;
  let account: string | undefined;
  /** Without headings: totals of the table above, or what is said of the one below. */
  let between: Part[] = [];
  for (const part of parts) {
    if (part.headedAt === undefined) {
      between.push(part);
      continue;
    }
    const above = part.rows.slice(0, part.headedAt);
    const said = accountOf([...between.flatMap(({ rows }) => rows), ...above]);
    if (sheet === undefined || (said !== undefined && said !== account)) {
      const first = sheet === undefined ? 0 : between.findIndex(({ rows }) => accountOf(rows) !== undefined);
      const of = first < 0 ? between.length : first;
      append(sheet, between.slice(0, of));
      sheet = [];
      sheets.push(sheet);
      between = between.slice(of);
      account = said;
    }
    append(sheet, [...between, part]);
    between = [];
  }
  if (sheet === undefined) return [between.flatMap(({ rows }) => rows)];
  append(sheet, between);
  return sheets;
}

function append(sheet: HtmlRow[] | undefined, parts: readonly Part[]): void {
  for (const { rows } of parts) for (const row of rows) sheet?.push(row);
}
