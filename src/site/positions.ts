import { CASH, VALUATION } from '#i18n/amounts.ts';
import type { Provenance, Stream } from '#log/leaf.ts';
import { noPosition, type Position, type PositionRow } from '#log/position.ts';
import type { BalanceColumn } from './balance-rows.ts';
import type { Column, Contributions, Exactness } from './contributions.ts';
import { writeTotalName } from './page-totals.ts';
import type { Register } from './register.ts';

/** Positions of one unit and stream shown as one line: of one entity, or a summary over several (汇总，不合并记账). */
export interface Line {
  unit: string;
  stream: Stream;
  rows: PositionRow[];
  sum: Position;
}

export const isCash = ({ unit }: { unit: string }): boolean => unit === CASH;
export const isValuation = ({ unit }: { unit: string }): boolean => unit === VALUATION;
export const isGoods = (row: { unit: string }): boolean => !isCash(row) && !isValuation(row);

/** One line per stream and unit: money first, then items in the order in which they were registered. */
export function linesOf(rows: readonly PositionRow[], register: Register): Line[] {
  const lines = new Map<string, Line>();
  for (const row of rows) {
    const key = `${row.stream} ${row.unit}`;
    const line = lines.get(key) ?? { unit: row.unit, stream: row.stream, rows: [], sum: noPosition() };
    line.rows.push(row);
    line.sum = add(line.sum, row);
    lines.set(key, line);
  }
  const place = ({ unit }: Line): bigint => register.items.get(unit)?.leaf ?? -1n;
  return [...lines.values()].sort((a, b) => Number(place(a) - place(b)));
}

const add = (a: Position, b: Position): Position => ({
  received: a.received + b.received,
  disbursed: a.disbursed + b.disbursed,
  appropriated: a.appropriated + b.appropriated,
  adjusted: a.adjusted + b.adjusted,
  unstated: a.unstated + b.unstated,
  balance: a.balance + b.balance,
});

/** Parts of the equation behind its equals sign: those that moved, and always what is left. */
export function partsOf(position: Position): Exclude<BalanceColumn, 'received'>[] {
  const moved = (['disbursed', 'appropriated', 'adjusted', 'unstated'] as const).filter(
    (part) => position[part] !== 0n,
  );
  return [...(moved.length === 0 ? (['disbursed'] as const) : moved), 'balance'];
}

/** All that came in, nothing said about any of it, and nothing else that moved: then issued and left are unknown, not zero. */
export const isUnknown = ({ received, disbursed, appropriated, adjusted, unstated, balance }: Position): boolean =>
  unstated !== 0n &&
  unstated === received &&
  [disbursed, appropriated, adjusted, balance].every((figure) => figure === 0n);

/** Whether a dash stands in this column, since no figure is known. */
export const isHidden = (position: Position, column: BalanceColumn): boolean =>
  isUnknown(position) && column !== 'received' && column !== 'unstated';

/** Of what a period added: where anything is known of the whole, a nothing in the period is a nothing. */
export const isHiddenInPeriod = (change: Position, now: Position, column: BalanceColumn): boolean =>
  isHidden(change, column) && isHidden(now, column);

/** How exact a column of a line is, over all its rows. */
export function exactnessOf(contributions: Contributions, { rows }: Line, column: Column): Exactness {
  const all = rows
    .filter((row) => contributions.count({ ...row, column }) > 0)
    .map((row) => contributions.exactness({ ...row, column }));
  const [first = 'stated'] = all;
  if (all.every((each) => each === first)) return first;
  return all.some((each) => each === 'derived' || each === 'partlyDerived') ? 'partlyDerived' : 'partlyRounded';
}

/** Which name a line's figures carry on a page: of one entity and fund, or over all where rows differ. */
export const totalName = ({ rows, stream, unit }: Line, column: BalanceColumn): string =>
  writeTotalName({
    kind: stream,
    entity: common(rows.map(({ entity }) => entity)),
    fund: common(rows.map(({ fund }) => fund)),
    units: [unit],
    column,
  });

const common = ([first = '*', ...more]: string[]): string => (more.every((each) => each === first) ? first : '*');

/** The word beside a sum: 约 or 推算 even where only a part of it is. */
export const provenanceOf = (exactness: Exactness): Provenance =>
  exactness === 'stated' ? 'stated' : exactness === 'rounded' || exactness === 'partlyRounded' ? 'rounded' : 'derived';
