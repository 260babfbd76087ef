import { CsvError } from 'csv-parse';
import { type Columns, columnsOf, headsStatement, knownColumns } from './columns.ts';
import { type Delimiter, firstRows } from './rows.ts';

export interface Header {
  delimiter: Delimiter;
  /** Index among the rows, from 0. */
  at: number;
  headings: readonly string[];
  columns: Columns;
  /** The rows it was put together from, where there are two: 发生额 above 借方 and 贷方. */
  rows?: readonly (readonly string[])[];
  above: readonly (readonly string[])[];
}

/** The row that heads the table, among those a file may begin with; of several the one that tells most. */
export function headerAmong(rows: readonly (readonly string[])[], delimiter: Delimiter = ','): Header | undefined {
  let best: Header | undefined;
  for (const [at, headings] of rows.entries()) {
    const columns = columnsOf(headings);
    if (!headsStatement(columns) || knownColumns(columns) <= knownColumns(best?.columns ?? {})) continue;
    best = withSecondRow({ delimiter, at, headings, columns, above: rows.slice(0, at) }, rows[at + 1]);
  }
  return best;
}

/** A row of words under the headings, such as 借方 and 贷方 under 发生额, or the same in English, heads them too. */
function withSecondRow(header: Header, below: readonly string[] = []): Header {
  const { moment = [] } = header.columns;
  const heads = (at: number) =>
    (below[at] ?? '').trim() === '' || (columnsOf([below[at] ?? '']).moment ?? []).length > 0;
  if (below.every((cell) => cell.trim() === '') || below.some((cell) => /\d/.test(cell)) || !moment.every(heads))
    return header;
  const rows = [header.headings, below];
  const headings = Array.from({ length: Math.max(header.headings.length, below.length) }, (_, at) => {
    const [over = '', under = ''] = [header.headings[at], below[at]];
    const sides = columnsOf([under]);
    const splits =
      (sides.in ?? sides.out) !== undefined &&
      columnsOf([over]).in === undefined &&
      columnsOf([over]).out === undefined;
    return splits || over.trim() === '' ? under : over;
  });
  const columns = columnsOf(headings);
  return headsStatement(columns) ? { ...header, at: header.at + 1, headings, columns, rows } : header;
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
