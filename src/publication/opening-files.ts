import { join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { TILE_WIDTH, tileNumber } from '#log/tiles.ts';
import { removeLeftovers } from './durable-file.ts';
import { writeWithTwins } from './file-with-twins.ts';
import { refuseOlderDatabase } from './refuse-older-database.ts';

const WIDTH = BigInt(TILE_WIDTH);

/**
 * Public openings of the leaves from `from` up to `to`, in chunks aligned to bundles; a chunk that did not change is left
 * alone. Says whether any did.
 */
export async function writeOpeningFiles(db: Database, dataDir: string, from: bigint, to: bigint): Promise<boolean> {
  await refuseOlderDatabase(db, dataDir);
  let changed = false;
  for (let chunk = from / WIDTH; chunk * WIDTH < to; chunk += 1n) {
    const rows = await db
      .selectFrom('opening')
      .select(['leafIndex', 'opening'])
      .where('leafIndex', '>=', chunk * WIDTH)
      .where('leafIndex', '<', (chunk + 1n) * WIDTH)
      .where('public', '=', true)
      .where('opening', 'is not', null)
      .orderBy('leafIndex')
      .orderBy('opening')
      .execute();
    const byLeaf: Record<string, string[]> = {};
    for (const { leafIndex, opening } of rows) {
      const list = byLeaf[String(leafIndex)] ?? [];
      byLeaf[String(leafIndex)] = list;
      if (opening !== null) list.push(opening);
    }
    if (await writeWithTwins(join(dataDir, 'published', 'openings', `${tileNumber(chunk)}.json`), byLeaf))
      changed = true;
  }
  return changed;
}

/** Deletes what a killed writer left among the openings and the receipt buckets. Only while the publish lock is held. */
export async function sweepOpenings(dataDir: string): Promise<void> {
  for (const name of ['openings', 'receipts']) await removeLeftovers(join(dataDir, 'published', name));
}
