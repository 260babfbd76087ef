import type { Database } from '#database/connection.ts';
import { PUBLISH_STEPS } from './steps.ts';

export interface PublishRun {
  id: bigint;
  startedBy: string | null;
  startedAt: Date;
  step: number;
  steps: number;
  finishedAt: Date | null;
  notice: bigint | null;
  failure: string | null;
  /** Not finished, not failed, and heard of lately. */
  running: boolean;
}

/** A run that has been silent this long has died with its process. */
const SILENT_MS = 120_000;

/** The latest publishes, newest first. */
export async function listPublishRuns(db: Database, limit: number): Promise<PublishRun[]> {
  const rows = await db
    .selectFrom('publishRun')
    .leftJoin('appUser', 'appUser.id', 'publishRun.startedBy')
    .select(['publishRun.id', 'appUser.displayName as startedBy', 'startedAt', 'step', 'stepAt'])
    .select(['finishedAt', 'notice', 'failure'])
    .orderBy('publishRun.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ stepAt, ...row }) => ({
    ...row,
    steps: PUBLISH_STEPS.length,
    running: row.finishedAt === null && row.failure === null && Date.now() - stepAt.getTime() < SILENT_MS,
  }));
}

/** When the newest notice went out; undefined before the first. */
export async function lastNotice(db: Database): Promise<{ number: bigint; publishedAt: Date } | undefined> {
  return db
    .selectFrom('notice')
    .select(['number', 'publishedAt'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}
