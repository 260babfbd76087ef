import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { networkOf } from './network.ts';

/**
 * Failed sign-ins allowed within the window: for an e-mail from one network, against guessing; for an e-mail from
 * anywhere, against guessing from many networks; for a network, against trying many e-mails.
 */
const ALLOWED = { emailFromAddress: 10, email: 100, address: 50 };
const WINDOW_MINUTES = 15;
/** A network from which an e-mail was signed in with is known for that long. */
const KNOWN_DAYS = 90;

export interface Attempt {
  email: string;
  /** The caller's network address. */
  address: string;
}

/**
 * What may come of an attempt. `closed`: nothing, and its password is not looked at. `onlyKnown`: strangers guess at this
 * e-mail from many networks, and the right password is good only from one that it was signed in from before; whoever
 * answers looks at the password all the same, so that neither the answer nor its time says which accounts exist.
 */
export type Gate = 'open' | 'onlyKnown' | 'closed';

export const throttled: Refusal = { kind: 'signInThrottled', values: { minutes: `${WINDOW_MINUTES}` } };

/**
 * Counts an attempt before it is tried, so that a thousand at once are not all tried. It is the same whether the account
 * exists or not.
 */
export async function countAttempt(db: Database, attempt: Attempt): Promise<Gate> {
  const fromHere = await count(db, 'emailFromAddress', attempt);
  const fromAnywhere = await count(db, 'email', attempt);
  const ofAll = await count(db, 'address', attempt);
  if (fromHere > ALLOWED.emailFromAddress || ofAll > ALLOWED.address) return 'closed';
  if (fromAnywhere <= ALLOWED.email) return 'open';
  return 'onlyKnown';
}

/** Whether a password, should it be right, is good through this gate. */
export async function letsThrough(db: Database, gate: Gate, attempt: Attempt): Promise<boolean> {
  if (gate !== 'onlyKnown') return gate === 'open';
  const known = await db
    .selectFrom('signInKnown')
    .select('lastAt')
    .where('keyHash', '=', keyOf('emailFromAddress', attempt))
    .where('lastAt', '>', sql<Date>`now() - make_interval(days => ${KNOWN_DAYS})`)
    .executeTakeFirst();
  return known !== undefined;
}

/** A success makes its network known, clears the e-mail and takes back its one count of the network. */
export async function forgiveAttempt(db: Database, attempt: Attempt): Promise<void> {
  await db
    .insertInto('signInKnown')
    .values({ keyHash: keyOf('emailFromAddress', attempt) })
    .onConflict((conflict) => conflict.column('keyHash').doUpdateSet({ lastAt: sql`now()` }))
    .execute();
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

/** Lets an e-mail be tried again at once, from everywhere. Where many e-mails were tried from, stays throttled. */
export async function unlockEmail(db: Database, email: string): Promise<void> {
  await db
    .deleteFrom('signInThrottle')
    .where('emailHash', '=', keyOf('email', { email, address: '' }))
    .execute();
}

export async function forgetOldAttempts(db: Database): Promise<void> {
  await db.deleteFrom('signInThrottle').where(isOver).execute();
  await db
    .deleteFrom('signInKnown')
    .where('lastAt', '<', sql<Date>`now() - make_interval(days => ${KNOWN_DAYS})`)
    .execute();
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

/** Hashed, so that the tables are no lists of e-mails and networks. */
function keyOf(kind: keyof typeof ALLOWED, { email, address }: Attempt): Buffer {
  const network = networkOf(address);
  const value = { emailFromAddress: JSON.stringify([email, network]), email, address: network }[kind];
  return createHash('sha256').update(`${kind}:${value}`).digest();
}
