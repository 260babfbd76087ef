import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings, type Settings, SettingsError } from '#config/settings.ts';
import { type Database, openDatabase } from '#database/connection.ts';
import { type Cluster, openCluster } from '#database/open.ts';
import { refusalInBoth } from '#i18n/refusals.ts';
import { RELEASE_NOT_RENEWED } from '#i18n/start.ts';
import type { Result } from '#ledger/refusal.ts';
import { builtOffice } from '#publication/build-site.ts';
import { createLog } from '#publication/log-key.ts';
import { refreshRelease } from '#publication/publish.ts';
import { currentRelease, releasesOf } from '#publication/release.ts';
import { erasureListPath } from '#publication/replay-erasures.ts';
import { printableError } from '#server/printable-error.ts';
import { startServer } from '../server.ts';
import { bringUpToDate } from './migrate.ts';

export interface Prepared {
  settings: Settings;
  cluster: Cluster;
  database: Database;
  /** Resolves once the process was asked to stop and everything is closed in order. */
  closed: Promise<void>;
}

/** Production: no sample, settings from the environment. */
export async function run(): Promise<number> {
  const prepared = await prepare(readSettings());
  const url = await serve(prepared, async () => {
    await createLogFrom(prepared);
    await keepServing(prepared.settings.dataDir, refreshRelease(prepared.database, prepared.settings.dataDir));
    return builtOffice();
  });
  console.log(`明账 ${url}`);
  return untilStopped(prepared);
}

/**
 * Whatever keeps a new release from being made (a database older than the published log, a full disk, pages that do not
 * build), the one that is there goes on being served. Without any, nothing could be served, and the fault is thrown.
 */
export async function keepServing(dataDir: string, refreshed: Promise<Result<unknown>>): Promise<void> {
  let outcome: Result<unknown>;
  try {
    outcome = await refreshed;
  } catch (cause) {
    const served = await currentRelease(releasesOf(dataDir));
    if (served === undefined || !(await stat(served).catch(() => undefined))?.isDirectory()) throw cause;
    console.error(RELEASE_NOT_RENEWED);
    console.error(printableError(cause));
    return;
  }
  if (outcome.ok) return;
  for (const refusal of outcome.refusals) console.error(refusalInBoth(refusal));
}

/** Opens the database and brings its schema up to date, where the owner's login is at hand. */
export async function prepare(settings: Settings): Promise<Prepared> {
  // Asked before the database is open, it waits: half started, the server could not be told to end.
  const asked = askedToStop();
  const cluster = await openCluster(settings);
  const database = openDatabase(cluster.appUrl);
  const closed = asked.then(() => close(database, cluster));
  if (!settings.databaseUrl || settings.ownerUrl) await bringUpToDate(cluster.ownerUrl);
  return { settings, cluster, database, closed };
}

/** Runs `ready` first, which answers the folder of the built office; then listens. Returns the address. */
export async function serve({ settings, cluster, database }: Prepared, ready: () => Promise<string>): Promise<string> {
  const server = await startServer(settings, await ready(), database, process.env, cluster.appUrl);
  stopping.push(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  return `http://${settings.host}:${port}/`;
}

const stopping: (() => Promise<void>)[] = [];

/** Resolves with an exit code once the process is asked to stop and everything is closed in order. */
export async function untilStopped({ closed }: Prepared): Promise<number> {
  await closed;
  return 0;
}

/**
 * Keeps listening after the first signal: with nobody listening, the next one would end this process before the
 * database that it started. And there is a next one on every Ctrl-C under npm, which passes on what the terminal sent.
 */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

async function close(database: Database, cluster: Cluster): Promise<void> {
  for (const stop of stopping) await stop();
  await database.destroy();
  await cluster.stop();
}

async function createLogFrom({ settings, database }: Prepared): Promise<void> {
  const head = await database.selectFrom('logHead').select('origin').executeTakeFirst();
  if (head) return;
  if (!settings.logOrigin) {
    throw new SettingsError(
      'LOG_ORIGIN is not set: before the first start, say under which address the log will be known for good, ' +
        'without the scheme, such as LOG_ORIGIN=ledger.example.org/log.',
    );
  }
  await createLog(database, settings.dataDir, settings.logOrigin);
}

/** For `demo --reset`: removes what a DATA_DIR holds of ours, never the folder of somebody else's files. */
export async function removeData(dataDir: string): Promise<void> {
  const names = [
    'published',
    'releases',
    'current',
    'keys',
    'attachments',
    'statements',
    'demo.json',
    'demo-secrets.json',
  ];
  // The list names leaves of a log that is gone; a new one has others in their places.
  for (const path of [...names.map((name) => join(dataDir, name)), erasureListPath(dataDir)]) {
    await rm(path, { recursive: true, force: true });
  }
}
