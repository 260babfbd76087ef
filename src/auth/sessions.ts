import { Lucia, TimeSpan } from 'lucia';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { INITIAL_PASSWORD_DAYS, initialPasswordIsOver } from './initial-password.ts';
import { passwordFits } from './password.ts';
import { type Person, sessionStore } from './session-store.ts';
import { countAttempt, forgetOldAttempts, forgiveAttempt, letsThrough, throttled } from './throttle.ts';

export type { Person } from './session-store.ts';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, Omit<Person, 'id'>>;
    UserId: bigint;
    DatabaseUserAttributes: Omit<Person, 'id'>;
  }
}

export interface Auth {
  /**
   * `address` is the caller's network address, `cookieHeader` what the browser sent along: a session in it ends, and a
   * new one with a new id begins. The value is a Set-Cookie header.
   */
  signIn(
    email: string,
    password: string,
    address: string,
    cookieHeader?: string | null,
  ): Promise<Result<{ cookie: string }>>;
  signOut(cookieHeader: string | null): Promise<{ cookie: string }>;
  validate(cookieHeader: string | null): Promise<Person | undefined>;
}

/** A session unused for this long ends; lucia renews it when half of that is over. */
const IDLE = new TimeSpan(12, 'h');

/** Sign-in and sessions. `secure` keeps the cookie to https; without it only for http on the machine itself. */
export function createAuth(db: Database, { secure }: { secure: boolean }): Auth {
  const lucia = new Lucia(sessionStore(db), {
    sessionExpiresIn: IDLE,
    // With the prefix, browsers refuse the cookie from any other host or path, and without https (RFC 6265bis).
    sessionCookie: { name: secure ? '__Host-mingzhang' : 'mingzhang', attributes: { secure } },
    getUserAttributes: (attributes) => attributes,
  });

  async function endSession(cookieHeader: string | null | undefined): Promise<void> {
    const id = readCookie(cookieHeader, lucia.sessionCookieName);
    if (id) await lucia.invalidateSession(id);
  }

  return {
    async signIn(email, password, address, cookieHeader) {
      // PostgreSQL's text cannot hold a zero byte, and no e-mail does.
      const attempt = { email: email.trim().toLowerCase().replaceAll('\0', ''), address };
      const gate = await countAttempt(db, attempt);
      if (gate === 'closed') return refused(throttled);
      const good = await letsThrough(db, gate, attempt);
      const user = await findUser(db, attempt.email);
      const fits = await passwordFits(user?.passwordHash, password);
      // One answer for an unknown e-mail, a wrong password and a disabled account.
      if (!fits || !user || user.disabledAt || !good)
        return refused(gate === 'open' ? { kind: 'signInFailed' } : throttled);
      await forgiveAttempt(db, attempt);
      if (user.over) return refused({ kind: 'initialPasswordOver', values: { days: `${INITIAL_PASSWORD_DAYS}` } });
      await Promise.all([lucia.deleteExpiredSessions(), forgetOldAttempts(db)]);
      await endSession(cookieHeader);
      const session = await lucia.createSession(user.id, {});
      await inTransaction(db, (tx) => audit(tx, user.id, 'sign in', `user ${user.id}`));
      const cookie = lucia.createSessionCookie(session.id);
      // Without an age the browser forgets it when it closes; how long it is good for, the database decides.
      delete cookie.attributes.maxAge;
      return done({ cookie: cookie.serialize() });
    },
    async signOut(cookieHeader) {
      await endSession(cookieHeader);
      return { cookie: lucia.createBlankSessionCookie().serialize() };
    },
    async validate(cookieHeader) {
      const id = readCookie(cookieHeader, lucia.sessionCookieName);
      const { user } = id ? await lucia.validateSession(id) : { user: null };
      return user ?? undefined;
    },
  };
}

function findUser(db: Database, email: string) {
  return db
    .selectFrom('appUser')
    .select(['id', 'passwordHash', 'disabledAt', initialPasswordIsOver.as('over')])
    .where('email', '=', email)
    .executeTakeFirst();
}

/** lucia's own reader throws on a cookie that is not well percent-encoded; an id never is encoded at all. */
function readCookie(header: string | null | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) || undefined;
}
