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

const POINT = /^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?$/;
const COMMA = /^(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d*)?$/;
/** Currency before or after, as ¥, CNY or 元, and a country behind it, as in -3.90(CN). */
const AROUND = /^(?:[¥￥$€£]|[A-Z]{3}|人民币)|(?:元|\([A-Z]{2}\))$/g;

/**
 * Reads `50,000.00`, `+267.10`, `-12`, `¥28.16`, `CNY 123.18`, `１２．５`, or with `mark` `,` `1.234,56`. Undefined when it
 * is no amount; see `isBlankFigure` for a cell that says there is none.
 */
export function readFigure(text: string, mark: '.' | ',' = '.'): Figure | undefined {
  const stated = text.normalize('NFKC').replaceAll(/[\s`'"]/g, '');
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
