import { MOST } from './limits.ts';

/** An amount exactly as a statement writes it: 115.8331 is 1158331 at scale 4. Never a float. */
export interface Figure {
  digits: bigint;
  /** Places after the point. */
  scale: number;
}

export const ZERO: Figure = { digits: 0n, scale: 0 };

const at = ({ digits, scale }: Figure, wanted: number): bigint => digits * 10n ** BigInt(wanted - scale);

export function plus(one: Figure, other: Figure): Figure {
  const scale = Math.max(one.scale, other.scale);
  return { digits: at(one, scale) + at(other, scale), scale };
}

export const negative = ({ digits, scale }: Figure): Figure => ({ digits: -digits, scale });
export const minus = (one: Figure, other: Figure): Figure => plus(one, negative(other));
export const magnitude = (figure: Figure): Figure => (figure.digits < 0n ? negative(figure) : figure);
/** 1.50 and 1.5 are the same amount. */
export const same = (one: Figure, other: Figure): boolean => minus(one, other).digits === 0n;

/** `115.8331`, with the places it was written with. */
export function plainFigure({ digits, scale }: Figure): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const sign = digits < 0n ? '-' : '';
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** The amount without the zeros it ends with: equal amounts are equal keys. */
export function figureKey(figure: Figure): string {
  const text = plainFigure(figure);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** More digits than any currency needs are no amount but an account number in the wrong column. */
const MOST_DIGITS = 18;

/** As nearly every amount of an export is written; the rest takes its time. */
const PLAIN = /^-?\d{1,12}(?:\.\d{1,6})?$/;
const POINT = /^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?$/;
const COMMA = /^(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d*)?$/;
/** Currency before or after, as ¥, CNY or 元, and a country behind it, as in -3.90(CN). */
const AROUND = /^(?:[¥￥$€£]|[A-Z]{3}|人民币)|(?:元|\([A-Z]{2}\))$/g;

/** A minus as bookkeepers write it: `(12.00)`, `12.00-`. */
const IN_BRACKETS = /^\((.*)\)$|^([^-−–]*)[-−–]$/;

/**
 * Reads `50,000.00`, `+267.10`, `-12`, `(12.00)`, `12.00-`, `¥28.16`, `CNY 123.18`, `１２．５`, or with `mark` `,`
 * `1.234,56`. Undefined when it is no amount; see `isBlankFigure` for a cell that says there is none.
 */
export function readFigure(text: string, mark: '.' | ',' = '.'): Figure | undefined {
  if (mark === '.' && PLAIN.test(text)) {
    const point = text.indexOf('.');
    if (point < 0) return { digits: BigInt(text), scale: 0 };
    return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
  }
  if (text.length > MOST.figureSigns) return undefined;
  const stated = text.normalize('NFKC').replaceAll(/[\s`'"]/g, '');
  const [, within, before] = IN_BRACKETS.exec(stated) ?? [];
  const turned = within ?? before;
  if (turned !== undefined) {
    const figure = /^[(+\-−–]/.test(turned) ? undefined : readFigure(turned, mark);
    return figure && negative(figure);
  }
  const sign = /^[-−–]|^[¥￥$€£]-|^[A-Z]{3}-/.test(stated) ? -1n : 1n;
  const bare = stated
    .replace(/^[+\-−–]/, '')
    .replaceAll(AROUND, '')
    .replace(/^[+\-−–]/, '');
  if (!/\d/.test(bare) || !(mark === '.' ? POINT : COMMA).test(bare)) return undefined;
  const [whole = '', fraction = ''] = bare.replaceAll(mark === '.' ? ',' : '.', '').split(mark);
  const digits = whole + fraction;
  if (digits.replace(/^0+/, '').length > MOST_DIGITS) return undefined;
  return { digits: sign * BigInt(digits), scale: fraction.length };
}

/** Empty, or a dash of any length. */
export const isBlankFigure = (text: string): boolean => /^[-−–—\s`/]*$/.test(text);
