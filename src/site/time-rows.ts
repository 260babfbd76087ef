import { addPosition, isEmpty, noPosition, type Position } from '#log/position.ts';
import { formatDay, readDay } from './calendar.ts';
import type { BooksFilter, Timeline } from './timeline.ts';

/** What moved on a day, in a month, or at no time that any source states (`at` undefined). */
export interface TimeRow {
  at: string | undefined;
  position: Position;
}

export interface TimeRows {
  step: 'day' | 'month';
  dated: TimeRow[];
  /** What belongs to no step: only its month is known while the steps are days, or nothing is. */
  apart: TimeRow[];
}

/** Longer than a quarter, single days are too many to see; then months. */
const MOST_DAYS = 92;

/** Receipts and uses of one stream and unit over time. All rows together sum to the books that were asked for. */
export function timeRows(
  timeline: Timeline,
  filter: BooksFilter & Required<Pick<BooksFilter, 'stream' | 'unit'>>,
): TimeRows {
  const days = timeline.days(filter).map(({ day, ...position }) => ({ at: day, position }));
  const months = timeline.months(filter).map(({ month, ...position }) => ({ at: month, position }));
  const unknown: TimeRow[] = timeline.notStated(filter).map((position) => ({ at: undefined, position }));
  if (!isShort(days.map(({ at }) => at))) return { step: 'month', dated: months, apart: unknown };
  const onlyMonth = months.flatMap(({ at, position }) => {
    const rest = addedTo(noPosition(), position, 1n);
    for (const day of days) if (day.at.startsWith(at)) addPosition(rest, day.position, -1n);
    return isEmpty(rest) ? [] : [{ at, position: rest }];
  });
  return { step: 'day', dated: days, apart: [...onlyMonth, ...unknown] };
}

function addedTo(sum: Position, position: Position, sign: bigint): Position {
  addPosition(sum, position, sign);
  return sum;
}

function isShort(days: readonly string[]): boolean {
  const [first, last] = [days[0], days.at(-1)];
  return first !== undefined && last !== undefined && readDay(last) - readDay(first) < MOST_DAYS;
}

/** The steps from the first to the last, those on which nothing moved included, so that distances in time are true. */
export function stepsBetween(first: string, last: string, step: 'day' | 'month'): string[] {
  const steps: string[] = [];
  if (step === 'day') {
    for (let day = readDay(first); day <= readDay(last); day++) steps.push(formatDay(day));
    return steps;
  }
  for (let month = first; month <= last; month = monthAfter(month)) steps.push(month);
  return steps;
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const [nextYear, next] = number === 12 ? [year + 1, 1] : [year, number + 1];
  return `${nextYear}-${next.toString().padStart(2, '0')}`;
}
