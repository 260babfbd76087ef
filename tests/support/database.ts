import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '#database/connection.ts';
import { addressOf } from './cluster.ts';

export interface TestDatabase {
  /** As the application signs in. */
  db: Database;
  /** As migrations sign in: past the grants, not past the triggers. */
  owner: Database;
  urls: { app: string; owner: string; families: string };
  /** A backup of this moment, restored under another name. */
  restored(): Promise<TestDatabase>;
  close(): Promise<void>;
}

let made = 0;

/**
 * A fresh, migrated database of one's own. Close it when the tests are through; it is dropped when all of them are:
 * a file system that keeps away from places it has just freed makes the next clone's thousand files ten times as slowly.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { address, template } = inject('cluster');
  return cloneOf(address, template, `${template}_${process.pid}_${++made}`);
}

async function cloneOf(address: string, source: string, name: string): Promise<TestDatabase> {
  await asSuperuser(
    address,
    `create database ${name} template ${source} owner mingzhang_owner strategy ${inject('cluster').strategy}`,
    // What a test's server has committed need not outlive a power cut; an installed one would wait for its disk each time.
    `alter database ${name} set synchronous_commit = off`,
  );
  const urls = {
    app: addressOf(address, 'mingzhang_app', name),
    owner: addressOf(address, 'mingzhang_owner', name),
    families: addressOf(address, 'mingzhang_families', name),
  };
  const db = openDatabase(urls.app, { max: 32 });
  const owner = openDatabase(urls.owner, { max: 4 });
  return {
    db,
    owner,
    urls,
    async restored() {
      // Nobody may be connected to what is cloned; the pools connect again by themselves.
      await asSuperuser(address, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
      return cloneOf(address, name, `${name}_${++made}`);
    },
    async close() {
      await Promise.all([db.destroy(), owner.destroy()]);
    },
  };
}

async function asSuperuser(address: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf(address, 'postgres', 'postgres') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
