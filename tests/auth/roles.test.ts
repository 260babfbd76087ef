import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addFirstAdministrators } from '#auth/accounts.ts';
import { may } from '#auth/permissions.ts';
import { ROLES, type Role } from '#auth/role.ts';
import { confirmRole, grantRole, listGrants, revokeRole } from '#auth/roles.ts';
import type { Result } from '#ledger/refusal.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertPerson } from '../support/people.ts';

let database: TestDatabase;
let first: bigint;
let second: bigint;
let someone: bigint;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  first = await insertPerson(database.owner, '甲管理', ['administrator']);
  second = await insertPerson(database.owner, '乙管理', ['administrator']);
  someone = await insertPerson(database.owner, '丙同事');
});

const kindOf = (result: Result<unknown>): string => (result.ok ? 'ok' : (result.refusals[0]?.kind ?? ''));

async function grant(userId: bigint, role: Role, by: bigint): Promise<bigint> {
  const result = await grantRole(database.db, { userId, role, by });
  if (!result.ok) throw new Error(kindOf(result));
  return result.value;
}

async function rolesOf(userId: bigint): Promise<(string | null)[]> {
  const rows = await database.db.selectFrom('standingRole').select('role').where('userId', '=', userId).execute();
  return rows.map(({ role }) => role);
}

test('a role counts once a second administrator confirmed it', async () => {
  const grantId = await grant(someone, 'recorder', first);
  expect(await rolesOf(someone)).toEqual([]);
  expect(kindOf(await confirmRole(database.db, { grantId, by: first }))).toBe('role_grant_confirmed_by_another');
  expect(kindOf(await confirmRole(database.db, { grantId, by: second }))).toBe('ok');
  expect(await rolesOf(someone)).toEqual(['recorder']);
  expect(kindOf(await confirmRole(database.db, { grantId, by: first }))).toBe('role_grant_final');
  expect(kindOf(await revokeRole(database.db, { grantId, by: first }))).toBe('ok');
  expect(await rolesOf(someone)).toEqual([]);
  expect((await listGrants(database.db)).map(({ id }) => id)).not.toContain(grantId);
});

test('nobody raises themselves', async () => {
  expect(kindOf(await grantRole(database.db, { userId: first, role: 'administrator', by: first }))).toBe(
    'role_grant_not_to_oneself',
  );
  expect(kindOf(await grantRole(database.db, { userId: someone, role: 'recorder', by: someone }))).toBe(
    'role_grant_by_administrator',
  );
  const grantId = await grant(someone, 'administrator', first);
  expect(kindOf(await confirmRole(database.db, { grantId, by: someone }))).toBe('role_grant_by_administrator');
});

test.for<[Role, Role, boolean]>([
  ['recorder', 'reviewer', true],
  ['reviewer', 'publisher', true],
  ['recorder', 'publisher', false],
  ['publisher', 'recorder', false],
  ['recorder', 'administrator', false],
  ['administrator', 'reviewer', false],
  ['auditor', 'reviewer', false],
  ['publisher', 'auditor', false],
])('%s and %s in one person: %s', async ([held, added, allowed]) => {
  await grant(someone, held, first);
  const result = await grantRole(database.db, { userId: someone, role: added, by: first });
  expect(kindOf(result)).toBe(allowed ? 'ok' : 'role_grant_compatible');
});

test('incompatible roles granted at the same moment: one of them stands', async () => {
  const outcomes = await Promise.all(
    (['recorder', 'publisher', 'auditor', 'administrator'] as const).map((role, index) =>
      grantRole(database.db, { userId: someone, role, by: index % 2 ? first : second }),
    ),
  );
  expect(outcomes.map(kindOf).sort()).toEqual([
    'ok',
    'role_grant_compatible',
    'role_grant_compatible',
    'role_grant_compatible',
  ]);
});

test('two administrators always remain', async () => {
  const grants = (await listGrants(database.db)).filter(({ role }) => role === 'administrator');
  const outcomes: string[] = [];
  for (const { id } of grants)
    outcomes.push(kindOf(await revokeRole(database.db, { grantId: id, by: grants.at(-1)?.userId ?? 0n })));
  expect(outcomes.at(-1)).toBe('role_grant_two_administrators');
  const { count } = await database.db
    .selectFrom('standingRole')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('role', '=', 'administrator')
    .executeTakeFirstOrThrow();
  expect(count).toBe(2n);
});

describe('the first two administrators', () => {
  const pair = (tag: string) =>
    [1, 2].map((n) => ({
      email: `${tag}${n}@example.org`,
      displayName: `${tag}${n}`,
      password: 'river mouth at dawn',
    })) as [never, never];

  test('come from the command line, once', async () => {
    const fresh = await testDatabase();
    try {
      const before = await addFirstAdministrators(fresh.owner, pair('a'));
      expect(kindOf(before)).toBe('ok');
      expect(kindOf(await addFirstAdministrators(fresh.owner, pair('b')))).toBe('administratorsExist');
      await expect(addFirstAdministrators(fresh.db, pair('c'))).resolves.toMatchObject({ ok: false });
    } finally {
      await fresh.close();
    }
  });
});

test('each role may do its own part and no more', () => {
  const can = (role: Role) =>
    (['read', 'record', 'review', 'confirm', 'publish', 'administer'] as const).filter((permission) =>
      may({ roles: [role] }, permission),
    );
  expect(Object.fromEntries(ROLES.map((role) => [role, can(role)]))).toEqual({
    recorder: ['read', 'record', 'confirm'],
    reviewer: ['read', 'review', 'confirm'],
    publisher: ['read', 'publish'],
    auditor: ['read'],
    administrator: ['read', 'administer'],
  });
  expect(may({ roles: [] }, 'read')).toBe(false);
});
