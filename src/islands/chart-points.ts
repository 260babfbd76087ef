import { stepsBetween } from '#site/time-rows.ts';

/** A row of the table: the step it is dated to, or undefined when it stands apart. */
export interface ChartRow {
  at: string | undefined;
  /** As the table words it. */
  name: string;
  /** Per column, in the smallest denomination, as the table's `data value` has them. */
  values: bigint[];
  /** Per column, as the table writes them. */
  texts: string[];
}

/** A place on the axis; without a row nothing moved then. */
export interface ChartPoint {
  label: string;
  row: ChartRow | undefined;
}

/** Of empty steps in a row that keep their place; more are one mark, or dates years apart would leave no bar to be seen. */
const LONGEST_GAP = 6;
const GAP: ChartPoint = { label: '⋯', row: undefined };

/**
 * Steps on which nothing moved keep their place, so that distances are true to time, but for long gaps, which are marked.
 * Rows that stand apart come first, before one empty place: behind the last they would look like what came later.
 */
export function pointsOf(rows: readonly ChartRow[], step: 'day' | 'month', apartLabel: string): ChartPoint[] {
  const dated = new Map(rows.flatMap((row) => (row.at === undefined ? [] : [[row.at, row] as const])));
  const inTime: ChartPoint[] = [];
  let before: string | undefined;
  for (const [at, row] of dated) {
    const empty = before === undefined ? [] : stepsBetween(before, at, step).slice(1, -1);
    if (empty.length > LONGEST_GAP) inTime.push(GAP);
    else inTime.push(...empty.map((day) => ({ label: axisLabel(day, step), row: undefined })));
    inTime.push({ label: axisLabel(at, step), row });
    before = at;
  }
  const apart = rows.filter(({ at }) => at === undefined).map((row) => ({ label: apartLabel, row }));
  return apart.length === 0 || inTime.length === 0
    ? [...apart, ...inTime]
    : [...apart, { label: '', row: undefined }, ...inTime];
}

/** 2020-02-05 → 2/5, 2020-02 → 2020/2: the same in every language. */
const axisLabel = (at: string, step: 'day' | 'month'): string => {
  const [year, month, day] = at.split('-').map(Number);
  return step === 'day' ? `${month}/${day}` : `${year}/${month}`;
};

/** Of the next point that has a row, going on from `place`; the same place when there is none. */
export function nextPlace(points: readonly ChartPoint[], place: number, direction: 1 | -1): number {
  for (let at = place + direction; at >= 0 && at < points.length; at += direction) {
    if (points[at]?.row !== undefined) return at;
  }
  return place;
}
