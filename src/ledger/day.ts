import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';

/** Business day in Asia/Shanghai, YYYY-MM-DD; compares as a string. */
export type Day = string;

export type Precision = 'day' | 'period' | 'notLaterThan' | 'notEarlierThan' | 'notStated';

/** What a source says of when something happened. day: from = to; notLaterThan: only to; notEarlierThan: only from. */
export interface Occurred {
  precision: Precision;
  from?: Day;
  to?: Day;
}

export const onDay = (day: Day): Occurred => ({ precision: 'day', from: day, to: day });
export const during = (from: Day, to: Day): Occurred => ({ precision: 'period', from, to });
export const notLaterThan = (day: Day): Occurred => ({ precision: 'notLaterThan', to: day });
export const notEarlierThan = (day: Day): Occurred => ({ precision: 'notEarlierThan', from: day });
export const dayNotStated = (): Occurred => ({ precision: 'notStated' });

/** Asia/Shanghai has been UTC+8 without summer time since 1992, before any record kept here. */
export function shanghaiDay(moment: Date): Day {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
export const todayInShanghai = (): Day => shanghaiDay(new Date());

/** So many days later; earlier for a negative number. */
export const daysAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
export const dayAfter = (day: Day): Day => daysAfter(day, 1);
export const dayBefore = (day: Day): Day => daysAfter(day, -1);

const FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4}) *年 *(\d{1,2}) *月 *(\d{1,2}) *日$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];

/** `3月5日`, `3/5`: all of a day but its year. */
const WITHOUT_YEAR = /^(\d{1,2}) *(?:月|[-/.]) *(\d{1,2}) *[日号]?$/;
/** Has every day that any year has. */
const LEAP_YEAR = '2020';

/**
 * Reads `2020-02-05`, `2020/2/5`, `2020.2.5`, `20200205` or `2020年2月5日`.
 * A day after `latest` is refused: what has not happened cannot be recorded. Pass `'any'` for plans.
 */
export function parseDay(text: string, latest: Day | 'any' = todayInShanghai()): Result<Day> {
  const stated = text.normalize('NFKC').trim();
  const values = { stated: text.trim().slice(0, 40) };
  if (stated === '') return refused({ kind: 'dayMissing' });
  for (const form of FORMS) {
    const [, year, month, date] = form.exec(stated) ?? [];
    if (year === undefined || month === undefined || date === undefined) continue;
    const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    if (!isDay(day)) return refused({ kind: 'dayNotInCalendar', values });
    return latest !== 'any' && day > latest ? refused({ kind: 'dayInFuture', values: { day, latest } }) : done(day);
  }
  const [, month, date] = WITHOUT_YEAR.exec(stated) ?? [];
  if (month === undefined || date === undefined) return refused({ kind: 'dayMalformed', values });
  // Whatever year is added, 2月30日 stays none.
  const inSomeYear = isDay(`${LEAP_YEAR}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
  return refused({ kind: inSomeYear ? 'dayWithoutYear' : 'dayNotInCalendar', values });
}

/** Whether the text is a day of the calendar, written YYYY-MM-DD, from 1900 on. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900-01-01') return false;
  const [year, month, date] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  // The day before the first of the next month is the last of this one.
  return month >= 1 && month <= 12 && date >= 1 && date <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether the days fit the precision, lie in order and not in the future (and not before a fund began). */
export function checkOccurred(occurred: Occurred, today: Day = todayInShanghai(), began?: Day): Refusal[] {
  const { precision, from, to } = occurred;
  const field = 'occurred';
  const whole = {
    day: from !== undefined && from === to,
    period: from !== undefined && to !== undefined,
    notLaterThan: from === undefined && to !== undefined,
    notEarlierThan: from !== undefined && to === undefined,
    notStated: from === undefined && to === undefined,
  }[precision];
  if (!whole) return [{ kind: 'dayMissing', field }];
  const days = [from, to].filter((day) => day !== undefined);
  const odd = days.find((day) => !isDay(day));
  if (odd !== undefined) return [{ kind: 'dayNotInCalendar', field, values: { stated: odd.slice(0, 40) } }];
  if (from !== undefined && to !== undefined && from > to)
    return [{ kind: 'daysOutOfOrder', field, values: { from, to } }];
  const last = to ?? from;
  const first = from ?? to;
  if (last !== undefined && last > today) return [{ kind: 'dayInFuture', field, values: { day: last, latest: today } }];
  if (began !== undefined && first !== undefined && first < began) {
    return [{ kind: 'dayBeforeFund', field, values: { day: first, began } }];
  }
  return [];
}

/** The day an act counts for in the books: the last it can have happened on, else the earliest, else when recorded. */
export const bookingDay = (occurred: Occurred, recordedOn: Day): Day => occurred.to ?? occurred.from ?? recordedOn;
