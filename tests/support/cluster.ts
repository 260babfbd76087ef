import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { joinServer } from '#database/embedded/server.ts';
import { migrate } from '#database/migrate.ts';
import { alone, createDatabase, createLogins } from '#database/roles.ts';

/** statfs(2): what a file system in memory calls itself. */
const TMPFS_MAGIC = 0x01021994;

/** What the tests of a run share: one server, and a migrated database that every test clones. */
export interface TestCluster {
  /** A connection address with the words LOGIN and DATABASE in their places. */
  address: string;
  template: string;
  /**
   * How a clone is made. Copying the files takes half the time where they lie in memory, and no less on a disk; a server
   * that waits for its disk writes out all it holds, twice for each copy, and takes ten times as long.
   */
  strategy: 'file_copy' | 'wal_log';
}

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: TestCluster;
  }
}

/**
 * The server of TEST_DATABASE_URL (a superuser's address without a database; its password, if it has one, serves all
 * logins), else an embedded one in a throwaway folder. Runs once before the database tests; its answer runs after them.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await (process.env.TEST_DATABASE_URL ? external(process.env.TEST_DATABASE_URL) : embedded());
  const template = `mz_test_${process.pid}_${Date.now().toString(36)}`;
  const superuser = new pg.Client({ connectionString: server.superuserUrl });
  await superuser.connect();
  await alone(superuser, () => createLogins(superuser, server.password ? () => server.password ?? '' : undefined));
  await createDatabase(superuser, template);
  await migrate(addressOf(server.address, 'mingzhang_owner', template));
  project.provide('cluster', { address: server.address, template, strategy: server.strategy });
  return async () => {
    // The embedded server's databases go with its folder.
    if (process.env.TEST_DATABASE_URL) {
      const { rows } = await superuser.query<{ datname: string }>(
        'select datname from pg_database where starts_with(datname, $1)',
        [template],
      );
      for (const { datname } of rows) await superuser.query(`drop database ${datname} with (force)`);
    }
    await superuser.end();
    await server.stop();
  };
}

export function addressOf(address: string, login: string, database: string): string {
  return address.replace('LOGIN', login).replace('DATABASE', database);
}

interface Server {
  address: string;
  superuserUrl: string;
  password?: string;
  strategy: TestCluster['strategy'];
  stop(): Promise<void>;
}

async function embedded(): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-test-'));
  // Open to pass through, since for root the server runs as another user.
  await chmod(dataDir, 0o755);
  const server = await joinServer(dataDir, 'throwaway');
  return {
    ...server,
    address: server.url('LOGIN', 'DATABASE'),
    strategy: (await statfs(dataDir)).type === TMPFS_MAGIC ? 'file_copy' : 'wal_log',
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

async function external(given: string): Promise<Server> {
  const url = new URL(given);
  const { username, password, host, search } = url;
  const secret = password && `:${password}`;
  return {
    address: `postgres://LOGIN${secret}@${host}/DATABASE${search}`,
    superuserUrl: `postgres://${username}${secret}@${host}/postgres${search}`,
    ...(password && { password: decodeURIComponent(password) }),
    strategy: 'wal_log',
    stop: async () => undefined,
  };
}
