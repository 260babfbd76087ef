import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { type Result, refused } from '#ledger/refusal.ts';

/** Any number that no other code locks; one publisher at a time per database. */
const PUBLISH_LOCK = 2020_0125n;

/** Whether somebody publishes, or makes the pages anew without an erased text, at this moment. */
export async function isPublishLocked(db: Database): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select exists (
      select from pg_locks
      where locktype = 'advisory' and granted and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32 | objid::bigint) = ${PUBLISH_LOCK}
    ) as locked`.execute(db);
  return rows[0]?.locked ?? false;
}

/** Throws when the lock's connection is gone, and the lock with it: somebody else may be publishing by now. */
export type StillLocked = () => Promise<void>;

/** Runs `work` while this connection holds the publish lock; the lock falls with the connection, however it ends. */
export function withPublishLock<T>(
  db: Database,
  work: (stillLocked: StillLocked) => Promise<Result<T>>,
): Promise<Result<T>> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_lock(${PUBLISH_LOCK}) as locked`.execute(
      connection,
    );
    if (!rows[0]?.locked) return refused({ kind: 'publishAlreadyRunning' });
    try {
      return await work(async () => {
        await sql`select 1`.execute(connection);
      });
    } finally {
      await sql`select pg_advisory_unlock(${PUBLISH_LOCK})`.execute(connection);
    }
  });
}
