import { createHash } from 'node:crypto';
import type { SiteData } from './site-data.ts';

/**
 * All that bytes made from leaves `from` up to, not including, `to` depend on beside the code: which log, which leaves,
 * the corrections and replacements that touch them, and their openings as they are now.
 */
export async function rangeKey({ log, survey }: SiteData, from: bigint, to: bigint): Promise<string> {
  const hash = createHash('sha256');
  hash.update(`${log.checkpoint?.origin} ${from} ${to}\n`);
  for (const [voided, by] of survey.corrected) {
    if (voided < from || voided >= to) continue;
    hash.update(`${voided} ${by} ${survey.replacementOf(voided) ?? '-'}\n`);
  }
  for await (const openings of log.openings(from, to)) hash.update(openings);
  return hash.digest('hex');
}
