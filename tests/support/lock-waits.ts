import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';

/**
 * Waits until as many statements with these words stand before a lock, and answers the processes of the server that run
 * them. To be asked by the login whose statements they are: nobody else sees what its connections do.
 */
export async function untilWaiting(db: Database, words: string, count = 1): Promise<number[]> {
  for (;;) {
    const { rows } = await sql<{ pid: number }>`
      select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and strpos(query, ${words}) > 0`.execute(db);
    if (rows.length >= count) return rows.map(({ pid }) => pid);
    await new Promise((resume) => setTimeout(resume, 20));
  }
}
