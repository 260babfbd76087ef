import type { Refusal } from '#ledger/refusal.ts';
import { dayOfSerial } from './read-xlsx.ts';

/** What a register's dates leave open. */
export interface Calendar {
  /** Of dates that say none. */
  year?: number | undefined;
  since1904: boolean;
}

const two = (text: string) => text.padStart(2, '0');

/**
 * A day as a register writes it, as YYYY-MM-DD: `2020年2月3日`, `2020.2.3 15:30`, `2月3日` and `2/3` with the year of the
 * register, `43864` as a spreadsheet counts. What is none stays as it is, for its own refusal.
 */
export function dayText(text: string, { year, since1904 }: Calendar): string {
  const stated = text
    .normalize('NFKC')
    .trim()
    .replace(/(?:\s+|T)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/, '')
    .replaceAll(/\s/g, '');
  if (/^\d{5}(?:\.\d+)?$/.test(stated)) return dayOfSerial(Number(stated), since1904) ?? text;
  const [, y, m, d] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(stated) ?? [];
  if (y !== undefined && m !== undefined && d !== undefined) return `${y}-${two(m)}-${two(d)}`;
  const [, month, date] = /^(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?$/.exec(stated) ?? [];
  if (month === undefined || date === undefined || year === undefined) return text;
  return `${year}-${two(month)}-${two(date)}`;
}

/** A day without a year may take one that is said for the whole file: its refusal names the field to say it in. */
export const dayRefused = (refusal: Refusal, choice: string): Refusal =>
  refusal.kind === 'dayWithoutYear' ? { ...refusal, values: { ...refusal.values, choice } } : refusal;
