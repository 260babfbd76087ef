import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Refusal } from '#ledger/refusal.ts';

/**
 * Failed sign-ins allowed within the window: for an e-mail from one address, against guessing; for an e-mail from
 * anywhere, against guessing from many addresses, high enough that nobody is easily locked out by a stranger; for an
 * address, against trying many e-mails.
 */
const ALLOWED = { emailFromAddress: 10, email: 100, address: 50 };
const WINDOW_MINUTES = 15;

export interface Attempt {
  email: string;
  /** The caller's network address. */
  address: string;
}

/**
 * Counts an attempt before it is tried, so that a thousand at once are not all tried; answers a refusal when there were
 * too many. It is the same whether the account exists or not.
 */
export async function countAttempt(db: Database, attempt: Attempt): Promise<Refusal | undefined> {
  const counts = [
    (await count(db, 'emailFromAddress', attempt)) > ALLOWED.emailFromAddress,
    (await count(db, 'email', attempt)) > ALLOWED.email,
    (await count(db, 'address', attempt)) > ALLOWED.address,
  ];
  if (!counts.includes(true)) return undefined;
  return { kind: 'signInThrottled', values: { minutes: `${WINDOW_MINUTES}` } };
}

/** A success clears the e-mail and takes back its one count of the address. */
export async function forgiveAttempt(db: Database, attempt: Attempt): Promise<void> {
  const cleared = [keyOf('emailFromAddress', attempt), keyOf('email', attempt)];
  await db.deleteFrom('signInThrottle').where('keyHash', 'in', cleared).execute();
  const theirs = keyOf('address', attempt);
  // Whoever waits for another's success asks again whether more than one is left: a count never reaches nought.
  await db
    .with('last', (query) =>
      query.deleteFrom('signInThrottle').where('keyHash', '=', theirs).where('failures', '<=', 1),
    )
    .updateTable('signInThrottle')
    .set({ failures: sql`greatest(failures - 1, 1)` })
    .where('keyHash', '=', theirs)
    .where('failures', '>', 1)
    .execute();
}

/** Lets an e-mail be tried again at once, from every address. Where many e-mails were tried from, stays throttled. */
export async function unlockEmail(db: Database, email: string): Promise<void> {
  await db
    .deleteFrom('signInThrottle')
    .where('emailHash', '=', keyOf('email', { email, address: '' }))
    .execute();
}

export async function forgetOldAttempts(db: Database): Promise<void> {
  await db.deleteFrom('signInThrottle').where(isOver).execute();
}

const isOver = sql<boolean>`sign_in_throttle.window_began < now() - make_interval(mins => ${WINDOW_MINUTES})`;

async function count(db: Database, kind: keyof typeof ALLOWED, attempt: Attempt): Promise<number> {
  const keyHash = keyOf(kind, attempt);
  const emailHash = kind === 'address' ? null : keyOf('email', attempt);
  const { failures } = await db
    .insertInto('signInThrottle')
    .values({ keyHash, emailHash, failures: 1, windowBegan: sql`now()` })
    .onConflict((conflict) =>
      conflict.column('keyHash').doUpdateSet({
        failures: sql`case when ${isOver} then 1 else sign_in_throttle.failures + 1 end`,
        windowBegan: sql`case when ${isOver} then now() else sign_in_throttle.window_began end`,
      }),
    )
    .returning('failures')
    .executeTakeFirstOrThrow();
  return failures;
}

/** Hashed, so that the table is no list of e-mails and addresses. */
function keyOf(kind: keyof typeof ALLOWED, { email, address }: Attempt): Buffer {
  const value = { emailFromAddress: JSON.stringify([email, address]), email, address }[kind];
  return createHash('sha256').update(`${kind}:${value}`).digest();
}
