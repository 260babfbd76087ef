import { formatDecimal, parseDecimal } from '#ledger/decimal.ts';
import { type Result, refused } from '#ledger/refusal.ts';

/** What can be added. Cash and the value put on goods are two units, so that no sum can ever join them. */
export type UnitCode = typeof CASH | typeof VALUATION | `item:${string}`;

/** Cash in fen. */
export const CASH = 'CNY';
/** Value put on goods (折价), in fen. */
export const VALUATION = 'CNY:goods';

export const unitOfItem = (itemCode: string): UnitCode => `item:${itemCode}`;
export const isGoods = (unit: string): unit is `item:${string}` => unit.startsWith('item:');

/** A quantity as typed → base units of the item (`1.5` at scale 3 → `1500n`). Counts (scale 0) are whole. */
export const parseQuantity = (text: string, scale: number): Result<bigint> => parseDecimal(text, scale);

/** The same, for things whose measure a clerk knows: half a piece is told by the piece, not by decimals. */
export function parseMeasured(text: string, scale: number, measure: string): Result<bigint> {
  const parsed = parseQuantity(text, scale);
  if (parsed.ok || scale > 0) return parsed;
  return refused(
    ...parsed.refusals.map(({ kind, values = {} }) =>
      kind === 'amountTooPrecise'
        ? { kind: 'quantityNotWhole', values: { stated: values.stated ?? '', ...(measure !== '' && { measure }) } }
        : { kind, values },
    ),
  );
}

/** Base units → `250,000` or `1.5`: trailing zeros of a weight say nothing and are dropped. */
export function formatQuantity(amount: bigint, scale: number): string {
  const text = formatDecimal(amount, scale);
  return scale > 0 ? text.replace(/\.?0+$/, '') : text;
}
