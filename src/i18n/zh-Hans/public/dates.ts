import type { LeafDate } from '#log/leaf.ts';

/** 2020-02-05 → 2020年2月5日 */
export const day = (iso: string): string => {
  const [year, month, date] = iso.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** 2020-02 → 2020年2月 */
export const month = (iso: string): string => {
  const [year, month] = iso.split('-').map(Number);
  return `${year}年${month}月`;
};

const monthDay = (iso: string): string => day(iso).replace(/^.*年/, '');

/** 2020-02-01, 2020-02-05 → 2020年2月1日至2月5日 */
const period = (from: string, to: string): string =>
  from.slice(0, 4) === to.slice(0, 4) ? `${day(from)}至${monthDay(to)}` : `${day(from)}至${day(to)}`;

export function occurred(date: LeafDate): string {
  switch (date.precision) {
    case 'day':
      return day(date.day);
    case 'period':
      return period(date.from, date.to);
    case 'notLaterThan':
      return `不晚于 ${day(date.day)}`;
    case 'notEarlierThan':
      return `不早于 ${day(date.day)}`;
    case 'notStated':
      return '日期原文未载';
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

/** Of an entry that has no day of its own: when it was made public, Beijing time. */
export const published = (utc: string): string => `${moment(utc).replace(/ .*$/, '')}公示`;

/** UTC instant → 2020年2月28日 18:00, Beijing time. */
export function moment(utc: string): string {
  const part = Object.fromEntries(inShanghai.formatToParts(new Date(utc)).map(({ type, value }) => [type, value]));
  return `${day(`${part.year}-${part.month}-${part.day}`)} ${part.hour}:${part.minute}`;
}

/** UTC instant → 2020年2月28日, the day in Beijing. */
export const dayOf = (utc: string): string => moment(utc).replace(/ .*$/, '');
