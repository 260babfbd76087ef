import { day, occurred } from '#i18n/zh-Hans/public/dates.ts';
import type { Occurred } from '#ledger/day.ts';

/** A day as a clerk writes it: 2020年2月5日. */
export const dayWords = day;

/** When it happened, no more precisely than the source says, as the public site words it. */
export function occurredWords({ precision, from, to }: Occurred): string {
  if (precision === 'day' && from) return occurred({ precision, day: from });
  if (precision === 'period' && from && to) return occurred({ precision, from, to });
  if (precision === 'notLaterThan' && to) return occurred({ precision, day: to });
  if (precision === 'notEarlierThan' && from) return occurred({ precision, day: from });
  return occurred({ precision: 'notStated' });
}

/** A moment in Asia/Shanghai: 2020-02-05 14:03. */
export const momentWords = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
