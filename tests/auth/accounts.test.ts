import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  addPersonWithInitialPassword,
  changePassword,
  disablePerson,
  enablePerson,
  resetPassword,
  setPassword,
  unlockPerson,
} from '#auth/accounts.ts';
import type { Role } from '#auth/role.ts';
import { confirmRole, grantRole, listGrants, revokeRole } from '#auth/roles.ts';
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
    changePassword(database.db, { userId, address: ADDRESS, current, password: next, again });
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
  const enabled = value(await enablePerson(database.db, { userId, by: admin }));
  expect(await signIn(email, password)).toBe('signInFailed');
  expect(await auth.validate((await signIn(email, enabled.password)) ?? '')).toMatchObject({
    mustChangePassword: true,
    roles: [],
    passwordGiven: { by: '甲管理' },
  });
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

const rolesOf = async (userId: bigint) =>
  (await database.db.selectFrom('standingRole').select('role').where('userId', '=', userId).execute()).map(
    ({ role }) => role,
  );
const grantsOf = async (userId: bigint) => (await listGrants(database.db)).filter((grant) => grant.userId === userId);
const own = (userId: bigint, current: string, password = OWN) =>
  changePassword(database.db, { userId, address: ADDRESS, current, password, again: password });

test.for<Role[]>([['recorder', 'reviewer'], ['administrator'], ['publisher']])(
  'one administrator alone never acts as another person who is %s',
  async (roles) => {
    await insertPerson(database.owner, '戊管理', ['administrator']);
    const userId = await insertPerson(database.owner, '己同事', roles);
    const { email } = await database.db
      .selectFrom('appUser')
      .select('email')
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
    const { password } = value(await resetPassword(database.db, { userId, by: admin }));
    expect(await rolesOf(userId)).toEqual([]);
    const anew = await grantsOf(userId);
    expect(anew.map(({ role }) => role).sort()).toEqual([...roles].sort());
    for (const grant of anew) {
      expect(grant).toMatchObject({ grantedBy: admin, confirmed: false });
      for (const [by, why] of [
        [admin, 'role_grant_not_confirmed_by_giver_of_password'],
        [userId, 'role_grant_confirmed_after_own_password'],
        [other, 'role_grant_confirmed_after_own_password'],
      ] as const)
        expect(kindOf(await confirmRole(database.db, { grantId: grant.id, by }))).toBe(why);
    }
    // The administrator reads the initial password, signs in with it and sets another: still without a role.
    expect(kindOf(await own(userId, password))).toBe('ok');
    expect(await auth.validate((await signIn(email, OWN)) ?? '')).toMatchObject({
      mustChangePassword: false,
      roles: [],
    });
    for (const { id: grantId } of anew) {
      expect(kindOf(await confirmRole(database.db, { grantId, by: admin }))).not.toBe('ok');
      expect(kindOf(await confirmRole(database.db, { grantId, by: userId }))).not.toBe('ok');
    }
    expect(await rolesOf(userId)).toEqual([]);
    for (const { id: grantId } of anew)
      expect(kindOf(await confirmRole(database.db, { grantId, by: other }))).toBe('ok');
    expect((await rolesOf(userId)).sort()).toEqual([...roles].sort());
    const { id: grantId } = (await grantsOf(userId))[0] ?? { id: 0n };
    value(await revokeRole(database.db, { grantId, by: other }));
  },
);

test('what another administrator had proposed is not confirmed by whoever gave out the password', async () => {
  const { userId, password } = await newcomer();
  const before = value(await grantRole(database.db, { userId, role: 'recorder', by: other }));
  expect(kindOf(await own(userId, password))).toBe('ok');
  expect(kindOf(await confirmRole(database.db, { grantId: before, by: admin }))).toBe(
    'role_grant_not_confirmed_by_giver_of_password',
  );
  const again = value(await resetPassword(database.db, { userId, by: admin }));
  expect(kindOf(await own(userId, again.password, `${OWN}二`))).toBe('ok');
  expect(kindOf(await confirmRole(database.db, { grantId: before, by: admin }))).not.toBe('ok');
  const later = value(await grantRole(database.db, { userId, role: 'reviewer', by: other }));
  expect(kindOf(await confirmRole(database.db, { grantId: later, by: admin }))).toBe(
    'role_grant_not_confirmed_by_giver_of_password',
  );
  expect(await rolesOf(userId)).toEqual([]);
});

test('a confirmation and a reset at the same moment leave no role standing', async () => {
  for (let round = 0; round < 8; round++) {
    const userId = await insertPerson(database.owner, '庚同事');
    const grantId = value(await grantRole(database.db, { userId, role: 'recorder', by: other }));
    const [, reset] = await Promise.all([
      confirmRole(database.db, { grantId, by: admin }),
      resetPassword(database.db, { userId, by: admin }),
    ]);
    value(reset);
    expect(await rolesOf(userId)).toEqual([]);
    expect(await grantsOf(userId)).toMatchObject([{ grantedBy: admin, confirmed: false }]);
  }
});

test('the database takes no initial password while a role stands', async () => {
  const userId = await insertPerson(database.owner, '辛同事', ['recorder']);
  const setInitial = database.db
    .updateTable('appUser')
    .set({ passwordHash: 'another', mustChangePassword: true, initialPasswordBy: admin, initialPasswordAt: new Date() })
    .where('id', '=', userId)
    .execute();
  await expect(setInitial).rejects.toMatchObject({ constraint: 'app_user_reset_suspends_roles' });
});

test('of the last two administrators neither resets the other: that takes the command line', async () => {
  const fresh = await testDatabase();
  try {
    const one = await insertPerson(fresh.owner, '甲管理', ['administrator']);
    const two = await insertPerson(fresh.owner, '乙管理', ['administrator']);
    const before = await fresh.db.selectFrom('appUser').selectAll().where('id', '=', two).executeTakeFirstOrThrow();
    expect(kindOf(await resetPassword(fresh.db, { userId: two, by: one }))).toBe('resetOfLastAdministrators');
    expect(await fresh.db.selectFrom('appUser').selectAll().where('id', '=', two).executeTakeFirstOrThrow()).toEqual(
      before,
    );
    expect(kindOf(await setPassword(fresh.db, before.email, OWN))).toBe('ok');
    const standing = await fresh.db.selectFrom('standingRole').select('userId').orderBy('userId').execute();
    expect(standing.map(({ userId }) => userId)).toEqual([one, two]);
  } finally {
    await fresh.close();
  }
});

test('an initial password is good for seven days, and so is what was signed in with it', async () => {
  const { userId, email, password } = await newcomer();
  const cookie = await signIn(email, password);
  const given = (days: number) =>
    database.owner
      .updateTable('appUser')
      .set({ initialPasswordAt: new Date(Date.now() - days * 86_400_000) })
      .where('id', '=', userId)
      .execute();
  await given(6.9);
  expect(await auth.validate(cookie ?? '')).toBeDefined();
  await given(7.1);
  expect(await auth.validate(cookie ?? '')).toBeUndefined();
  expect(await signIn(email, 'wrong')).toBe('signInFailed');
  expect(await signIn(email, password)).toBe('initialPasswordOver');
  const again = value(await resetPassword(database.db, { userId, by: other }));
  expect(kindOf(await own(userId, again.password))).toBe('ok');
  await given(400);
  expect(await signIn(email, OWN)).toMatch(/mingzhang=/);
});

test('guessing the current password from an open session is throttled as signing in is', async () => {
  const { userId, email, password } = await newcomer();
  for (let attempt = 0; attempt < 10; attempt++)
    expect(kindOf(await own(userId, 'wrong'))).toBe('currentPasswordWrong');
  expect(kindOf(await own(userId, password))).toBe('signInThrottled');
  expect(await signIn(email, password)).toBe('signInThrottled');
  value(await unlockPerson(database.db, { userId, by: admin }));
  expect(kindOf(await own(userId, password))).toBe('ok');
});
