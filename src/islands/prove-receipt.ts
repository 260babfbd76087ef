import { fromBase64 } from '#log/base64.ts';
import type { Checkpoint } from '#log/checkpoint.ts';
import type { IntakeLeaf } from '#log/leaf.ts';
import { leafHash, type Subtree } from '#log/merkle.ts';
import { parseLeaf } from '#log/parse-leaf.ts';
import { includes, inclusionSteps, readProof } from '#log/proof.ts';
import { type ReadLog, readFile, subtreesFromTiles } from '#log/read-log.ts';
import type { ReceiptBucketEntry } from '#log/receipt-bucket.ts';
import { pathOf, TILE_WIDTH, tilePath, tilesForGrowth } from '#log/tiles.ts';
import { VerifyError } from '#log/verify-error.ts';

/** Height of a full tile of leaves. */
const TILE_HEIGHT = 8;

export interface ProvenGift {
  index: bigint;
  leaf: IntakeLeaf;
}

/**
 * Every file outside a bucket that a proof in a tree of this size may need: all tiles of level 1 and up, and the partial
 * tile of leaves. Which of them a proof uses depends on the leaf, so all are fetched, in an order that depends on the
 * size alone; what is returned reads from memory. Errors: `missingFile`.
 */
export async function readShared(read: ReadLog, size: bigint): Promise<ReadLog> {
  const files = new Map<string, Uint8Array>();
  for (const tile of tilesForGrowth(0n, size)) {
    if (tile.level === 'entries' || (tile.level === 0 && tile.width === TILE_WIDTH)) continue;
    const path = pathOf(tile);
    const bytes = await read(path);
    if (bytes !== undefined) files.set(path, bytes);
    // A partial tile may be gone once the full one is there.
    else {
      const full = tilePath(tile.level, tile.index);
      files.set(full, await readFile(read, full));
    }
  }
  return (path) => Promise.resolve(files.get(path));
}

/** What may be said of an entry while a publication runs: files of two moments do not yet belong together. */
export type Timing = 'fits' | 'notYetSigned' | 'olderThanCheckpoint';

/** An entry without a path inside its tile, though that tile is full by now, was written for a smaller log. */
export function timingOf({ index, path }: Pick<ReceiptBucketEntry, 'index' | 'path'>, size: bigint): Timing {
  if (!/^[0-9]{1,18}$/.test(index)) return 'fits';
  if (BigInt(index) >= size) return 'notYetSigned';
  return path.length === 0 && isFull(BigInt(index) >> BigInt(TILE_HEIGHT), size) ? 'olderThanCheckpoint' : 'fits';
}

const isFull = (tile: bigint, size: bigint): boolean => (tile + 1n) << BigInt(TILE_HEIGHT) <= size;

/**
 * Proves a gift from its bucket: the hashes inside its own full tile come with the entry, all others from files that
 * every visitor reads: `read` is what `readShared` returns. The tile of the leaf itself is never fetched, since that
 * would tell which of the bucket it is. Errors: `malformedProof`, `malformedLeaf` and its like, `wrongProof`.
 */
export async function proveReceipt(
  entry: ReceiptBucketEntry,
  { size, root }: Checkpoint,
  read: ReadLog,
): Promise<ProvenGift> {
  const index = /^[0-9]{1,18}$/.test(entry.index) ? BigInt(entry.index) : -1n;
  const bytes = fromBase64(entry.leaf);
  const path = entry.path.map(fromBase64).filter((hash) => hash?.length === 32);
  if (index < 0n || index >= size || bytes === undefined || path.length !== entry.path.length) {
    throw new VerifyError('malformedProof', { leaf: entry.index });
  }
  const tile = index >> BigInt(TILE_HEIGHT);
  const isInOwnTile = ({ height, index: at }: Subtree): boolean =>
    height < TILE_HEIGHT && (at << BigInt(height)) >> BigInt(TILE_HEIGHT) === tile;
  const tileIsFull = isFull(tile, size);
  if (tileIsFull && path.length !== TILE_HEIGHT) throw new VerifyError('malformedProof', { leaf: entry.index });
  const fromTiles = subtreesFromTiles(read, size);
  const proof = await readProof(inclusionSteps(index, size), (subtree) => {
    const sibling = tileIsFull && isInOwnTile(subtree) ? path[subtree.height] : undefined;
    return sibling ?? fromTiles(subtree);
  });
  if (!includes(leafHash(bytes), index, size, proof, root)) throw new VerifyError('wrongProof', { leaf: entry.index });
  const parsed = parseLeaf(bytes);
  if (!parsed.ok) throw new VerifyError(parsed.code, { leaf: entry.index });
  if (parsed.leaf.kind !== 'intake') throw new VerifyError('malformedLeaf', { leaf: entry.index });
  return { index, leaf: parsed.leaf };
}
