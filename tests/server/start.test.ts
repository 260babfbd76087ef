import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepServing, removeData } from '#cli/start.ts';
import { createLog } from '#publication/log-key.ts';
import { refreshRelease } from '#publication/publish.ts';
import { currentRelease, releasesOf, swapRelease } from '#publication/release.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { siteOfTexts } from '../support/site-of-texts.ts';
import { value } from '../support/small-books.ts';

let test: TestDatabase;
let dataDir: string;
beforeEach(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-start-'));
  await createLog(test.db, dataDir, 'ledger.example.org/log');
});
afterEach(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

/** An upgrade, as far as the release is concerned: the one that is served was made by other code. */
async function outdate(): Promise<void> {
  const releases = releasesOf(dataDir);
  const served = (await currentRelease(releases)) ?? '';
  await mkdir(join(releases.folder, 'of-other-code'), { recursive: true });
  await rm(releases.current);
  await rm(served, { recursive: true });
  await writeFile(join(releases.folder, 'of-other-code/index.html'), 'before the upgrade');
  await swapRelease(releases, join(releases.folder, 'of-other-code'));
}

const noPages = () => Promise.reject(new Error('ENOSPC: no space left on device'));

it('goes on serving the release that is there when no new one can be made', async () => {
  value(await refreshRelease(test.db, dataDir, siteOfTexts));
  await outdate();
  await keepServing(dataDir, refreshRelease(test.db, dataDir, noPages));
  expect(await readFile(join(dataDir, 'current/index.html'), 'utf8')).toBe('before the upgrade');
});

it('does not start without any release', async () => {
  await expect(keepServing(dataDir, refreshRelease(test.db, dataDir, noPages))).rejects.toThrow('no space left');
});

it('does not start on a release whose folder is gone', async () => {
  value(await refreshRelease(test.db, dataDir, siteOfTexts));
  await outdate();
  await rm((await currentRelease(releasesOf(dataDir))) ?? '', { recursive: true });
  await expect(keepServing(dataDir, refreshRelease(test.db, dataDir, noPages))).rejects.toThrow('no space left');
});

it('starts anew without the list of erasures of the log before, and leaves the files of others', async () => {
  await mkdir(join(dataDir, 'published'), { recursive: true });
  for (const name of ['erasures.json', 'published/x', 'demo.json', 'letter.txt'])
    await writeFile(join(dataDir, name), '[]');
  await removeData(dataDir);
  expect(await readdir(dataDir)).toEqual(['letter.txt']);
});
