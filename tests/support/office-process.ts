import { readSettings } from '#config/settings.ts';
import { openDatabase } from '#database/connection.ts';
import { builtOffice } from '#publication/build-site.ts';
import { startServer } from '../../src/server.ts';

/*
 * The portal in a process of its own, as in production, on a database that a test has made: DATABASE_URL and
 * DATA_DIR. Says its port on one line of stdout.
 */
const settings = readSettings(process.env);
if (settings.databaseUrl === undefined) throw new Error('DATABASE_URL is missing');
const database = openDatabase(settings.databaseUrl, { max: 8 });
const server = await startServer(settings, await builtOffice(), database, process.env);
const address = server.address();
console.log(typeof address === 'object' && address ? address.port : 0);
