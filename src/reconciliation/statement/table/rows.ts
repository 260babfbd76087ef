import { Readable } from 'node:stream';
import { parse as parseStream } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import type { StatementFile } from '../statement.ts';
import { type Encoding, LONGEST_LINE, textOf } from '../text.ts';

export type Delimiter = ',' | '\t' | ';' | '|';

export interface Row {
  /** Line of the file where it begins, from 1. */
  place: number;
  cells: string[];
}

/** Banks write titles above the table, leave quotation marks open in remarks and end lines with one cell more or less. */
const asBanksWrite = (delimiter: Delimiter) => ({
  delimiter,
  bom: true,
  info: true as const,
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: false,
  // Behind a quotation mark only a separator would do if both sides were trimmed: `tidy` does the other.
  ltrim: true,
  max_record_size: LONGEST_LINE,
});

interface Parsed {
  record: string[];
  info: { lines: number };
}

/**
 * A tab behind a number keeps a spreadsheet from rounding it; with one behind its quotation marks they are left, as they
 * are where a cell has more of them within: `"a "b" c"`. `="6222"` is text to a spreadsheet.
 */
export function tidy(cell: string): string {
  const bare = cell.trimEnd().replace(/^=(?=")/, '');
  return bare.length > 1 && bare.startsWith('"') && bare.endsWith('"') ? bare.slice(1, -1).trim() : bare;
}

/** The rows of the first part of a text, for finding the headings. */
export function firstRows(text: string, delimiter: Delimiter): string[][] {
  const parsed = parseAtOnce(text, { ...asBanksWrite(delimiter), to: MOST_PREAMBLE }) as unknown as Parsed[];
  return parsed.map(({ record }) => record.map(tidy));
}

/** Titles, notes and totals that may stand above the headings. */
export const MOST_PREAMBLE = 100;

/** The rows of a file in order, empty ones too. Throws `CsvError` where quotation marks swallow the rest. */
export async function* rowsOf(file: StatementFile, encoding: Encoding, delimiter: Delimiter): AsyncGenerator<Row> {
  const text = Readable.from(textOf(file, encoding));
  const parser = parseStream(asBanksWrite(delimiter));
  text.once('error', (cause) => parser.destroy(cause));
  let before = 0;
  try {
    for await (const { record, info } of text.pipe(parser) as AsyncIterable<Parsed>) {
      yield { place: before + 1, cells: record.map(tidy) };
      before = info.lines;
    }
  } finally {
    text.destroy();
    parser.destroy();
  }
}
