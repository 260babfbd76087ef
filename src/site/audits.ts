import type { AuditLeaf } from '#log/leaf.ts';
import type { PublishedLog } from './published-log.ts';
import type { Survey } from './survey.ts';

export interface Audit extends Pick<AuditLeaf, 'from' | 'to' | 'opinion' | 'sha256'> {
  /** Absent when nobody entered it, or when it was forgotten. */
  reportNumber: string | undefined;
  auditor: string | undefined;
}

/** Audit reports that the log holds, the newest first; a corrected one no longer counts. */
export async function auditsOf(log: PublishedLog, survey: Survey): Promise<Audit[]> {
  const entries = await log.entries('audit', survey.places('audit'));
  return entries
    .filter(({ index }) => !survey.corrected.has(index))
    .map(({ leaf: { from, to, opinion, sha256 }, texts: { reportNumber, auditor } }) => ({
      from,
      to,
      opinion,
      sha256,
      reportNumber,
      auditor,
    }))
    .reverse();
}
