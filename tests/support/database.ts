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
  close(): Promise<void>;
}

let made = 0;

/** A fresh, migrated database of one's own, cloned in some milliseconds. Close it when the tests are through. */
export async function testDatabase(): Promise<TestDatabase> {
  const { address, template } = inject('cluster');
  const name = `${template}_${process.pid}_${++made}`;
  await asSuperuser(address, `create database ${name} template ${template} owner mingzhang_owner`);
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
    async close() {
      await Promise.all([db.destroy(), owner.destroy()]);
      await asSuperuser(address, `drop database ${name} with (force)`);
    },
  };
}

async function asSuperuser(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf(address, 'postgres', 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
