import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { WrittenFor } from '../release-part.ts';
import type { SiteData } from '../site-data.ts';
import { decodeRecords, encodeRecords } from './record-file.ts';
import { filesOfRecords } from './write-records.ts';
import { deflated } from './write-words.ts';

/**
 * Files of a folder of records out of the release before, where that has them under the same beginning of the path: all
 * that may have changed since is which of them are voided. So a correction reads none of the folder's leaves.
 */
export async function earlierRecords(
  beginning: string,
  count: number,
  release: WrittenFor | undefined,
): Promise<Uint8Array[] | undefined> {
  const [file] = release?.files ?? [];
  if (file === undefined || !file.startsWith(beginning)) return undefined;
  const files: Uint8Array[] = [];
  for (const path of filesOfRecords(file.slice(0, file.lastIndexOf('/')), count)) {
    const bytes = await release?.read?.(path);
    if (bytes === undefined) return undefined;
    files.push(bytes);
  }
  return files;
}

/** Writes such files with the records that are voided by now; most hold none that was not. */
export async function writeVoided(
  folder: string,
  path: string,
  count: number,
  earlier: readonly Uint8Array[],
  { survey }: Pick<SiteData, 'survey'>,
): Promise<void> {
  await mkdir(join(folder, path), { recursive: true });
  for (const [at, file] of filesOfRecords(path, count).entries()) {
    const bytes = earlier[at] ?? new Uint8Array();
    const records = decodeRecords(inflateRawSync(bytes));
    const isVoided = ({ leaf }: { leaf: string }): boolean => survey.corrected.has(BigInt(leaf));
    const same = records.every((record) => record.voided === isVoided(record));
    const now = records.map((record) => ({ ...record, voided: isVoided(record) }));
    await writeFile(join(folder, file), same ? bytes : deflated(encodeRecords(now)));
  }
}
