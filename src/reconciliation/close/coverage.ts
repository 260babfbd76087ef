import { type Day, dayAfter } from '#ledger/day.ts';

/** Days that a stored statement speaks of, and what it began and ended with where it says so; in fen. */
export interface Covered {
  firstDay: Day;
  lastDay: Day;
  openingFen?: bigint;
  closingFen?: bigint;
}

/** Where one statement opens on the day after another with a balance that the other did not close with. */
export interface BalanceBreak {
  closed: Day;
  closingFen: bigint;
  opened: Day;
  openingFen: bigint;
}

/** Breaks between adjoining statements that begin by `through`, in the order of days. */
export function breaksOf(statements: readonly Covered[], through: Day): BalanceBreak[] {
  return statements
    .flatMap(({ firstDay: opened, openingFen }) => {
      if (openingFen === undefined || opened > through) return [];
      const before = statements.filter(({ lastDay }) => dayAfter(lastDay) === opened);
      const closings = before.flatMap(({ lastDay: closed, closingFen }) =>
        closingFen === undefined ? [] : [{ closed, closingFen }],
      );
      return closings
        .filter(({ closingFen }) => closingFen !== openingFen)
        .map((end) => ({ ...end, opened, openingFen }));
    })
    .toSorted((a, b) => compare(a.opened, b.opened));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
