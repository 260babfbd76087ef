import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { StatementFile } from './statement.ts';

/** A file that is read in parts, each time anew. */
export async function fileOnDisk(path: string): Promise<StatementFile> {
  const { size } = await stat(path);
  return { name: basename(path), bytes: size, open: () => createReadStream(path, { highWaterMark: 262_144 }) };
}
