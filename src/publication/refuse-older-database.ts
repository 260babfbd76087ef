import { join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { readIfThere } from './durable-file.ts';
import { olderDatabase } from './fork-error.ts';

/**
 * Openings and receipt buckets are rewritten in place: from a database restored from an older backup they would lose for
 * good what was published since. Asked by their writers themselves, whoever calls them. Throws a ForkError.
 */
export async function refuseOlderDatabase(db: Database, dataDir: string): Promise<void> {
  const note = await readIfThere(join(dataDir, 'published', 'log', 'checkpoint'));
  if (note === undefined) return;
  const published = BigInt(new TextDecoder().decode(note).split('\n')[1] ?? '');
  const { size } = await db.selectFrom('logHead').select('size').executeTakeFirstOrThrow();
  if (size < published) throw olderDatabase(published, size);
}
