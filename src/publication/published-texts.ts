import { createHash } from 'node:crypto';
import type { Database } from '#database/connection.ts';
import { TILE_WIDTH } from '#log/tiles.ts';
import { writeOpeningFiles } from './opening-files.ts';
import { writeReceiptFiles } from './receipt-files.ts';

const WIDTH = BigInt(TILE_WIDTH);

/**
 * Names what became of published texts so far (shown, hidden, erased): a release made from another key shows something
 * else. Over the changes themselves, not their count, so that a restored database never takes an old release for its own.
 */
export async function textsKey(db: Database): Promise<string> {
  const changes = await db
    .selectFrom('openingChange')
    .select(['leafIndex', 'digest', 'change'])
    .orderBy('id')
    .execute();
  if (changes.length === 0) return 'asPublished';
  const hash = createHash('sha256');
  for (const { leafIndex, digest, change } of changes)
    hash.update(`${leafIndex} ${digest.toString('hex')} ${change}\n`);
  return hash.digest('hex').slice(0, 12);
}

/**
 * Writes the chunks of openings in which anything changed after it was published; a chunk that is as it should be stays
 * untouched. An erased legal name is taken out of the receipt look-up too, where it lay sealed. Says whether any chunk was
 * not as it should be.
 */
export async function writeChangedTexts(db: Database, dataDir: string, size: bigint): Promise<boolean> {
  const changes = await db
    .selectFrom('openingChange')
    .select(['leafIndex', 'field', 'change'])
    .distinct()
    .where('leafIndex', '<', size)
    .orderBy('leafIndex')
    .execute();
  const chunks = new Set(changes.map(({ leafIndex }) => leafIndex / WIDTH));
  let rewritten = false;
  for (const chunk of chunks) {
    const end = (chunk + 1n) * WIDTH;
    if (await writeOpeningFiles(db, dataDir, chunk * WIDTH, end < size ? end : size)) rewritten = true;
  }
  const unsealed = changes.some(({ field, change }) => field === 'legalName' && change === 'erased');
  if (unsealed) await writeReceiptFiles(db, dataDir, 0n, size);
  return rewritten;
}
