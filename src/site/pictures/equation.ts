import { formatAmount } from '#i18n/amounts.ts';
import type { PublicWords } from '#i18n/words.ts';
import type { BalanceColumn } from '../balance-rows.ts';
import { exactnessOf, isHidden, isUnknown, type Line, partsOf } from '../positions.ts';
import type { Survey } from '../survey.ts';
import { INK } from './drawing.ts';

/** One term of 收 = 支 + 结存 in words, figures and ink. */
export interface Term {
  column: BalanceColumn;
  /** What stands before it: nothing, = or +. */
  sign: string;
  label: string;
  figure: string;
  /** `元`, `元（推算）`: a figure that no source states says so wherever it is shown. */
  measure: string;
  fill: string;
}

export const FILLS: Record<BalanceColumn, string> = {
  received: INK.in,
  disbursed: INK.out,
  appropriated: INK.out,
  adjusted: INK.ink,
  unstated: INK.ink,
  balance: INK.ink,
};

/** Goods read 收 · 发 · 存, money 收 · 支 · 结存. Where nothing was said about any of it, the rest is unknown, not zero. */
export function termsOf(
  line: Line,
  { register, contributions }: Survey,
  { books, pictures, terms }: PublicWords,
): Term[] {
  const position = line.sum;
  const unit = register.unit(line.unit);
  const labels: Record<BalanceColumn, string> =
    unit.kind === 'goods'
      ? { ...terms.columns, disbursed: terms.columns.issued, balance: terms.columns.stock }
      : terms.columns;
  const parts: BalanceColumn[] = isUnknown(position) ? ['disbursed', 'balance'] : partsOf(position);
  return (['received', ...parts] as const).map((column, at) => ({
    column,
    sign: at === 0 ? '' : at === 1 ? '=' : '+',
    label: labels[column],
    figure: isHidden(position, column) ? terms.unknownMark : formatAmount(position[column], unit.scale),
    measure: pictures.labelled(
      unit.measure ?? terms.money,
      column === 'balance' ? '' : books.exactness[exactnessOf(contributions, line, column)],
    ),
    fill: FILLS[column],
  }));
}
