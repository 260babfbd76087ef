import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRelease, type SiteBuilder } from '#publication/make-release.ts';
import { dropOldReleases, dropUnfinished, releasesOf, swapRelease } from '#publication/release.ts';
import { takeOver } from '#publication/take-over.ts';
import { sealedPages } from '#site/sealed-pages.ts';
import { readSite } from '#site/site-data.ts';
import { SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';

const CITY = 'hengyang-charity';
const FUND = 'hengyang-2020';
const FROM = { size: 1n, code: 'code', texts: 'texts' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-taken-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Four notices of one log: three hundred gifts, then a few each time, and corrections that reach far back. */
async function publishNotices(times: number): Promise<void> {
  const sample = new SampleLeaves();
  sample.accounts();
  sample.organisation(CITY, '衡阳市慈善总会');
  sample.fund(FUND, '援鄂医疗队家属关爱');
  const notices = [];
  for (let notice = 1; notice <= times; notice++) {
    const first = sample.size;
    for (let gift = 0; gift < (notice === 1 ? 320 : 20); gift++) sample.cash(CITY, FUND, '1000', `捐赠人${gift}`);
    if (notice > 1) sample.correct(first - 30n);
    notices.push(sample.notice(`2020-0${notice}-13T04:00:00Z`));
  }
  await writeSampleLog(join(folder, 'published'), notices);
  // As if no chunk but those that grew had been written since.
  const openings = join(folder, 'published/openings');
  for (const name of await readdir(openings)) await utimes(join(openings, name), 1, 1);
}

/** What is not carried over, and a page that exists at this size only. */
const buildSite: SiteBuilder = async ({ publishedDir, outDir, sealed }) => {
  const site = await readSite(publishedDir);
  const pages = [...sealedPages(site)].filter(({ name }) => !sealed.includes(name));
  for (const file of ['index.html', `as-of-${site.log.size}.html`, ...pages.flatMap(({ files }) => files)]) {
    await mkdir(dirname(join(outDir, file)), { recursive: true });
    await writeFile(join(outDir, file), `page ${file} `.repeat(30));
  }
};

async function release(options: { dataDir?: string; from?: typeof FROM } = {}): Promise<string> {
  const releases = releasesOf(options.dataDir ?? folder);
  const made = await makeRelease(releases, join(folder, 'published'), options.from ?? FROM, { buildSite });
  await swapRelease(releases, made);
  await dropOldReleases(releases);
  return made;
}

/** Every file but what only releases read of each other, with the hash of its bytes. */
async function treeOf(root: string): Promise<Map<string, string>> {
  const tree = new Map<string, string>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(root.length + 1);
    if (path.startsWith('.')) continue;
    const bytes = entry.isFile() ? await readFile(join(root, path)) : '';
    tree.set(path, createHash('sha256').update(bytes).digest('hex'));
  }
  return tree;
}

const inode = async (path: string): Promise<number> => (await stat(path)).ino;

test('a release in the folder of the oldest one holds what one made anew holds, and leaves the others as they were', async () => {
  const made: string[] = [];
  for (const times of [1, 2, 3]) {
    await publishNotices(times);
    made.push(await release());
  }
  const [oldest = '', ...others] = made;
  const [inodeOfOldest, before] = [await inode(oldest), await Promise.all(others.map(treeOf))];
  await publishNotices(4);
  const taken = await release();
  expect(await inode(taken)).toBe(inodeOfOldest);
  await expect(stat(oldest)).rejects.toThrow('ENOENT');
  expect(await Promise.all(others.map(treeOf))).toEqual(before);
  const anew = await release({ dataDir: join(folder, 'elsewhere') });
  expect(await treeOf(taken)).toEqual(await treeOf(anew));
  // Otherwise nothing was taken over.
  const kept = 'gifts/1.html';
  expect(await inode(join(taken, kept))).toBe(await inode(join(others[1] ?? '', kept)));
});

test('what a disk has lost in the folder of the oldest one is linked from the release before', async () => {
  await publishNotices(1);
  const [oldest = '', , last = ''] = [await release(), await release(), await release()];
  await rm(join(oldest, 'en/gifts/2.html'));
  const taken = await release();
  expect(await inode(join(taken, 'en/gifts/2.html'))).toBe(await inode(join(last, 'en/gifts/2.html')));
});

test('a page that was made anew meanwhile is not the one that lies there', async () => {
  await publishNotices(1);
  const [oldest = '', second = ''] = [await release(), await release()];
  // A disk has changed both names of one file; the third release finds out.
  await writeFile(join(second, 'gifts/1.html'), 'damaged');
  const third = await release();
  expect(await readFile(join(third, 'gifts/1.html'), 'utf8')).not.toBe('damaged');
  const inodeOfOldest = await inode(oldest);
  const taken = await release();
  expect(await inode(taken)).toBe(inodeOfOldest);
  expect(await inode(join(taken, 'gifts/1.html'))).toBe(await inode(join(third, 'gifts/1.html')));
});

test.each([
  ['other texts', { ...FROM, texts: 'erased' }],
  ['other code', { ...FROM, code: 'newer' }],
])('a release of %s takes over none', async (_, from) => {
  await publishNotices(1);
  const made = [await release(), await release(), await release()];
  const inodes = await Promise.all(made.map(inode));
  expect(inodes).not.toContain(await inode(await release({ from })));
});

test('a publisher killed behind taking over leaves the served release whole and the folder to be removed', async () => {
  await publishNotices(1);
  const [oldest = '', ...others] = [await release(), await release(), await release()];
  const before = await Promise.all(others.map(treeOf));
  const releases = releasesOf(folder);
  const { release: taken } = await takeOver(releases, FROM, false);
  await expect(stat(oldest)).rejects.toThrow('ENOENT');
  await dropUnfinished(releases);
  await expect(stat(taken)).rejects.toThrow('ENOENT');
  expect(await Promise.all(others.map(treeOf))).toEqual(before);
  expect(await treeOf(await release())).toEqual(before[1]);
});
