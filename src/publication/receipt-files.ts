import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { type Hash, rootOf } from '#log/merkle.ts';
import { includes, inclusionSteps, readProof } from '#log/proof.ts';
import {
  bucketBits,
  bucketName,
  type ReceiptBucket,
  type ReceiptBucketEntry,
  type ReceiptIndex,
} from '#log/receipt-bucket.ts';
import { hashesAt, TILE_WIDTH } from '#log/tiles.ts';
import { removeIfThere } from './durable-file.ts';
import { writeIfChanged } from './opening-files.ts';

const WIDTH = BigInt(TILE_WIDTH);

/**
 * The receipt look-up: rewrites the buckets that new gifts fall into and those whose tile became full since
 * `publishedSize` (their paths exist only now); all of them when the prefix grew by a bit.
 */
export async function writeReceiptFiles(
  db: Database,
  dataDir: string,
  publishedSize: bigint,
  size: bigint,
): Promise<void> {
  const folder = join(dataDir, 'published', 'receipts');
  const { origin } = await db.selectFrom('logHead').select('origin').executeTakeFirstOrThrow();
  const bits = bucketBits(await countBelow(db, size));
  const all = bits !== bucketBits(await countBelow(db, publishedSize)) || publishedSize === 0n;
  const from = all ? 0n : (publishedSize / WIDTH) * WIDTH;
  const touched = await publishedGifts(db, size).select('tag').where('leafIndex', '>=', from).execute();
  const names = new Map(touched.map(({ tag }) => [bucketName(tag, bits), tag]));
  const tiles = new TileHashes(db);
  for (const [name, tag] of names) {
    const entries = await entriesLike(db, tiles, tag, bits, size);
    await writeIfChanged(join(folder, name), { bits, entries } satisfies ReceiptBucket);
  }
  if (names.size === 0 && all)
    await writeIfChanged(join(folder, bucketName(new Uint8Array(16), 0)), { bits: 0, entries: [] });
  // The index last: it may only speak of buckets that are there.
  await writeIfChanged(join(folder, 'index.json'), { origin, bits } satisfies ReceiptIndex);
  const standing = new RegExp(bits === 0 ? '^(all|index)[.]json$' : `^([01]{${bits}}|index)[.]json$`);
  for (const name of await readdir(folder)) if (!standing.test(name)) await removeIfThere(join(folder, name));
}

/** Leaves of gifts with the code each is found by: a voided gift and its replacement have one in common. */
const publishedGifts = (db: Database, size: bigint) =>
  db
    .selectFrom('donation')
    .innerJoin('receiptCode', 'receiptCode.actId', 'donation.receiptActId')
    .innerJoin('logLeaf', 'logLeaf.actId', 'donation.actId')
    .where('leafIndex', '<', size);

/** Tags, not gifts: what hides a visitor is how many others there are. */
async function countBelow(db: Database, size: bigint): Promise<bigint> {
  const { count } = await publishedGifts(db, size)
    .select(({ fn }) => fn.count<bigint>('tag').distinct().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Every published gift whose tag begins with the same `bits` bits. */
async function entriesLike(
  db: Database,
  tiles: TileHashes,
  tag: Uint8Array,
  bits: number,
  size: bigint,
): Promise<ReceiptBucketEntry[]> {
  const [first, last] = tagRange(tag, bits);
  const rows = await publishedGifts(db, size)
    .select(['tag', 'leafIndex', 'bytes', 'hash', 'sealed'])
    .where('tag', '>=', first)
    .where('tag', '<=', last)
    .orderBy('tag')
    .orderBy('leafIndex')
    .execute();
  const entries: ReceiptBucketEntry[] = [];
  for (const row of rows) {
    entries.push({
      tag: row.tag.toString('base64url'),
      index: String(row.leafIndex),
      leaf: row.bytes.toString('base64'),
      path: await pathInTile(tiles, row.leafIndex, row.hash, size),
      sealed: row.sealed.toString('base64'),
    });
  }
  return entries;
}

/** Smallest and largest tag with the same prefix. */
function tagRange(tag: Uint8Array, bits: number): [Buffer, Buffer] {
  const edge = (fill: 0 | 1) =>
    Buffer.from(
      Uint8Array.from(tag, (byte, place) => {
        const kept = Math.min(8, Math.max(0, bits - place * 8));
        const mask = 0xff << (8 - kept);
        return (byte & mask) | (fill === 1 ? 0xff & ~mask : 0);
      }),
    );
  return [edge(0), edge(1)];
}

/** Siblings within the leaf's full tile, base64; none while the tile is partial (see ReceiptBucketEntry). */
async function pathInTile(tiles: TileHashes, index: bigint, hash: Hash, size: bigint): Promise<string[]> {
  if (index / WIDTH >= hashesAt(1, size)) return [];
  const hashes = await tiles.of(index / WIDTH);
  const subtree = ({ height, index: at }: { height: number; index: bigint }): Hash => {
    const start = Number(at) * 2 ** height;
    return rootOf(hashes.slice(start, start + 2 ** height));
  };
  const path = await readProof(inclusionSteps(index % WIDTH, WIDTH), subtree);
  if (!includes(hash, index % WIDTH, WIDTH, path, rootOf(hashes))) throw new Error(`no path for leaf ${index}`);
  return path.map((sibling) => Buffer.from(sibling).toString('base64'));
}

/** Leaf hashes by tile; tags are random, so neighbours in a bucket lie in tiles far apart, and many come up again. */
class TileHashes {
  /** 8 KB each. */
  static readonly MOST = 4096;
  readonly #db: Database;
  readonly #tiles = new Map<bigint, Hash[]>();

  constructor(db: Database) {
    this.#db = db;
  }

  async of(tile: bigint): Promise<Hash[]> {
    const known = this.#tiles.get(tile);
    if (known) return known;
    const rows = await this.#db
      .selectFrom('logLeaf')
      .select('hash')
      .where('leafIndex', '>=', tile * WIDTH)
      .where('leafIndex', '<', (tile + 1n) * WIDTH)
      .orderBy('leafIndex')
      .execute();
    const hashes = rows.map(({ hash }): Hash => hash);
    if (this.#tiles.size >= TileHashes.MOST) this.#tiles.clear();
    this.#tiles.set(tile, hashes);
    return hashes;
  }
}
