import { sql } from 'kysely';
import pg from 'pg';
import type { Tx } from '#database/connection.ts';
import { deleteEntry } from './register-rows.ts';
import type { Subject } from './registration.ts';

const FOREIGN_KEY = '23503';

/**
 * Frees the code of a registration that is being withdrawn. Where another proposal names the entry it stays,
 * unapproved for ever, and its code with it: that proposal can't be approved either.
 */
export async function releaseRegistration(tx: Tx, actId: bigint): Promise<void> {
  const { subject } = await tx
    .selectFrom('registration')
    .select('subject')
    .where('actId', '=', actId)
    .executeTakeFirstOrThrow();
  await sql`savepoint release_registration`.execute(tx);
  try {
    await deleteEntry(tx, actId, subject as Subject);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== FOREIGN_KEY) throw error;
    await sql`rollback to savepoint release_registration`.execute(tx);
  }
}
