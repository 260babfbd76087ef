import { createReadStream } from 'node:fs';
import { contentOf } from '../statement/detect.ts';
import type { StatementFile } from '../statement/statement.ts';
import { headerOfText } from '../statement/table/header.ts';
import { guessedMapping, type Mapping } from '../statement/table/mapping.ts';
import { firstOf } from '../statement/table/read-mapped.ts';
import { encodingOf, headOf } from '../statement/text.ts';
import { keptPath } from './kept-file.ts';

/** So much is looked at on the request path; a workbook is never opened there. */
const LOOKED_AT_BYTES = 262_144;

/** The beginning of a kept file of separated values; undefined of any other. */
async function beginningOf(dataDir: string, sha256: string): Promise<StatementFile | undefined> {
  const path = keptPath(dataDir, Buffer.from(sha256, 'hex'));
  const file: StatementFile = {
    name: sha256,
    bytes: LOOKED_AT_BYTES,
    open: () => createReadStream(path, { end: LOOKED_AT_BYTES - 1 }),
  };
  const head = await headOf(file);
  const text = new TextDecoder(await encodingOf(file, 'gb18030')).decode(head);
  return contentOf(head, text) === 'table' ? file : undefined;
}

/** The first rows as these settings part them; undefined where the file is no table of text. */
export async function lookAtRows(
  dataDir: string,
  sha256: string,
  layout: Pick<Mapping, 'encoding' | 'delimiter'>,
): Promise<readonly (readonly string[])[] | undefined> {
  const file = await beginningOf(dataDir, sha256);
  return file && firstOf(file, 'table', layout);
}

/** What a clerk begins with where no headings are known: the separator that makes most columns, and the fullest row. */
export async function roughMapping(dataDir: string, sha256: string): Promise<Mapping | undefined> {
  const file = await beginningOf(dataDir, sha256);
  if (file === undefined) return undefined;
  const text = new TextDecoder(await encodingOf(file, 'gb18030')).decode(await headOf(file));
  const known = headerOfText(text);
  if (known) return guessedMapping(known);
  const layouts = await Promise.all(
    ([',', '\t', ';', '|'] as const).map(async (delimiter) => ({
      delimiter,
      rows: await firstOf(file, 'table', { delimiter }),
    })),
  );
  const widest = layouts
    .map(({ delimiter, rows }) => ({ delimiter, ...fullest(rows) }))
    .reduce((one, other) => (other.filled > one.filled ? other : one));
  return guessedMapping({ ...widest, columns: {}, above: [] });
}

function fullest(rows: readonly (readonly string[])[]): { at: number; headings: readonly string[]; filled: number } {
  let found = { at: 0, headings: rows[0] ?? [], filled: 0 };
  for (const [at, headings] of rows.entries()) {
    const filled = headings.filter((cell) => cell.trim() !== '').length;
    if (filled > found.filled) found = { at, headings, filled };
  }
  return found;
}
