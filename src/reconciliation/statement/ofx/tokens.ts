import type { StatementFile } from '../statement.ts';
import { type Encoding, textOf } from '../text.ts';

/** A tag with the text behind it. */
export interface Token {
  name: string;
  closes: boolean;
  text: string;
  /** Line of the file, from 1. */
  place: number;
}

const TAG = /<(\/?)([A-Za-z][\w.]*)[^<>]*>([^<]*)/g;
/** What a tag and its text may have before the next; a file without any would be held in memory. */
const LONGEST = 1_000_000;

/** Tags in order; an OFX 1 text closes few of them. Comments, declarations and the header are passed over. */
export async function* tokensOf(file: StatementFile, encoding: Encoding): AsyncGenerator<Token> {
  let rest = '';
  let place = 1;
  for await (const part of textOf(file, encoding)) {
    rest += part;
    // The last tag waits for the text behind it.
    const end = rest.lastIndexOf('<');
    if (end > 0) {
      const whole = rest.slice(0, end);
      yield* tokensIn(whole, place);
      place += newlines(whole);
      rest = rest.slice(end);
    }
    if (rest.length > LONGEST) rest = '';
  }
  yield* tokensIn(rest, place);
}

function* tokensIn(text: string, begin: number): Generator<Token> {
  let [place, counted] = [begin, 0];
  for (const { index, 1: slash, 2: name = '', 3: behind = '' } of text.matchAll(TAG)) {
    place += newlines(text.slice(counted, index));
    counted = index;
    yield {
      name: name.toUpperCase(),
      closes: slash === '/',
      text: slash === '/' ? '' : unescaped(behind.trim()),
      place,
    };
  }
}

const newlines = (text: string): number => text.split('\n').length - 1;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', quot: '"', apos: "'" };

/** A bare & stays one. */
const unescaped = (text: string): string =>
  text
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{2,4}));/g, (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replaceAll(/\s+/g, ' ');
