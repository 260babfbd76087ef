import { writeTotalName } from './page-totals.ts';
import type { Item } from './register.ts';
import type { Survey } from './survey.ts';

export interface FamilyTotal {
  code: string;
  name: string;
  measure: string;
  scale: number;
  items: Item[];
  received: bigint;
  /** Its name on a page, as `data-total`. */
  total: string;
}

/** Gifts of every item of a family over all entities (汇总，不合并记账); the register keeps one unit of count within it. */
export function familyTotals({ register, fold }: Survey): FamilyTotal[] {
  const positions = fold.positions().filter(({ stream }) => stream === 'donation');
  return [...register.families.values()].flatMap(({ code, name }) => {
    const items = [...register.items.values()].filter(({ family }) => family === code);
    const [first] = items;
    const countedAlike = items.every(({ measure, scale }) => measure === first?.measure && scale === first.scale);
    if (first === undefined || !countedAlike) return [];
    const units = new Set(items.map(({ unit }) => unit));
    const received = positions.reduce((sum, row) => (units.has(row.unit) ? sum + row.received : sum), 0n);
    const total = writeTotalName({ kind: 'donation', entity: '*', fund: '*', units: [...units], column: 'received' });
    return [{ code, name, measure: first.measure, scale: first.scale, items, received, total }];
  });
}
