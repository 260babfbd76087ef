import { addPosition, byOwner, fromBalanceRow, isEmpty, noPosition, type PositionRow } from '#log/position.ts';
import type { Notice } from './notices.ts';

/** A position as the notice before left it, what this notice added, and where it stands now. */
export interface RolledForward {
  before: PositionRow;
  change: PositionRow;
  now: PositionRow;
}

/** Every position that either notice states, in the order of the tables. `before` is absent for the first notice. */
export function rolledForward(notice: Notice, before: Notice | undefined): RolledForward[] {
  const then = new Map(statedIn(before).map((row) => [keyOf(row), row]));
  const now = new Map(statedIn(notice).map((row) => [keyOf(row), row]));
  return [...new Map([...then, ...now]).values()].sort(byOwner).map((owner) => {
    const from = then.get(keyOf(owner)) ?? empty(owner);
    const to = now.get(keyOf(owner)) ?? empty(owner);
    const change = { ...to };
    addPosition(change, from, -1n);
    return { before: from, change, now: to };
  });
}

/** Whether the notice moved this position at all. */
export const isMoved = ({ change }: RolledForward): boolean => !isEmpty(change);

/** What a notice signed, one row per entity, fund, stream and unit; nothing before the first. A notice may sign that there is nothing. */
export const statedIn = (notice: Notice | undefined): PositionRow[] =>
  (notice?.statements ?? []).flatMap(({ entity = '', fund = '', stream = 'donation', balances }) =>
    balances.map((balance) => fromBalanceRow({ entity, fund, stream }, balance)),
  );

const keyOf = ({ entity, fund, stream, unit }: PositionRow): string => [entity, fund, stream, unit].join(' ');

const empty = (row: PositionRow): PositionRow => ({ ...row, ...noPosition() });
