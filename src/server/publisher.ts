import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';

/**
 * Publishes in a process of its own (`mingzhang publish --run <id>`), so that building pages never holds up a request
 * and a crash of either leaves the other standing. Progress is what the child writes into publish_run.
 */
export function createPublisher(database: Database, environment: NodeJS.ProcessEnv) {
  let refreshing = false;
  let again = false;
  /** One at work and one waiting: whatever changes before the second begins is in what it reads. */
  const refreshTexts = (): void => {
    if (refreshing) {
      again = true;
      return;
    }
    refreshing = true;
    run(environment, ['erase'], () => {
      refreshing = false;
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
  };
}

function run(environment: NodeJS.ProcessEnv, command: readonly string[], ended?: () => void): void {
  const main = join(import.meta.dirname, '../cli/main.ts');
  const child = spawn(process.execPath, [main, ...command], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.once('error', (cause) => {
    console.error(`${command[0]} could not be started`, cause);
    if (child.pid === undefined) ended?.();
  });
  if (ended) child.once('exit', ended);
}
