import { fromUtf8, utf8 } from '#log/bytes.ts';

/**
 * A segment of the index lists, for every term, the places of the records that have it. A place counts from the newest
 * record of the segment, 0, to the oldest, so what is read first is shown first. A list is cut into blocks; each block
 * lies as a cell in one of a fixed number of files, found by hashing. A file is a sequence of cells:
 *
 *   length of key · key (UTF-8) · number of block · length of body · body
 *
 * where the body of block 0 begins with the number of places of the whole list, the number of further blocks and the
 * first place of each (as steps), and then, like every body, holds runs of places: twice the step from the end of the
 * run before, plus one where a length follows; without it the run is a single place. All numbers are LEB128.
 */
export interface Runs {
  /** Places `from[n]` up to, not including, `to[n]`. */
  from: number[];
  to: number[];
}

export interface ListHead {
  count: number;
  /** First place of every block, block 0 included. */
  starts: number[];
  runs: Runs;
}

export interface Cell {
  key: string;
  block: number;
  body: Uint8Array;
}

const BLOCK_BYTES = 900;

/** The cells of a list. Places ascend. */
export function cellsOf(key: string, places: ArrayLike<number>): Cell[] {
  const blocks: { start: number; bytes: number[] }[] = [];
  let end = 0;
  for (let at = 0; at < places.length; ) {
    const from = places[at] as number;
    let length = 1;
    while (places[at + length] === from + length) length++;
    let open = blocks.at(-1);
    if (open === undefined || open.bytes.length > BLOCK_BYTES) {
      open = { start: from, bytes: [] };
      blocks.push(open);
      end = 0;
    }
    pushNumber(open.bytes, (from - end) * 2 + (length > 1 ? 1 : 0));
    if (length > 1) pushNumber(open.bytes, length);
    end = from + length;
    at += length;
  }
  return blocks.map(({ bytes }, block) => {
    if (block > 0) return { key, block, body: Uint8Array.from(bytes) };
    const head: number[] = [];
    pushNumber(head, places.length);
    pushNumber(head, blocks.length - 1);
    for (let at = 1; at < blocks.length; at++) pushNumber(head, startOf(blocks, at) - startOf(blocks, at - 1));
    return { key, block, body: Uint8Array.from([...head, ...bytes]) };
  });
}

const startOf = (blocks: readonly { start: number }[], at: number): number => blocks[at]?.start ?? 0;

export function encodeCells(cells: readonly Cell[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { key, block, body } of cells) {
    const name = utf8(key);
    const head: number[] = [];
    pushNumber(head, name.length);
    head.push(...name);
    pushNumber(head, block);
    pushNumber(head, body.length);
    parts.push(Uint8Array.from(head), body);
  }
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The body of a cell of this file; undefined when it holds none of that name: no record has the term. */
export function findCell(file: Uint8Array, key: string, block: number): Uint8Array | undefined {
  const wanted = utf8(key);
  const reader = new Reader(file);
  while (!reader.done) {
    const name = reader.bytes(reader.number());
    const number = reader.number();
    const body = reader.bytes(reader.number());
    if (number === block && name.length === wanted.length && wanted.every((byte, at) => byte === name[at])) return body;
  }
  return undefined;
}

/** Every term of a file with the number of the block: for tests and for looking into an index by hand. */
export function cellNames(file: Uint8Array): { key: string; block: number }[] {
  const names = [];
  const reader = new Reader(file);
  while (!reader.done) {
    const key = fromUtf8(reader.bytes(reader.number()));
    names.push({ key, block: reader.number() });
    reader.bytes(reader.number());
  }
  return names;
}

export function readHead(body: Uint8Array): ListHead {
  const reader = new Reader(body);
  const count = reader.number();
  const further = reader.number();
  const steps = Array.from({ length: further }, () => reader.number());
  const runs = readRuns(reader);
  const starts = [runs.from[0] ?? 0];
  for (const step of steps) starts.push((starts.at(-1) ?? 0) + step);
  return { count, starts, runs };
}

export const readBlock = (body: Uint8Array): Runs => readRuns(new Reader(body));

function readRuns(reader: Reader): Runs {
  const runs: Runs = { from: [], to: [] };
  let end = 0;
  while (!reader.done) {
    const step = reader.number();
    const from = end + Math.floor(step / 2);
    end = from + (step % 2 === 1 ? reader.number() : 1);
    runs.from.push(from);
    runs.to.push(end);
  }
  return runs;
}

/** The first place of the runs that is not before `place`. */
export function seekInRuns({ from, to }: Runs, place: number): number | undefined {
  let low = 0;
  let high = to.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((to[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  const first = from[low];
  return first === undefined ? undefined : Math.max(first, place);
}

function pushNumber(bytes: number[], value: number): void {
  let left = value;
  while (left >= 0x80) {
    bytes.push((left % 0x80) + 0x80);
    left = Math.floor(left / 0x80);
  }
  bytes.push(left);
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  number(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new RangeError('a file of the search index ends within a number');
      value += (byte % 0x80) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }

  bytes(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw new RangeError('a file of the search index ends within a cell');
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }
}

/**
 * Files of a segment: groups of 128, and a term has its group, so that whoever writes the index needs only one group in
 * memory; the blocks of a long list are spread over all files of the group.
 */
const FILES_PER_GROUP = 128;
const RECORDS_PER_GROUP = 10_000;

export const groupsOf = (count: number): number => Math.max(1, Math.ceil(count / RECORDS_PER_GROUP));

/** Small segments are one group of fewer files. Known from the number of records alone: a release names files beforehand. */
export const filesPerGroup = (count: number): number =>
  count >= RECORDS_PER_GROUP ? FILES_PER_GROUP : Math.max(1, Math.ceil((count * FILES_PER_GROUP) / RECORDS_PER_GROUP));

export const filesOf = (count: number): number => (count === 0 ? 0 : groupsOf(count) * filesPerGroup(count));

export const groupOf = (term: string, count: number): number => hash(term) % groupsOf(count);

export function fileOf(term: string, block: number, count: number): number {
  const width = filesPerGroup(count);
  return groupOf(term, count) * width + (hash(`${block} ${term}`) % width);
}

/** FNV-1a over UTF-16 units with the last mixing step of MurmurHash3. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
