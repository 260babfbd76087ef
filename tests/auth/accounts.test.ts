import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  addPersonWithInitialPassword,
  changePassword,
  disablePerson,
  enablePerson,
  resetPassword,
  unlockPerson,
} from '#auth/accounts.ts';
import { listGrants } from '#auth/roles.ts';
import { type Auth, createAuth } from '#auth/sessions.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertPerson } from '../support/people.ts';
import { value } from '../support/small-books.ts';

let database: TestDatabase;
let auth: Auth;
let admin: bigint;
let other: bigint;
const ADDRESS = '192.0.2.9';
const OWN = '只有我自己知道的一句长话';

beforeAll(async () => {
  database = await testDatabase();
  auth = createAuth(database.db, { secure: true });
  admin = await insertPerson(database.owner, '甲管理', ['administrator']);
  other = await insertPerson(database.owner, '乙管理', ['administrator']);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.owner.deleteFrom('signInThrottle').execute();
});

const newcomer = async () => {
  const email = `${crypto.randomUUID()}@example.org`;
  return { email, ...value(await addPersonWithInitialPassword(database.db, { email, displayName: '丙同事' }, admin)) };
};
const signIn = async (email: string, password: string) => {
  const result = await auth.signIn(email, password, ADDRESS);
  return result.ok ? (result.value.cookie.split(';')[0] ?? '') : result.refusals[0]?.kind;
};
const kindOf = (result: { ok: true } | { ok: false; refusals: readonly { kind: string }[] }) =>
  result.ok ? 'ok' : result.refusals[0]?.kind;

test('an initial password signs in only to be changed, and then no more', async () => {
  const { userId, email, password } = await newcomer();
  expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  const cookie = await signIn(email, password);
  expect(await auth.validate(cookie ?? '')).toMatchObject({ id: userId, mustChangePassword: true, roles: [] });
  const change = (current: string, next: string, again = next) =>
    changePassword(database.db, { userId, current, password: next, again });
  expect(kindOf(await change('wrong', OWN))).toBe('currentPasswordWrong');
  expect(kindOf(await change(password, OWN, `${OWN}！`))).toBe('passwordsDiffer');
  expect(kindOf(await change(password, password))).toBe('passwordSame');
  expect(kindOf(await change(password, 'short'))).toBe('passwordTooShort');
  expect(kindOf(await change(password, OWN))).toBe('ok');
  expect(await auth.validate(cookie ?? '')).toBeUndefined();
  expect(await signIn(email, password)).toBe('signInFailed');
  expect(await auth.validate((await signIn(email, OWN)) ?? '')).toMatchObject({ mustChangePassword: false });
});

test('a reset ends every session and asks for a change again; nobody resets their own', async () => {
  const { userId, email, password } = await newcomer();
  const cookie = await signIn(email, password);
  const reset = value(await resetPassword(database.db, { userId, by: admin }));
  expect(await auth.validate(cookie ?? '')).toBeUndefined();
  expect(await signIn(email, password)).toBe('signInFailed');
  expect(await auth.validate((await signIn(email, reset.password)) ?? '')).toMatchObject({ mustChangePassword: true });
  expect(kindOf(await resetPassword(database.db, { userId: admin, by: admin }))).toBe('resetOfOneself');
});

test('disabling ends sessions at once and takes roles away, which do not come back with the account', async () => {
  const { userId, email, password } = await newcomer();
  await database.owner
    .insertInto('roleGrant')
    .values({ userId, role: 'recorder', bootstrap: true, confirmedAt: new Date() })
    .execute();
  const cookie = await signIn(email, password);
  expect(await auth.validate(cookie ?? '')).toMatchObject({ roles: ['recorder'] });
  expect(kindOf(await disablePerson(database.db, { userId, by: admin }))).toBe('ok');
  expect(await auth.validate(cookie ?? '')).toBeUndefined();
  expect(await signIn(email, password)).toBe('signInFailed');
  expect(kindOf(await resetPassword(database.db, { userId, by: admin }))).toBe('accountUnknown');
  expect(kindOf(await enablePerson(database.db, { userId, by: admin }))).toBe('ok');
  expect(await auth.validate((await signIn(email, password)) ?? '')).toMatchObject({ roles: [] });
});

test('two administrators remain: neither oneself nor one of the last two is disabled', async () => {
  expect(kindOf(await disablePerson(database.db, { userId: admin, by: admin }))).toBe('disableOneself');
  expect(kindOf(await disablePerson(database.db, { userId: other, by: admin }))).toBe('role_grant_two_administrators');
  const third = await insertPerson(database.owner, '丁管理', ['administrator']);
  expect(kindOf(await disablePerson(database.db, { userId: third, by: admin }))).toBe('ok');
  expect((await listGrants(database.db)).filter(({ role }) => role === 'administrator')).toHaveLength(2);
});

test('an administrator unlocks whoever tried too often', async () => {
  const { userId, email, password } = await newcomer();
  for (let attempt = 0; attempt < 10; attempt++) await signIn(email, 'wrong');
  expect(await signIn(email, password)).toBe('signInThrottled');
  value(await unlockPerson(database.db, { userId, by: admin }));
  expect(await signIn(email, password)).toMatch(/mingzhang=/);
});
