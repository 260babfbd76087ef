import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { chown, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Access } from './access.ts';
import type { Binaries } from './binaries.ts';
import { absent, type Place } from './place.ts';

export const SUPERUSER = 'postgres';

/** Whether every commit reaches the disk before it is answered. Only a test's throwaway data may do without. */
export type Durability = 'durable' | 'throwaway';

/** Makes the data folder, whole or not at all: it takes its name only when initdb has finished. */
export async function initialise(
  place: Place,
  access: Access,
  binaries: Binaries,
  durability: Durability,
): Promise<void> {
  if (await stat(place.data).catch(absent)) return;
  const unfinished = await mkdtemp(`${place.data}.`);
  if (place.user) await chown(unfinished, place.user.uid, place.user.gid);
  const password = access.password && (await writePassword(place, access.password));
  await run(place, binaries.initdb, [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    '--encoding=UTF8',
    // Sorts by code point on every machine, whatever locales it has.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--auth-local=peer',
    '--auth-host=scram-sha-256',
    '--no-instructions',
    ...(password ? [`--pwfile=${password}`] : []),
    ...(durability === 'throwaway' ? ['--no-sync'] : []),
  ]);
  if (password) await rm(password);
  await rename(unfinished, place.data).catch(async (error: NodeJS.ErrnoException) => {
    // Another process made one in the meantime.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(unfinished, { recursive: true });
  });
}

/** No process has this number: Linux counts to 2^22. */
const NOBODY = 4_194_305;

/**
 * PostgreSQL takes a lock file for valid while any process has its number: one that nobody buried yet (a container whose
 * first process does not), or another program after a restart. Where Linux says that the process is no server of these
 * data, its number is struck out; the rest of the file stays, so PostgreSQL still looks for survivors by shared memory.
 */
export async function strikeOutTheDead(place: Place): Promise<void> {
  if (process.platform !== 'linux') return;
  for (const path of [join(place.data, 'postmaster.pid'), join(place.run, '.s.PGSQL.5432.lock')]) {
    const text = await readFile(path, 'utf8').catch(absent);
    const [pid = '', ...rest] = text?.split('\n') ?? [];
    if (!/^\d+$/.test(pid)) continue;
    const running = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(absent)) ?? '';
    if (!running.includes(place.data)) await writeFile(path, [NOBODY, ...rest].join('\n'));
  }
}

/**
 * Starts the server in a session of its own, so that neither Ctrl-C nor the death of this process takes it down in
 * mid-work. postmaster.pid in the data folder decides: where a server runs already, this one exits at once.
 */
export async function launch(
  place: Place,
  access: Access,
  binaries: Binaries,
  durability: Durability,
): Promise<ChildProcess> {
  const settings = [
    ...(await access.prepare()),
    'timezone=UTC',
    'log_timezone=UTC',
    // What was typed into a form must not end up in a log file.
    'log_error_verbosity=terse',
    'log_min_error_statement=panic',
    ...(durability === 'throwaway' ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  const log = await open(place.log, 'a', 0o600);
  try {
    const child = spawn(binaries.postgres, ['-D', place.data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...asServer(place),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

/** How long an orderly shutdown may take: it writes everything in memory to disk. */
const SHUTDOWN_MS = 60_000;

/**
 * Ends the server as an orderly shutdown does: open transactions roll back, everything committed is on disk. The server
 * is told directly. A messenger (`pg_ctl stop`) belongs to the terminal's group until it has a session of its own, and on
 * a busy machine every further Ctrl-C met it before that; Windows has no other way, and no such groups.
 */
export async function shutDown(place: Place, binaries: Binaries): Promise<void> {
  if (process.platform === 'win32') {
    const patience = `${SHUTDOWN_MS / 1000}`;
    return run(place, binaries.pgCtl, ['stop', '-D', place.data, '-m', 'fast', '-w', '-t', patience]);
  }
  const pid = await serverPid(place);
  if (pid === undefined) return;
  // What `pg_ctl stop -m fast` sends.
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + SHUTDOWN_MS;
  while ((await serverPid(place)) === pid) {
    if (Date.now() > deadline) {
      throw new Error(`The embedded database does not end. Its log ends:\n${await lastWords(place)}`);
    }
    await setTimeout(20);
  }
  // It lives on for a moment. One that nobody buries (see above) would be there for good: not waited for any longer.
  for (let turn = 0; turn < 50 && isProcess(pid); turn++) await setTimeout(20);
}

function isProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The process that serves these data: the first line of its lock file, which goes last of all. */
async function serverPid(place: Place): Promise<number | undefined> {
  const text = await readFile(join(place.data, 'postmaster.pid'), 'utf8').catch(absent);
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

/** The end of the server's log, for a message. */
export async function lastWords(place: Place): Promise<string> {
  const text = (await readFile(place.log, 'utf8').catch(absent)) ?? '';
  return text.trimEnd().split('\n').slice(-5).join('\n');
}

async function run(place: Place, binary: string, args: string[]): Promise<void> {
  const child = spawn(binary, args, { ...asServer(place), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('close', resolve).once('error', reject),
  );
  if (code !== 0) throw new Error(`${binary} ended with ${code ?? child.signalCode}: ${output.trim()}`);
}

/** Nothing of our environment reaches the server: PGDATA, PGPORT and locale variables would change what it does. */
function asServer(place: Place): SpawnOptions & { env: NodeJS.ProcessEnv } {
  const { PATH, SystemRoot, TEMP } = process.env;
  const windows = process.platform === 'win32' ? { SystemRoot, TEMP } : {};
  return { ...place.user, cwd: place.root, env: { PATH, LC_ALL: 'C', ...windows }, windowsHide: true };
}

async function writePassword(place: Place, password: string): Promise<string> {
  const path = join(place.root, 'initial-password');
  await writeFile(path, password, { mode: 0o600 });
  return path;
}
