import type { Locale } from '../locale.ts';

/** Unicode keeps these two for use inside a program, so no text holds them. */
const OPEN = '\ufdd0';
const CLOSE = '\ufdd1';

/**
 * A name of a giver, a payer or a party, to be left in the characters in which it was registered. One simplified character
 * stands for several traditional ones (余 is a surname and also 餘; 范, 游, 党, 丑, 郁 likewise), and only who bears a name
 * knows which is meant. The ledger signed these very characters, so a reader finds them on every page and in every file.
 * What the register names (funds, organisations, goods) and all prose are written in traditional characters as before.
 */
export const asRegistered = (name: string, locale: Locale): string =>
  locale === 'zh-Hant' ? `${OPEN}${name}${CLOSE}` : name;

/** A text with every name that it keeps, marks gone, and `write` for all between them. A name may have been cut short. */
export const besideNames = (text: string, write: (text: string) => string): string =>
  text.includes(OPEN)
    ? text
        .split(/(\ufdd0[^\ufdd1]*\ufdd1?)/)
        .map((part) => (part.startsWith(OPEN) ? part.replaceAll(/[\ufdd0\ufdd1]/g, '') : write(part)))
        .join('')
    : write(text);
