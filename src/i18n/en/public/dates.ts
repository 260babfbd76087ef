import type { LeafDate } from '#log/leaf.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const partsOf = (iso: string): { year: number; month: string; date: number } => {
  const [year = 0, month = 0, date = 0] = iso.split('-').map(Number);
  return { year, month: MONTHS[month - 1] ?? '', date };
};

/** 2020-02-05 → 5 February 2020 */
export const day = (iso: string): string => {
  const { year, month, date } = partsOf(iso);
  return `${date} ${month} ${year}`;
};

/** 2020-02 → February 2020 */
export const month = (iso: string): string => {
  const parts = partsOf(iso);
  return `${parts.month} ${parts.year}`;
};

/** 2020-02-01, 2020-02-05 → 1 to 5 February 2020; whatever both days share is said once. */
function period(from: string, to: string): string {
  const first = partsOf(from);
  const last = partsOf(to);
  if (first.year !== last.year) return `${day(from)} to ${day(to)}`;
  if (first.month !== last.month) return `${first.date} ${first.month} to ${day(to)}`;
  return `${first.date} to ${day(to)}`;
}

export function occurred(date: LeafDate): string {
  switch (date.precision) {
    case 'day':
      return day(date.day);
    case 'period':
      return period(date.from, date.to);
    case 'notLaterThan':
      return `not later than ${day(date.day)}`;
    case 'notEarlierThan':
      return `not earlier than ${day(date.day)}`;
    case 'notStated':
      return 'date not stated by the source';
  }
}

const inShanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function beijing(utc: string): { day: string; time: string } {
  const part = Object.fromEntries(inShanghai.formatToParts(new Date(utc)).map(({ type, value }) => [type, value]));
  return { day: day(`${part.year}-${part.month}-${part.day}`), time: `${part.hour}:${part.minute}` };
}

/** Of an entry that has no day of its own: when it was made public, Beijing time. */
export const published = (utc: string): string => `published ${dayOf(utc)}`;

/** UTC instant → 28 February 2020, 18:00 Beijing time: a reader abroad must be told whose clock it is. */
export function moment(utc: string): string {
  const { day: date, time } = beijing(utc);
  return `${date}, ${time} Beijing time`;
}

/** UTC instant → 28 February 2020, the day in Beijing. */
export const dayOf = (utc: string): string => beijing(utc).day;
