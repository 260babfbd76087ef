import { CsvError } from 'csv-parse';
import { isBlankFigure, magnitude, readFigure } from '../figure.ts';
import type { StatedFigure, StatementEvent, StatementFile } from '../statement.ts';
import { type Encoding, encodingOf, headOf } from '../text.ts';
import { tableFormat } from './formats.ts';
import { type Header, headerOfText } from './header.ts';
import { readPreamble } from './preamble.ts';
import { RowReader } from './read-line.ts';
import { type Row, rowsOf } from './rows.ts';
import { isTotalsRow, saysIndicative, totalsOf } from './totals.ts';

/** Headings found in the first part of a delimited file; undefined when there are none. */
export async function findHeader(file: StatementFile): Promise<{ header: Header; encoding: Encoding } | undefined> {
  const encoding = await encodingOf(file, 'gb18030');
  // The part may end within a sign or a line; what is cut off is far below the headings.
  const text = new TextDecoder(encoding).decode(await headOf(file));
  const header = headerOfText(text);
  return header && { header, encoding };
}

/** Reads a bank's or payment service's export of separated values by its headings (DOMAIN §4). */
export async function* readTable(file: StatementFile): AsyncGenerator<StatementEvent> {
  const found = await findHeader(file);
  if (found === undefined) {
    yield { kind: 'refused', refusal: { kind: 'statementHeadingsMissing' } };
    return;
  }
  const { header, encoding } = found;
  try {
    yield* readRows(rowsOf(file, encoding, header.delimiter), header);
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    yield { kind: 'refused', refusal: { kind: 'statementQuotesBroken', line: Number(cause.lines ?? 0) } };
  }
}

/** The same of rows that were read already, as those of a workbook. `rows` begin with what stands above the headings. */
export async function* readRows(
  rows: AsyncIterable<Row> | Iterable<Row>,
  header: Header,
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
    },
  };
  const reader = new RowReader(header, preamble);
  let index = -1;
  for await (const { place, cells } of rows) {
    index += 1;
    if (index === header.at || cells.every((cell) => cell.trim() === '')) continue;
    if (index < header.at || cells[0]?.trimStart().startsWith('#') || isTotalsRow(cells)) {
      const stated = [
        ...totalsOf(cells, place, binding),
        ...(index > header.at ? ofColumns(cells, place, header) : []),
      ];
      for (const figure of stated) yield { kind: 'stated', stated: figure };
      continue;
    }
    // Long exports repeat their headings on every page.
    if (cells.every((cell, at) => cell.trim() === (headings[at] ?? '').trim())) continue;
    const read = reader.read(cells, place);
    if (read === undefined) yield* asNote(cells, place, binding);
    else if ('line' in read) yield { kind: 'line', line: read.line };
    else yield { kind: 'refused', refusal: read.refusal, movement: true };
  }
}

/** A row without day and amount: totals in words, or a remark. */
function* asNote(cells: readonly string[], place: number, binding: boolean): Generator<StatementEvent> {
  for (const stated of totalsOf(cells, place, binding)) yield { kind: 'stated', stated };
}

/** 合计 under the columns of amounts. */
function ofColumns(cells: readonly string[], place: number, { columns, headings }: Header): StatedFigure[] {
  const sides = [
    ['sumIn', columns.in?.find((at) => !isBlankFigure(cells[at] ?? ''))],
    ['sumOut', columns.out?.find((at) => !isBlankFigure(cells[at] ?? ''))],
  ] as const;
  return sides.flatMap(([what, at]) => {
    const figure = at === undefined ? undefined : readFigure(cells[at] ?? '');
    return figure === undefined || at === undefined
      ? []
      : [{ what, figure: magnitude(figure), place, field: headings[at] ?? '', binding: true }];
  });
}
