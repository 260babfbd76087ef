import type { Day } from '#log/leaf.ts';

const SHANGHAI_AHEAD_MS = 8 * 60 * 60 * 1000;

/** Business day (Asia/Shanghai, which has no summer time) of a cutoff in UTC. */
export const publicationDay = (cutoff: string): Day =>
  new Date(Date.parse(cutoff) + SHANGHAI_AHEAD_MS).toISOString().slice(0, 10);
