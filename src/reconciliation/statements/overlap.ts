import type { Day } from '#ledger/day.ts';
import type { Flow } from '../statement/statement.ts';
import { serialParts } from './formats.ts';

/** From the day of its first line to that of its last. */
export interface Covered {
  firstDay: Day;
  lastDay: Day;
}

/** A line on one side only: of the new file and not known, or stored and not in the new file. */
export interface Lone {
  day: Day;
  time?: string | undefined;
  flow: Flow;
  amountFen: bigint;
  balanceFen?: bigint | undefined;
  serial?: string | undefined;
  counterpartyName?: string | undefined;
  format: string;
  /** Of a new line: where it stands in the file. */
  place?: number | undefined;
  /** The balances say that it is another line than its equals that were stored. */
  counted?: boolean | undefined;
}

/** The new file between the first and last time of day that its lines have, by day; only its first and last day count. */
export type Hours = ReadonlyMap<Day, { from: string; to: string }>;

export interface Contradiction {
  /**
   * added: a new line on a day that was complete before; missing: a stored line that a complete day lacks; otherwise: on
   * a day at the border, stored lines are gone and others of the same amount came, as from an export of another kind.
   */
  kind: 'added' | 'missing' | 'otherwise';
  line: Lone;
}

/** Strictly inside what one statement covers, a day is complete; on its first and last day the export may have cut it. */
export const completes = ({ firstDay, lastDay }: Covered, day: Day): boolean => firstDay < day && day < lastDay;

/**
 * How a file contradicts what was stored of the same account before (DOMAIN §4). Empty: whatever is new may be added. Of
 * bills of single orders nothing is asked, they differ by what was chosen for them. A day that some statement holds
 * complete takes no other line and loses none. At a border lines may come, and may be missing only before or after
 * all the others of the day, as where the export was made at noon; where some are missing and others came, they must
 * not be the same movements written in another way.
 */
export function contradictions(
  earlier: readonly Covered[],
  now: Covered,
  added: readonly Lone[],
  missing: readonly Lone[],
  hours: Hours,
): Contradiction[] {
  const found: Contradiction[] = [];
  for (const line of added) {
    if (earlier.some((each) => completes(each, line.day))) found.push({ kind: 'added', line });
  }
  for (const line of missing) {
    if (completes(now, line.day) || betweenOthers(line, hours)) found.push({ kind: 'missing', line });
  }
  if (found.length > 0) return found;
  const gone = Map.groupBy(missing, movedOn);
  for (const line of added) {
    const twin = !line.counted && gone.get(movedOn(line))?.some((each) => couldBeSame(each, line));
    if (twin) found.push({ kind: 'otherwise', line });
  }
  return found;
}

const movedOn = ({ day, flow, amountFen }: Lone): string => `${day} ${flow} ${amountFen}`;

const betweenOthers = ({ day, time }: Lone, hours: Hours): boolean => {
  const { from, to } = hours.get(day) ?? {};
  return time !== undefined && from !== undefined && to !== undefined && from < time && time < to;
};

/** One movement may be written with more or less beside it; what both say in the same way must agree. */
function couldBeSame(one: Lone, other: Lone): boolean {
  const agree = <T>(of: (line: Lone) => T | undefined): boolean =>
    of(one) === undefined || of(other) === undefined || of(one) === of(other);
  // The same amount that leaves the same balance is the same movement, whatever else is written.
  if (one.balanceFen !== undefined && other.balanceFen !== undefined) return one.balanceFen === other.balanceFen;
  // Another kind of export has numbers, names and even times of its own.
  if (one.format !== other.format) return true;
  const serials = !serialParts(one.format) || agree(({ serial }) => serial);
  return agree(({ time }) => time) && serials && agree((line) => line.counterpartyName);
}
