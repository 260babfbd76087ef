import { afterAll, beforeAll, expect, test } from 'vitest';
import { done } from '#ledger/refusal.ts';
import { isPublishLocked, withPublishLock } from '#publication/publish-lock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('whoever publishes or makes the pages anew is seen by the others, as long as they do', async () => {
  expect(await isPublishLocked(database.db)).toBe(false);
  const seen = await withPublishLock(database.db, async () => done(await isPublishLocked(database.db)));
  expect(seen).toEqual(done(true));
  expect(await isPublishLocked(database.db)).toBe(false);
});
