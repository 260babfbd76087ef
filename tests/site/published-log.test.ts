import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeOpening } from '#log/opening.ts';
import { openPublishedLog } from '#site/published-log.ts';
import { readSite } from '#site/site-data.ts';
import { SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';
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

test('openings are known by their files, those of the last chunk of a range by themselves', async () => {
  const publish = (gifts: number): Promise<unknown> => {
    const sample = new SampleLeaves();
    sample.accounts();
    sample.organisation('hengyang-charity', '衡阳市慈善总会');
    sample.fund('hengyang-2020', '援鄂医疗队家属关爱');
    for (let at = 0; at < gifts; at++) sample.cash('hengyang-charity', 'hengyang-2020', '100', '某人');
    return writeSampleLog(folder, [sample.notice('2020-02-01T04:00:00Z')]);
  };
  const keys = async (...ranges: [from: bigint, to: bigint][]) => {
    const log = await openPublishedLog(folder);
    return Promise.all(ranges.map(([from, to]) => log.openingsKey(from, to)));
  };
  const touch = (chunk: string, second: number) => utimes(join(folder, 'openings', chunk), second, second);
  await publish(600);
  for (const chunk of ['000.json', '001.json', '002.json']) await touch(chunk, 1);
  const ranges: [bigint, bigint][] = [
    [100n, 540n],
    [260n, 300n],
  ];
  const before = await keys(...ranges);
  await touch('002.json', 2);
  expect(await keys(...ranges)).toEqual(before);
  // The last chunk goes on growing behind the range.
  const whole = await readFile(join(folder, 'openings/002.json'), 'utf8');
  await writeFile(join(folder, 'openings/002.json'), whole.replace(/}$/, ',"999":["later"]}'));
  expect(await keys(...ranges)).toEqual(before);
  for (const chunk of ['000.json', '001.json']) {
    const known = await keys(...ranges);
    await touch(chunk, 2);
    expect((await keys(...ranges))[0]).not.toBe(known[0]);
  }
  const erased = [
    ['002.json', '530'],
    ['001.json', '270'],
  ] as const;
  for (const [at, [chunk, leaf]] of erased.entries()) {
    const path = join(folder, 'openings', chunk);
    const openings = JSON.parse(await readFile(path, 'utf8'));
    expect(openings[leaf]).toBeDefined();
    delete openings[leaf];
    await writeFile(path, JSON.stringify(openings));
    expect((await keys(...ranges))[at]).not.toBe(before[at]);
  }
});
