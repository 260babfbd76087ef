import { CsvError } from 'csv-parse';
import type { StatementEvent, StatementFile } from '../statement.ts';
import { type Encoding, encodingOf, headOf } from '../text.ts';
import { conventionsOf } from './find-conventions.ts';
import { type Header, headerOfText } from './header.ts';
import { readRows } from './read-rows.ts';
import { rowsOf } from './rows.ts';

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
    const rows = () => rowsOf(file, encoding, header.delimiter);
    yield* readRows(rows(), header, await conventionsOf(rows(), header));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    yield { kind: 'refused', refusal: { kind: 'statementQuotesBroken', line: Number(cause.lines ?? 0) } };
  }
}
