import { CsvError } from 'csv-parse';
import { type Columns, columnsOf, headsStatement, knownColumns } from './columns.ts';
import { type Delimiter, firstRows } from './rows.ts';

export interface Header {
  delimiter: Delimiter;
  /** Index among the rows, from 0. */
  at: number;
  headings: readonly string[];
  columns: Columns;
  above: readonly (readonly string[])[];
}

/** The row that heads the table, among those a file may begin with; of several the one that tells most. */
export function headerAmong(rows: readonly (readonly string[])[], delimiter: Delimiter = ','): Header | undefined {
  let best: Header | undefined;
  for (const [at, headings] of rows.entries()) {
    const columns = columnsOf(headings);
    if (!headsStatement(columns) || knownColumns(columns) <= knownColumns(best?.columns ?? {})) continue;
    best = { delimiter, at, headings, columns, above: rows.slice(0, at) };
  }
  return best;
}

/** By the separator with which the headings tell most. Undefined when no row is one of headings. */
export function headerOfText(text: string): Header | undefined {
  let best: Header | undefined;
  for (const delimiter of [',', '\t', ';', '|'] as const) {
    const rows = rowsIfAny(text, delimiter);
    const found = rows && headerAmong(rows, delimiter);
    if (found && knownColumns(found.columns) > knownColumns(best?.columns ?? {})) best = found;
  }
  return best;
}

/** Undefined where the text makes no sense with this separator. */
function rowsIfAny(text: string, delimiter: Delimiter): string[][] | undefined {
  try {
    return firstRows(text, delimiter);
  } catch (cause) {
    if (cause instanceof CsvError) return undefined;
    throw cause;
  }
}
