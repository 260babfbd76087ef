import type { Values } from '#office/forms/values.ts';
import { given } from '#office/forms/values.ts';
import {
  DATE_ORDERS,
  hasTwoColumns,
  MAPPED,
  type Mapping,
  SIGN_RULES,
} from '#reconciliation/statement/table/mapping.ts';

const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
const DELIMITERS = [',', '\t', ';', '|'] as const;
/** A tab is no text that a form keeps. */
export const delimiterCode = (delimiter: string): string => (delimiter === '\t' ? 'tab' : delimiter);

/** How the file is parted into rows, as the first form says; what it leaves out is as it was guessed. */
export type Layout = Pick<Mapping, 'encoding' | 'delimiter' | 'headerRow'>;

export function layoutOf(values: Pick<Values, 'get'>, guess: Layout): Layout {
  const encoding = values.get('encoding') ?? guess.encoding;
  const delimiter = values.get('delimiter') ?? delimiterCode(guess.delimiter);
  const headerRow = Number.parseInt(values.get('headerRow') ?? String(guess.headerRow), 10);
  const known = ENCODINGS.find((each) => each === encoding);
  return {
    ...(known && { encoding: known }),
    delimiter: DELIMITERS.find((each) => delimiterCode(each) === delimiter) ?? ',',
    headerRow: Number.isInteger(headerRow) ? Math.min(Math.max(headerRow, 1), 100) : 1,
  };
}

/** The whole mapping, as the second form says; what it lacks is refused by whoever saves it. */
export function mappingOf(values: Values): Mapping {
  const layout = layoutOf(values, { delimiter: ',', headerRow: 1 });
  const columns: Mapping['columns'] = {};
  for (const name of MAPPED) {
    const at = values.get(name) ?? '';
    if (/^\d{1,3}$/.test(at)) columns[name] = Number(at);
  }
  const signRule = SIGN_RULES.find((rule) => rule === values.get('signRule')) ?? 'minusIsOut';
  const wordIn = (values.get('wordIn') ?? '').slice(0, 20);
  // Columns of another rule say nothing.
  if (hasTwoColumns(signRule)) delete columns.amount;
  else {
    delete columns.in;
    delete columns.out;
  }
  if (signRule !== 'word') delete columns.flow;
  const sheet = (values.get('sheetName') ?? '').slice(0, 80);
  return {
    ...layout,
    ...(sheet !== '' && { sheet }),
    headings: headingsOf(values.get('headings') ?? ''),
    columns,
    signRule,
    ...(signRule === 'word' && { wordIn }),
    dateOrder: DATE_ORDERS.find((order) => order === values.get('dateOrder')) ?? 'asWritten',
  };
}

function headingsOf(text: string): string[] {
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.slice(0, 200).map((heading) => String(heading).slice(0, 200)) : [];
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return [];
  }
}

/** A mapping as the forms show it. */
export const mappingValues = ({
  encoding,
  delimiter,
  headerRow,
  columns,
  signRule,
  wordIn,
  dateOrder,
}: Mapping): Values =>
  given([
    ['encoding', encoding ?? 'auto'],
    ['delimiter', delimiterCode(delimiter)],
    ['headerRow', String(headerRow)],
    ...MAPPED.map((name) => [name, columns[name]?.toString()] as const),
    ['signRule', signRule],
    ['wordIn', wordIn],
    ['dateOrder', dateOrder],
  ]);
