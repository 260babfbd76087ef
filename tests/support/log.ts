import type { Database } from '#database/connection.ts';

/** The head of an empty log, as the first start creates it: receipt codes are made for its origin. */
export async function insertLogHead(db: Database, origin = 'test.example/log'): Promise<void> {
  const root = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array()));
  await db
    .insertInto('logHead')
    .values({ origin, verifierKey: `${origin}+00000000+none`, root: Buffer.from(root) })
    .execute();
}
