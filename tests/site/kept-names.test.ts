import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '#i18n/locale.ts';
import { publicWords } from '#i18n/words.ts';
import { asRegistered } from '#i18n/zh-Hant/as-registered.ts';
import { traditional } from '#i18n/zh-Hant/traditional.ts';
import { headlineAt } from '#site/headline.ts';
import { noticePicture } from '#site/pictures/notice-picture.ts';
import { writerOf } from '#site/pictures/open-graph.ts';
import { readSite, type SiteData } from '#site/site-data.ts';
import { traditionalPage } from '#site/traditional-page.ts';
import { SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';

const NAMES = ['John', '余某', '范某', '游某', '党某', '丑某', '郁某', '叶谷丰'];

test.each(NAMES)('the name %s stays as registered, and the words around it do not', (name) => {
  expect(traditional(`冲销捐赠“${asRegistered(name, 'zh-Hant')}”`)).toBe(`沖銷捐贈「${name}」`);
});

test('other languages get no mark, and a name that was cut short loses its own', () => {
  expect(LOCALES.filter((locale) => locale !== 'zh-Hant').map((locale) => asRegistered('余某', locale))).toEqual([
    '余某',
    '余某',
  ]);
  expect(traditional(`收到${asRegistered('余某', 'zh-Hant').slice(0, 2)}`)).toBe('收到余');
});

describe('gifts of people with such names', () => {
  let folder: string;
  let site: SiteData;
  let gifts: bigint[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingzhang-names-'));
    const sample = new SampleLeaves();
    sample.accounts();
    sample.organisation('hengyang-charity', '衡阳市慈善总会');
    sample.fund('hengyang-2020', '援鄂医疗队家属关爱');
    gifts = NAMES.map((name) => sample.cash('hengyang-charity', 'hengyang-2020', '100', name));
    gifts.push(sample.correct(gifts[1] ?? 0n));
    await writeSampleLog(folder, [sample.notice('2020-02-21T04:00:00Z')]);
    site = await readSite(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const words = (locale: Locale) => publicWords(locale);

  test('are told by the same characters on a page in traditional Chinese', async () => {
    const titles = await Promise.all(gifts.map(async (at) => (await headlineAt(at, site, words('zh-Hant')))?.title));
    const page = traditionalPage(titles.map((title) => `<a title="${title}">${title}</a>`).join(''));
    for (const name of NAMES) expect(page).toContain(`<a title="${name}">${name}</a>`);
    expect(page).toContain('捐贈：余某');
    expect(page).not.toMatch(/[\ufdd0\ufdd1]/);
  });

  test('and in the long picture', async () => {
    const [notice] = site.survey.notices.list;
    if (notice === undefined) throw new Error('there is a notice');
    const { drawing } = await noticePicture(notice, site, words('zh-Hant'), {
      write: writerOf('zh-Hant'),
      address: 'https://ledger.example.org/zh-hant/notices/1',
    });
    const texts = drawing.texts.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(NAMES));
    expect(texts).toContain('衡陽市慈善總會');
    expect(texts.join('')).not.toMatch(/[\ufdd0\ufdd1]/);
  });
});
