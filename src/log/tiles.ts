import { concat } from './bytes.ts';
import { VerifyError } from './verify-error.ts';

/** C2SP tlog-tiles v0.1.0: paths and contents of tiles and entry bundles. Paths are relative to the log prefix. */
export const TILE_WIDTH = 256;
const WIDTH = BigInt(TILE_WIDTH);

/** A file of hashes (`level` 0…63) or of entries, whose first `width` slots are filled. */
export interface Tile {
  level: number | 'entries';
  index: bigint;
  /** 1…256; 256 is a full tile. */
  width: number;
}

export const pathOf = ({ level, index, width }: Tile): string =>
  `tile/${level}/${tileNumber(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;

export const tilePath = (level: number, index: bigint, width = TILE_WIDTH): string => pathOf({ level, index, width });

export const bundlePath = (index: bigint, width = TILE_WIDTH): string => pathOf({ level: 'entries', index, width });

/** Groups of three digits, every one but the last prefixed with x: 1234067 → x001/x234/067. */
export function tileNumber(index: bigint): string {
  const digits = index.toString();
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  return groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
}

/** Undefined for what is not the one path of a tile or bundle. */
export function parsePath(path: string): Tile | undefined {
  const parts = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path);
  if (parts === null) return undefined;
  const [, levelText = '', number = '', widthText] = parts;
  const level = levelText === 'entries' ? levelText : Number(levelText);
  const width = widthText === undefined ? TILE_WIDTH : Number(widthText);
  if ((level !== 'entries' && level > 63) || width < 1 || (widthText !== undefined && width === TILE_WIDTH)) {
    return undefined;
  }
  const tile: Tile = { level, index: BigInt(number.replaceAll(/[x/]/g, '')), width };
  return pathOf(tile) === path ? tile : undefined;
}

/** Hashes of `level` in a tree: the full subtrees of 256^level leaves. */
export const hashesAt = (level: number, size: bigint): bigint => size >> BigInt(8 * level);

/** Width of a tile within a tree of this size; 0 when there is none. */
export function widthIn(level: number, index: bigint, size: bigint): number {
  const left = hashesAt(level, size) - index * WIDTH;
  return left <= 0n ? 0 : left >= WIDTH ? TILE_WIDTH : Number(left);
}

/**
 * Every tile and bundle that is new when the tree grows, the lowest level first: full ones, and at each level the
 * partial one of the new size. From 0 it is everything that a reader of the new size may ask for.
 */
export function tilesForGrowth(oldSize: bigint, newSize: bigint): Tile[] {
  if (oldSize < 0n || oldSize > newSize) throw new RangeError(`a log cannot shrink from ${oldSize} to ${newSize}`);
  const tiles: Tile[] = [...newTiles('entries', oldSize, newSize)];
  for (let level = 0; hashesAt(level, newSize) > 0n; level++) {
    tiles.push(...newTiles(level, hashesAt(level, oldSize), hashesAt(level, newSize)));
  }
  return tiles;
}

function* newTiles(level: Tile['level'], before: bigint, after: bigint): Generator<Tile> {
  if (before === after) return;
  for (let index = before / WIDTH; index < after / WIDTH; index++) yield { level, index, width: TILE_WIDTH };
  if (after % WIDTH > 0n) yield { level, index: after / WIDTH, width: Number(after % WIDTH) };
}

/** Splits a tile into its hashes. Errors: `malformedTile` when it is not `width` hashes of 32 bytes. */
export function decodeTile(bytes: Uint8Array, width: number, path = ''): Uint8Array[] {
  if (bytes.length !== width * 32) throw new VerifyError('malformedTile', { path });
  return Array.from({ length: width }, (_, slot) => bytes.subarray(slot * 32, (slot + 1) * 32));
}

/** Each entry behind its length as big-endian uint16. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new RangeError(`an entry of ${entry.length} bytes is too long for a bundle`);
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** Errors: `malformedBundle` when the bytes are not exactly `width` entries. */
export function decodeBundle(bytes: Uint8Array, width: number, path = ''): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    const end = at + 2 + length;
    if (end > bytes.length) throw new VerifyError('malformedBundle', { path });
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  if (entries.length !== width) throw new VerifyError('malformedBundle', { path });
  return entries;
}
