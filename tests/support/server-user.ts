/**
 * A process of its own that uses the embedded server of the DATA_DIR it is given: says "ready", and on the end of its
 * input leaves and says "left". It dies as a crashed program does when it is killed.
 */
import { joinServer } from '#database/embedded/server.ts';

const [dataDir = ''] = process.argv.slice(2);
const server = await joinServer(dataDir, 'throwaway');
console.log('ready');
for await (const _ of process.stdin);
await server.stop();
console.log('left');
