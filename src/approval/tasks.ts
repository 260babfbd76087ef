import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { TASKS_OF_LIFE, type Task } from './act.ts';

/** The work queue is kept by the acts that create and finish the work; it is never computed by a scan. */
export async function openTask(tx: Tx, actId: bigint, task: Task): Promise<void> {
  await tx
    .insertInto('openTask')
    .values({ actId, task })
    .onConflict((conflict) => conflict.columns(['actId', 'task']).doNothing())
    .execute();
}

export async function closeTask(tx: Tx, actId: bigint, task: Task): Promise<void> {
  await tx.deleteFrom('openTask').where('actId', '=', actId).where('task', '=', task).execute();
}

export const closeAllTasks = (tx: Tx, actId: bigint): Promise<void> => closeAllTasksOf(tx, [actId]);

/** In one statement, however many acts. What is proposed about a published act stays open: only a decision ends it. */
export async function closeAllTasksOf(tx: Tx, actIds: readonly bigint[]): Promise<void> {
  await tx
    .deleteFrom('openTask')
    .where('actId', '=', sql<bigint>`any(${[...actIds]})`)
    .where('task', 'in', TASKS_OF_LIFE)
    .execute();
}
