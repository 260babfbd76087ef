import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function ask<T>(expression: string): Promise<T | undefined> {
  const { rows } = await sql<{ answer: T }>`select ${sql.raw(expression)} as answer`.execute(database.db);
  return rows[0]?.answer;
}

test.for([
  ['9007199254740993::bigint', 9007199254740993n],
  ['sum(amount) from (values (9007199254740992::bigint), (1)) as postings (amount)', 9007199254740993n],
  ["date '2020-02-08'", '2020-02-08'],
  ["'{1,NULL,-3}'::bigint[]", [1n, null, -3n]],
  ["'{}'::bigint[]", []],
  ["array[date '2020-02-08']", ['2020-02-08']],
  ["timestamptz '2020-02-08 08:00+08'", new Date('2020-02-08T00:00:00Z')],
])('%s arrives whole', async ([expression, value]) => {
  // The expression may bring a from clause, so the alias stands inside a subquery.
  expect(await ask(`(select ${expression})`)).toEqual(value);
});

test('a fraction never becomes an amount', async () => {
  await expect(ask('1.5::numeric')).rejects.toThrow('not a whole number');
});
