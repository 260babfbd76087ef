import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '#i18n/locale.ts';
import { publicWords } from '#i18n/words.ts';
import { rowsOf } from '#site/exports/leaf-rows.ts';
import { headlineAt } from '#site/headline.ts';
import { readSite, type SiteData } from '#site/site-data.ts';
import { moved, SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';

let folder: string;
let site: SiteData;
let gift: bigint;
let between: bigint;
let moving: bigint;
let taken: bigint;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-own-moves-'));
  const sample = new SampleLeaves();
  sample.accounts();
  sample.organisation('city', '市慈善总会');
  sample.fund('relief', '抗疫专项');
  sample.item('mask', '口罩', '只');
  const change = (unit: 'CNY' | 'item:mask', from: string, to: string) =>
    sample.add(
      {
        ...{ v: 1, kind: 'adjustment', number: `T2020-${sample.size}`, entity: 'city', fund: 'relief' },
        ...{ stream: 'donation', date: { precision: 'day', day: '2020-02-21' }, confirmedBy: ['bank'] },
        ...{ reason: 'transfer', total: { unit, amount: '500', provenance: 'stated' } },
        ...moved(to, from, unit, '500'),
      },
      { explanation: '换存放的地方' },
    );
  gift = sample.cash('city', 'relief', '10000', '湖南金钟集团');
  between = change('CNY', '1009', '100201');
  moving = change('item:mask', '1201', '1201');
  taken = sample.correct(between);
  await writeSampleLog(folder, [sample.notice('2020-03-01T04:00:00Z')]);
  site = await readSite(folder);
});
afterAll(() => rm(folder, { recursive: true }));

describe('money that only changed its account and goods that only changed their place', () => {
  test('stand neither among the newest entries of the overview nor in its feed, nor does what takes one back', () => {
    expect(site.survey.newest).toEqual([gift]);
    expect(site.survey.newestOf.all).toEqual([gift]);
  });

  test('stay among those of their fund', () => {
    expect(site.survey.newestOf.ofFund('relief')).toEqual([gift, between, moving, taken]);
  });

  test.each([
    ['zh-Hans', '账户间划转', '移库', '内部'],
    ['zh-Hant', '賬戶間劃轉', '移庫', '內部'],
    ['en', 'Transfer between own accounts', 'Goods moved between own warehouses', 'Internal'],
  ])('are called what they are in %s, on the entry and on what takes it back', async (locale, money, goods, tag) => {
    expect(LOCALES).toContain(locale);
    // Traditional pages are written from the simplified ones; their dictionary says the same.
    const words = publicWords(locale);
    const simplified = locale === 'zh-Hant';
    const { ownMoves, tags } = simplified ? await import('#i18n/zh-Hant/public/terms.ts') : words.terms;
    expect({ ownMoves, tag: tags.moved }).toEqual({ ownMoves: { money, goods }, tag });
    if (simplified) return;
    expect(await headlineAt(between, site, words)).toMatchObject({ tag: 'moved', title: money });
    expect(await headlineAt(moving, site, words)).toMatchObject({ tag: 'moved', title: goods });
    const takenBack = await headlineAt(taken, site, words);
    expect(takenBack?.title).toContain(money);
  });

  test('are told apart in the table of adjustments', async () => {
    const notice = site.survey.notices.latest;
    if (notice === undefined) throw new Error('no notice');
    const reasons = await Promise.all(
      [between, moving].map(async (index) => {
        const rows = [...rowsOf(await site.log.entry(index), notice, site.survey)];
        return rows.find(([table]) => table === 'adjustments')?.[1].adjustment_reason;
      }),
    );
    expect(reasons).toEqual(['transfer', 'relocation']);
  });
});
