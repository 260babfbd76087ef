import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourceKey } from '#publication/build-site.ts';
import { writeDurably } from '#publication/durable-file.ts';
import { createLog } from '#publication/log-key.ts';
import { publish, refreshRelease } from '#publication/publish.ts';
import { textsKey } from '#publication/published-texts.ts';
import { currentRelease, newRelease, releasesOf } from '#publication/release.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { siteOfTexts } from '../support/site-of-texts.ts';
import { cashGift, enterGift, openSmallBooks, value } from '../support/small-books.ts';

const NAME = '欧阳晓明';
const BUILDS = join(import.meta.dirname, '../../dist');

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-killed-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

it('a file that could not be written leaves nothing of what it was to say', async () => {
  const path = join(dataDir, 'openings', '000.json');
  // No file takes the place of a folder that is not empty.
  await mkdir(join(path, 'x'), { recursive: true });
  await expect(writeDurably(path, Buffer.from(NAME))).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
  expect(await readdir(join(dataDir, 'openings'))).toEqual(['000.json']);
});

/** Writes the words of one gift into a release for as long as it is let live. */
const NEVER_DONE = `
  import { writeWords } from '#site/search/write-words.ts';
  async function* records() {
    for (let place = 0; ; place++) {
      yield { place: place % 1000, terms: ['t${NAME}' + place] };
      if (place % 10_000 === 0) await new Promise((resume) => setTimeout(resume, 1));
      if (place === 20_000) console.log('writing');
    }
  }
  await writeWords(process.argv[1], 'search/gifts', 1000, records());
`;

async function killedWhileIndexing(release: string, temporary: string): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', NEVER_DONE, release], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function saysTheName(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const said = await Promise.all(paths.map(async (path) => (await readFile(path)).includes(NAME)));
  return paths.filter((_, at) => said[at]);
}

async function portal(): Promise<TestDatabase> {
  const test = await testDatabase();
  await createLog(test.db, dataDir, 'ledger.example.org/log');
  await enterGift(test.db, await openSmallBooks(test.db, test.owner), cashGift(10_00n));
  value(await publish(test.db, { dataDir, buildSite: siteOfTexts }));
  return test;
}

it('the index of names that a kill left unfinished goes with the next refresh, though nothing changed', async () => {
  const test = await portal();
  const releases = releasesOf(dataDir);
  const served = basename((await currentRelease(releases)) ?? '');
  const size = BigInt(served.split('-')[0] ?? '');
  const release = await newRelease(releases, { size, code: await sourceKey(), texts: await textsKey(test.db) });
  const temporary = join(dataDir, 'tmp');
  await mkdir(temporary);
  await killedWhileIndexing(release, temporary);
  expect(await readdir(temporary)).toEqual([]);
  expect(await saysTheName(release)).not.toEqual([]);
  value(await refreshRelease(test.db, dataDir, siteOfTexts));
  expect(await saysTheName(dataDir)).toEqual([]);
  await test.close();
});

it.each([
  ['a publish that has nothing to do', publish],
  ['a refresh', (db: TestDatabase['db']) => refreshRelease(db, dataDir, siteOfTexts)],
] as const)('pages that a killed build left go with %s', async (_, run) => {
  const test = await portal();
  const { pid } = spawnSync(process.execPath, ['--version']);
  const left = [`building-${pid}-abc123`, `building-${process.pid}-abc123`];
  // Of a process that is alive: the parent of this one.
  const building = `building-${process.ppid}-abc123`;
  for (const name of [...left, building]) {
    await mkdir(join(BUILDS, name), { recursive: true });
    await writeFile(join(BUILDS, name, 'index.html'), NAME);
  }
  try {
    await run(test.db, { dataDir, buildSite: siteOfTexts });
    const names = await readdir(BUILDS);
    expect(names.filter((name) => left.includes(name))).toEqual([]);
    expect(names).toContain(building);
  } finally {
    for (const name of [...left, building]) await rm(join(BUILDS, name), { recursive: true, force: true });
    await test.close();
  }
});
