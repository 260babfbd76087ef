import { formatAmount } from '#i18n/amounts.ts';
import type { PublicWords } from '#i18n/words.ts';
import type { Provenance } from '#log/leaf.ts';
import type { Unmatched } from './notices.ts';
import type { Register, Unit } from './register.ts';

/** `约 2,000,000.00 元`, `93 人`: a figure as text, where no markup can stand. */
export function amountText(
  { records, terms }: PublicWords,
  unit: Unit,
  amount: bigint | string,
  provenance: Provenance = 'stated',
): string {
  const figure = `${formatAmount(BigInt(amount), unit.scale)} ${unit.measure ?? terms.money}`;
  if (provenance === 'rounded') return `${terms.provenances.rounded} ${figure}`;
  if (provenance === 'derived') return `${figure}${records.inBrackets(terms.provenances.derived)}`;
  return figure;
}

/** `资金 1 笔，100.00 元`: one unit of what waits for confirmation. */
export function pendingText(words: PublicWords, unit: Unit, amount: bigint, count: bigint): string {
  const { books } = words;
  const name = unit.item?.name ?? (unit.kind === 'valuation' ? books.valuations : books.cash);
  return books.pending(name, count, amountText(words, unit, amount));
}

/** `银行已收、尚未认出是哪笔捐赠的 3 条，100.00 元`. */
export function unmatchedText(words: PublicWords, money: Unit, { account, flow, amount, count }: Unmatched): string {
  const { unmatched } = words.books;
  return unmatched.row(unmatched.accounts[account], flow, count, amountText(words, money, amount));
}

export interface FigureText {
  unit: string;
  /** Decimal string in the smallest denomination. */
  amount: string;
  provenance: Provenance;
}

/** One figure per unit; as exact as its least exact part. */
export function sumsPerUnit(figures: readonly FigureText[]): FigureText[] {
  const total = new Map<string, FigureText>();
  for (const { unit, amount, provenance } of figures) {
    const sum = total.get(unit) ?? { unit, amount: '0', provenance: 'stated' };
    total.set(unit, {
      unit,
      amount: (BigInt(sum.amount) + BigInt(amount)).toString(),
      provenance: provenance === 'stated' ? sum.provenance : provenance,
    });
  }
  return [...total.values()];
}

/** `医用口罩 400 只`; of money only the amount. */
export const goodsText = (words: PublicWords, register: Register, figure: FigureText): string => {
  const unit = register.unit(figure.unit);
  const amount = amountText(words, unit, figure.amount, figure.provenance);
  return unit.item === undefined ? amount : `${unit.item.name} ${amount}`;
};

/** What the words of a source are to a record: quoted, or the ground on which a figure was derived. */
export const saidLabel = (figures: readonly { provenance: Provenance }[], { records }: PublicWords): string =>
  figures.some(({ provenance }) => provenance === 'derived') ? records.fields.derivation : records.fields.asStated;
