import { type Day, isDay } from '#ledger/day.ts';

export interface Moment {
  day?: Day;
  /** HH:MM:SS */
  time?: string;
}

const DATE = String.raw`(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))`;
const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?|(\d{2})(\d{2})(\d{2})`;
const FORM = new RegExp(String.raw`^(?:${DATE})?(?:(?:^|[\sT]*)(?:${CLOCK}))?$`);

/**
 * Reads a day, a time of day or both: `2025-07-12 09:03:11`, `2025/7/12`, `20260410 17:07:09`, `20260410170709`,
 * `2025年7月12日`, `123456`, `09:03`. Undefined when it is none of them, or no day of the calendar.
 */
export function readMoment(text: string): Moment | undefined {
  const stated = text.normalize('NFKC').replaceAll(/[`'"]/g, '').trim();
  const found = FORM.exec(stated);
  if (stated === '' || found === null) return undefined;
  const [
    ,
    year,
    month = found[4],
    date = found[5],
    ,
    ,
    hour = found[9],
    minute = found[10],
    second = found[11] ?? '00',
  ] = found;
  const moment: Moment = {};
  if (year !== undefined) {
    const day = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`;
    if (!isDay(day)) return undefined;
    moment.day = day;
  }
  if (hour !== undefined && minute !== undefined) {
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
    moment.time = `${hour.padStart(2, '0')}:${minute}:${second}`;
  }
  return moment;
}

/** `12/29`: a credit card's bill leaves the year to its title. */
export function readMonthDay(text: string, year: number): Day | undefined {
  const [, month, date] = /^(\d{1,2})[/-](\d{1,2})$/.exec(text.normalize('NFKC').trim()) ?? [];
  if (month === undefined || date === undefined) return undefined;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
