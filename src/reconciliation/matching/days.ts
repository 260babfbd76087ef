import type { Day } from '#ledger/day.ts';

const known = new Map<Day, number>();

/** Days since 1970-01-01. */
export function readDay(day: Day): number {
  let days = known.get(day);
  if (days === undefined) {
    days = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
    known.set(day, days);
  }
  return days;
}

/** The day that `readDay` reads so. */
export const writeDay = (days: number): Day => new Date(days * 86_400_000).toISOString().slice(0, 10);

export const daysApart = (one: { day: Day }, other: { day: Day }): number =>
  Math.abs(readDay(one.day) - readDay(other.day));
