import type { Figure } from '#approval/queries.ts';
import { unitWords } from '#office/units.ts';

/** The figures of an entry in a list: `医用口罩 11,204 只`, `930,000.00 元`. */
export function figuresWords(figures: readonly Figure[]): string[] {
  const items = figures.flatMap(({ unit, scale, item }) =>
    item ? [{ code: unit.slice('item:'.length), name: item.name, measure: item.measure, scale }] : [],
  );
  const units = unitWords(items);
  return figures.map(({ unit, amount }) => units.amount(unit, amount));
}
