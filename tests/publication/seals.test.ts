import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropOldReleases, dropUnfinished, releasesOf, SEALS } from '#publication/release.ts';
import { carryOver, type Made, sealNew } from '#publication/seals.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-seals-'));
});
afterEach(() => rm(folder, { recursive: true }));

const page = (name: string, key = 'as it was'): Made => ({ name, key, files: [`${name}.html`, `en/${name}.html`] });
const pages = [page('gifts/1'), page('gifts/2'), page('gifts/3')];

/** A finished release of the three pages, one of whose files has a compressed twin. */
async function before() {
  const release = join(folder, 'before');
  for (const path of pages.flatMap(({ files }) => [...files, 'gifts/1.html.br'])) {
    await mkdir(dirname(join(release, path)), { recursive: true });
    await writeFile(join(release, path), `bytes of ${path}`);
  }
  const { seals } = await carryOver(undefined, undefined, release, 'code', pages);
  await sealNew(release, seals, pages);
  return { release, seals };
}

const next = () => join(folder, 'next');
const carriedBy = async (carried: ReturnType<typeof carryOver>) => Object.keys((await carried).seals.parts);

test('what has the same key under the same code is linked with its compressed twins', async () => {
  const { release, seals } = await before();
  const parts = [page('gifts/1'), page('gifts/2', 'corrected'), page('gifts/3')];
  expect(await carriedBy(carryOver(release, seals, next(), 'code', parts))).toEqual(['gifts/1', 'gifts/3']);
  const inode = async (path: string) => (await stat(path)).ino;
  expect(await inode(join(next(), 'gifts/1.html.br'))).toBe(await inode(join(release, 'gifts/1.html.br')));
  await expect(stat(join(next(), 'gifts/2.html'))).rejects.toThrow('ENOENT');
});

test('other code carries nothing over', async () => {
  const { release, seals } = await before();
  expect(await carriedBy(carryOver(release, seals, next(), 'newer code', pages))).toEqual([]);
});

test.each([
  ['was changed', (path: string) => writeFile(path, 'other bytes')],
  ['is gone', (path: string) => rm(path)],
])('a part of which a file %s is made anew, and nothing of it stays', async (_, harm) => {
  const { release, seals } = await before();
  await harm(join(release, 'en/gifts/2.html'));
  expect(await carriedBy(carryOver(release, seals, next(), 'code', pages))).toEqual(['gifts/1', 'gifts/3']);
  await expect(stat(join(next(), 'gifts/2.html'))).rejects.toThrow('ENOENT');
});

test('each build looks at other parts until all were looked at, at fewer where they are large', async () => {
  const release = join(folder, 'before');
  const PARTS = 24;
  const large = Array.from({ length: PARTS }, (_, at) => page(`data/${at}`));
  await mkdir(join(release, 'data'), { recursive: true });
  await mkdir(join(release, 'en/data'), { recursive: true });
  for (const path of large.flatMap(({ files }) => files)) await writeFile(join(release, path), Buffer.alloc(2 << 20));
  let { seals } = await carryOver(undefined, undefined, release, 'code', large);
  await sealNew(release, seals, large);
  const counts: number[] = [];
  for (let build = 1; build <= 4; build++) {
    const before = seals.looked;
    ({ seals } = await carryOver(release, seals, join(folder, `${build}`), 'code', large));
    counts.push((seals.looked - before + PARTS) % PARTS || PARTS);
  }
  expect(Math.max(...counts)).toBeLessThan(PARTS);
  expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(PARTS);
});

test('a file that vanishes after it was looked at leaves no half part behind', async () => {
  const { release, seals } = await before();
  await rm(join(release, 'en/gifts/2.html'));
  const unlooked = { ...seals, parts: { ...seals.parts } };
  const { 'gifts/2': second } = unlooked.parts;
  if (second !== undefined) unlooked.parts['gifts/2'] = { ...second, files: { ...second.files, 'gifts/9.html': 'x' } };
  expect(await carriedBy(carryOver(release, unlooked, next(), 'code', pages))).toEqual(['gifts/1', 'gifts/3']);
});

test('in the folder of an older release, what is the same stays, and what is stale goes with the folders it leaves empty', async () => {
  const { release, seals: first } = await before();
  const older = join(folder, 'older');
  const { seals } = await carryOver(release, first, older, 'code', pages);
  for (const file of ['search/key/0/0.bin', 'index.html', 'index.html.br']) {
    await mkdir(dirname(join(older, file)), { recursive: true });
    await writeFile(join(older, file), file);
  }
  await sealNew(older, seals, [{ name: 'search', key: 'key', files: ['search/key/0/0.bin'] }]);
  const taken = { ...seals, others: ['index.html'] };
  const parts = [page('gifts/1'), page('gifts/2', 'corrected')];
  expect(await carriedBy(carryOver(release, first, older, 'code', parts, taken))).toEqual(['gifts/1']);
  const left = (await readdir(older, { recursive: true })).sort();
  expect(left).toEqual(['en', 'en/gifts', 'en/gifts/1.html', 'gifts', 'gifts/1.html', 'gifts/1.html.br']);
  // Nothing was written into a file that both have.
  expect(await readFile(join(release, 'gifts/2.html'), 'utf8')).toBe('bytes of gifts/2.html');
});

test('a part that lacks a file is not sealed', async () => {
  const { release } = await before();
  const { seals } = await carryOver(undefined, undefined, release, 'code', []);
  await sealNew(release, seals, [page('gifts/1'), page('gifts/4')]);
  expect(Object.keys(seals.parts)).toEqual(['gifts/1']);
  expect(Object.keys(seals.parts['gifts/1']?.files ?? {})).toEqual([
    'gifts/1.html',
    'gifts/1.html.br',
    'en/gifts/1.html',
  ]);
  expect(await readFile(join(release, 'gifts/1.html'), 'utf8')).toBe('bytes of gifts/1.html');
});

test('what a killed publish left is removed, and the newest releases by time are kept', async () => {
  const releases = releasesOf(folder);
  const made = [
    ['000000000100-zzz', 3],
    ['000000000100-aaa', 4],
    ['000000000090-bbb', 5],
    ['000000000100-yyy', 2],
  ] as const;
  for (const [name, at] of made) {
    await mkdir(join(releases.folder, name), { recursive: true });
    await writeFile(join(releases.folder, name, SEALS), '{}');
    await utimes(join(releases.folder, name, SEALS), at, at);
  }
  await mkdir(join(releases.folder, '000000000999-unfinished'));
  await symlink(join('releases', '000000000100-yyy'), releases.current);
  await dropUnfinished(releases);
  await expect(stat(join(releases.folder, '000000000999-unfinished'))).rejects.toThrow('ENOENT');
  await dropOldReleases(releases);
  const left = await Promise.all(
    made.map(([name]) =>
      stat(join(releases.folder, name)).then(
        () => name,
        () => 'dropped',
      ),
    ),
  );
  expect(left).toEqual(['dropped', '000000000100-aaa', '000000000090-bbb', '000000000100-yyy']);
});
