import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeOpening } from '#log/opening.ts';
import { openPublishedLog } from '#site/published-log.ts';
import { readSite } from '#site/site-data.ts';
import { writeRelief2020 } from '../support/sample-site.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-published-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('no folder and an empty folder are a log in which nothing happened yet', async () => {
  for (const nothing of [undefined, folder, join(folder, 'missing')]) {
    const { log, survey, balances } = await readSite(nothing);
    expect([log.size, survey.gifts.count, balances]).toEqual([0n, 0, []]);
  }
});

test('entries come with the texts that they commit to', async () => {
  const { places } = await writeRelief2020(folder);
  const log = await openPublishedLog(folder);
  const [gift] = await log.entries('intake', [places.minorGift]);
  expect(gift?.texts).toEqual({ displayName: '爱心学生', usingUnit: '需要的医护人员', source: '衡阳新闻网' });
});

test('an erased opening is not there, and one that no leaf commits to does not count', async () => {
  const { places } = await writeRelief2020(folder);
  const chunk = join(folder, 'openings/000.json');
  const openings = JSON.parse(await readFile(chunk, 'utf8'));
  openings[String(places.minorGift)] = [makeOpening('displayName', '某某同学').opening];
  delete openings[String(places.goodsGift)];
  await writeFile(chunk, JSON.stringify(openings));
  const log = await openPublishedLog(folder);
  const gifts = await log.entries('intake', [places.minorGift, places.goodsGift]);
  expect(gifts.map(({ texts }) => texts)).toEqual([{}, {}]);
});

test('leaves are read across bundles', async () => {
  await writeRelief2020(folder, 230);
  const log = await openPublishedLog(folder);
  const kinds: string[] = [];
  for await (const { leaf } of log.leaves(254n, 258n)) kinds.push(leaf.kind);
  expect(kinds).toEqual(['intake', 'intake', 'intake', 'intake']);
  await expect(log.leaf(log.size)).rejects.toThrow();
});

test('the survey knows what was corrected and counts it no more', async () => {
  const { places } = await writeRelief2020(folder);
  const { survey } = await readSite(folder);
  expect(survey.corrected.get(places.mistake)).toBe(places.correction);
  const joint = { entity: 'hengyang-joint', fund: 'hengyang-2020', stream: 'donation', unit: 'item:mask-medical' };
  const received = { ...joint, column: 'received' as const };
  expect(survey.contributions.count(received)).toBe(1);
  expect(survey.contributions.recent(received)).not.toContain(places.mistake);
  expect(survey.fold.positions()).toContainEqual(expect.objectContaining({ ...joint, received: 11204n }));
});

test('notices hold what is new in each', async () => {
  await writeRelief2020(folder);
  const { survey } = await readSite(folder);
  expect(survey.notices.list.map(({ number, first, size }) => [number, first, size])).toEqual([
    ['1', 0n, 45n],
    ['2', 45n, 60n],
    ['3', 60n, 67n],
  ]);
});
