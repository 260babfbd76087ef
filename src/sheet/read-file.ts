import { createHash } from 'node:crypto';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { decodeSheet, type Encoding, starts } from './decode.ts';
import type { Grid } from './grid.ts';
import { MOST } from './limits.ts';
import { otherFile } from './other-file.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';

export interface SheetFile {
  format: 'XLSX' | 'CSV';
  /** Of a CSV. */
  encoding?: Encoding;
  /** Sheets that hold anything, in the order of the file. */
  sheets: Grid[];
  /** Of the file as it was uploaded, in hexadecimal digits. */
  sha256: string;
}

/** A file of tables by its bytes, or what was read of them already. */
export type SheetSource = Uint8Array | SheetFile;

export const sheetFileOf = async (source: SheetSource): Promise<Result<SheetFile>> =>
  source instanceof Uint8Array ? readSheetFile(source) : done(source);

/** Names of a workbook's sheets, for choosing one; none of any other file. */
export const sheetNames = ({ format, sheets }: SheetFile): string[] =>
  format === 'XLSX' ? sheets.map(({ name }) => name) : [];

/** A file of tables by its content, never by its name. */
export async function readSheetFile(bytes: Uint8Array): Promise<Result<SheetFile>> {
  if (bytes.length === 0) return refused({ kind: 'importEmpty' });
  if (bytes.length > MOST.bytes) {
    return refused({ kind: 'importTooLarge', values: { most: `${MOST.bytes / 1024 / 1024} MB` } });
  }
  const other = otherFile(bytes);
  if (other) return refused(other);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (starts(bytes, 0x50, 0x4b)) {
    const sheets = await readXlsx(bytes);
    if (!sheets.ok) return sheets;
    return sheets.value.length === 0
      ? refused({ kind: 'importEmpty' })
      : done({ format: 'XLSX', sheets: sheets.value, sha256 });
  }
  const decoded = decodeSheet(bytes);
  if (!decoded.ok) return decoded;
  const grid = readCsv(decoded.value.text);
  if (!grid.ok) return grid;
  return done({ format: 'CSV', encoding: decoded.value.encoding, sheets: [grid.value], sha256 });
}
