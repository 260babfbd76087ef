import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { carriedOver, sealedPages } from '#site/sealed-pages.ts';
import { readSite } from '#site/site-data.ts';
import { type SampleLeaf, SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';

test('nothing is carried over unless the publisher says so', async () => {
  expect([...(await carriedOver(undefined))]).toEqual([]);
  expect([...(await carriedOver(''))]).toEqual([]);
  const pages = ['gifts/1', 'notices/25', 'days/2020-02-20', 'disbursements/page-2', 'gifts/pages-101'];
  expect([...(await carriedOver(pages.join(',')))]).toEqual(pages);
});

test.each(['1', 'gifts/0', 'gifts/pages-', 'gifts/of-1', 'gifts/1;gifts/2', '../gifts/1'])(
  '%s is no list of pages',
  async (list) => {
    await expect(carriedOver(list)).rejects.toThrow('MINGZHANG_SEALED');
  },
);

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
    return keysOf(notices);
  }

  async function keysOf(notices: SampleLeaf[][]): Promise<Map<string, string>> {
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

  test('a long notice changes with a correction of what its page shows, not of an earlier gift', async () => {
    const keysCorrecting = async (...which: number[]): Promise<Map<string, string>> => {
      const sample = new SampleLeaves();
      sample.accounts();
      sample.organisation('hengyang-charity', '衡阳市慈善总会');
      sample.fund('hengyang-2020', '援鄂医疗队家属关爱');
      const gifts = Array.from({ length: 450 }, () => sample.cash('hengyang-charity', 'hengyang-2020', '100', '某人'));
      const long = sample.notice('2020-02-01T04:00:00Z');
      for (let at = 0; at < 256; at++) sample.cash('hengyang-charity', 'hengyang-2020', '100', '某人');
      for (const at of which) sample.correct(gifts.at(at) ?? 0n);
      return keysOf([long, sample.notice('2020-02-02T04:00:00Z')]);
    };
    const before = await keysCorrecting();
    expect(changed(before, await keysCorrecting(299))).toEqual(expect.arrayContaining(['gifts/3', 'notices/2']));
    expect(changed(before, await keysCorrecting(299))).not.toContain('notices/1');
    expect(changed(before, await keysCorrecting(-30))).toContain('notices/1');
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

  /** Batches behind the gifts, and so many gifts behind them that the chunks of their openings are closed. */
  function batches(sample: SampleLeaves, count: number): bigint[] {
    const made = Array.from({ length: count }, () => sample.batch('hengyang-charity', 'hengyang-2020', '10', '5'));
    for (let at = 0; at < 256; at++) sample.cash('hengyang-charity', 'hengyang-2020', '100', '某人');
    return made;
  }
  const ofLists = (names: Iterable<string>): string[] => [...names].filter((name) => name.includes('page-'));

  test('a full page of batches changes with a correction of one of its batches, and with no others', async () => {
    const before = await keysAfter((sample) => void batches(sample, 250));
    expect(ofLists(before.keys())).toEqual(['disbursements/page-1', 'disbursements/page-2']);
    const later = await keysAfter((sample) => {
      batches(sample, 250);
      sample.item('mask-medical', '医用口罩', '只');
      batches(sample, 60);
    });
    expect(ofLists(later.keys())).toEqual([...ofLists(before.keys()), 'disbursements/page-3']);
    expect(ofLists(changed(before, later))).toEqual([]);
    const voided = await keysAfter((sample, gifts) => {
      const all = batches(sample, 250);
      sample.correct(all[3] ?? 0n);
      sample.correct(first(gifts));
    });
    expect(ofLists(changed(before, voided))).toEqual(['disbursements/page-1']);
  });

  test('the last full page of batches changes once there is a next one to lead to, and with an erased text', async () => {
    const before = await keysAfter((sample) => void batches(sample, 200));
    await utimes(join(folder, 'openings/002.json'), 2, 2);
    const erased = new Map(Array.from(sealedPages(await readSite(folder)), ({ name, key }) => [name, key]));
    expect(ofLists(changed(before, erased))).toEqual(['disbursements/page-2']);
    const after = await keysAfter((sample) => {
      batches(sample, 200);
      batches(sample, 1);
    });
    expect(ofLists(changed(before, after))).toEqual(['disbursements/page-2']);
  });

  test('a full hundred of pages of gifts changes once there is a next one, and with nothing behind that', async () => {
    const keysWith = async (gifts: number): Promise<Map<string, string>> => {
      const site = await readSite(folder);
      for (let at = site.survey.gifts.count; at < gifts; at++) site.survey.gifts.add(BigInt(1_000 + at));
      return new Map(
        Array.from(sealedPages(site), ({ name, key }) => [name, key] as const).filter(([name]) =>
          name.startsWith('gifts/pages-'),
        ),
      );
    };
    await keysAfter(() => {});
    const [full, next, more] = [await keysWith(20_000), await keysWith(20_001), await keysWith(29_999)];
    expect([...(await keysWith(10_000)).keys()]).toEqual([]);
    expect([...full.keys()]).toEqual(['gifts/pages-1', 'gifts/pages-101']);
    expect(changed(full, next)).toEqual(['gifts/pages-101']);
    expect(more).toEqual(next);
  });
});
