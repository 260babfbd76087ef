import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wordFile } from './manifest.ts';
import type { SearchRecord } from './record.ts';
import { encodeRecords, RECORDS_PER_FILE } from './record-file.ts';
import { deflated } from './write-words.ts';

/** Writes records, fifty to a file, in the order given. */
export async function writeRecords(
  folder: string,
  path: string,
  records: AsyncIterable<SearchRecord> | Iterable<SearchRecord>,
): Promise<void> {
  await mkdir(join(folder, path), { recursive: true });
  let file = 0;
  let open: SearchRecord[] = [];
  const close = async (): Promise<void> => {
    if (open.length > 0) await writeFile(join(folder, wordFile(path, file)), deflated(encodeRecords(open)));
    file += 1;
    open = [];
  };
  for await (const record of records) {
    open.push(record);
    if (open.length === RECORDS_PER_FILE) await close();
  }
  await close();
}

/** Every file that `writeRecords` makes. */
export const filesOfRecords = (path: string, count: number): string[] =>
  Array.from({ length: Math.ceil(count / RECORDS_PER_FILE) }, (_, file) => wordFile(path, file));
