import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Result } from '#ledger/refusal.ts';
import type { Published } from './publish.ts';
import { type PublishStep, stepNumber } from './steps.ts';

/** Writes the progress of a publish for the page that watches it. Losing it loses nothing of the publish. */
export interface ProgressOfRun {
  by: bigint | undefined;
  at(step: PublishStep): Promise<void>;
  watch(work: Promise<Result<Published>>): Promise<Result<Published>>;
}

export async function recordRun(
  db: Database,
  runId: bigint | undefined,
  by: bigint | undefined,
): Promise<ProgressOfRun> {
  const id =
    runId ??
    (
      await db
        .insertInto('publishRun')
        .values({ startedBy: by ?? null })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  const set = (values: { step?: number; notice?: bigint | null; failure?: string; finished?: true }) => {
    const { finished, ...columns } = values;
    return db
      .updateTable('publishRun')
      .set({ ...columns, stepAt: sql<Date>`now()`, ...(finished && { finishedAt: sql<Date>`now()` }) })
      .where('id', '=', id)
      .execute();
  };
  // A long step (building pages) shows that it is alive.
  const heartbeat = setInterval(() => void set({}).catch(() => undefined), 10_000);
  heartbeat.unref();
  return {
    by,
    async at(step) {
      await set({ step: stepNumber(step) });
    },
    async watch(work) {
      try {
        const outcome = await work;
        if (outcome.ok) await set({ finished: true, notice: outcome.value.notice ?? null });
        else await set({ failure: outcome.refusals[0]?.kind ?? 'refused' });
        return outcome;
      } catch (cause) {
        await set({ failure: 'publishFailed' });
        throw cause;
      } finally {
        clearInterval(heartbeat);
      }
    },
  };
}
