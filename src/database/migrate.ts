import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { openPool } from './pool.ts';

const FOLDER = fileURLToPath(new URL('../../db/migrations/', import.meta.url));

/**
 * Brings a database up to date and returns the names of the migrations that ran. All of them run in one transaction
 * under an advisory lock: several at once wait for each other, and a failure leaves nothing behind.
 * Needs the owner's login; throws with the migration's name as the message and PostgreSQL's error as its cause.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: openPool({ connectionString: ownerUrl, max: 1 }) }),
  });
  try {
    // Kysely's own tables lie in a schema of their own, out of the application's reach.
    const migrator = new Migrator({ db, provider: { getMigrations }, migrationTableSchema: 'migration' });
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error) {
      const failed = results.find((result) => result.status === 'Error');
      throw new Error(failed ? `Migration ${failed.migrationName} failed.` : 'The database could not be migrated.', {
        cause: error,
      });
    }
    return results.map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}

/** Plain SQL, forward only: a file is a migration, its name is the order. */
async function getMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql'));
  return Object.fromEntries(
    files.map((name) => [
      name.slice(0, -'.sql'.length),
      { up: async (db) => void (await sql.raw(await readFile(join(FOLDER, name), 'utf8')).execute(db)) },
    ]),
  );
}
