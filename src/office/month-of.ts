import type { Day } from '#ledger/day.ts';

/** A month as it is asked for, YYYY-MM, with its first and last day; the month before `today`'s where none is. */
export function monthOf(asked: string | null, today: Day): { month: string; from: Day; to: Day } {
  const given = /^(19|20)\d{2}-(0[1-9]|1[0-2])$/.exec(asked ?? '')?.[0];
  const [year = 0, month = 0] = (given ?? today).split('-').map(Number);
  const first = new Date(Date.UTC(year, month - (given === undefined ? 2 : 1), 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
  const from = first.toISOString().slice(0, 10);
  return { month: from.slice(0, 7), from, to: last.toISOString().slice(0, 10) };
}
