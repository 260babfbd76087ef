import type { StatementFile } from '../statement.ts';
import { type Encoding, LineTooLong, LONGEST_LINE, textOf } from '../text.ts';
import { Markup, newlines } from './markup.ts';

/** A tag with the text behind it. */
export interface Token {
  name: string;
  closes: boolean;
  text: string;
  /** Line of the file, from 1. */
  place: number;
}

/**
 * Tags in order; an OFX 1 text closes few of them. Comments, declarations and the header are passed over. Throws
 * `LineTooLong` where a tag with its text is longer than any, and `MarkupUnended`.
 */
export async function* tokensOf(file: StatementFile, encoding: Encoding): AsyncGenerator<Token> {
  const markup = new Markup();
  let rest = '';
  let place = 1;
  for await (const part of textOf(file, encoding)) {
    const plain = markup.take(part);
    // The last tag waits for the text behind it; what was looked through is not looked through again.
    const last = plain.lastIndexOf('<');
    const end = last < 0 ? 0 : rest.length + last;
    rest += plain;
    if (end > 0) {
      const whole = rest.slice(0, end);
      yield* tokensIn(whole, place);
      place += newlines(whole);
      rest = rest.slice(end);
    }
    if (rest.length > LONGEST_LINE) throw new LineTooLong(place);
  }
  yield* tokensIn(rest + markup.end(), place);
}

/** Without the prefix of a namespace. */
const NAME = /^<(\/?)(?:[A-Za-z][\w-]*:)?([A-Za-z][\w.]*)/;

/** From each `<` to the next: the tag up to its `>`, and the text behind it. */
function* tokensIn(text: string, begin: number): Generator<Token> {
  let place = begin;
  let counted = 0;
  for (let at = text.indexOf('<'); at >= 0; ) {
    const next = text.indexOf('<', at + 1);
    const piece = text.slice(at, next < 0 ? text.length : next);
    place += newlines(text.slice(counted, at));
    counted = at;
    if (piece.length > LONGEST_LINE) throw new LineTooLong(place);
    const closed = piece.indexOf('>');
    const [, slash, name] = NAME.exec(piece) ?? [];
    if (closed >= 0 && name !== undefined) {
      const closes = slash === '/';
      yield { name: name.toUpperCase(), closes, text: closes ? '' : unescaped(piece.slice(closed + 1).trim()), place };
    }
    at = next;
  }
}

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
