import { type Day, dayAfter } from '#ledger/day.ts';
import { formatFen } from '#ledger/money.ts';
import type { Refusal } from '#ledger/refusal.ts';
import type { Covered } from './overlap.ts';

/** Days of a statement with the balances that it states, or that its lines give it; in fen. */
export interface Bordered extends Covered {
  openingFen?: bigint | undefined;
  closingFen?: bigint | undefined;
}

/** A line of the new statement on its first or last day, in the order of the file. */
export interface BorderLine {
  day: Day;
  /** What it did to the account: in is positive; in fen. */
  movedFen: bigint;
  /** Whether it was stored before. */
  known: boolean;
}

/**
 * Where a new statement does not go on with the balance that its neighbours in time end or begin with. One that is next
 * day, or shares its border day, must; on a shared day the export may have been cut, so that lines of it stand in both. Of
 * several that end or begin there, one that fits is enough: an export of the whole day mends one that was cut.
 */
export function borderRefusals(
  neighbours: readonly Bordered[],
  now: Bordered,
  lines: readonly BorderLine[],
): Refusal[] {
  const before = neighbours.filter(
    ({ firstDay, lastDay, closingFen }) =>
      closingFen !== undefined &&
      (dayAfter(lastDay) === now.firstDay || (lastDay === now.firstDay && firstDay < now.firstDay)),
  );
  const after = neighbours.filter(
    ({ firstDay, lastDay, openingFen }) =>
      openingFen !== undefined &&
      (dayAfter(now.lastDay) === firstDay || (firstDay === now.lastDay && now.lastDay < lastDay)),
  );
  return [
    ...differs(
      before.map((earlier) => ({ earlier, later: now, cut: earlier.lastDay === now.firstDay })),
      lines,
    ),
    ...differs(
      after.map((later) => ({ earlier: now, later, cut: later.firstDay === now.lastDay })),
      lines,
    ),
  ];
}

interface Border {
  earlier: Bordered;
  later: Bordered;
  /** Both have lines of the day where they meet. */
  cut: boolean;
}

function differs(borders: readonly Border[], lines: readonly BorderLine[]): Refusal[] {
  const wrong = borders.flatMap(({ earlier, later, cut }) => {
    const [closing, opening] = [earlier.closingFen, later.openingFen];
    if (closing === undefined || opening === undefined) return [];
    const shared = cut ? lines.filter(({ day }) => day === later.firstDay) : [];
    return isExplained(closing - opening, shared) ? [] : [{ earlier, later, closing, opening }];
  });
  const [first] = wrong;
  if (first === undefined || wrong.length < borders.length) return [];
  const { earlier, later, closing, opening } = first;
  const values = {
    endDay: earlier.lastDay,
    closing: formatFen(closing),
    startDay: later.firstDay,
    opening: formatFen(opening),
  };
  return [{ kind: 'statementBordersDiffer', values }];
}

/** By the lines that are known of the shared day, or by those up to where the other export was cut, in either order. */
function isExplained(difference: bigint, lines: readonly BorderLine[]): boolean {
  if (difference === 0n) return true;
  const known = lines.reduce((total, { movedFen, known: stored }) => (stored ? total + movedFen : total), 0n);
  return known === difference || [lines, lines.toReversed()].some((each) => reaches(difference, each));
}

function reaches(difference: bigint, lines: readonly BorderLine[]): boolean {
  let moved = 0n;
  return lines.some(({ movedFen }) => {
    moved += movedFen;
    return moved === difference;
  });
}
