import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFault } from '#database/refusal.ts';
import { isWorded, refusalText, wordedKinds } from '#i18n/refusals.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Checks, keys and unique indexes of our tables, and the names our triggers raise. */
async function constraints(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('c', 'u', 'p')
    union
    select relname from pg_index join pg_class on pg_class.oid = indexrelid
    where indisunique and relnamespace = 'public'::regnamespace
    union
    select found[1] from pg_proc, regexp_matches(prosrc, 'constraint = ''([a-z_]+)''', 'g') as found
    where pronamespace = 'public'::regnamespace`.execute(database.owner);
  return rows.map(({ name }) => name);
}

test('every constraint is either worded for people or known as a fault of ours', async () => {
  const names = await constraints();
  expect(names.length).toBeGreaterThan(150);
  expect(names.filter((name) => !isFault(name) && !isWorded(name))).toEqual([]);
  expect(names.filter((name) => isFault(name) && wordedKinds.has(name))).toEqual([]);
});

describe.for(['zh-Hans', 'en'] as const)('in %s', (language) => {
  test.for([...wordedKinds])('%s has a message and a remedy, with and without its figures', (kind) => {
    for (const values of [{}, new Proxy({}, { get: () => '7', has: () => true })]) {
      const { message, remedy } = refusalText({ kind, values }, language);
      expect(message + remedy).not.toMatch(/[{}[\]]|undefined/);
      for (const sentence of [message, remedy]) expect(sentence).toMatch(/[。.]$/);
    }
  });
});

test('figures are shown in their unit', () => {
  const values = { debit: '12000', credit: '10000', difference: '2000', unit: 'CNY' };
  expect(refusalText({ kind: 'journal_entry_sums_to_zero', values }, 'zh-Hans').message).toBe(
    '借方 120.00，贷方 100.00，差 20.00，不平。',
  );
});

test('a figure the database did not give leaves the sentence whole', () => {
  expect(refusalText({ kind: 'nothingToPublish' }, 'zh-Hans').message).toBe('没有可以公示的新内容。');
});
