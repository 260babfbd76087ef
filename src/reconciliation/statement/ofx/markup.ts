import { MOST } from '../limits.ts';

/** A comment or CDATA section that does not end, or is longer than any; what it hides cannot be told. */
export class MarkupUnended extends Error {
  readonly place: number;

  constructor(place: number) {
    super(`markup that begins on line ${place} does not end`);
    this.place = place;
  }
}

const COMMENT = { begins: '<!--', ends: '-->' };
const CDATA = { begins: '<![CDATA[', ends: ']]>' };
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Takes comments out of a text that comes in parts, and makes the text of CDATA as any other; no line is lost. Each sign
 * is gone through once, and of what came before only the beginning of a mark is kept.
 */
export class Markup {
  #rest = '';
  #within: typeof COMMENT | undefined;
  #signsWithin = 0;
  /** Line of the file, from 1: of the text that was taken, and where the section began that is open. */
  #place = 1;
  #begun = 1;

  /** The next part without them. Throws `MarkupUnended` where a comment is longer than any. */
  take(part: string): string {
    const text = this.#rest + part;
    const plain: string[] = [];
    let at = 0;
    while (at < text.length) {
      const next = this.#within ? this.#goOn(text, at, plain, this.#within) : this.#goTo(text, at, plain);
      if (next === at) break;
      at = next;
    }
    this.#rest = text.slice(at);
    return plain.join('');
  }

  /** What is left at the end of the file. Throws `MarkupUnended` where a section is still open. */
  end(): string {
    if (this.#within) throw new MarkupUnended(this.#begun);
    return this.#rest;
  }

  /** To where the next section begins, and into it. */
  #goTo(text: string, from: number, plain: string[]): number {
    for (let at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
      const found = [COMMENT, CDATA].find(({ begins }) => text.startsWith(begins, at));
      if (found) {
        this.#say(text.slice(from, at), plain);
        this.#within = found;
        this.#signsWithin = 0;
        this.#begun = this.#place;
        return at + found.begins.length;
      }
      const begun = text.slice(at, at + CDATA.begins.length);
      const mayBe =
        at + begun.length === text.length && [COMMENT, CDATA].some(({ begins }) => begins.startsWith(begun));
      if (!mayBe) continue;
      this.#say(text.slice(from, at), plain);
      return at;
    }
    this.#say(text.slice(from), plain);
    return text.length;
  }

  /** To the end of the section, or of the part but for what may be the beginning of its end. */
  #goOn(text: string, from: number, plain: string[], within: typeof COMMENT): number {
    const end = text.indexOf(within.ends, from);
    const until = end >= 0 ? end : Math.max(from, text.length - within.ends.length + 1);
    const inside = text.slice(from, until);
    this.#signsWithin += inside.length;
    if (this.#signsWithin > MOST.commentSigns) throw new MarkupUnended(this.#begun);
    if (within === CDATA) {
      plain.push(inside.replaceAll(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign));
      this.#place += newlines(inside);
    } else this.#say('\n'.repeat(newlines(inside)), plain);
    if (end < 0) return until;
    this.#within = undefined;
    return end + within.ends.length;
  }

  #say(text: string, plain: string[]): void {
    plain.push(text);
    this.#place += newlines(text);
  }
}

export function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
