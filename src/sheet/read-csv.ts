import { CsvError, parse } from 'csv-parse/sync';
import { done, type Result, refused } from '#ledger/refusal.ts';
import type { Grid } from './grid.ts';

/** A line longer than this is no row of a register. */
const LONGEST_RECORD = 1_000_000;

/** Separated values as a grid; an empty line is an empty row, so that a record's place is its row in a spreadsheet. */
export function readCsv(text: string): Result<Grid> {
  try {
    const records: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: LONGEST_RECORD,
    });
    const rows = records.map((cells, index) => ({ row: index + 1, cells }));
    return done({ name: '', from: 'csv', rows, merges: [], since1904: false });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refused({ kind: 'importQuotesBroken', line: Number(error.records ?? 0) + 1 });
  }
}

/** The one that most of the first lines have: titles above the headings have none. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).split(/\r\n|\r|\n/, 30);
  const lines = (mark: string) => head.filter((line) => line.includes(mark)).length;
  return [',', '\t', ';'].reduce((best, mark) => (lines(mark) > lines(best) ? mark : best));
}
