import { formatAmount } from '#i18n/amounts.ts';
import type { PublicWords } from '#i18n/words.ts';
import type { Unit } from './register.ts';

/** How a language shortens large figures, largest first: a power and its word, such as `100000000 亿,10000 万`. */
interface Shortening {
  factor: bigint;
  word: string;
}

const readShortenings = (text: string): Shortening[] =>
  text.split(',').map((pair) => {
    const [factor = '1', word = ''] = pair.split(' ');
    return { factor: BigInt(factor), word };
  });

/**
 * A figure for a label in a drawing, rounded to two decimals of the largest fitting power: (93049335n, 2) → 93.05 and 万.
 * Exact figures stand in the table beside every drawing.
 */
export function compact(
  amount: bigint,
  scale: number,
  shortenings: string,
): { figure: string; word: string; exact: boolean } {
  const size = amount < 0n ? -amount : amount;
  const whole = 10n ** BigInt(scale);
  const { factor, word } = readShortenings(shortenings).find((each) => size >= each.factor * whole) ?? {
    factor: 1n,
    word: '',
  };
  // Small figures stand as they are, to the last fen; 1,234.5 is no way to write money.
  if (word === '') {
    const figure = amount % whole === 0n ? formatAmount(amount / whole, 0) : formatAmount(amount, scale);
    return { figure, word, exact: true };
  }
  const hundredths = (size * 100n + (factor * whole) / 2n) / (factor * whole);
  const decimals = (hundredths % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  const integer = (hundredths / 100n).toString().replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  const figure = decimals === '' ? integer : `${integer}.${decimals}`;
  const exact = hundredths * factor * whole === size * 100n;
  return { figure: amount < 0n ? `−${figure}` : figure, word, exact };
}

/** The same in a sentence: a rounded figure says so. `约 93.05 万元`. */
export function shortText(words: PublicWords, unit: Unit, amount: bigint): string {
  const { exact } = compact(amount, unit.scale, words.books.chart.shortenings);
  const text = compactText(words, unit, amount);
  return exact ? text : `${words.terms.provenances.rounded} ${text}`;
}

/** `93.05 万元`, `26.16 万只`. */
export function compactText({ books, terms }: PublicWords, unit: Unit, amount: bigint): string {
  const { figure, word } = compact(amount, unit.scale, books.chart.shortenings);
  return books.chart.short(figure, word, unit.measure ?? terms.money);
}
