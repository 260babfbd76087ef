import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '#database/connection.ts';
import type { Task } from './desk.ts';
import { workOnFile } from './work.ts';

/*
 * Reads or stores one file in a thread of its own. Its connections end with it, and a transaction with its connection: a
 * worker that is ended at any moment leaves nothing in part.
 */
const { url, dataDir, fileId } = workerData as Task;
const db = openDatabase(url, { max: 4 });
try {
  parentPort?.postMessage({ state: (await workOnFile(db, dataDir, fileId)) ?? null });
} finally {
  await db.destroy();
}
