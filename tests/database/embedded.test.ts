import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetServer } from '#database/embedded/place.ts';
import { type EmbeddedServer, joinServer } from '#database/embedded/server.ts';
import { openCluster } from '#database/open.ts';

const USER = fileURLToPath(new URL('../support/server-user.ts', import.meta.url));
const PORTAL = fileURLToPath(new URL('../support/portal-process.ts', import.meta.url));
const AS_ROOT = process.getuid?.() === 0;

let folder: string;
let dataDir: string;
const others: ChildProcess[] = [];
const joined: EmbeddedServer[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mz-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'var');
});
afterEach(async () => {
  for (const other of others.splice(0)) other.kill('SIGKILL');
  for (const server of joined.splice(0)) await server.stop();
  await forgetServer(dataDir);
  await rm(folder, { recursive: true, force: true });
});

async function joinHere(): Promise<EmbeddedServer> {
  const server = await joinServer(dataDir, 'throwaway');
  joined.push(server);
  return server;
}

/** Another process that uses the same server. */
async function joinElsewhere(): Promise<{ kill(): Promise<void>; leave(): Promise<void> }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', USER, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  others.push(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => String(chunk).includes('ready') && resolve());
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  return {
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async leave() {
      child.stdin.end();
      await ended;
    },
  };
}

/** The process that serves; undefined when none does. */
async function serverPid(): Promise<number | undefined> {
  const text = await readFile(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number(text.split('\n')[0]);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function ask(server: EmbeddedServer, question: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    return (await client.query({ text: question, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

describe('the embedded server', () => {
  test('is one, however many start it at the same moment', async () => {
    const [here] = await Promise.all([joinHere(), joinElsewhere(), joinElsewhere()]);
    const guards = "select count(*)::int from pg_stat_activity where application_name = 'mingzhang in use'";
    expect(await ask(here, guards)).toEqual([3]);
  });

  test('outlives its starter while others use it, and is shut down by the last who leaves', async () => {
    const starter = await joinElsewhere();
    const here = await joinServer(dataDir, 'throwaway');
    const pid = await serverPid();
    await starter.leave();
    expect(await ask(here, 'select 1')).toEqual([1]);
    expect(await serverPid()).toBe(pid);
    await here.stop();
    expect(await serverPid()).toBeUndefined();
  });

  test('left over from a killed program is taken over, and ended', async () => {
    const starter = await joinElsewhere();
    const pid = await serverPid();
    await starter.kill();
    const here = await joinServer(dataDir, 'throwaway');
    expect(await serverPid()).toBe(pid);
    await here.stop();
    expect(await serverPid()).toBeUndefined();
  });

  test('does not outlive a portal that is told to stop again and again', async () => {
    // A group of its own, to be told as the terminal tells the foreground: everybody in it, pg_ctl as well.
    const portal = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', PORTAL], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' },
      detached: true,
    });
    others.push(portal);
    const ended = new Promise((resolve) => portal.once('exit', (code, signal) => resolve(signal ?? code)));
    await Promise.race([once(portal.stdout, 'data'), ended]);
    const pid = (await serverPid()) ?? 0;
    expect(isAlive(pid)).toBe(true);
    const group = -(portal.pid ?? 0);
    process.kill(group, 'SIGINT');
    const again = setInterval(() => isAlive(pid) && process.kill(group, 'SIGTERM'), 5);
    expect(await ended.finally(() => clearInterval(again))).toBe(0);
    expect(isAlive(pid)).toBe(false);
  });

  test('killed in mid-work starts again, with everything that was committed', async () => {
    // Durable, as in earnest.
    const here = await joinServer(dataDir);
    joined.push(here);
    await ask(here, 'create table gift (n int)');
    await ask(here, 'insert into gift select generate_series(1, 1000)');
    const pid = await serverPid();
    process.kill(pid ?? 0, 'SIGKILL');
    await vi.waitFor(async () => expect(await ask(here, 'select count(*)::int from gift')).toEqual([1000]), {
      timeout: 20_000,
      interval: 100,
    });
    expect(await serverPid()).not.toBe(pid);
  });

  test('starts although its lock names a process that lives, but serves something else', async () => {
    const first = await joinServer(dataDir, 'throwaway');
    const lock = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    const text = await readFile(lock, 'utf8');
    await ask(first, 'create table kept ()');
    await first.stop();
    // Another user's process would not count for PostgreSQL, so it must be one of the server's own user.
    const user = AS_ROOT ? { uid: (await stat(join(dataDir, 'postgres', 'data'))).uid } : {};
    const stranger = spawn('sleep', ['60'], user);
    others.push(stranger);
    await writeFile(lock, text.replace(/^\d+/, `${stranger.pid}`));
    const again = await joinHere();
    expect(await ask(again, "select to_regclass('kept') is not null")).toEqual([true]);
  });

  test('keeps its data between runs', async () => {
    const first = await joinServer(dataDir, 'throwaway');
    await ask(first, 'create table kept ()');
    await first.stop();
    const again = await joinHere();
    expect(await ask(again, "select to_regclass('kept') is not null")).toEqual([true]);
  });

  test('answers on a short socket path, whatever DATA_DIR is called', async () => {
    dataDir = join(folder, '湖南省衡阳市慈善总会'.repeat(4), 'var with space');
    const here = await joinHere();
    const [path] = (await ask(here, 'show unix_socket_directories')) as string[];
    expect(Buffer.byteLength(join(path ?? '', '.s.PGSQL.5432'))).toBeLessThanOrEqual(100);
    const again = await joinServer(dataDir, 'throwaway');
    expect(await ask(again, 'select 1')).toEqual([1]);
    await again.stop();
  });

  test('opens no port, writes in UTF-8 and sorts alike everywhere', async () => {
    const here = await joinHere();
    expect(await ask(here, 'show listen_addresses')).toEqual(['']);
    expect(
      await ask(
        here,
        'select datlocprovider, datlocale, pg_encoding_to_char(encoding) from pg_database where datname = current_database()',
      ),
    ).toEqual(['b', 'C.UTF-8', 'UTF8']);
  });

  test('syncs every commit to disk unless its data are thrown away', async () => {
    const here = await joinServer(dataDir);
    joined.push(here);
    expect(
      await ask(
        here,
        "select setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')",
      ),
    ).toEqual(['on', 'on', 'on']);
  });

  test('has the three logins, none of them mighty', async () => {
    const cluster = await openCluster({ dataDir, host: '127.0.0.1', port: 0, secure: false }, 'throwaway');
    const here = await joinHere();
    expect(
      await ask(
        here,
        "select rolname, rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname like 'mingzhang%' order by 1",
      ),
    ).toEqual(['mingzhang_app', false, 'mingzhang_families', false, 'mingzhang_owner', false]);
    await cluster.stop();
  });
});

describe.runIf(AS_ROOT)('for root', () => {
  test('runs as another user', async () => {
    await joinHere();
    const status = await readFile(`/proc/${await serverPid()}/status`, 'utf8');
    expect(status).not.toMatch(/^Uid:\t0\t/m);
  });

  test('lays its data where that user can reach them, when DATA_DIR lies where it cannot', async () => {
    const closed = join(folder, 'root');
    await mkdir(closed, { mode: 0o700 });
    dataDir = join(closed, 'var');
    const here = await joinHere();
    expect(await ask(here, 'select 1')).toEqual([1]);
    const place = await realpath(join(dataDir, 'postgres'));
    expect(place).not.toContain(closed);
    const again = await joinHere();
    expect(await ask(again, 'select 1')).toEqual([1]);
  });

  test('answers nobody else, not even the user it runs as', async () => {
    const here = await joinHere();
    const { uid } = await stat(join(dataDir, 'postgres', 'data'));
    const socket = here.superuserUrl.match(/host=(.*)$/)?.[1] ?? '';
    const script = `const pg = require('pg'); const c = new pg.Client({ host: decodeURIComponent(process.argv[1]), user: 'postgres', database: 'postgres' });
      c.connect().then(() => c.end(console.log('let in')), (error) => console.log(error.code)); c.on('error', () => {});`;
    const attempt = (asUid: number) =>
      promisify(execFile)(process.execPath, ['-e', script, socket], { uid: asUid, cwd: process.cwd() }).then(
        ({ stdout }) => stdout.trim(),
      );
    expect(await attempt(uid)).toBe('28000');
    expect(await attempt(1)).toBe('EACCES');
    expect(await attempt(0)).toBe('let in');
  });
});
