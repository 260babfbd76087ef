import type { Notice } from '../notices.ts';
import { publicationDay } from './publication-day.ts';

/** What was published in one month: a run of whole notices, so a month that is over never grows again. */
export interface Month {
  /** YYYY-MM, by the cutoff day in Shanghai. */
  name: string;
  /** Leaves `first` up to, not including, `size`. */
  first: bigint;
  size: bigint;
  notices: Notice[];
}

/** Cutoffs only grow; should a clock have gone back, its notice stays with the month before it, so that runs stay whole. */
export function monthsOf(notices: readonly Notice[]): Month[] {
  const months: Month[] = [];
  for (const notice of notices) {
    const name = publicationDay(notice.cutoff).slice(0, 7);
    const last = months.at(-1);
    if (last !== undefined && name <= last.name) {
      last.notices.push(notice);
      last.size = notice.size;
    } else months.push({ name, first: notice.first, size: notice.size, notices: [notice] });
  }
  return months;
}
