import pg from 'pg';
import type { Database, Tx } from './connection.ts';

/** serialization_failure and deadlock_detected: PostgreSQL asks for the whole transaction again (docs, §13.5). */
const TRY_AGAIN = ['40001', '40P01'];
const ATTEMPTS = 5;

/** Runs `work` in one transaction, again from the start when the database asks for it; so `work` has no effect outside. */
export async function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof pg.DatabaseError) || !TRY_AGAIN.includes(error.code ?? '')) {
        throw error;
      }
      // Writers that collided once part by a random pause, longer each time.
      await new Promise((resume) => setTimeout(resume, Math.random() * 10 * 2 ** attempt));
    }
  }
}
