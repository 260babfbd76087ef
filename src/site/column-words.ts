import type { PublicWords } from '#i18n/words.ts';
import type { BalanceColumn } from './balance-rows.ts';
import { isGoods } from './positions.ts';

type Columns = PublicWords['terms']['columns'];

/** Money is 收 · 支 · 结存, goods are 收 · 发 · 存. */
export const columnOf = ({ unit }: { unit: string }, column: BalanceColumn, columns: Columns): string => {
  if (!isGoods({ unit })) return columns[column];
  if (column === 'disbursed') return columns.issued;
  return column === 'balance' ? columns.stock : columns[column];
};

/** The head of a column over rows of several kinds: both words where it holds both. */
export const headOf = (rows: readonly { unit: string }[], column: BalanceColumn, columns: Columns): string =>
  [...new Set(rows.map((row) => columnOf(row, column, columns)))].join(' / ');
