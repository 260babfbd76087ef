import type { Database } from '#database/connection.ts';
import { equal } from '#log/bytes.ts';
import type { OpenedCheckpoint } from '#log/checkpoint.ts';
import { leafHash, RightEdge } from '#log/merkle.ts';
import { readRightEdge, readTileOf } from '#log/read-log.ts';
import { TILE_WIDTH } from '#log/tiles.ts';
import { readLogFile } from './log-files.ts';

const WIDTH = BigInt(TILE_WIDTH);

/**
 * Before anything is signed or written: the stored leaves of the newest partial bundle, which the next files repeat, must
 * be those that were published. Tiles and bundles are never taken back, so one damaged row would spoil them for good.
 */
export async function refuseDamagedOldLeaves(
  db: Database,
  folder: string,
  published: OpenedCheckpoint | undefined,
): Promise<void> {
  const size = published?.size ?? 0n;
  const from = size - (size % WIDTH);
  if (from === size) return;
  const hashes = await readTileOf(readLogFile(folder), from / WIDTH, size);
  const stored = await storedLeaves(db, from, size);
  for (const [slot, hash] of hashes.entries()) {
    const leaf = from + BigInt(slot);
    const bytes = stored.get(leaf);
    if (bytes === undefined || !equal(leafHash(bytes), hash)) {
      throw new Error(
        `leaf ${leaf} in the database is not the leaf that was published: nothing will be signed or written until ` +
          'a backup of the database that holds it undamaged is restored',
      );
    }
  }
}

/**
 * Before the files of signed sizes are written: the leaves stored since the published size must give the signed roots.
 * They did when they were signed; a row damaged since then is named.
 */
export async function refuseDamagedNewLeaves(
  db: Database,
  folder: string,
  publishedSize: bigint,
  sizes: readonly bigint[],
): Promise<void> {
  const edge = new RightEdge(publishedSize, await readRightEdge(readLogFile(folder), publishedSize));
  for (const size of sizes) {
    const { root } = await db
      .selectFrom('logCheckpoint')
      .select('root')
      .where('size', '=', size)
      .executeTakeFirstOrThrow();
    while (edge.size < size) {
      const to = edge.size + WIDTH < size ? edge.size + WIDTH : size;
      const stored = await storedLeaves(db, edge.size, to);
      while (edge.size < to) {
        const bytes = stored.get(edge.size);
        if (bytes === undefined) throw new Error(`leaf ${edge.size} is missing from the database: nothing is written`);
        edge.append(leafHash(bytes));
      }
    }
    if (!equal(edge.root(), root)) throw new Error(await whichLeaf(db, publishedSize, size));
  }
}

/** By the hash that was stored beside each leaf; where both were changed alike, only the size can be said. */
async function whichLeaf(db: Database, from: bigint, to: bigint): Promise<string> {
  const rows = await db
    .selectFrom('logLeaf')
    .select(['leafIndex', 'bytes', 'hash'])
    .where('leafIndex', '>=', from)
    .where('leafIndex', '<', to)
    .orderBy('leafIndex')
    .execute();
  const damaged = rows.filter(({ bytes, hash }) => !equal(leafHash(bytes), hash)).map(({ leafIndex }) => leafIndex);
  const which = damaged.length > 0 ? `leaf ${damaged.join(', ')}` : `a leaf from ${from} on`;
  return `${which} was changed after size ${to} was signed: nothing will be written`;
}

async function storedLeaves(db: Database, from: bigint, to: bigint): Promise<Map<bigint, Uint8Array>> {
  const rows = await db
    .selectFrom('logLeaf')
    .select(['leafIndex', 'bytes'])
    .where('leafIndex', '>=', from)
    .where('leafIndex', '<', to)
    .orderBy('leafIndex')
    .execute();
  return new Map(rows.map(({ leafIndex, bytes }) => [leafIndex, bytes]));
}
