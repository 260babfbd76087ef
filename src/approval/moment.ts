import { shanghaiDay } from '#ledger/day.ts';

/** A moment as refusals show it: `2026-02-05 14:03`, Asia/Shanghai. */
export function moment(at: Date): string {
  return `${shanghaiDay(at)} ${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)}`;
}
