import type { StatementFile } from './statement.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** A line longer than this is no statement: it would be held in memory. */
export const LONGEST_LINE = 1_000_000;

export class LineTooLong extends Error {
  readonly place: number;

  constructor(place: number) {
    super(`line ${place} is longer than ${LONGEST_LINE} signs`);
    this.place = place;
  }
}

/** Whether the bytes begin with these. */
export const starts = (bytes: Uint8Array, ...head: number[]): boolean =>
  head.every((byte, index) => bytes[index] === byte);

/** The first bytes of a file, at most `most`. */
export async function headOf(file: StatementFile, most = 65_536): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of file.open()) {
    parts.push(part);
    length += part.length;
    if (length >= most) break;
  }
  return Buffer.concat(parts).subarray(0, most);
}

/**
 * By byte order mark, by the zeros of UTF-16, by whether all of it is UTF-8; else what files of this kind were written
 * in before: GB18030 (never its subset GBK) in China, windows-1252 in Europe.
 */
export async function encodingOf(file: StatementFile, before: 'gb18030' | 'windows-1252'): Promise<Encoding> {
  const head = await headOf(file, 4_096);
  if (starts(head, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (starts(head, 0xff, 0xfe)) return 'utf-16le';
  if (starts(head, 0xfe, 0xff)) return 'utf-16be';
  const zeros = [0, 1].map((odd) => head.filter((byte, index) => byte === 0 && index % 2 === odd).length);
  // ASCII in UTF-16 has a zero in every second byte, on one side.
  const [even = 0, odd = 0] = zeros;
  if (even + odd > head.length / 8) return odd > even ? 'utf-16le' : 'utf-16be';
  return (await isUtf8(file)) ? 'utf-8' : before;
}

async function isUtf8(file: StatementFile): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const part of file.open()) decoder.decode(part, { stream: true });
    decoder.decode();
    return true;
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return false;
  }
}

/** The text in parts, without its byte order mark; bytes that mean nothing become U+FFFD. */
export async function* textOf(file: StatementFile, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const part of file.open()) yield decoder.decode(part, { stream: true });
  yield decoder.decode();
}

export interface TextLine {
  /** From 1. */
  place: number;
  text: string;
}

/** Lines, whatever ends them. Throws `LineTooLong`. */
export async function* linesOf(file: StatementFile, encoding: Encoding): AsyncGenerator<TextLine> {
  let place = 0;
  let rest = '';
  for await (const part of textOf(file, encoding)) {
    // A carriage return at the end may have its line feed in the next part.
    const text = rest + part;
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      place += 1;
      if (line.length > LONGEST_LINE) throw new LineTooLong(place);
      yield { place, text: line };
    }
    if (rest.length > LONGEST_LINE) throw new LineTooLong(place + 1);
  }
  if (rest !== '') yield { place: place + 1, text: rest.replace(/\r$/, '') };
}
