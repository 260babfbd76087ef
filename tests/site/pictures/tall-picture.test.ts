import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publicWords } from '#i18n/words.ts';
import { noticePicture } from '#site/pictures/notice-picture.ts';
import { readSite } from '#site/site-data.ts';
import { SampleLeaves } from '../../support/sample-leaves.ts';
import { writeSampleLog } from '../../support/sample-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-tall-'));
});
afterEach(() => rm(folder, { recursive: true }));

const words = publicWords('zh-Hans');

/** Of a notice in which each of `books` organisations got each of `items` kinds of goods. */
async function pictureOf(books: number, items: number) {
  const sample = new SampleLeaves();
  sample.accounts();
  sample.fund('relief', '关爱行动');
  for (let item = 0; item < items; item++) sample.item(`i${item}`, `物资${item}`, '件');
  for (let book = 0; book < books; book++) {
    sample.organisation(`org-${book}`, `第${book}单位`);
    for (let item = 0; item < items; item++) sample.goods(`org-${book}`, 'relief', `item:i${item}`, '10', '某人');
  }
  await writeSampleLog(folder, [sample.notice('2020-02-21T04:00:00Z')]);
  const site = await readSite(folder);
  const [notice] = site.survey.notices.list;
  if (notice === undefined) throw new Error('there is a notice');
  const { drawing, height } = await noticePicture(notice, site, words, {
    write: (text) => text,
    address: 'https://ledger.example.org/notices/1',
  });
  return { height, texts: drawing.texts.map(({ text }) => text) };
}

test('a book of a thousand kinds of goods names some and says how many more the website lists', async () => {
  const { height, texts } = await pictureOf(1, 1000);
  expect(height).toBeLessThan(10_000);
  expect(texts).toContain(words.pictures.restOfGoods(1000 - 24));
});

test('two hundred books end where the picture does, which says how many more there are', async () => {
  const { height, texts } = await pictureOf(200, 4);
  expect(height).toBeLessThan(30_000);
  const drawn = texts.filter((text) => /^第\d+单位$/.test(text)).length;
  expect(drawn).toBeGreaterThan(10);
  expect(texts).toContain(
    words.pictures.restOfBooks(200 - new Set(texts.filter((text) => /^第\d+单位$/.test(text))).size),
  );
});
