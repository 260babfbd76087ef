import { join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { equal } from '#log/bytes.ts';
import { type OpenedCheckpoint, openCheckpoint } from '#log/checkpoint.ts';
import { joinSubtrees, leafHash } from '#log/merkle.ts';
import type { Signer } from '#log/note.ts';
import { publishedFiles } from '#log/published-files.ts';
import { type ReadLog, readBundle, readRightEdge } from '#log/read-log.ts';
import { decodeTile, pathOf, TILE_WIDTH, tilePath, widthIn } from '#log/tiles.ts';
import { readIfThere, writeDurably, writeImmutable } from './durable-file.ts';
import { ForkError, olderDatabase } from './fork-error.ts';

/** Where the published log lies. */
export const logFolder = (dataDir: string): string => join(dataDir, 'published', 'log');

export const readLogFile =
  (folder: string): ReadLog =>
  (path) =>
    readIfThere(join(folder, path));

/** The checkpoint the public sees now, its signature checked; undefined before the first. */
export async function readPublishedCheckpoint(folder: string, signer: Signer): Promise<OpenedCheckpoint | undefined> {
  const note = await readIfThere(join(folder, 'checkpoint'));
  return note === undefined ? undefined : openCheckpoint(note, signer.key);
}

/**
 * Refuses to go on when what is published is not a beginning of what the database holds: after a restore from an old
 * backup the files know more than we do, and signing again would fork the log (LOG §6). Throws a ForkError.
 */
export async function refuseFork(db: Database, published: OpenedCheckpoint | undefined): Promise<void> {
  if (published === undefined) return;
  const { size } = await db.selectFrom('logHead').select('size').executeTakeFirstOrThrow();
  if (published.size > size) throw olderDatabase(published.size, size);
  const own = await db.selectFrom('logCheckpoint').select('root').where('size', '=', published.size).executeTakeFirst();
  if (own === undefined || !equal(own.root, published.root)) {
    throw new ForkError({ kind: 'databaseForked', values: { size: String(published.size) } });
  }
}

/** Sizes that were signed but are not published yet, in order. */
export async function unpublishedSizes(db: Database, publishedSize: bigint): Promise<bigint[]> {
  const rows = await db
    .selectFrom('logCheckpoint')
    .select('size')
    .where('size', '>', publishedSize)
    .orderBy('size')
    .execute();
  return rows.map(({ size }) => size);
}

/**
 * Writes the bundles (or the tiles) of every size that was signed since `publishedSize`, partial ones too: whoever saw
 * one of these checkpoints must find its files. Bytes come from the database alone, so a second run writes the same.
 */
export async function writeLogFiles(
  db: Database,
  folder: string,
  which: 'bundles' | 'tiles',
  publishedSize: bigint,
  sizes: readonly bigint[],
): Promise<void> {
  let oldSize = publishedSize;
  for (const newSize of sizes) {
    const files = publishedFiles({
      oldSize,
      newSize,
      entries: (from, to) => entriesFromDatabase(db, from, to),
      oldHashes: async (tile) => {
        const path = pathOf(tile);
        const partial = await readIfThere(join(folder, path));
        if (partial !== undefined) return decodeTile(partial, tile.width, path);
        const full = await readIfThere(join(folder, tilePath(Number(tile.level), tile.index)));
        if (full === undefined) throw new Error(`${path} is missing from the published log`);
        return decodeTile(full, TILE_WIDTH, path).slice(0, tile.width);
      },
    });
    for await (const { path, bytes } of files) {
      if (path.startsWith('tile/entries/') === (which === 'bundles')) await writeImmutable(join(folder, path), bytes);
    }
    oldSize = newSize;
  }
}

async function entriesFromDatabase(db: Database, from: bigint, to: bigint): Promise<Uint8Array[]> {
  const rows = await db
    .selectFrom('logLeaf')
    .select('bytes')
    .where('leafIndex', '>=', from)
    .where('leafIndex', '<', to)
    .orderBy('leafIndex')
    .execute();
  return rows.map(({ bytes }) => bytes);
}

/** Reads back what was written: the tiles give the signed root, and the new bundles give the hashes in the tiles. */
export async function readBack(folder: string, publishedSize: bigint, size: bigint, root: Uint8Array): Promise<void> {
  const read = readLogFile(folder);
  if (!equal(joinSubtrees(await readRightEdge(read, size)), root)) {
    throw new Error(`the tiles on disk do not give the signed root of size ${size}`);
  }
  const width = BigInt(TILE_WIDTH);
  for (let index = publishedSize / width; index * width < size; index += 1n) {
    const path = tilePath(0, index, widthIn(0, index, size));
    const tile = await readIfThere(join(folder, path));
    const hashes = (await readBundle(read, index, size)).map(leafHash);
    const stored = tile && decodeTile(tile, hashes.length, path);
    if (stored === undefined || !hashes.every((hash, slot) => equal(hash, stored[slot] ?? new Uint8Array()))) {
      throw new Error(`${path} does not hold the hashes of its bundle`);
    }
  }
}

/** Last of all: from here on readers see the new size. A checkpoint never takes the place of a larger one. */
export async function writeCheckpoint(db: Database, folder: string, size: bigint, signer: Signer): Promise<void> {
  const published = await readPublishedCheckpoint(folder, signer);
  if (published !== undefined && published.size > size) {
    throw new Error(`the published log has grown to ${published.size} leaves meanwhile; ${size} would take it back`);
  }
  const { note } = await db
    .selectFrom('logCheckpoint')
    .select('note')
    .where('size', '=', size)
    .executeTakeFirstOrThrow();
  await writeDurably(join(folder, 'checkpoint'), new TextEncoder().encode(note));
}
