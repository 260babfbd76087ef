/*
 * Apart from the calendar, which the drawings bring with them: what a page runs at once would otherwise share a file of a
 * few lines with them, one request more on a slow line.
 */
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** UTC instant → the day it is in Shanghai, where business days are counted. */
export const shanghaiDay = (utc: string): string => new Date(Date.parse(utc) + SHANGHAI_MS).toISOString().slice(0, 10);

/** Calendar days in Shanghai from one UTC instant to another: 1 from yesterday noon to this morning. */
export const daysSince = (utc: string, now: string): number =>
  (Date.parse(shanghaiDay(now)) - Date.parse(shanghaiDay(utc))) / DAY_MS;
