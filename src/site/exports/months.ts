import type { Notice } from '../notices.ts';
import { publicationDay } from './publication-day.ts';

/** What was published in one month: a run of whole notices, so a month that is over never grows again. */
export interface Month {
  /** YYYY-MM, by the cutoff day in Shanghai. */
  name: string;
  /** Leaves `first` up to, not including, `size`. */
  first: bigint;
  size: bigint;
}

/** Cutoffs only grow; should a clock have gone back, its notice stays with the month before it, so that runs stay whole. */
export function monthsOf(notices: readonly Notice[]): Month[] {
  const months: Month[] = [];
  for (const notice of notices) {
    const name = publicationDay(notice.cutoff).slice(0, 7);
    const last = months.at(-1);
    if (last !== undefined && name <= last.name) last.size = notice.size;
    else months.push({ name, first: notice.first, size: notice.size });
  }
  return months;
}

/** Leaves to a piece of a month's files: what a correction has made anew is small beside a month of many thousands. */
const LEAVES_PER_PIECE = 1_024n;
/** Of what every correction touches, in as many months as it reaches back: one bundle. */
export const LEAVES_PER_TOLD_PIECE = 256n;

/** The leaves of a month, cut where the log's own bundles and chunks of openings are. */
export function* stretchesOf(
  { first, size }: Month,
  leaves = LEAVES_PER_PIECE,
): Generator<{ from: bigint; to: bigint }> {
  for (let from = first; from < size; ) {
    const next = (from / leaves + 1n) * leaves;
    const to = next < size ? next : size;
    yield { from, to };
    from = to;
  }
}
