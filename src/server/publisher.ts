import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';

/**
 * Publishes in a process of its own (`mingzhang publish --run <id>`), so that building pages never holds up a request
 * and a crash of either leaves the other standing. Progress is what the child writes into publish_run.
 */
export function createPublisher(database: Database, environment: NodeJS.ProcessEnv, firstPauseMs = 30_000) {
  let refreshing = false;
  let again = false;
  let failures = 0;
  let failingSince: Date | undefined;
  let waiting: NodeJS.Timeout | undefined;
  /**
   * One at work and one waiting: whatever changes before the second begins is in what it reads. One that failed is tried
   * again until it succeeds, after ever longer pauses: what two people took down must not stay up because a disk was full.
   */
  const refreshTexts = (): void => {
    clearTimeout(waiting);
    if (refreshing) {
      again = true;
      return;
    }
    refreshing = true;
    run(environment, ['erase'], (succeeded) => {
      refreshing = false;
      if (!succeeded) {
        failingSince ??= new Date();
        waiting = setTimeout(refreshTexts, Math.min(firstPauseMs * 2 ** failures++, LONGEST_PAUSE_MS)).unref();
        return;
      }
      failures = 0;
      failingSince = undefined;
      if (!again) return;
      again = false;
      refreshTexts();
    });
  };
  return {
    async start(personId: bigint, list: string): Promise<Result<{ runId: bigint }>> {
      const running = await database
        .selectFrom('publishRun')
        .select('id')
        .where('finishedAt', 'is', null)
        .where('failure', 'is', null)
        .where('stepAt', '>', new Date(Date.now() - 120_000))
        .executeTakeFirst();
      if (running) return refused({ kind: 'publishAlreadyRunning' });
      const { id } = await database
        .insertInto('publishRun')
        .values({ startedBy: personId })
        .returning('id')
        .executeTakeFirstOrThrow();
      run(environment, ['publish', '--run', String(id), '--by', String(personId), '--list', list]);
      return done({ runId: id });
    },
    refreshTexts,
    failingSince: () => failingSince,
  };
}

const LONGEST_PAUSE_MS = 600_000;

/** `ended` is told whether the command succeeded; it has said on stderr why not. */
function run(
  environment: NodeJS.ProcessEnv,
  command: readonly string[],
  ended: (succeeded: boolean) => void = () => undefined,
): void {
  const main = join(import.meta.dirname, '../cli/main.ts');
  const child = spawn(process.execPath, [main, ...command], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.once('error', (cause) => {
    console.error(`${command[0]} could not be started`, cause);
    if (child.pid === undefined) ended(false);
  });
  child.once('exit', (code, signal) => {
    if (code !== 0) console.error(`${command[0]} ended with ${code ?? signal}`);
    ended(code === 0);
  });
}
