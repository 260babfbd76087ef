import { VALUATION } from '#i18n/amounts.ts';
import type { Leaf } from '#log/leaf.ts';

/** What one leaf gives to one organisation in one unit, as 360Giving counts a grant. */
export interface GrantLine {
  line: number;
  receiver: string;
  kind: 'cash' | 'goods-valuation';
  /** In fen. */
  amount: string;
}

const KINDS: Record<string, GrantLine['kind'] | undefined> = { CNY: 'cash', [VALUATION]: 'goods-valuation' };

/** Money passed on, and goods issued to an organisation that have a value: it stands among the totals. */
export function grantLines(leaf: Leaf): GrantLine[] {
  if (leaf.kind === 'appropriation' && leaf.direction === 'out') {
    return leaf.items.flatMap(({ unit, amount, receiver }, line) => {
      const kind = KINDS[unit];
      return kind === undefined ? [] : [{ line, receiver, kind, amount }];
    });
  }
  if (leaf.kind === 'disbursement' && leaf.form === 'issue' && leaf.receiver !== undefined) {
    const { receiver, totals } = leaf;
    return totals.flatMap(({ unit, amount }, line) => {
      const kind = KINDS[unit];
      return kind === undefined ? [] : [{ line, receiver, kind, amount }];
    });
  }
  return [];
}
