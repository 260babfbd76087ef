import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { openPool } from './pool.ts';

const FOLDER = fileURLToPath(new URL('../../db/migrations/', import.meta.url));
const SCHEMA = 'migration';

/** The database was made by files that are not these; `first` is the first of its migrations that is none of ours. */
export class MadeByOtherMigrations extends Error {
  readonly first: string;
  constructor(first: string) {
    super(`The database was made by other migrations: ${first} is none of these.`);
    this.first = first;
  }
}

/**
 * Brings a database up to date and returns the names of the migrations that ran. All of them run in one transaction
 * under an advisory lock: several at once wait for each other, and a failure leaves nothing behind.
 * Needs the owner's login; throws with the migration's name as the message and PostgreSQL's error as its cause, or
 * MadeByOtherMigrations before anything is changed.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: openPool({ connectionString: ownerUrl, max: 1 }) }),
  });
  try {
    const strange = await findNotOurs(db);
    if (strange !== undefined) throw new MadeByOtherMigrations(strange);
    // Kysely's own tables lie in a schema of their own, out of the application's reach.
    const migrator = new Migrator({ db, provider: { getMigrations }, migrationTableSchema: SCHEMA });
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

/** What ran here is, in its order, the beginning of our files; answers the first that is not. */
async function findNotOurs(db: Kysely<unknown>): Promise<string | undefined> {
  const table = `${SCHEMA}.kysely_migration`;
  const { rows: here } = await sql<{ made: boolean }>`select to_regclass(${table}) is not null as made`.execute(db);
  if (!here[0]?.made) return undefined;
  const { rows: ran } = await sql<{ name: string }>`select name from ${sql.table(table)}`.execute(db);
  const ours = await listMigrations();
  return ran
    .map(({ name }) => name)
    .sort()
    .find((name, place) => name !== ours[place]);
}

/** Plain SQL, forward only: a file is a migration, its name is the order. */
async function getMigrations(): Promise<Record<string, Migration>> {
  const names = await listMigrations();
  return Object.fromEntries(
    names.map((name) => [
      name,
      { up: async (db) => void (await sql.raw(await readFile(join(FOLDER, `${name}.sql`), 'utf8')).execute(db)) },
    ]),
  );
}

async function listMigrations(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort();
}
