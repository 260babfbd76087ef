import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, utf8 } from '#log/bytes.ts';
import { decodeBundle, encodeBundle, parsePath, pathOf, tilePath, tilesForGrowth } from '#log/tiles.ts';

const pathsFor = (from: bigint, to: bigint) => tilesForGrowth(from, to).map(pathOf);

test.each([
  [0n, 'tile/0/000'],
  [999n, 'tile/0/999'],
  [1000n, 'tile/0/x001/000'],
  [1234067n, 'tile/0/x001/x234/067'],
])('tile %d lies at %s', (index, path) => {
  expect(tilePath(0, index)).toBe(path);
});

test.each([
  [1n, ['tile/entries/000.p/1', 'tile/0/000.p/1']],
  [255n, ['tile/entries/000.p/255', 'tile/0/000.p/255']],
  [256n, ['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1']],
  [257n, ['tile/entries/000', 'tile/entries/001.p/1', 'tile/0/000', 'tile/0/001.p/1', 'tile/1/000.p/1']],
])('a log of %d leaves has exactly these files', (size, paths) => {
  expect(pathsFor(0n, size)).toEqual(paths);
});

test('a log of 70,000 leaves has 273 full tiles, one full tile above them and partial ones at three levels', () => {
  const paths = pathsFor(0n, 70_000n);
  expect(paths).toHaveLength(274 + 274 + 2 + 1);
  for (const path of ['tile/0/272', 'tile/0/273.p/112', 'tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1']) {
    expect(paths).toContain(path);
  }
});

test('a level whose hashes did not change gets no new file', () => {
  expect(pathsFor(256n, 258n)).toEqual(['tile/entries/001.p/2', 'tile/0/001.p/2']);
  expect(pathsFor(5n, 5n)).toEqual([]);
});

/** What a reader of a log of this size may ask for: floor(size / 256^L) hashes at level L, in full tiles and a rest. */
function needed(size: bigint): string[] {
  const paths: string[] = [];
  for (let level = 0; size >> BigInt(8 * level) > 0n; level++) {
    const hashes = size >> BigInt(8 * level);
    for (const name of level === 0 ? ['entries', '0'] : [String(level)]) {
      for (let index = 0n; index * 256n < hashes; index++) {
        const rest = hashes - index * 256n;
        const number = index.toString().padStart(3, '0');
        paths.push(`tile/${name}/${number}${rest < 256n ? `.p/${rest}` : ''}`);
      }
    }
  }
  return paths.sort();
}

test('growing in any steps leaves every file that any of the sizes needs, and writes nothing twice', () => {
  const size = fc.bigInt({ min: 0n, max: 140_000n });
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 6 }), (drawn) => {
      const sizes = [...new Set(drawn)].sort((a, b) => Number(a - b));
      const written: string[] = [];
      let before = 0n;
      for (const next of sizes) {
        written.push(...pathsFor(before, next));
        before = next;
        const there = new Set(written);
        expect(needed(next).filter((path) => !there.has(path))).toEqual([]);
      }
      expect(new Set(written).size).toBe(written.length);
    }),
    { numRuns: 40 },
  );
});

test('from nothing exactly the needed files are written', () => {
  for (const size of [0n, 1n, 255n, 256n, 257n, 511n, 512n, 65_535n, 65_536n, 65_537n]) {
    expect(pathsFor(0n, size).sort()).toEqual(needed(size));
  }
});

test('every path reads back as the tile it names', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 })),
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.integer({ min: 1, max: 256 }),
      (level, index, width) => {
        expect(parsePath(pathOf({ level, index, width }))).toEqual({ level, index, width });
      },
    ),
  );
});

test.each([
  'tile/0/0',
  'tile/00/000',
  'tile/64/000',
  'tile/0/x000/001',
  'tile/0/1000',
  'tile/0/000.p/0',
  'tile/0/000.p/01',
  'tile/0/000.p/256',
  'tile/0/000.p/',
  'tile/8/0/000',
  'tile/entries/../000',
  'checkpoint',
])('%s is no path of a tile', (path) => {
  expect(parsePath(path)).toBeUndefined();
});

test('a bundle gives back its entries', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 20 }), (entries) => {
      expect(decodeBundle(encodeBundle(entries), entries.length)).toEqual(entries);
    }),
  );
});

test('an entry is preceded by its length, big end first', () => {
  expect(encodeBundle([new Uint8Array(258)]).slice(0, 2)).toEqual(Uint8Array.of(1, 2));
  expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(RangeError);
});

test('a bundle that is cut off, too long or of another number is refused', () => {
  const bundle = encodeBundle([utf8('one'), utf8('two')]);
  const refuse = (bytes: Uint8Array, width: number) =>
    expect(() => decodeBundle(bytes, width)).toThrow(expect.objectContaining({ code: 'malformedBundle' }));
  refuse(bundle, 1);
  refuse(bundle, 3);
  for (let length = 0; length < bundle.length; length++) refuse(bundle.subarray(0, length), 2);
  refuse(concat(bundle, Uint8Array.of(0)), 2);
});
