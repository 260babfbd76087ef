import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { linkAside } from '#publication/link-parts.ts';
import { makeRelease, type SiteBuilder } from '#publication/make-release.ts';
import { releasesOf, SEALS, swapRelease } from '#publication/release.ts';
import { readSeals } from '#publication/seals.ts';
import { sealedPages } from '#site/sealed-pages.ts';
import { readSite } from '#site/site-data.ts';
import { SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-carried-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** More pages of batches than one build looks at. */
async function publishBatches(): Promise<void> {
  const sample = new SampleLeaves();
  sample.accounts();
  sample.organisation('hengyang-charity', '衡阳市慈善总会');
  sample.fund('hengyang-2020', '援鄂医疗队家属关爱');
  for (let at = 0; at < 330; at++) sample.batch('hengyang-charity', 'hengyang-2020', '10', '5');
  await writeSampleLog(join(folder, 'published'), [sample.notice('2020-02-01T04:00:00Z')]);
}

/** Writes what is not carried over; tells what was. */
const sealedAtBuilds: (readonly string[])[] = [];
const buildSite: SiteBuilder = async ({ publishedDir, outDir, sealed }) => {
  sealedAtBuilds.push(sealed);
  await writeFile(join(outDir, 'index.html'), 'the overview');
  for (const { name, files } of sealedPages(await readSite(publishedDir))) {
    if (sealed.includes(name)) continue;
    for (const file of files) {
      await mkdir(dirname(join(outDir, file)), { recursive: true });
      await writeFile(join(outDir, file), `page ${file}`);
    }
  }
};

async function release(): Promise<string> {
  const releases = releasesOf(folder);
  const from = { size: 1n, code: 'code', texts: 'texts' };
  const made = await makeRelease(releases, join(folder, 'published'), from, { buildSite });
  await swapRelease(releases, made);
  return made;
}

test('a page that a disk has lost where no build looked is built in a second one', async () => {
  await publishBatches();
  const first = await release();
  const names = Object.keys((await readSeals(first, SEALS))?.parts ?? {});
  const lost = names.findLast((name) => name.startsWith('disbursements/')) ?? '';
  expect(names.indexOf(lost)).toBeGreaterThan(300);
  await rm(join(first, `en/${lost}.html`));
  sealedAtBuilds.length = 0;
  const second = await release();
  expect(sealedAtBuilds.map((sealed) => sealed.length)).toEqual([names.length, names.length - 1]);
  expect(sealedAtBuilds[1]).not.toContain(lost);
  for (const file of [`${lost}.html`, `en/${lost}.html`]) {
    expect(await readFile(join(second, file), 'utf8')).toBe(`page ${file}`);
  }
  const inode = async (path: string) => (await stat(path)).ino;
  const kept = `${names[0]}.html`;
  expect(await inode(join(second, kept))).toBe(await inode(join(first, kept)));
  expect(Object.keys((await readSeals(second, SEALS))?.parts ?? {}).sort()).toEqual(names.sort());
});

test('a thread that cannot link says why', async () => {
  await writeFile(join(folder, 'file'), 'no folder');
  const absent = [['gifts/1', ['gifts/1.html']]] as const;
  const task = { previous: join(folder, 'before'), release: join(folder, 'file'), absent, there: [] };
  await expect(linkAside(task)).rejects.toThrow('ENOTDIR');
});
