import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { SettingsError } from '#config/settings.ts';
import { type Access, accessOf } from './access.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type Durability, initialise, lastWords, launch, SUPERUSER, shutDown, strikeOutTheDead } from './cluster.ts';
import { findPlace, type Place } from './place.ts';

export interface EmbeddedServer {
  url(login: string, database: string): string;
  superuserUrl: string;
  /** The password of every login, where the operating system does not say who calls. */
  password?: string;
  /** Leaves the server; the last to leave shuts it down. */
  stop(): Promise<void>;
}

/** The pg client has these; its type declarations forget them. */
type Guard = pg.Client & { ref(): void; unref(): void };

/** Held shared by every process that uses the server; who gets it alone is the last one. */
const IN_USE = 0x6d7a_0001;
const PATIENCE_MS = 60_000;

/**
 * Starts the embedded server of a DATA_DIR, or joins the one that runs: any number of processes may use it, one of them
 * started it, and one that outlived its starter is taken over. Should the server die while in use (killed, out of
 * memory) it is started again; PostgreSQL recovers everything committed.
 */
export async function joinServer(dataDir: string, durability: Durability = 'durable'): Promise<EmbeddedServer> {
  const place = await findPlace(dataDir);
  const access = await accessOf(place);
  const binaries = await findBinaries(place);
  const join = () => hold(place, access, binaries, durability);

  let leaving = false;
  let held = join();
  const watch = (guard: Guard) =>
    guard.once('end', () => {
      if (leaving) return;
      held = join().then((again) => watch(again));
      // Seen by stop(), and meanwhile by every query, which fails to connect.
      held.catch(() => undefined);
    });
  watch(await held);

  return {
    url: access.url,
    superuserUrl: access.url(SUPERUSER, 'postgres'),
    ...(access.password && { password: access.password }),
    async stop() {
      leaving = true;
      await leave(await held, place, binaries);
    },
  };
}

/** Keeps trying until the server answers and counts us in: it may be starting, recovering or just shutting down. */
async function hold(place: Place, access: Access, binaries: Binaries, durability: Durability): Promise<Guard> {
  let deadline = Date.now() + PATIENCE_MS;
  const url = access.url(SUPERUSER, 'postgres');
  let starting = false;
  while (Date.now() < deadline) {
    const answer = await connect(url);
    if (typeof answer === 'object') return answer;
    // Recovery after a crash takes as long as it takes.
    if (answer === 'busy') deadline = Date.now() + PATIENCE_MS;
    if (answer === 'silent' && !starting) {
      await initialise(place, access, binaries, durability);
      await strikeOutTheDead(place);
      const child = await launch(place, access, binaries, durability);
      starting = true;
      child.once('exit', () => {
        starting = false;
      });
    }
    await pause(25);
  }
  throw new SettingsError(
    `The embedded database under ${place.root} does not start. Its log ends:\n${await lastWords(place)}`,
  );
}

/** SQLSTATEs of a server that is on its way up or down. */
const BETWEEN = ['57P01', '57P02', '57P03'];
/** System errors of a socket that nobody listens on, or that just closed. */
const NOBODY = ['ENOENT', 'ECONNREFUSED'];
const CLOSED = ['ECONNRESET', 'EPIPE'];

async function connect(url: string): Promise<Guard | 'silent' | 'busy'> {
  const guard = new pg.Client({ connectionString: url, application_name: 'mingzhang in use' }) as Guard;
  // A connection that breaks also ends, and that is what is acted upon.
  guard.on('error', () => undefined);
  try {
    await guard.connect();
    await guard.query('select pg_advisory_lock_shared($1)', [IN_USE]);
    guard.unref();
    return guard;
  } catch (error) {
    await guard.end();
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (NOBODY.includes(code)) return 'silent';
    if (BETWEEN.includes(code) || CLOSED.includes(code) || message.startsWith('Connection terminated')) return 'busy';
    throw error;
  }
}

async function leave(guard: Guard, place: Place, binaries: Binaries): Promise<void> {
  guard.ref();
  await guard.query('select pg_advisory_unlock_shared($1)', [IN_USE]);
  const { rows } = await guard.query('select pg_try_advisory_lock($1) as alone', [IN_USE]);
  // Holding it alone until the server is down: whoever comes now waits, and then starts it anew.
  if (rows[0].alone) await shutDown(place, binaries);
  await guard.end();
}
