import type { Database, Tx } from '#database/connection.ts';

/** An approved account that has statements, which a cash box has not; undefined for any other. */
export async function accountWithStatements(db: Database | Tx, id: bigint): Promise<{ name: string } | undefined> {
  return db
    .selectFrom('moneyAccount')
    .select('name')
    .where('id', '=', id)
    .where('kind', '<>', 'cash')
    .where('decision', '=', 'approved')
    .executeTakeFirst();
}
