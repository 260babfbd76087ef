import type { Line } from './positions.ts';
import type { Survey } from './survey.ts';

/** What fits a first page. */
const MOST = 10;

/**
 * The items that most entries speak of, in the order of the register: quantities of different units cannot be ranked
 * against each other.
 */
export function topItems(lines: readonly Line[], { contributions }: Pick<Survey, 'contributions'>): Line[] {
  if (lines.length <= MOST) return [...lines];
  const entriesOf = ({ rows }: Line): number =>
    rows.reduce((sum, row) => sum + contributions.count({ ...row, column: 'received' }), 0);
  const top = new Set([...lines].sort((a, b) => entriesOf(b) - entriesOf(a)).slice(0, MOST));
  return lines.filter((line) => top.has(line));
}
