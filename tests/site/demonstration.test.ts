import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicWords } from '#i18n/words.ts';
import { noticeContent } from '#site/notice-paper/notice-content.ts';
import { noticePicture } from '#site/pictures/notice-picture.ts';
import { openGraphDrawings } from '#site/pictures/open-graph.ts';
import { SITE_FILE } from '#site/published-log.ts';
import { sealedPages } from '#site/sealed-pages.ts';
import { readSite, type SiteData } from '#site/site-data.ts';
import { writeRelief2020 } from '../support/sample-site.ts';

let folder: string;
let own: SiteData;
let demonstration: SiteData;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-published-'));
  await writeRelief2020(folder, 120);
  own = await readSite(folder);
  await writeFile(join(folder, SITE_FILE), JSON.stringify({ demonstration: true }));
  demonstration = await readSite(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const SAYS = publicWords('zh-Hans').chrome.demonstration;
const write = (text: string): string => text;

test('only a folder that says so is a demonstration, and its figures are the same', () => {
  expect([own.log.isDemonstration, demonstration.log.isDemonstration]).toEqual([false, true]);
  expect(demonstration.balances).toEqual(own.balances);
});

test('every sealed page is made anew when it begins or ends to be one', () => {
  const keysOf = (site: SiteData) => new Map(Array.from(sealedPages(site), ({ name, key }) => [name, key]));
  const [before, after] = [keysOf(own), keysOf(demonstration)];
  expect(before.size).toBeGreaterThan(5);
  expect([...before].filter(([name, key]) => after.get(name) === key)).toEqual([]);
});

test('every preview, long picture and paper says that it demonstrates; those of an installation of its own do not', async () => {
  for (const [site, marked] of [
    [own, false],
    [demonstration, true],
  ] as const) {
    const notice = site.survey.notices.latest;
    if (notice === undefined) throw new Error('the sample has a notice');
    const words = publicWords('zh-Hans');
    const cards = [...openGraphDrawings(site)].filter(({ path }) => !/en|zh-hant/.test(path));
    const picture = await noticePicture(notice, site, words, { write, address: 'https://ledger.example.org' });
    for (const { texts } of [...cards.map(({ drawing }) => drawing), picture.drawing]) {
      const said = texts.map(({ text }) => text).join('');
      expect(said.includes(SAYS)).toBe(marked);
    }
    const paper = noticeContent(notice, site, words, 'https://ledger.example.org');
    expect([paper.strip.includes(SAYS), paper.foot.includes(SAYS)]).toEqual([marked, marked]);
  }
});
