import { parentPort, workerData } from 'node:worker_threads';
import { type LinkTask, linkParts } from './link-parts.ts';

/** The thread of `linkAside`: links, says what it could not link, and ends. */
parentPort?.postMessage(linkParts(workerData as LinkTask));
