import { countWords } from '#i18n/zh-Hans/office-close.ts';
import { formatFen } from '#ledger/money.ts';

/** A note or coin by its value in fen: `100 元`, `0.50 元`. */
export const noteWords = (fen: bigint): string =>
  countWords.of(fen % 100n === 0n ? String(fen / 100n) : formatFen(fen));
