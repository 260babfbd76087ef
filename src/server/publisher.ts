import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';

/**
 * Publishes in a process of its own (`mingzhang publish --run <id>`), so that building pages never holds up a request
 * and a crash of either leaves the other standing. Progress is what the child writes into publish_run.
 */
export function createPublisher(database: Database, environment: NodeJS.ProcessEnv) {
  return {
    async start(personId: bigint): Promise<Result<{ runId: bigint }>> {
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
      run(environment, ['publish', '--run', String(id), '--by', String(personId)]);
      return done({ runId: id });
    },
    refreshTexts(): void {
      run(environment, ['erase']);
    },
  };
}

function run(environment: NodeJS.ProcessEnv, command: readonly string[]): void {
  const main = join(import.meta.dirname, '../cli/main.ts');
  const child = spawn(process.execPath, [main, ...command], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.on('error', (cause) => console.error(`${command[0]} could not be started`, cause));
}
