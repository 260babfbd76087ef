import { type Day, dayAfter, dayBefore } from '#ledger/day.ts';
import type { Covered } from './overlap.ts';

/** In fen, where the statement says so. */
export interface CoveredWithBalances extends Covered {
  openingFen?: bigint | null;
  closingFen?: bigint | null;
}

/** Days that no statement covers. */
export interface Gap {
  from: Day;
  to: Day;
}

/**
 * What lies between the statements of an account, oldest first; and with `within`, what of these days they leave out before,
 * between and behind them. Where the next one opens with the balance that the last one closed with, nothing moved in between.
 */
export function gapsOf(statements: readonly CoveredWithBalances[], within?: { from: Day; through: Day }): Gap[] {
  const sorted = statements.toSorted(
    (one, other) => compare(one.firstDay, other.firstDay) || compare(one.lastDay, other.lastDay),
  );
  const between: Gap[] = [];
  let last: CoveredWithBalances | undefined;
  for (const next of sorted) {
    if (last !== undefined && next.firstDay > dayAfter(last.lastDay) && !follows(last, next)) {
      between.push({ from: dayAfter(last.lastDay), to: dayBefore(next.firstDay) });
    }
    if (last === undefined || next.lastDay >= last.lastDay) last = next;
  }
  if (within === undefined) return between;
  const { from, through } = within;
  const [first] = sorted;
  if (first === undefined || last === undefined) return [{ from, to: through }];
  const all = [{ from, to: dayBefore(first.firstDay) }, ...between, { from: dayAfter(last.lastDay), to: through }];
  return all
    .map((gap) => ({ from: gap.from < from ? from : gap.from, to: gap.to > through ? through : gap.to }))
    .filter((gap) => gap.from <= gap.to);
}

const follows = (last: CoveredWithBalances, next: CoveredWithBalances): boolean =>
  typeof last.closingFen === 'bigint' && last.closingFen === next.openingFen;

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
