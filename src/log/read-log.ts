import { type Hash, joinSubtrees, leafHash, type Subtree, subtreesOf } from './merkle.ts';
import { consistencySteps, includes, inclusionSteps, type ReadSubtree, readProof } from './proof.ts';
import { bundlePath, decodeBundle, decodeTile, pathOf, TILE_WIDTH, type Tile, tilePath, widthIn } from './tiles.ts';
import { VerifyError } from './verify-error.ts';

/** A file of the log by its path under the log prefix (`checkpoint`, `tile/…`); undefined when it is not there. */
export type ReadLog = (path: string) => Promise<Uint8Array | undefined>;

/** The bytes of exactly this file. Errors: `missingFile`. */
export async function readFile(read: ReadLog, path: string): Promise<Uint8Array> {
  const bytes = await read(path);
  if (bytes === undefined) throw new VerifyError('missingFile', { path });
  return bytes;
}

/** The hashes of a tile; the full tile serves where the partial one is gone, as tlog-tiles allows. */
async function readTile(read: ReadLog, level: number, index: bigint, width: number): Promise<Hash[]> {
  const path = tilePath(level, index, width);
  const bytes = await read(path);
  if (bytes !== undefined) return decodeTile(bytes, width, path);
  return decodeTile(await readFile(read, tilePath(level, index)), TILE_WIDTH).slice(0, width);
}

/** The leaf hashes of tile `index` in a tree of `size`. */
export const readTileOf = (read: ReadLog, index: bigint, size: bigint): Promise<Hash[]> =>
  readTile(read, 0, index, widthIn(0, index, size));

/** The entries of a bundle, likewise. */
export async function readBundle(read: ReadLog, index: bigint, size: bigint): Promise<Uint8Array[]> {
  const width = widthIn(0, index, size);
  const path = bundlePath(index, width);
  const bytes = await read(path);
  if (bytes !== undefined) return decodeBundle(bytes, width, path);
  return decodeBundle(await readFile(read, bundlePath(index)), TILE_WIDTH).slice(0, width);
}

/** Hashes of complete subtrees of a tree of `size`, from its tiles; each tile is read once. */
export function subtreesFromTiles(read: ReadLog, size: bigint): ReadSubtree {
  const tiles = new Map<string, Promise<Hash[]>>();
  return async ({ height, index }) => {
    const level = Math.floor(height / 8);
    const within = height % 8;
    const first = index << BigInt(within);
    const tile: Tile = { level, index: first >> 8n, width: widthIn(level, first >> 8n, size) };
    const path = pathOf(tile);
    const hashes = tiles.get(path) ?? readTile(read, level, tile.index, tile.width);
    tiles.set(path, hashes);
    const slot = Number(first & 255n);
    return foldEvenly((await hashes).slice(slot, slot + 2 ** within));
  };
}

/** From the leaf's sibling upward. */
export const proveInclusion = (read: ReadLog, index: bigint, size: bigint): Promise<Hash[]> =>
  readProof(inclusionSteps(index, size), subtreesFromTiles(read, size));

export const proveConsistency = (read: ReadLog, oldSize: bigint, size: bigint): Promise<Hash[]> =>
  readProof(consistencySteps(oldSize, size), subtreesFromTiles(read, size));

/**
 * The right edge of the tree at `size`, from the tiles of that tree or of a later one, `within`, whose files are there
 * for sure. Whoever uses it must check a root.
 */
export const readRightEdge = (read: ReadLog, size: bigint, within = size): Promise<Hash[]> => {
  const subtree = subtreesFromTiles(read, within);
  return Promise.all(subtreesOf(0n, size).map((each) => subtree(each)));
};

/**
 * The entries of a bundle, proven against a signed root: the proof of its first entry is made of hashes of all the
 * others, computed from the bundle itself. Errors: `wrongProof`.
 */
export async function readProvenBundle(read: ReadLog, index: bigint, size: bigint, root: Hash): Promise<Uint8Array[]> {
  const entries = await readBundle(read, index, size);
  const hashes = entries.map(leafHash);
  const fromTiles = subtreesFromTiles(read, size);
  const first = index << 8n;
  const subtree = (wanted: Subtree): Hash | Promise<Hash> => {
    const slot = Number((wanted.index << BigInt(wanted.height)) - first);
    const inside = slot >= 0 && slot < hashes.length && wanted.height < 8;
    return inside ? foldEvenly(hashes.slice(slot, slot + 2 ** wanted.height)) : fromTiles(wanted);
  };
  const proof = await readProof(inclusionSteps(first, size), subtree);
  const [leaf] = hashes;
  if (leaf === undefined || !includes(leaf, first, size, proof, root)) {
    throw new VerifyError('wrongProof', { path: bundlePath(index, entries.length) });
  }
  return entries;
}

/** Hash of a complete subtree from its leaves' hashes, whose number is a power of two. */
function foldEvenly(hashes: Hash[]): Hash {
  if (hashes.length === 1) return joinSubtrees(hashes);
  const half = hashes.length / 2;
  return joinSubtrees([foldEvenly(hashes.slice(0, half)), foldEvenly(hashes.slice(half))]);
}
