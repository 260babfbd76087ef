import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { carriedOver, sealedPages } from '#site/sealed-pages.ts';
import { readSite } from '#site/site-data.ts';
import { SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';

test('nothing is carried over unless the publisher says so', async () => {
  expect([...(await carriedOver(undefined))]).toEqual([]);
  expect([...(await carriedOver(''))]).toEqual([]);
  expect([...(await carriedOver('gifts/1,notices/25,days/2020-02-20'))]).toEqual([
    'gifts/1',
    'notices/25',
    'days/2020-02-20',
  ]);
});

test.each(['1', 'gifts/0', 'gifts/1;gifts/2', '../gifts/1'])('%s is no list of pages', async (list) => {
  await expect(carriedOver(list)).rejects.toThrow('MINGZHANG_SEALED');
});

describe('the seals of a log that goes on', { timeout: 60_000 }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingzhang-sealed-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Three full pages of gifts in two notices, then whatever `later` adds in a third. */
  async function keysAfter(
    later: (sample: SampleLeaves, gifts: readonly bigint[]) => void,
  ): Promise<Map<string, string>> {
    const sample = new SampleLeaves();
    sample.accounts();
    sample.organisation('hengyang-charity', '衡阳市慈善总会');
    sample.fund('hengyang-2020', '援鄂医疗队家属关爱');
    const gifts: bigint[] = [];
    const give = (): void => void gifts.push(sample.cash('hengyang-charity', 'hengyang-2020', '100', '某人'));
    for (let at = 0; at < 200; at++) give();
    const notices = [sample.notice('2020-02-01T04:00:00Z')];
    for (let at = 0; at < 150; at++) give();
    notices.push(sample.notice('2020-02-02T04:00:00Z'));
    later(sample, gifts);
    notices.push(sample.notice('2020-02-03T04:00:00Z'));
    await writeSampleLog(folder, notices);
    await stopClocks();
    return new Map(Array.from(sealedPages(await readSite(folder)), ({ name, key }) => [name, key]));
  }

  /** As if the chunks had never been written again: only their content may tell. */
  async function stopClocks(): Promise<void> {
    for (const name of await readdir(join(folder, 'openings'))) await utimes(join(folder, 'openings', name), 1, 1);
  }

  const changed = (before: Map<string, string>, after: Map<string, string>): string[] =>
    [...before.keys()].filter((name) => before.get(name) !== after.get(name));

  const first = (gifts: readonly bigint[]): bigint => gifts[0] ?? 0n;

  test('more gifts and new codes change no seal behind the last open chunk', async () => {
    const before = await keysAfter(() => {});
    const after = await keysAfter((sample) => {
      sample.organisation('dali-charity', '大理州慈善总会', false);
      sample.item('mask-medical', '医用口罩', '只');
      for (let at = 0; at < 300; at++) sample.cash('hengyang-charity', 'hengyang-2020', '100', '某人');
    });
    expect(changed(before, after).filter((name) => name === 'gifts/1' || name === 'gifts/2')).toEqual([]);
    expect([...after.keys()]).toEqual(expect.arrayContaining(['gifts/1', 'gifts/6', 'notices/1', 'notices/3']));
  });

  test('a correction changes the page and the notice of what it voids', async () => {
    const before = await keysAfter(() => {});
    const after = await keysAfter((sample, gifts) => void sample.correct(first(gifts)));
    expect(changed(before, after)).toEqual(expect.arrayContaining(['gifts/1', 'notices/1']));
    expect(changed(before, after)).not.toContain('gifts/2');
  });

  test('a new name of the publishing organisation changes every page', async () => {
    const before = await keysAfter(() => {});
    const after = await keysAfter((sample) => sample.organisation('hengyang-charity', '衡阳市慈善总会（新）'));
    expect(changed(before, after)).toEqual([...before.keys()]);
  });

  test('a rewritten chunk of openings changes the pages of its leaves', async () => {
    const before = await keysAfter(() => {});
    await utimes(join(folder, 'openings/001.json'), 2, 2);
    const after = new Map(Array.from(sealedPages(await readSite(folder)), ({ name, key }) => [name, key]));
    expect(changed(before, after)).toEqual(['gifts/3', 'notices/2', 'notices/3']);
  });

  test('a day and a month change with what is dated to them and with their neighbours, and with nothing else', async () => {
    const give = (sample: SampleLeaves, day: string) =>
      sample.cash('hengyang-charity', 'hengyang-2020', '100', '某人', day);
    const before = await keysAfter((sample) => void give(sample, '2020-03-05'));
    const later = await keysAfter((sample) => ['2020-03-05', '2020-03-07'].map((day) => give(sample, day)));
    expect(changed(before, later)).not.toContain('days/2020-02-20');
    expect(changed(before, later)).not.toContain('months/2020-02');
    expect(changed(before, later)).toEqual(expect.arrayContaining(['days/2020-03-05', 'months/2020-03']));
    const voided = await keysAfter((sample, gifts) => {
      give(sample, '2020-03-05');
      sample.correct(first(gifts));
    });
    expect(changed(before, voided)).toEqual(expect.arrayContaining(['days/2020-02-20', 'months/2020-02']));
    expect(changed(before, voided)).not.toContain('days/2020-03-05');
  });

  test('a page of corrections changes with another one and with the texts of what it voids', async () => {
    const before = await keysAfter((sample, gifts) => void sample.correct(first(gifts)));
    expect([...before.keys()]).toContain('corrections/1');
    await utimes(join(folder, 'openings/000.json'), 2, 2);
    const erased = new Map(Array.from(sealedPages(await readSite(folder)), ({ name, key }) => [name, key]));
    expect(changed(before, erased)).toContain('corrections/1');
    const second = await keysAfter((sample, gifts) => {
      for (const gift of gifts.slice(0, 2)) sample.correct(gift);
    });
    expect(changed(before, second)).toContain('corrections/1');
  });
});
