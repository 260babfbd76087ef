import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addPerson, setPassword } from '#auth/accounts.ts';
import { type Auth, createAuth } from '#auth/sessions.ts';
import { forgiveAttempt } from '#auth/throttle.ts';
import type { Result } from '#ledger/refusal.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const EMAIL = 'zhou@example.org';
const PASSWORD = '衡阳湘江边的一句很长的话';
const ADDRESS = '192.0.2.7';

let database: TestDatabase;
let auth: Auth;
let userId: bigint;
beforeAll(async () => {
  database = await testDatabase();
  auth = createAuth(database.db, { secure: true });
  userId = taken(
    await addPerson(database.db, { email: ' Zhou@Example.org', displayName: '周经办', password: PASSWORD }),
  );
  await database.owner
    .insertInto('roleGrant')
    .values({ userId, role: 'recorder', bootstrap: true, confirmedAt: new Date() })
    .execute();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.owner.deleteFrom('signInThrottle').execute();
  await database.owner.deleteFrom('signInKnown').execute();
});

function taken<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

/** What the browser sends back: name and value of a Set-Cookie header. */
const sent = (cookie: string): string => cookie.split(';')[0] ?? '';

async function signIn(before?: string): Promise<string> {
  return sent(taken(await auth.signIn(EMAIL, PASSWORD, ADDRESS, before)).cookie);
}

async function failedBefore(counted: string, failures: number): Promise<void> {
  const keyHash = createHash('sha256').update(counted).digest();
  await database.owner.insertInto('signInThrottle').values({ keyHash, failures, windowBegan: new Date() }).execute();
}

async function kindsOf(result: Promise<Result<unknown>>): Promise<string[]> {
  const answer = await result;
  return answer.ok ? ['ok'] : answer.refusals.map(({ kind }) => kind);
}

test('a session says who it is and what they may do', async () => {
  expect(await auth.validate(await signIn())).toEqual({
    id: userId,
    email: EMAIL,
    displayName: '周经办',
    mustChangePassword: false,
    roles: ['recorder'],
  });
});

describe('the cookie', () => {
  test('is for this host, for https and for no script, and goes with the browser', async () => {
    const { cookie } = taken(await auth.signIn(EMAIL, PASSWORD, ADDRESS));
    expect(cookie).toMatch(/^__Host-mingzhang=[a-z2-7]{40}; HttpOnly; Path=\/; SameSite=Lax; Secure$/);
  });

  test('is not kept to https on the machine itself', async () => {
    const { cookie } = taken(await createAuth(database.db, { secure: false }).signIn(EMAIL, PASSWORD, ADDRESS));
    expect(cookie).toMatch(/^mingzhang=[a-z2-7]{40}; HttpOnly; Path=\/; SameSite=Lax$/);
  });

  test('that is broken, foreign or empty signs nobody in', async () => {
    for (const header of [
      null,
      '',
      '__Host-mingzhang=',
      '__Host-mingzhang=%E0%A4%A',
      '__Host-mingzhang=x',
      '=;;=',
      'a=b',
    ]) {
      expect(await auth.validate(header)).toBeUndefined();
    }
  });
});

describe('a session', () => {
  test('begins with a new id, whatever id the browser brought, and ends the one it brought', async () => {
    const planted = '__Host-mingzhang=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
    const first = await signIn(planted);
    expect(first).not.toBe(planted);
    expect(await auth.validate(planted)).toBeUndefined();
    const second = await signIn(first);
    expect(second).not.toBe(first);
    expect(await auth.validate(first)).toBeUndefined();
    expect(await auth.validate(second)).toBeDefined();
  });

  test('is stored as the SHA-256 of its id and nothing else', async () => {
    const id = (await signIn()).split('=')[1] ?? '';
    const stored = await database.owner.selectFrom('userSession').selectAll().execute();
    expect(stored.map(({ idHash }) => idHash.toString('hex'))).toContain(createHash('sha256').update(id).digest('hex'));
    expect(JSON.stringify(stored, (_, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toContain(id);
  });

  test('ends by signing out', async () => {
    const cookie = await signIn();
    expect((await auth.signOut(cookie)).cookie).toContain('Max-Age=0');
    expect(await auth.validate(cookie)).toBeUndefined();
  });

  test('unused for twelve hours has ended', async () => {
    const cookie = await signIn();
    const { hours } = await database.owner
      .selectFrom('userSession')
      .select(sql<number>`round(extract(epoch from max(expires_at) - now()) / 3600)::int`.as('hours'))
      .executeTakeFirstOrThrow();
    expect(hours).toBe(12);
    await database.owner.updateTable('userSession').set({ expiresAt: sql`now() - interval '1 second'` }).execute();
    expect(await auth.validate(cookie)).toBeUndefined();
  });

  test('in use is renewed in its second half, but ends after a week', async () => {
    const cookie = await signIn();
    await database.owner.updateTable('userSession').set({ expiresAt: sql`now() + interval '1 hour'` }).execute();
    expect(await auth.validate(cookie)).toBeDefined();
    const { renewed } = await database.owner
      .selectFrom('userSession')
      .select(sql<boolean>`max(expires_at) > now() + interval '11 hours'`.as('renewed'))
      .executeTakeFirstOrThrow();
    expect(renewed).toBe(true);
    await database.owner.updateTable('userSession').set({ createdAt: sql`now() - interval '8 days'` }).execute();
    expect(await auth.validate(cookie)).toBeUndefined();
  });

  test('ends with a new password, and with the account', async () => {
    const before = await signIn();
    taken(await setPassword(database.db, EMAIL, PASSWORD));
    expect(await auth.validate(before)).toBeUndefined();
    const after = await signIn();
    await database.owner.updateTable('appUser').set({ disabledAt: new Date() }).where('id', '=', userId).execute();
    expect(await auth.validate(after)).toBeUndefined();
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, ADDRESS))).toEqual(['signInFailed']);
    await database.owner.updateTable('appUser').set({ disabledAt: null }).where('id', '=', userId).execute();
  });
});

/** Microseconds of processor that this process spent, in all its threads: the clock would count others' work too. */
async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

describe('signing in', () => {
  test('answers an unknown e-mail as it answers a wrong password', async () => {
    const wrong = await auth.signIn(EMAIL, 'not this one at all', ADDRESS);
    const unknown = await auth.signIn('nobody@example.org', 'not this one at all', ADDRESS);
    expect(unknown).toEqual(wrong);
    expect(wrong).toEqual({ ok: false, refusals: [{ kind: 'signInFailed' }] });
  });

  test('does the same work for an unknown e-mail', async () => {
    const worked = async (email: string) => {
      await database.owner.deleteFrom('signInThrottle').execute();
      return processorTime(() => auth.signIn(email, 'not this one at all', ADDRESS));
    };
    const least = async (email: string) => Math.min(await worked(email), await worked(email), await worked(email));
    await worked(EMAIL);
    // Without the dummy verification the unknown e-mail would cost a tenth.
    expect(await least('nobody@example.org')).toBeGreaterThan((await least(EMAIL)) / 3);
  });

  test('takes odd input for what it is', async () => {
    for (const email of ['', 'a\0b', `${'x'.repeat(5000)}@example.org`, "' or 1=1 --"]) {
      expect(await kindsOf(auth.signIn(email, 'y'.repeat(100_000), ADDRESS))).toEqual(['signInFailed']);
    }
  });

  test('is refused after ten failures for one e-mail from one address, known or not, and for the right password too', async () => {
    for (const email of [EMAIL, 'nobody@example.org']) {
      const tries = await Promise.all(
        Array.from({ length: 10 }, () => kindsOf(auth.signIn(email, 'wrong wrong wrong', ADDRESS))),
      );
      expect(new Set(tries.flat())).toEqual(new Set(['signInFailed']));
      expect(await kindsOf(auth.signIn(email, PASSWORD, ADDRESS))).toEqual(['signInThrottled']);
    }
    await database.owner
      .updateTable('signInThrottle')
      .set({ windowBegan: sql`now() - interval '16 minutes'` })
      .execute();
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, ADDRESS))).toEqual(['ok']);
  });

  test('is refused after fifty failures from one address, whichever e-mails it tried', async () => {
    await failedBefore(`address:${ADDRESS}`, 50);
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, ADDRESS))).toEqual(['signInThrottled']);
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, '192.0.2.8'))).toEqual(['ok']);
  });

  test('stays open to its owner while a stranger guesses from elsewhere', async () => {
    for (let time = 0; time < 11; time++) await auth.signIn(EMAIL, 'wrong wrong wrong', '198.51.100.1');
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, '198.51.100.1'))).toEqual(['signInThrottled']);
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, ADDRESS))).toEqual(['ok']);
  });

  test('is refused after a hundred failures for one e-mail, from however many addresses', async () => {
    await failedBefore(`email:${EMAIL}`, 99);
    expect(await kindsOf(auth.signIn(EMAIL, 'wrong wrong wrong', '198.51.100.1'))).toEqual(['signInFailed']);
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, '198.51.100.2'))).toEqual(['signInThrottled']);
  });

  test('is counted by the network of a subscriber, whatever address in it is used', async () => {
    const tries = await Promise.all(
      Array.from({ length: 10 }, (_, nth) => kindsOf(auth.signIn(EMAIL, 'wrong wrong wrong', `2001:db8:1:2::${nth}`))),
    );
    expect(new Set(tries.flat())).toEqual(new Set(['signInFailed']));
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, '2001:db8:1:2:ffff::9'))).toEqual(['signInThrottled']);
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, '2001:db8:1:3::9'))).toEqual(['ok']);
  });

  test('stays open from a network known by an earlier success, to the right password only', async () => {
    await signIn();
    await failedBefore(`email:${EMAIL}`, 100);
    expect(await kindsOf(auth.signIn(EMAIL, 'wrong wrong wrong', ADDRESS))).toEqual(['signInThrottled']);
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, '198.51.100.2'))).toEqual(['signInThrottled']);
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, ADDRESS))).toEqual(['ok']);
  });

  test('from a known network is no way round its ten failures', async () => {
    await signIn();
    await failedBefore(`email:${EMAIL}`, 100);
    for (let time = 0; time < 10; time++) await auth.signIn(EMAIL, 'wrong wrong wrong', ADDRESS);
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, ADDRESS))).toEqual(['signInThrottled']);
  });

  test('knows a network for ninety days, and forgets it then', async () => {
    await signIn();
    await database.owner.updateTable('signInKnown').set({ lastAt: sql`now() - interval '91 days'` }).execute();
    await failedBefore(`email:${EMAIL}`, 100);
    expect(await kindsOf(auth.signIn(EMAIL, PASSWORD, ADDRESS))).toEqual(['signInThrottled']);
    await database.owner.deleteFrom('signInThrottle').execute();
    await signIn();
    expect(await database.owner.selectFrom('signInKnown').selectAll().execute()).toHaveLength(1);
  });

  test('past the limit answers an unknown e-mail as a known one, after the same work', async () => {
    const worked = async (email: string) => {
      await database.owner.deleteFrom('signInThrottle').execute();
      await failedBefore(`email:${email}`, 100);
      return processorTime(async () =>
        expect(await kindsOf(auth.signIn(email, 'not this one at all', ADDRESS))).toEqual(['signInThrottled']),
      );
    };
    const least = async (email: string) => Math.min(await worked(email), await worked(email), await worked(email));
    await signIn();
    expect(await least('nobody@example.org')).toBeGreaterThan((await least(EMAIL)) / 3);
  });

  test('succeeds for everyone who signs in from one address at once', async () => {
    for (let round = 0; round < 20; round++) {
      await database.owner.deleteFrom('signInThrottle').execute();
      await failedBefore(`address:${ADDRESS}`, 6);
      // Eight successes take back six counts: those that come last find nothing left to take.
      await Promise.all(
        Array.from({ length: 8 }, (_, nth) =>
          forgiveAttempt(database.db, { email: `person${nth}@example.org`, address: ADDRESS }),
        ),
      );
      const left = await database.owner.selectFrom('signInThrottle').select('failures').execute();
      expect(left.length === 0 || left[0]?.failures).toSatisfy((kept) => kept === true || kept === 1);
    }
  });

  test('that succeeds forgets the failures of its e-mail', async () => {
    for (let time = 0; time < 9; time++) await auth.signIn(EMAIL, 'wrong wrong wrong', ADDRESS);
    await signIn();
    expect(await kindsOf(auth.signIn(EMAIL, 'wrong wrong wrong', ADDRESS))).toEqual(['signInFailed']);
    await signIn();
  });
});
