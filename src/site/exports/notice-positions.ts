import { byOwner, fromBalanceRow, type Position, type PositionRow } from '#log/position.ts';
import { COLUMNS } from '../balance-rows.ts';
import type { Notice } from '../notices.ts';

/** Positions as the statement leaves of a notice give them, in their order; none before the first notice. */
export const positionsAt = (notice: Notice | undefined): PositionRow[] =>
  (notice?.statements ?? []).flatMap(({ entity, fund, stream, balances }) =>
    entity === undefined || fund === undefined || stream === undefined
      ? []
      : balances.map((row) => fromBalanceRow({ entity, fund, stream }, row)),
  );

/** What a position is, and how much of it came since an earlier notice. */
export interface Movement {
  owner: Pick<PositionRow, 'entity' | 'fund' | 'stream' | 'unit'>;
  now: Position;
  since: Position;
}

/** Every position of either notice: a row that has become zero is in none of the later one's statements. */
export function movements(before: Notice | undefined, after: Notice): Movement[] {
  const rows = new Map<string, { was?: PositionRow; is?: PositionRow }>();
  for (const was of positionsAt(before)) rows.set(keyOf(was), { was });
  for (const is of positionsAt(after)) rows.set(keyOf(is), { ...rows.get(keyOf(is)), is });
  return [...rows.values()]
    .flatMap(({ was, is }) => {
      const row = is ?? was;
      if (row === undefined) return [];
      const { entity, fund, stream, unit } = row;
      return [
        {
          owner: { entity, fund, stream, unit },
          now: position((c) => is?.[c] ?? 0n),
          since: position((c) => (is?.[c] ?? 0n) - (was?.[c] ?? 0n)),
        },
      ];
    })
    .sort((a, b) => byOwner(a.owner, b.owner));
}

const position = (figure: (column: keyof Position) => bigint): Position =>
  Object.fromEntries(COLUMNS.map((column) => [column, figure(column)])) as unknown as Position;

const keyOf = ({ entity, fund, stream, unit }: PositionRow): string => [entity, fund, stream, unit].join(' ');
