/** A process of its own that keeps a portal's database open, as `start` and `demo` do, until it is told to stop. */
import { prepare, untilStopped } from '#cli/start.ts';
import { readSettings } from '#config/settings.ts';

const prepared = await prepare(readSettings());
// Stays, as one that listens does.
const staying = setInterval(() => undefined, 60_000);
console.log('ready');
process.exitCode = await untilStopped(prepared);
clearInterval(staying);
