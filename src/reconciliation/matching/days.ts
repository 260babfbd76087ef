import type { Day } from '#ledger/day.ts';

/** Days since 1970-01-01. */
export const readDay = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

export const daysApart = (one: { day: Day }, other: { day: Day }): number =>
  Math.abs(readDay(one.day) - readDay(other.day));
