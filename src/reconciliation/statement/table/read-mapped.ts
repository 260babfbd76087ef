import { CsvError } from 'csv-parse';
import type { Tabular, Workbook } from '../detect.ts';
import type { StatementEvent, StatementFile } from '../statement.ts';
import { encodingOf, headOf } from '../text.ts';
import { hiddenRowsNoted, sheetsIfReadable } from '../workbook-sheets.ts';
import { mappedConventionsOf } from './find-conventions.ts';
import { MAPPED_FORMAT, tableFormat, UNKNOWN_FORMAT } from './formats.ts';
import { type Header, headerAmong, headerOfText } from './header.ts';
import { asMapped, fitsMapping, guessedMapping, type Mapping, mappedColumns } from './mapping.ts';
import { readRows } from './read-rows.ts';
import { type Delimiter, firstRows, MOST_PREAMBLE, type Row, rowsOf } from './rows.ts';

/**
 * Reads a table as a clerk said it is to be read. A workbook may have a sheet for each account of a bank: of several with
 * these headings the one that was chosen is read.
 */
export async function* readMapped(
  file: StatementFile,
  content: Tabular,
  mapping: Mapping,
): AsyncGenerator<StatementEvent> {
  const fit = (await tablesOf(file, content, mapping)).filter(({ first }) =>
    fitsMapping(first[mapping.headerRow - 1] ?? [], mapping),
  );
  const table = fit.length > 1 ? fit.find(({ sheet }) => sheet === mapping.sheet) : fit[0];
  if (table !== undefined) {
    if (table.hiddenRows !== undefined) yield hiddenRowsNoted(table.hiddenRows);
    yield* readOne(table, mapping);
    const others = fit.filter((each) => each !== table);
    if (others.length > 0) {
      const values = { sheet: table.sheet ?? '', others: namesOf(others) };
      yield { kind: 'noted', note: { kind: 'statementSheetsNotRead', values } };
    }
  } else if (fit.length > 1) {
    yield { kind: 'refused', refusal: { kind: 'statementSheetNotChosen', values: { sheets: namesOf(fit) } } };
  } else {
    yield { kind: 'refused', refusal: { kind: 'statementMappingOfOtherHeadings', line: mapping.headerRow } };
  }
}

const MOST_NAMED = 20;
const namesOf = (tables: readonly Table[]): string =>
  tables
    .slice(0, MOST_NAMED)
    .map(({ sheet = '' }) => sheet)
    .join('、');

async function* readOne({ sheet, first, rows }: Table, mapping: Mapping): AsyncGenerator<StatementEvent> {
  const headings = first[mapping.headerRow - 1] ?? [];
  const header: Header = {
    delimiter: mapping.delimiter,
    at: mapping.headerRow - 1,
    headings: mapping.columns.flow === undefined ? headings : headings.with(mapping.columns.flow, '收/支'),
    columns: mappedColumns(mapping, headings),
    above: first.slice(0, mapping.headerRow - 1),
  };
  try {
    const read = () => mappedRows(rows(), mapping);
    for await (const event of readRows(read(), header, await mappedConventionsOf(read(), header))) {
      yield event.kind === 'statement'
        ? { ...event, head: { ...event.head, format: MAPPED_FORMAT, ...(sheet !== undefined && { sheet }) } }
        : event;
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    yield { kind: 'refused', refusal: { kind: 'statementQuotesBroken', line: Number(cause.lines ?? 0) } };
  }
}

interface Table {
  sheet?: string;
  /** What it begins with. */
  first: readonly (readonly string[])[];
  rows: () => AsyncIterable<Row> | Iterable<Row>;
  hiddenRows?: number;
}

/** A text is one table; every sheet of a workbook may be one. */
async function tablesOf(file: StatementFile, content: Tabular, mapping: Mapping): Promise<Table[]> {
  if (content === 'table') {
    const encoding = mapping.encoding ?? (await encodingOf(file, 'gb18030'));
    return [{ first: await firstOf(file, content, mapping), rows: () => rowsOf(file, encoding, mapping.delimiter) }];
  }
  const sheets = (await sheetsIfReadable(file, content)) ?? [];
  return sheets.map(({ name, rows, hiddenRows }) => ({
    ...{ sheet: name.slice(0, 80), first: beginningOf(rows), rows: () => rows },
    ...(hiddenRows !== undefined && { hiddenRows }),
  }));
}

const beginningOf = (rows: readonly Row[]) => rows.slice(0, MOST_PREAMBLE).map(({ cells }) => cells);

async function* mappedRows(rows: AsyncIterable<Row> | Iterable<Row>, mapping: Mapping): AsyncGenerator<Row> {
  let at = 0;
  for await (const row of rows) {
    at += 1;
    yield at > mapping.headerRow ? asMapped(row, mapping) : row;
  }
}

/** What a sheet of a workbook begins with. */
export interface SheetBegun {
  name: string;
  rows: readonly (readonly string[])[];
}

/** Sheets in which anything stands, the one with the table first: known headings, else the most rows of several cells. */
export async function sheetsBegun(file: StatementFile, content: Workbook): Promise<SheetBegun[]> {
  const sheets = ((await sheetsIfReadable(file, content)) ?? []).map(({ name, rows }) => ({
    name,
    rows: beginningOf(rows),
    filled: rows.filter(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1).length,
  }));
  const headed = (rows: SheetBegun['rows']) => Number(headerAmong(rows) !== undefined);
  return sheets
    .filter(({ rows }) => rows.some((cells) => cells.some((cell) => cell.trim() !== '')))
    .toSorted((a, b) => headed(b.rows) - headed(a.rows) || b.filled - a.filled)
    .map(({ name, rows }) => ({ name, rows }));
}

/** Rows among which the headings are, as these settings part them; of a workbook of the sheet that fits. Empty where they make no sense. */
export async function firstOf(
  file: StatementFile,
  content: Tabular,
  layout: Pick<Mapping, 'encoding' | 'delimiter'> | Mapping,
): Promise<readonly (readonly string[])[]> {
  const { encoding, delimiter } = layout;
  if (content !== 'table') {
    const sheets = await sheetsBegun(file, content);
    const fits = ({ rows }: SheetBegun) =>
      'headerRow' in layout && fitsMapping(rows[layout.headerRow - 1] ?? [], layout);
    return (sheets.find(fits) ?? sheets[0])?.rows ?? [];
  }
  const text = new TextDecoder(encoding ?? (await encodingOf(file, 'gb18030'))).decode(await headOf(file));
  return rowsIfAny(text, delimiter);
}

function rowsIfAny(text: string, delimiter: Delimiter): string[][] {
  try {
    return firstRows(text, delimiter);
  } catch (cause) {
    if (cause instanceof CsvError) return [];
    throw cause;
  }
}

/** What a clerk begins with; undefined where no row is one of headings. */
export async function guessMapping(file: StatementFile, content: Tabular): Promise<Mapping | undefined> {
  const header = await headerIn(file, content);
  return header && guessedMapping(header);
}

/** Whether the headings are those of an export that is known by name. */
export async function hasKnownFormat(file: StatementFile, content: Tabular): Promise<boolean> {
  const header = await headerIn(file, content);
  if (header === undefined) return false;
  const said = header.above.map((cells) => cells.join(' ')).join('\n');
  return tableFormat(said, header.headings) !== UNKNOWN_FORMAT;
}

async function headerIn(file: StatementFile, content: Tabular): Promise<Header | undefined> {
  if (content !== 'table') return headerAmong(await firstOf(file, content, { delimiter: ',' }));
  return headerOfText(new TextDecoder(await encodingOf(file, 'gb18030')).decode(await headOf(file)));
}
