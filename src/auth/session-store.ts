import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { initialPasswordIsOver, type PasswordGiven } from './initial-password.ts';
import type { Role } from './role.ts';

/** Someone signed in. */
export interface Person {
  id: bigint;
  email: string;
  displayName: string;
  /** Signed in with a password that somebody else has seen: it has to be changed before anything else. */
  mustChangePassword: boolean;
  /** The newest initial password of this account; absent when the person never had one. */
  passwordGiven?: PasswordGiven;
  roles: Role[];
}

interface StoredSession {
  id: string;
  userId: bigint;
  expiresAt: Date;
  attributes: Record<never, never>;
}

interface StoredUser {
  id: bigint;
  attributes: Omit<Person, 'id'>;
}

/** However busy a session is, it ends after a week. */
const LONGEST_DAYS = 7;

/**
 * lucia's adapter over our tables. The session's id is known to the browser alone: stored is its SHA-256, so a copy of
 * the table, or of a backup, signs nobody in. Listing a user's sessions therefore shows hashes in place of ids.
 */
export function sessionStore(db: Database) {
  return {
    async getSessionAndUser(sessionId: string): Promise<[StoredSession | null, StoredUser | null]> {
      const row = await db
        .selectFrom('userSession')
        .innerJoin('appUser', 'appUser.id', 'userSession.userId')
        .leftJoin('appUser as giver', 'giver.id', 'appUser.initialPasswordBy')
        .where('idHash', '=', hashOf(sessionId))
        .where('appUser.disabledAt', 'is', null)
        .where((on) => on.not(initialPasswordIsOver))
        .where(sql<boolean>`user_session.created_at > now() - make_interval(days => ${LONGEST_DAYS})`)
        .select([
          'userId',
          'expiresAt',
          'appUser.email',
          'appUser.displayName',
          'appUser.mustChangePassword',
          'appUser.initialPasswordAt as givenAt',
          'giver.displayName as givenBy',
        ])
        .select(
          sql<Role[]>`array(select role from standing_role r where r.user_id = app_user.id order by 1)`.as('roles'),
        )
        .executeTakeFirst();
      if (!row) return [null, null];
      const { userId, expiresAt, givenBy, givenAt, ...person } = row;
      const attributes = { ...person, ...(givenBy && givenAt && { passwordGiven: { by: givenBy, at: givenAt } }) };
      return [
        { id: sessionId, userId, expiresAt, attributes: {} },
        { id: userId, attributes },
      ];
    },
    async getUserSessions(userId: bigint): Promise<StoredSession[]> {
      const rows = await db.selectFrom('userSession').selectAll().where('userId', '=', userId).execute();
      return rows.map(({ idHash, expiresAt }) => ({ id: idHash.toString('hex'), userId, expiresAt, attributes: {} }));
    },
    async setSession({ id, userId, expiresAt }: StoredSession): Promise<void> {
      await db
        .insertInto('userSession')
        .values({ idHash: hashOf(id), userId, expiresAt })
        .execute();
    },
    async updateSessionExpiration(sessionId: string, expiresAt: Date): Promise<void> {
      await db.updateTable('userSession').set({ expiresAt }).where('idHash', '=', hashOf(sessionId)).execute();
    },
    async deleteSession(sessionId: string): Promise<void> {
      await db.deleteFrom('userSession').where('idHash', '=', hashOf(sessionId)).execute();
    },
    async deleteUserSessions(userId: bigint): Promise<void> {
      await db.deleteFrom('userSession').where('userId', '=', userId).execute();
    },
    async deleteExpiredSessions(): Promise<void> {
      await db
        .deleteFrom('userSession')
        .where(sql<boolean>`expires_at <= now() or created_at <= now() - make_interval(days => ${LONGEST_DAYS})`)
        .execute();
    },
  };
}

function hashOf(sessionId: string): Buffer {
  return createHash('sha256').update(sessionId).digest();
}
