import type { Day } from '#ledger/day.ts';

/** The one day up to which all papers of a month are. */
export interface CutOff {
  day: Day;
  /** Nothing can be booked up to it any more; otherwise the figures are not final and no voucher has a number. */
  closed: boolean;
}

/** The month's last closed day; of a month of which none is closed, its last day that has come. */
export function cutOff(
  { from, to }: { from: Day; to: Day },
  { closed, today }: { closed: Day | undefined; today: Day },
): CutOff {
  if (closed !== undefined && closed >= from) return { day: closed < to ? closed : to, closed: true };
  return { day: today < to ? today : to, closed: false };
}
