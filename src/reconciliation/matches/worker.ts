import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '#database/connection.ts';
import type { MatchTask } from './match-desk.ts';
import { proposeMatches } from './propose-matches.ts';
import { tryRule } from './rules.ts';

/* Runs the matcher once, in a thread of its own: reading thousands of rows and weighing them would keep every request waiting. */
const { url, ...task } = workerData as MatchTask;
const db = openDatabase(url, { max: 2 });
try {
  parentPort?.postMessage('rule' in task ? await tryRule(db, task.rule) : await proposeMatches(db, task.scope));
} finally {
  await db.destroy();
}
