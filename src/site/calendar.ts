const DAY_MS = 86_400_000;

/** Days are counted from 1970-01-01, as calendar days without a clock: YYYY-MM-DD → number. */
export const readDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

export const formatDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The same day of a later month; its last day where it has none such (31 January and a month → 28 or 29 February). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lastDate = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10);
}
