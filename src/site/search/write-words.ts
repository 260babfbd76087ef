import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { utf8 } from '#log/bytes.ts';
import { wordFile } from './manifest.ts';
import { type Cell, cellsOf, encodeCells, fileOf, filesOf, filesPerGroup, groupOf, groupsOf } from './postings.ts';

/** A record as the index of words sees it. */
export interface IndexedRecord {
  /** Within its segment, 0 is the oldest. */
  place: number;
  terms: Iterable<string>;
}

/**
 * Writes the words of one segment of `count` records, given from the oldest to the newest. What belongs to a group of
 * files waits in a temporary file, so that memory holds the words of some 10,000 records, however large the segment.
 */
export async function writeWords(
  folder: string,
  path: string,
  count: number,
  records: AsyncIterable<IndexedRecord>,
): Promise<void> {
  if (count === 0) return;
  await mkdir(join(folder, path), { recursive: true });
  // They say whole names: inside the release, what a kill leaves goes with it.
  const waiting = await mkdtemp(join(folder, '.words-'));
  try {
    const groups = Array.from({ length: groupsOf(count) }, (_, group) => new Waiting(join(waiting, String(group))));
    try {
      for await (const { place, terms } of records) {
        for (const term of terms) groups[groupOf(term, count)]?.add(term, count - 1 - place);
      }
    } finally {
      for (const group of groups) group.close();
    }
    for (const [number, group] of groups.entries()) {
      const width = filesPerGroup(count);
      const files = Array.from({ length: width }, (): Cell[] => []);
      for (const [term, places] of await group.lists()) {
        for (const cell of cellsOf(term, places)) {
          files[fileOf(term, cell.block, count) - number * width]?.push(cell);
        }
      }
      for (const [at, cells] of files.entries()) {
        await writeFile(join(folder, wordFile(path, number * width + at)), deflated(encodeCells(cells)));
      }
    }
  } finally {
    await rm(waiting, { recursive: true, force: true });
  }
}

/** Every file that `writeWords` makes. */
export const filesOfWords = (path: string, count: number): string[] =>
  Array.from({ length: filesOf(count) }, (_, file) => wordFile(path, file));

export const deflated = (bytes: Uint8Array): Uint8Array => deflateRawSync(bytes, { level: 9 });

const BUFFER_BYTES = 1 << 16;

/** Terms with their places, in a file until their turn comes: length of the term, term, place. */
class Waiting {
  readonly #path: string;
  readonly #file: number;
  readonly #buffer = Buffer.alloc(BUFFER_BYTES);
  #filled = 0;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'w');
  }

  add(term: string, place: number): void {
    const name = utf8(term);
    if (this.#filled + name.length + 5 > BUFFER_BYTES) this.#flush();
    this.#filled = this.#buffer.writeUInt8(name.length, this.#filled);
    this.#buffer.set(name, this.#filled);
    this.#filled = this.#buffer.writeUInt32LE(place, this.#filled + name.length);
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  /** In the order of their terms; places ascend, the newest record first. */
  async lists(): Promise<[string, number[]][]> {
    const bytes = await readFile(this.#path);
    const lists = new Map<string, number[]>();
    for (let at = 0; at < bytes.length; ) {
      const length = bytes.readUInt8(at);
      const term = bytes.toString('utf8', at + 1, at + 1 + length);
      const place = bytes.readUInt32LE(at + 1 + length);
      const list = lists.get(term);
      if (list === undefined) lists.set(term, [place]);
      else list.push(place);
      at += length + 5;
    }
    for (const list of lists.values()) list.reverse();
    return [...lists].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  #flush(): void {
    writeSync(this.#file, this.#buffer, 0, this.#filled);
    this.#filled = 0;
  }
}
