import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Composition, composedPart, type Piece, smallPiece } from '#site/exports/composed-part.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-composed-'));
});
afterEach(() => rm(folder, { recursive: true }));

const FILES = ['data/gifts.csv', 'data/lines.csv'];
let made: string[];
beforeEach(() => {
  made = [];
});

/** A piece whose making is noted. */
const piece = (key: string, texts: readonly string[], more: Partial<Piece> = {}): Piece => ({
  key,
  make: () => {
    made.push(key);
    return texts;
  },
  ...more,
});

async function written(composition: Partial<Composition>, name: string, before?: string) {
  const part = composedPart({ name: 'data/2020-02', files: FILES, pieces: [], ...composition });
  const release = join(folder, name);
  made = [];
  await part.write(release, { before: before && join(folder, before) });
  return bytesOf(release);
}

async function bytesOf(release: string): Promise<Record<string, Buffer>> {
  const names = (await readdir(release, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
  return Object.fromEntries(
    await Promise.all(
      names.map(async ({ parentPath, name }) => [name, await readFile(join(parentPath, name))] as const),
    ),
  );
}

const rows = (word: string): string => `${word},一笔捐赠\r\n`.repeat(300);
const PIECES = [
  piece('head', ['leaf,donor\r\n', 'leaf,unit\r\n']),
  piece('a', [rows('a'), '']),
  piece('b', [rows('b'), rows('of b')]),
  piece('c', [rows('c'), rows('of c')]),
];

test('each file is its pieces in order, and its gzip twin unpacks to the same', async () => {
  const files = await written({ pieces: PIECES }, 'first');
  expect(files['gifts.csv']?.toString()).toBe(`leaf,donor\r\n${rows('a')}${rows('b')}${rows('c')}`);
  expect(files['lines.csv']?.toString()).toBe(`leaf,unit\r\n${rows('of b')}${rows('of c')}`);
  for (const name of ['gifts.csv', 'lines.csv']) expect(gunzipSync(files[`${name}.gz`] ?? '')).toEqual(files[name]);
});

test('whatever the pieces are, the twin unpacks to the file, and carrying them over gives the same bytes', {
  timeout: 60_000,
}, async () => {
  let run = 0;
  const texts = fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ maxLength: 900 })), {
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(texts, texts, async (first, second) => {
      run += 1;
      const all = [...first, ...second];
      const before = first.map((each, at) => piece(`${at}`, each, { item: true }));
      const after = all.map((each, at) => piece(`${at}`, each, { item: true }));
      await written({ pieces: before, separator: ',\n' }, `before-${run}`);
      const carried = await written({ pieces: after, separator: ',\n' }, `carried-${run}`, `before-${run}`);
      const fresh = await written({ pieces: after, separator: ',\n' }, `fresh-${run}`);
      expect(carried).toEqual(fresh);
      for (const [at, name] of ['gifts.csv', 'lines.csv'].entries()) {
        const items = all.map((each) => each[at] ?? '').filter((each) => each !== '');
        const expected = Buffer.from(items.join(',\n'), 'utf8');
        expect(fresh[name]).toEqual(expected);
        const twin = fresh[`${name}.gz`];
        if (expected.length >= 256) expect(gunzipSync(twin ?? '')).toEqual(expected);
        else expect(twin).toBeUndefined();
      }
    }),
    { numRuns: 15 },
  );
});

test('only the piece whose key is new is made; the rest is copied from the release before', async () => {
  await written({ pieces: PIECES }, 'first');
  expect(made).toEqual(['head', 'a', 'b', 'c']);
  const corrected = PIECES.map((each) => (each.key === 'b' ? piece('b, corrected', [rows('B'), rows('of B')]) : each));
  const carried = await written({ pieces: corrected }, 'second', 'first');
  expect(made).toEqual(['b, corrected']);
  expect(carried).toEqual(await written({ pieces: corrected }, 'fresh'));
});

test.each([
  ['a changed file', (release: string) => writeFile(join(release, 'data/gifts.csv'), rows('x').repeat(9))],
  ['a changed twin', (release: string) => writeFile(join(release, 'data/gifts.csv.gz'), rows('x').repeat(9))],
  ['a file that is gone', (release: string) => rm(join(release, 'data/lines.csv'))],
  ['notes that are torn', (release: string) => writeFile(join(release, 'data/.2020-02.pieces'), '{"pieces":{"a":[{')],
])('nothing is copied from %s', async (_, harm) => {
  const before = await written({ pieces: PIECES }, 'first');
  await harm(join(folder, 'first'));
  expect(await written({ pieces: PIECES }, 'second', 'first')).toEqual(before);
  expect(made).toEqual(expect.arrayContaining(['a', 'b', 'c']));
});

test('a change in one stretch of a file leaves the pieces behind it usable', async () => {
  await written({ pieces: PIECES }, 'first');
  const path = join(folder, 'first/data/gifts.csv');
  await writeFile(path, (await readFile(path, 'utf8')).replace('a,', 'x,'));
  await written({ pieces: PIECES }, 'second', 'first');
  expect(made).toEqual(['a']);
});

test('the key of the part is that of its pieces and of what stands between them', () => {
  const key = (composition: Partial<Composition>) =>
    composedPart({ name: 'n', files: FILES, pieces: PIECES, ...composition }).key;
  expect(key({})).toBe(key({ pieces: [...PIECES] }));
  expect(key({ pieces: PIECES.slice(1) })).not.toBe(key({}));
  expect(key({ separator: ';' })).not.toBe(key({}));
  expect(smallPiece('one', 'two').key).not.toBe(smallPiece('onetwo', '').key);
});

test('outside a release there are the files alone', async () => {
  await composedPart({ name: 'data/2020-02', files: FILES, pieces: PIECES }).write(join(folder, 'asked for'));
  expect(Object.keys(await bytesOf(join(folder, 'asked for'))).sort()).toEqual(['gifts.csv', 'lines.csv']);
});
