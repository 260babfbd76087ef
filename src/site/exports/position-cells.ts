import { formatDecimal } from '#log/decimal-point.ts';
import type { Position } from '#log/position.ts';
import { type BalanceColumn, COLUMNS } from '../balance-rows.ts';
import { isUnknown } from '../positions.ts';

/** Columns of which nothing is known where no source says what became of what came in. */
export const staysEmpty = (position: Position, column: BalanceColumn): boolean =>
  column !== 'received' && column !== 'unstated' && isUnknown(position);

/** The figures of a position by column, as decimal strings; what the pages show as a dash has none. */
export const positionCells = (position: Position, scale: number): { [column in BalanceColumn]?: string } =>
  Object.fromEntries(
    COLUMNS.flatMap((column) =>
      staysEmpty(position, column) ? [] : [[column, formatDecimal(position[column], scale)]],
    ),
  );
