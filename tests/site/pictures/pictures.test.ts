import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatAmount } from '#i18n/amounts.ts';
import { publicWords } from '#i18n/words.ts';
import { noticeBooks } from '#site/notice-paper/notice-figures.ts';
import { noticePaperParts } from '#site/notice-paper/paper-parts.ts';
import { CARD, drawCard } from '#site/pictures/card.ts';
import type { Drawing } from '#site/pictures/drawing.ts';
import { shortened, wrapped } from '#site/pictures/fit.ts';
import { icons } from '#site/pictures/icons.ts';
import { noticePicture } from '#site/pictures/notice-picture.ts';
import { openGraphDrawings } from '#site/pictures/open-graph.ts';
import { openGraphPicture } from '#site/pictures/picture-addresses.ts';
import { pictureParts } from '#site/pictures/picture-parts.ts';
import { widthOf } from '#site/pictures/typeface.ts';
import { readSite, type SiteData } from '#site/site-data.ts';
import { sitemapParts } from '#site/sitemap/sitemap-parts.ts';
import { writeRelief2020 } from '../../support/sample-site.ts';

let folder: string;
let site: SiteData;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pictures-'));
  await writeRelief2020(folder, 120);
  site = await readSite(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** Lines that leave the picture, or stand in one another's way on the same base line. */
function collisions({ texts, width }: Drawing, margin: number): string[] {
  const boxes = texts.map(({ text, x, y, size, weight, anchor }) => {
    const wide = widthOf(text, size, weight);
    const left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2;
    return { text, left, right: left + wide, top: y - size * 0.7, bottom: y };
  });
  const outside = boxes.filter(({ left, right }) => left < margin - 0.5 || right > width - margin + 0.5);
  const crossing = boxes.filter((one, at) =>
    boxes
      .slice(at + 1)
      .some(
        (other) =>
          one.left < other.right - 0.5 &&
          other.left < one.right - 0.5 &&
          one.top < other.bottom - 0.5 &&
          other.top < one.bottom - 0.5,
      ),
  );
  return [...outside, ...crossing].map(({ text }) => text);
}

test('the previews show the figures of the fold, and nothing leaves the picture', () => {
  const drawn = new Map([...openGraphDrawings(site)].map(({ path, drawing }) => [path, drawing]));
  for (const [path, drawing] of drawn) expect(collisions(drawing, 48), path).toEqual([]);
  const money = site.survey.fold.positions().filter(({ unit, stream }) => unit === 'CNY' && stream === 'donation');
  const texts = drawn.get('/pictures/og/overview.png')?.texts.map(({ text }) => text);
  for (const column of ['received', 'disbursed', 'balance'] as const) {
    expect(texts).toContain(
      formatAmount(
        money.reduce((sum, row) => sum + row[column], 0n),
        2,
      ),
    );
  }
});

const HUGE = '−999,900,000,000.00';
const NAME = '某某省某某市新型冠状病毒感染的肺炎疫情防控指挥部社会捐赠工作组慈善总会'.repeat(3);

test.each([3, 4, 6])('a preview of %i terms holds 9,999 亿 and very long names', (count) => {
  const term = {
    column: 'received',
    label: '其他变动',
    figure: HUGE,
    measure: '公斤（含推算）',
    fill: '#000',
  } as const;
  const terms = Array.from({ length: count }, (_, at) => ({ ...term, sign: at === 0 ? '' : '+' }));
  const names = { publisher: NAME, site: NAME, title: NAME, caption: NAME, foot: NAME, claim: NAME };
  const card = { mark: '明账', ...names, strip: publicWords('en').chrome.demonstration };
  const drawing = drawCard({ ...card, equation: { terms } }, (text) => text);
  expect(collisions(drawing, 48)).toEqual([]);
  expect(drawing.texts.filter(({ text }) => text === HUGE)).toHaveLength(count);
  expect(
    collisions(
      drawCard({ ...card, equation: undefined }, (text) => text),
      48,
    ),
  ).toEqual([]);
});

test.each(['zh-Hans', 'zh-Hant', 'en'])(
  'the long picture of each notice in %s shows what was signed',
  async (locale) => {
    for (const notice of site.survey.notices.list) {
      const { drawing, height } = await noticePicture(notice, site, publicWords(locale), {
        write: (text) => text,
        address: `https://ledger.example.org/notices/${notice.number}`,
      });
      expect(collisions(drawing, 48)).toEqual([]);
      expect(Math.max(...drawing.texts.map(({ y }) => y))).toBeLessThan(height);
      const texts = drawing.texts.map(({ text }) => text);
      for (const { balances } of notice.statements) {
        for (const { unit, received } of balances) {
          const { scale } = site.survey.register.unit(unit);
          expect(texts).toContain(formatAmount(BigInt(received), scale));
        }
      }
    }
  },
);

test('the periods of all notices add up to the last total', () => {
  const { notices } = site.survey;
  const sums = new Map<string, bigint>();
  for (const notice of notices.list) {
    for (const { entity, fund, stream, lines } of noticeBooks(notice, site.survey)) {
      for (const { unit, period, total } of lines) {
        const key = `${entity} ${fund} ${stream} ${unit}`;
        sums.set(key, (sums.get(key) ?? 0n) + period.received);
        expect(sums.get(key)).toBe(total.received);
      }
    }
  }
  expect(sums.size).toBeGreaterThan(0);
});

test('the same log gives the same bytes, and a preview is small', { timeout: 120_000 }, async () => {
  const parts = [];
  for await (const part of pictureParts(site)) {
    if (part.name === 'pictures/og/overview.png' || part.name === 'pictures/og/page.png') parts.push(part);
  }
  parts.push(...[...noticePaperParts(site)].slice(0, 1), ...sitemapParts(site));
  for (const part of parts) {
    const bytes = await Promise.all(
      ['one', 'other'].map(async (name) => {
        await part.write(join(folder, name));
        return Promise.all(part.files.map((file) => readFile(join(folder, name, file))));
      }),
    );
    expect(bytes[0]).toEqual(bytes[1]);
    if (part.name.startsWith('pictures/og/')) {
      expect(bytes[0]?.[0]?.length).toBeLessThan(60 * 1024);
      expect([bytes[0]?.[0]?.readUInt32BE(16), bytes[0]?.[0]?.readUInt32BE(20)]).toEqual([CARD.width, CARD.height]);
    }
  }
});

test('every page has a picture that is drawn', () => {
  const drawn = new Set([...openGraphDrawings(site)].map(({ path }) => path));
  for (const page of ['/', '/funds/hengyang-2020', '/notices/2', '/gifts/1', '/verify']) {
    for (const locale of ['zh-Hans', 'zh-Hant', 'en'] as const) {
      expect(drawn).toContain(openGraphPicture(page, locale, site.survey));
    }
  }
  expect(openGraphPicture('/en/notices/2', 'en', site.survey)).toBe('/en/pictures/og/notices/2.png');
  expect(openGraphPicture('/gifts/1', 'zh-Hans', site.survey)).toBe('/pictures/og/page.png');
});

test('words are cut with an ellipsis and wrapped before no closing sign', () => {
  expect(shortened('捐赠资金', { size: 10, width: 30 })).toBe('捐赠…');
  expect(wrapped('收了什么，给了谁。', { size: 10, width: 50 })).toEqual(['收了什么，', '给了谁。']);
});

test('the committed icons are those that the seal gives', async () => {
  for (const [name, bytes] of await icons()) {
    expect(bytes.equals(await readFile(join(import.meta.dirname, '../../../public', name))), name).toBe(true);
  }
});
