import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { equal } from '#log/bytes.ts';
import { type Hash, nodeHash } from '#log/merkle.ts';
import {
  bucketBits,
  bucketName,
  type ReceiptBucket,
  type ReceiptBucketEntry,
  type ReceiptIndex,
} from '#log/receipt-bucket.ts';
import { hashesAt, TILE_WIDTH } from '#log/tiles.ts';
import { removeIfThere } from './durable-file.ts';
import { writeWithTwins } from './file-with-twins.ts';
import { refuseOlderDatabase } from './refuse-older-database.ts';

const WIDTH = BigInt(TILE_WIDTH);

/**
 * The receipt look-up: rewrites the buckets that new gifts fall into and those whose tile became full since
 * `publishedSize` (their paths exist only now); all of them when the prefix grew by a bit. Buckets with the older prefix
 * stay until the index no longer leads to them, see moveReceiptIndex.
 */
export async function writeReceiptFiles(
  db: Database,
  dataDir: string,
  publishedSize: bigint,
  size: bigint,
): Promise<void> {
  await refuseOlderDatabase(db, dataDir);
  const folder = receiptFolder(dataDir);
  const bits = bucketBits(await countBelow(db, size));
  const all = bits !== bucketBits(await countBelow(db, publishedSize)) || publishedSize === 0n;
  const from = all ? 0n : (publishedSize / WIDTH) * WIDTH;
  const touched = await publishedGifts(db, size).select('tag').where('leafIndex', '>=', from).execute();
  const names = new Map(touched.map(({ tag }) => [bucketName(tag, bits), tag]));
  const tiles = new TileTrees(db);
  for (const [name, tag] of names) {
    const entries = await entriesLike(db, tiles, tag, bits, size);
    await writeWithTwins(join(folder, name), { bits, entries } satisfies ReceiptBucket);
  }
  if (names.size === 0 && all)
    await writeWithTwins(join(folder, bucketName(new Uint8Array(16), 0)), { bits: 0, entries: [] });
}

const receiptFolder = (dataDir: string): string => join(dataDir, 'published', 'receipts');

/**
 * Leads readers to the buckets of this size and deletes the others. Only after the checkpoint of that size is out: until
 * then the buckets with the older prefix are those that readers look in. Run again, it changes nothing.
 */
export async function moveReceiptIndex(db: Database, dataDir: string, size: bigint): Promise<void> {
  await refuseOlderDatabase(db, dataDir);
  const folder = receiptFolder(dataDir);
  const { origin } = await db.selectFrom('logHead').select('origin').executeTakeFirstOrThrow();
  const bits = bucketBits(await countBelow(db, size));
  await writeWithTwins(join(folder, 'index.json'), { origin, bits } satisfies ReceiptIndex);
  const standing = new RegExp(`^(${bits === 0 ? 'all' : `[01]{${bits}}`}|index)[.]json([.](br|gz))?$`);
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
  tiles: TileTrees,
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
async function pathInTile(tiles: TileTrees, index: bigint, hash: Hash, size: bigint): Promise<string[]> {
  if (index / WIDTH >= hashesAt(1, size)) return [];
  const tree = await tiles.of(index / WIDTH);
  const own = TILE_WIDTH + Number(index % WIDTH);
  if (!equal(nodeOf(tree, own), hash)) throw new Error(`no path for leaf ${index}`);
  const path: string[] = [];
  for (let node = own; node > 1; node >>= 1) path.push(Buffer.from(nodeOf(tree, node ^ 1)).toString('base64'));
  return path;
}

/**
 * The hashes of a full tile and of everything above them, in one piece: the root is node 1, below node n stand 2n and
 * 2n + 1, and the leaves begin at node 256.
 */
type TileTree = Uint8Array;

const nodeOf = (tree: TileTree, node: number): Hash => tree.subarray(node * 32, (node + 1) * 32);

function treeOver(leaves: readonly Hash[]): TileTree {
  if (leaves.length !== TILE_WIDTH) throw new RangeError(`a full tile has ${TILE_WIDTH} leaves, not ${leaves.length}`);
  const tree = new Uint8Array(2 * TILE_WIDTH * 32);
  leaves.forEach((leaf, slot) => {
    tree.set(leaf, (TILE_WIDTH + slot) * 32);
  });
  for (let node = TILE_WIDTH - 1; node > 0; node--) {
    tree.set(nodeHash(nodeOf(tree, 2 * node), nodeOf(tree, 2 * node + 1)), node * 32);
  }
  return tree;
}

/** Each tile is hashed once: tags are random, so neighbours in a bucket lie in tiles far apart, and many come up again. */
class TileTrees {
  /** 16 KB each. */
  static readonly MOST = 4096;
  readonly #db: Database;
  readonly #trees = new Map<bigint, TileTree>();

  constructor(db: Database) {
    this.#db = db;
  }

  async of(tile: bigint): Promise<TileTree> {
    const known = this.#trees.get(tile);
    if (known) return known;
    const rows = await this.#db
      .selectFrom('logLeaf')
      .select('hash')
      .where('leafIndex', '>=', tile * WIDTH)
      .where('leafIndex', '<', (tile + 1n) * WIDTH)
      .orderBy('leafIndex')
      .execute();
    const tree = treeOver(rows.map(({ hash }) => hash));
    if (this.#trees.size >= TileTrees.MOST) this.#trees.clear();
    this.#trees.set(tile, tree);
    return tree;
  }
}
