import { VALUATION } from '#ledger/unit.ts';
import type { ImportedGift } from './read-gifts.ts';

/** What a clerk compares with the sum under his own sheet; never added across units. */
export interface Control {
  unit: string;
  lines: number;
  total: bigint;
}

export function controlSums(gifts: readonly ImportedGift[]): Control[] {
  const sums = new Map<string, Control>();
  const add = (unit: string, amount: bigint) => {
    const sum = sums.get(unit) ?? { unit, lines: 0, total: 0n };
    sums.set(unit, { unit, lines: sum.lines + 1, total: sum.total + amount });
  };
  for (const { input } of gifts) {
    for (const line of input.lines) add(line.unit, line.quantity);
    for (const valuation of input.valuations) add(VALUATION, valuation.amountFen);
  }
  return [...sums.values()].sort((one, other) => (one.unit < other.unit ? -1 : 1));
}
