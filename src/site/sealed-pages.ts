import { readFile } from 'node:fs/promises';

/** Pages of gifts that a build leaves out, since the publisher carries them over: `1,2,5`, or a JSON file with a list. */
export async function carriedOver(sealed: string | undefined): Promise<ReadonlySet<number>> {
  if (sealed === undefined || sealed === '') return new Set();
  const list: unknown = sealed.endsWith('.json')
    ? JSON.parse(await readFile(sealed, 'utf8'))
    : sealed.split(',').map(Number);
  if (!Array.isArray(list) || !list.every((page) => Number.isSafeInteger(page) && page > 0)) {
    throw new TypeError(`MINGZHANG_SEALED names no list of pages: ${sealed}`);
  }
  return new Set(list as number[]);
}
