import { parentPort, workerData } from 'node:worker_threads';
import { readSheetFile } from './read-file.ts';

/* Reads one file in a thread of its own: what a hostile or a large one does, it does here. */
parentPort?.postMessage(await readSheetFile(workerData as Uint8Array));
