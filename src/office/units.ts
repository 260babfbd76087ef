import { formatFen } from '#ledger/money.ts';
import { CASH, formatQuantity, VALUATION } from '#ledger/unit.ts';

/** Wording of units: cash in yuan, goods in the item's own measure. */
export interface UnitWords {
  /** `1,000 只 医用口罩`, `1,234.50 元`, `1,234.50 元（折价）`. */
  amount(unit: string, amount: bigint): string;
  /** The figure alone, as it stands in a form or a table column of its own. */
  figure(unit: string, amount: bigint): string;
  measure(unit: string): string;
  name(unit: string): string;
  scale(unit: string): number;
}

export interface ItemWords {
  code: string;
  name: string;
  measure: string;
  scale: number;
}

const YUAN = '元';
const CASH_NAME = '资金';
const VALUATION_NAME = '物资折价';

export function unitWords(items: readonly ItemWords[]): UnitWords {
  const byUnit = new Map(items.map((item) => [`item:${item.code}`, item]));
  const isMoney = (unit: string) => unit === CASH || unit === VALUATION;
  const words: UnitWords = {
    scale: (unit) => (isMoney(unit) ? 2 : (byUnit.get(unit)?.scale ?? 0)),
    name: (unit) =>
      unit === CASH ? CASH_NAME : unit === VALUATION ? VALUATION_NAME : (byUnit.get(unit)?.name ?? unit),
    measure: (unit) => (isMoney(unit) ? YUAN : (byUnit.get(unit)?.measure ?? '')),
    figure: (unit, amount) => (isMoney(unit) ? formatFen(amount) : formatQuantity(amount, words.scale(unit))),
    amount(unit, amount) {
      const figure = `${words.figure(unit, amount)} ${words.measure(unit)}`;
      if (unit === CASH) return figure;
      return unit === VALUATION ? `${figure}（${VALUATION_NAME}）` : `${words.name(unit)} ${figure}`;
    },
  };
  return words;
}
