import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '#database/migrate.ts';
import { bringUpToDate } from '../../src/cli/migrate.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const FOLDER = fileURLToPath(new URL('../../db/migrations/', import.meta.url));

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('the migrations are numbered without a gap, and each says first what it holds', async () => {
  const files = (await readdir(FOLDER)).sort();
  expect(files.map((file) => file.slice(0, 4))).toEqual(files.map((_, place) => String(place + 1).padStart(4, '0')));
  for (const file of files) expect(await readFile(`${FOLDER}${file}`, 'utf8'), file).toMatch(/^-- [^\n]{20}/);
});

test('a database that is up to date stays as it is', async () => {
  await expect(migrate(database.urls.owner)).resolves.toEqual([]);
});

test('a database that another version made is left alone, with words for whoever starts the portal', async () => {
  await sql`update migration.kysely_migration set name = '0006_taken_back' where name like '0006%'`.execute(
    database.owner,
  );
  const before = await tables();
  await expect(migrate(database.urls.owner)).rejects.toMatchObject({ first: '0006_taken_back' });
  await expect(bringUpToDate(database.urls.owner)).rejects.toThrow(
    /另一个版本建立（其中的 0006_taken_back 不属于本版本）[\s\S]*npm run demo -- --reset/,
  );
  expect(await tables()).toEqual(before);
});

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'families', 'migration') order by 1`.execute(database.owner);
  return rows.map(({ name }) => name);
}
