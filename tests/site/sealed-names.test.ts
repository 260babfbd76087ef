import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sealedPages } from '#site/sealed-pages.ts';
import { readSite } from '#site/site-data.ts';
import { SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-sealed-names-'));
});
afterEach(() => rm(folder, { recursive: true }));

const keys = async () =>
  new Map(Array.from(sealedPages(await readSite(folder)), ({ name, key }): [string, string] => [name, key]));

/** A notice tells its corrections by the names of what they void: an erased name must not live on there. */
test('erasing the name of a gift makes anew the notice that tells of its correction, two chunks of openings later', async () => {
  const sample = new SampleLeaves();
  sample.accounts();
  sample.organisation('hengyang-charity', '衡阳市慈善总会');
  sample.fund('hengyang-2020', '援鄂医疗队家属关爱');
  const give = (donor: string) => sample.cash('hengyang-charity', 'hengyang-2020', '100', donor);
  const mistaken = give('欧阳某');
  for (let more = 0; more < 300; more++) give('某人');
  const notices = [sample.notice('2020-02-21T04:00:00Z')];
  for (let more = 0; more < 300; more++) give('某人');
  sample.correct(mistaken);
  notices.push(sample.notice('2020-02-22T04:00:00Z'));
  for (let more = 0; more < 300; more++) give('某人');
  notices.push(sample.notice('2020-02-23T04:00:00Z'));
  await writeSampleLog(folder, notices);

  const before = await keys();
  const chunk = join(folder, 'openings/000.json');
  const opened = JSON.parse(await readFile(chunk, 'utf8'));
  delete opened[mistaken.toString()];
  await writeFile(chunk, JSON.stringify(opened));
  const after = await keys();

  const changed = [...before.keys()].filter((name) => before.get(name) !== after.get(name));
  expect(changed).toEqual(expect.arrayContaining(['gifts/1', 'notices/1', 'notices/2', 'corrections/1']));
  expect(changed).not.toContain('notices/3');
});
