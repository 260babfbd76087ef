import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cellNames,
  cellsOf,
  encodeCells,
  fileOf,
  filesOf,
  findCell,
  readBlock,
  readHead,
  seekInRuns,
} from '#site/search/postings.ts';

const places = fc
  .uniqueArray(fc.nat({ max: 700_000 }), { maxLength: 3_000 })
  .map((drawn) => drawn.sort((one, other) => one - other));

test('a list is read as it was written, over however many blocks', () => {
  fc.assert(
    fc.property(places, (list) => {
      const cells = cellsOf('t王', list);
      const file = encodeCells([{ key: 't张', block: 0, body: Uint8Array.of(1, 0, 0) }, ...cells]);
      const read = cells.flatMap(({ key, block }) => {
        const body = findCell(file, key, block) ?? new Uint8Array();
        const { from, to } = block === 0 ? readHead(body).runs : readBlock(body);
        return from.flatMap((first, at) => Array.from({ length: (to[at] ?? 0) - first }, (_, step) => first + step));
      });
      expect(read).toEqual(list);
      if (list.length === 0) return;
      const head = readHead(findCell(file, 't王', 0) ?? new Uint8Array());
      expect(head.count).toBe(list.length);
      expect(head.starts).toHaveLength(cells.length);
      expect(head.starts.every((start) => list.includes(start))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('what everybody has takes a few bytes', () => {
  const [cell, ...more] = cellsOf(
    'w2020',
    Array.from({ length: 640_000 }, (_, at) => at),
  );
  expect(more).toEqual([]);
  expect(cell?.body.length).toBeLessThan(12);
});

test('seeking leads to the first place that is not before', () => {
  const runs = { from: [3, 10, 20], to: [5, 11, 30] };
  expect([0, 3, 4, 5, 10, 11, 25, 29, 30].map((place) => seekInRuns(runs, place))).toEqual([
    3,
    3,
    4,
    10,
    10,
    20,
    25,
    29,
    undefined,
  ]);
});

test('the files of a segment are known from its size, and every cell has one of them', () => {
  for (const count of [1, 99, 9_999, 10_000, 640_000]) {
    const files = filesOf(count);
    for (let n = 0; n < 500; n++) {
      const file = fileOf(`t${n}`, n % 7, count);
      expect(file).toBeGreaterThanOrEqual(0);
      expect(file).toBeLessThan(files);
    }
  }
});

test('a file cut short is refused', () => {
  const file = encodeCells(cellsOf('t王', [1, 5, 9]));
  expect(() => findCell(file.subarray(0, -1), 't王', 0)).toThrow(RangeError);
  expect(cellNames(file)).toEqual([{ key: 't王', block: 0 }]);
});
