import { concat } from './bytes.ts';
import { type Hash, leafHash, rootOf } from './merkle.ts';
import { encodeBundle, hashesAt, pathOf, TILE_WIDTH, type Tile, tilesForGrowth } from './tiles.ts';

export interface PublishedFile {
  path: string;
  bytes: Uint8Array;
}

export interface Growth {
  oldSize: bigint;
  newSize: bigint;
  /** Entries `from` up to `to`, the old ones that share a bundle with new ones included. */
  entries: (from: bigint, to: bigint) => Promise<readonly Uint8Array[]>;
  /** The first `count` hashes of a tile of level ≥ 1 as already published; never asked when `oldSize` is 0. */
  oldHashes: (tile: Tile) => Promise<readonly Hash[]>;
}

/**
 * Every tile and bundle that the growth must write, as `tilesForGrowth` lists them: bundles and level 0 side by side,
 * then the levels above. Holds one bundle and one hash per 256 entries in memory. The checkpoint comes after all.
 */
export async function* publishedFiles({ oldSize, newSize, entries, oldHashes }: Growth): AsyncGenerator<PublishedFile> {
  if (oldSize === newSize) return;
  const tiles = tilesForGrowth(oldSize, newSize);
  let completed: Hash[] = [];
  for (const bundle of tiles.filter(({ level }) => level === 'entries')) {
    const from = bundle.index * BigInt(TILE_WIDTH);
    const bytes = await entries(from, from + BigInt(bundle.width));
    if (bytes.length !== bundle.width) throw new RangeError(`${bundle.width} entries wanted, ${bytes.length} given`);
    const hashes = bytes.map(leafHash);
    yield { path: pathOf(bundle), bytes: encodeBundle(bytes) };
    yield { path: pathOf({ ...bundle, level: 0 }), bytes: concat(...hashes) };
    if (bundle.width === TILE_WIDTH) completed.push(rootOf(hashes));
  }
  for (let level = 1; hashesAt(level, newSize) > 0n; level++) {
    const before = Number(hashesAt(level, oldSize) % BigInt(TILE_WIDTH));
    const index = hashesAt(level, oldSize) / BigInt(TILE_WIDTH);
    let hashes = before === 0 ? completed : [...(await oldHashes({ level, index, width: before })), ...completed];
    completed = [];
    for (const tile of tiles.filter((each) => each.level === level)) {
      const own = hashes.slice(0, tile.width);
      hashes = hashes.slice(tile.width);
      yield { path: pathOf(tile), bytes: concat(...own) };
      if (tile.width === TILE_WIDTH) completed.push(rootOf(own));
    }
  }
}
