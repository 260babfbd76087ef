import { type Day, isDay } from '#ledger/day.ts';

export interface Moment {
  day?: Day;
  /** HH:MM:SS */
  time?: string;
}

/** Order of `05/06/2025`, which is never read by guess: the other dates of the file tell it. */
export type DayOrder = 'dayMonthYear' | 'monthDayYear';

const DATE = String.raw`(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))`;
const HALF = '(上午|下午|am|pm)?';
const CLOCK = String.raw`${HALF}\s*(\d{1,2})[:.时](\d{2})(?:[:.分](\d{2})秒?|分)?(?:[.,]\d+)?\s*${HALF}|(\d{2})(\d{2})(\d{2})\d{0,6}`;
const ZONE = String.raw`\s*(?:z|[+-]\d{2}:?\d{2})?`;
const FORM = new RegExp(String.raw`^(?:${DATE})?(?:(?:^|[\sT]*|-)(?:${CLOCK})${ZONE})?$`, 'i');

/** `05/06/2025`, `5.6.2025` */
export const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/;
/** `02-Jan-2025`, `2 January 2025`; `Jan 2, 2025` */
const DAY_AND_WORD = /^(\d{1,2})[-\s/]*([a-z]{3})[a-z]*\.?[-\s/,]*(\d{4})(?!\d)/i;
const WORD_AND_DAY = /^([a-z]{3})[a-z]*\.?\s*(\d{1,2}),?\s*(\d{4})(?!\d)/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthOf = (word = ''): number => MONTHS.indexOf(word.toLowerCase()) + 1;

/** Marks that keep a cell text, and days of the week. */
const BESIDE = /[`'"]|[(,]?\s{0,5}(?:星期|礼拜|周)[一二三四五六日天]\)?,?/g;

/** A cell as its readers compare it; empty where it is too long to be any day or time. */
export function plainMoment(text: string): string {
  const stated = text.trim();
  return stated.length > LONGEST ? '' : stated.normalize('NFKC').trim();
}
const LONGEST = 60;

/**
 * Reads a day, a time of day or both: `2025-07-12 09:03:11`, `2025/7/12`, `20260410 17:07:09`, `20260410170709`,
 * `202604101707`, `2025年7月12日 9时03分`, `2025-07-12 星期六`, `2025-07-12-09.03.11.000001`, `2025/7/12 下午 3:04`,
 * `12-Jul-2025`, `123456`, `09:03`, and with `order` `12/07/2025`. Undefined when it is none of them, or no day of the calendar.
 */
export function readMoment(text: string, order?: DayOrder): Moment | undefined {
  const stated = yearFirst(plainMoment(text).replaceAll(BESIDE, '').trim(), order).replace(/^\d{12}$/, '$&00');
  const found = FORM.exec(stated);
  if (stated === '' || found === null) return undefined;
  const [, year, dashMonth, dashDate, plainMonth, plainDate, before, hours, minutes, seconds, behind, ...digits] =
    found;
  const [month, date] = [dashMonth ?? plainMonth, dashDate ?? plainDate];
  const [hour = digits[0], minute = digits[1], second = digits[2] ?? '00'] = [hours, minutes, seconds];
  const moment: Moment = {};
  if (year !== undefined) {
    const day = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`;
    if (!isDay(day)) return undefined;
    moment.day = day;
  }
  if (hour !== undefined && minute !== undefined) {
    const hourOfDay = ofDay(Number(hour), before ?? behind);
    if (hourOfDay > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
    moment.time = `${String(hourOfDay).padStart(2, '0')}:${minute}:${second}`;
  }
  return moment;
}

/** 下午 3 → 15; 12 AM is midnight. */
function ofDay(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (/下午|pm/i.test(half) ? 12 : 0);
}

function yearFirst(stated: string, order: DayOrder | undefined): string {
  const [last, one = '', , other = '', year = ''] = YEAR_LAST.exec(stated) ?? [];
  if (last !== undefined && order !== undefined) {
    const [month, day] = order === 'dayMonthYear' ? [other, one] : [one, other];
    return `${year}-${month}-${day}${stated.slice(last.length)}`;
  }
  const [worded, date, word, ofYear] = DAY_AND_WORD.exec(stated) ?? [];
  if (worded !== undefined && monthOf(word) > 0)
    return `${ofYear}-${monthOf(word)}-${date}${stated.slice(worded.length)}`;
  const [headed, head, day, year4] = WORD_AND_DAY.exec(stated) ?? [];
  if (headed !== undefined && monthOf(head) > 0)
    return `${year4}-${monthOf(head)}-${day}${stated.slice(headed.length)}`;
  return stated;
}

/** `12/29`: a credit card's bill leaves the year to its title. */
export function readMonthDay(text: string, year: number): Day | undefined {
  const [, month, date] = /^(\d{1,2})[/-](\d{1,2})$/.exec(plainMoment(text)) ?? [];
  if (month === undefined || date === undefined) return undefined;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** `93000`, 09:30:00 as a spreadsheet stores it; only where another column says the day. */
export function readBareTime(text: string): string | undefined {
  const stated = plainMoment(text);
  return /^\d{3,5}$/.test(stated) ? readMoment(stated.padStart(6, '0'))?.time : undefined;
}

/** `45658`, a day as a spreadsheet counts it from 1900, from the year 2000 on; only where all days are such numbers. */
export function readSerialDay(text: string): Moment | undefined {
  const [, days, part = '0'] = /^(\d{5})(\.\d+)?$/.exec(plainMoment(text)) ?? [];
  if (days === undefined || Number(days) < 36_526 || Number(days) > 80_000) return undefined;
  const date = new Date(Date.UTC(1899, 11, 30) + Number(days) * 86_400_000).toISOString().slice(0, 10);
  if (!isDay(date)) return undefined;
  const seconds = Math.round(Number(part) * 86_400);
  const clock = new Date(seconds * 1_000).toISOString().slice(11, 19);
  return { day: date, ...(seconds > 0 && seconds < 86_400 && { time: clock }) };
}
