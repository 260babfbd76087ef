import type { AdjustmentLeaf, Leaf, UnitCode } from './leaf.ts';
import { noPosition, type Position } from './position.ts';

/**
 * Whether what a leaf tells its reader (lines, totals, items) is what its postings do: pages show the former, totals
 * come from the latter. Names the unit in which they differ.
 */
export function disagreement(leaf: Leaf, booked: ReadonlyMap<UnitCode, Position>): UnitCode | undefined {
  if (leaf.kind === 'adjustment' && leaf.reason === 'transfer') return wrongTransfer(leaf, booked);
  const told = toldBy(leaf);
  if (told === undefined) return undefined;
  for (const unit of new Set([...told.figures.keys(), ...booked.keys()])) {
    const figure = told.figures.get(unit);
    // A value put on goods may leave with them without being told.
    if (figure === undefined && unit === 'CNY:goods') continue;
    if ((figure ?? 0n) !== told.measure(booked.get(unit) ?? noPosition(), unit)) return unit;
  }
  return undefined;
}

/** A transfer changes no position, and its total is what went from one account into another. */
function wrongTransfer({ total, postings }: AdjustmentLeaf, booked: ReadonlyMap<UnitCode, Position>) {
  for (const [unit, position] of booked) {
    if (unit !== total.unit || Object.values(position).some((figure) => figure !== 0n)) return unit;
  }
  const debits = postings.filter(({ amount }) => !amount.startsWith('-'));
  return sums(debits).get(total.unit) === BigInt(total.amount) ? undefined : total.unit;
}

interface Told {
  figures: Map<UnitCode, bigint>;
  measure: (position: Position, unit: UnitCode) => bigint;
}

function toldBy(leaf: Leaf): Told | undefined {
  switch (leaf.kind) {
    case 'intake': {
      const lines = leaf.lines.map(({ unit, quantity }) => ({ unit, amount: quantity }));
      const values = leaf.valuations.map(({ amount }) => ({ unit: 'CNY:goods', amount }));
      return { figures: sums([...lines, ...values]), measure: ({ received }) => received };
    }
    case 'funding':
      return { figures: sums([leaf.total]), measure: ({ received }) => received };
    case 'disbursement':
      return { figures: sums(leaf.totals), measure: ({ disbursed }) => disbursed };
    case 'appropriation': {
      const back = leaf.direction === 'out' ? 1n : -1n;
      return { figures: sums(leaf.items), measure: ({ appropriated }) => appropriated * back };
    }
    case 'purchase': {
      // The goods come in at what was paid for them.
      const value = { unit: 'CNY:goods' as const, amount: leaf.price.amount };
      return {
        figures: sums([leaf.price, value, ...leaf.goods]),
        measure: ({ disbursed, adjusted }, unit) => (unit === leaf.price.unit ? disbursed : -adjusted),
      };
    }
    case 'adjustment':
      return { figures: sums([leaf.total]), measure: ({ adjusted }) => (adjusted < 0n ? -adjusted : adjusted) };
    default:
      return undefined;
  }
}

function sums(figures: readonly { unit: UnitCode; amount: string }[]): Map<UnitCode, bigint> {
  const total = new Map<UnitCode, bigint>();
  for (const { unit, amount } of figures) total.set(unit, (total.get(unit) ?? 0n) + BigInt(amount));
  return total;
}
