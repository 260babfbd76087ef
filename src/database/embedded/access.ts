import { randomBytes, randomInt } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { absent, type Place } from './place.ts';

/** How the logins of an embedded server are addressed. */
export interface Access {
  url(login: string, database: string): string;
  /** One for all logins; absent where the operating system says who calls. */
  password?: string;
  /** Writes the server's access rules and returns its settings, as `name=value`. */
  prepare(): Promise<string[]>;
}

/**
 * Only the operating system's user who starts the server, and root, may connect: over a Unix socket, where the kernel
 * itself tells the server who calls (`peer`). No password exists, and no port is open. Windows has no such thing: there
 * the server listens on 127.0.0.1 with a random password that lies beside the data.
 */
export async function accessOf(place: Place): Promise<Access> {
  return process.platform === 'win32' ? overLoopback(place) : overSocket(place);
}

function overSocket(place: Place): Access {
  return {
    url: (login, database) => `postgres://${login}@/${database}?host=${encodeURIComponent(place.run)}`,
    async prepare() {
      const callers = [...new Set(['root', userInfo().username])];
      const rules = await writeFor(place, 'pg_hba.conf', 'local all all peer map=mingzhang\n');
      const names = await writeFor(
        place,
        'pg_ident.conf',
        callers.map((caller) => `mingzhang "${caller}" all\n`).join(''),
      );
      return ['listen_addresses=', `unix_socket_directories=${place.run}`, `hba_file=${rules}`, `ident_file=${names}`];
    },
  };
}

async function overLoopback(place: Place): Promise<Access> {
  const { port, password } = await keepLoopback(join(place.root, 'loopback.json'));
  return {
    url: (login, database) => `postgres://${login}:${password}@127.0.0.1:${port}/${database}`,
    password,
    async prepare() {
      const rules = await writeFor(place, 'pg_hba.conf', 'host all all 127.0.0.1/32 scram-sha-256\n');
      return ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', `hba_file=${rules}`];
    },
  };
}

async function keepLoopback(path: string): Promise<{ port: number; password: string }> {
  const kept = await readFile(path, 'utf8').catch(absent);
  if (kept) return JSON.parse(kept);
  const made = { port: randomInt(49_152, 65_536), password: randomBytes(24).toString('base64url') };
  await writeFile(path, JSON.stringify(made), { mode: 0o600 });
  return made;
}

/** The server's own user reads these; they hold no secret. */
async function writeFor(place: Place, name: string, text: string): Promise<string> {
  const path = join(place.root, name);
  await writeFile(path, text);
  await chmod(path, 0o644);
  return path;
}
