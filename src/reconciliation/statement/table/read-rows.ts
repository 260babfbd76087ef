import { readFigure } from '../figure.ts';
import type { StatementEvent, StatementHead } from '../statement.ts';
import { columnsOf, headsStatement } from './columns.ts';
import type { Conventions } from './conventions.ts';
import { tableFormat } from './formats.ts';
import type { Header } from './header.ts';
import { plainHeading } from './plain-heading.ts';
import { readPreamble } from './preamble.ts';
import { RowReader } from './read-line.ts';
import type { Row } from './rows.ts';
import { Subtotals } from './subtotals.ts';
import { carriedBalance, isTotalsRow, saysIndicative, totalsOf } from './totals.ts';
import { otherUnitOf, otherUnitOfHeading } from './unit.ts';

/** What the rows of a table come to. `rows` begin with what stands above the headings. */
export async function* readRows(
  rows: AsyncIterable<Row> | Iterable<Row>,
  header: Header,
  conventions?: Conventions,
): AsyncGenerator<StatementEvent> {
  const { above, headings } = header;
  const preamble = readPreamble(above);
  const said = above.map((cells) => cells.join(' ')).join('\n');
  const binding = !saysIndicative(said);
  const { account, accountName, currency } = preamble;
  yield {
    kind: 'statement',
    head: {
      format: tableFormat(said, headings),
      ...(account !== undefined && { account }),
      ...(accountName !== undefined && { accountName }),
      currency: currency ?? 'CNY',
      ...sidesOf(header),
    },
  };
  yield { kind: 'period', period: preamble.period };
  if (hasTwoTables(header)) yield { kind: 'refused', refusal: { kind: 'statementTablesAbreast' } };
  for (const refusal of conventions?.questions ?? []) yield { kind: 'refused', refusal };
  const reader = new RowReader(header, preamble, conventions);
  const subtotals = new Subtotals(header);
  const plainHeadings = (header.rows ?? [headings]).map((cells) => cells.map(plainHeading));
  let index = -1;
  for await (const { place, cells } of rows) {
    index += 1;
    if (index === header.at) yield* unitOfHeadings(header, place);
    if (index === header.at || cells.every((cell) => cell.trim() === '')) continue;
    if (index < header.at || cells[0]?.trimStart().startsWith('#')) {
      yield* saidBeside(cells, place, binding);
      continue;
    }
    // Long exports repeat their headings on every page.
    if (plainHeadings.some((plain) => cells.every((cell, at) => plainHeading(cell) === (plain[at] ?? '')))) continue;
    if (isTotalsRow(cells, reader)) {
      yield* subtotals.read(cells, place, binding);
      continue;
    }
    const carried = reader.hasAmount(cells) ? undefined : carriedBalance(cells);
    if (carried !== undefined) {
      yield* asCarried(carried, cells, place, header, binding);
      continue;
    }
    const read = reader.read(cells, place);
    if (read === undefined || 'refusal' in read) {
      // Under other headings the columns hold something else.
      if (!reader.hasDay(cells) && headsStatement(columnsOf(cells))) {
        yield { kind: 'refused', refusal: { kind: 'statementAnotherTable', line: place } };
        continue;
      }
    }
    if (read === undefined) {
      // A row without day and amount: totals in words, or a remark.
      yield* saidBeside(cells, place, binding);
    } else if ('line' in read) {
      subtotals.take(read.line);
      yield { kind: 'line', line: read.line };
    } else yield { kind: 'refused', refusal: read.refusal, movement: true };
  }
}

/** Two tables side by side have the same headings twice: only the first would be read. */
function hasTwoTables({ headings, columns }: Header): boolean {
  const { moment = [], amount = [], in: ins = [], out: outs = [] } = columns;
  const isTwice = (of: readonly number[]) =>
    new Set(of.map((at) => plainHeading(headings[at] ?? ''))).size < new Set(of).size;
  return isTwice(moment) && isTwice([...amount, ...ins, ...outs]);
}

function sidesOf({ headings, columns }: Header): Pick<StatementHead, 'sides'> {
  const [came, went] = [columns.in?.[0], columns.out?.[0]];
  if (came === undefined || went === undefined) return {};
  const words = (at: number) => plainHeading(headings[at] ?? '').slice(0, 40);
  return { sides: { in: words(came), out: words(went) } };
}

/** What a row that is no movement says of all of them: totals, and a unit other than yuan, in which they are not read. */
function* saidBeside(cells: readonly string[], place: number, binding: boolean): Generator<StatementEvent> {
  yield* refusedUnit(otherUnitOf(cells), place);
  for (const stated of totalsOf(cells, place, binding)) yield { kind: 'stated', stated };
}

function* unitOfHeadings({ headings, columns }: Header, place: number): Generator<StatementEvent> {
  const { amount = [], in: ins = [], out: outs = [], balance = [] } = columns;
  const ofAmounts = [...amount, ...ins, ...outs, ...balance].map((at) => otherUnitOfHeading(headings[at] ?? ''));
  yield* refusedUnit(ofAmounts.find((unit) => unit !== undefined) ?? otherUnitOf(headings), place);
}

function* refusedUnit(unit: string | undefined, line: number): Generator<StatementEvent> {
  if (unit !== undefined) yield { kind: 'refused', refusal: { kind: 'statementUnitNotYuan', line, values: { unit } } };
}

/** 期初余额 and 期末余额 as rows of the table, with the figure under the column of balances. */
function* asCarried(
  carried: 'opening' | 'closing' | 'page',
  cells: readonly string[],
  place: number,
  { columns }: Header,
  binding: boolean,
): Generator<StatementEvent> {
  const figure = columns.balance?.map((at) => readFigure(cells[at] ?? '')).find((found) => found !== undefined);
  if (carried !== 'page' && figure !== undefined) {
    const field = carried === 'opening' ? '期初余额' : '期末余额';
    yield { kind: 'stated', stated: { what: carried, figure, place, field, binding } };
  } else for (const stated of totalsOf(cells, place, binding)) yield { kind: 'stated', stated };
}
