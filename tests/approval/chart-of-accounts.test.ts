import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACCOUNTS } from '#ledger/account.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('the typed chart of accounts is the chart in the database', async () => {
  const rows = await database.db
    .selectFrom('account')
    .select(['code', 'flow', 'debit', 'perCounterparty'])
    .orderBy('code')
    .execute();
  const typed = Object.entries(ACCOUNTS).map(([code, account]) => ({ perCounterparty: false, code, ...account }));
  expect(rows).toEqual(typed.sort((a, b) => (a.code < b.code ? -1 : 1)));
});
