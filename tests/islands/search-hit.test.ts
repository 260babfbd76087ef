import { expect, test } from 'vitest';
import { islandWords as en } from '#i18n/en/island.ts';
import { islandWords as zhHans } from '#i18n/zh-Hans/island.ts';
import { hitView } from '#islands/search-hit.ts';
import { chineseFold } from '#site/search/chinese-fold.ts';
import type { SearchManifest } from '#site/search/manifest.ts';
import type { Stretch } from '#site/search/occurrences.ts';
import type { SearchHit } from '#site/search/search.ts';
import { runsOfQuery } from '#site/search/words.ts';

const fold = chineseFold();
const manifest: SearchManifest = {
  fold: '',
  register: { count: 0, words: '', records: '' },
  gifts: { count: 0, segments: [], records: [], perFolder: 100 },
  funds: { 'hengyang-2020': '援鄂医疗队家属关爱' },
  entities: { 'hengyang-charity': '衡阳市慈善总会' },
  units: { 'item:mask-medical': { name: '医用口罩', english: 'Medical masks', measure: '只', scale: 0 } },
  families: {},
};
const answer = { manifest, runs: runsOfQuery('口罩', fold), fold };
const plain = (stretches: readonly Stretch[]): string => stretches.map(({ text }) => text).join('');
const found = (stretches: readonly Stretch[]): string[] =>
  stretches.flatMap((stretch) => (stretch.found ? [stretch.text] : []));
const gift: SearchHit = {
  series: 'gifts',
  place: 642,
  kind: 'intake',
  leaf: '700',
  title: '湖南金钟集团',
  named: true,
  more: [],
  number: 'D2020-00643',
  date: { precision: 'day', day: '2020-02-05' },
  fund: 'hengyang-2020',
  entity: 'hengyang-charity',
  figures: [
    { unit: 'item:mask-medical', amount: '250000', provenance: 'stated' },
    { unit: 'CNY', amount: '93000000', provenance: 'rounded' },
  ],
  voided: false,
  restriction: 'restricted',
  about: [{ by: 'item', name: '医用口罩', term: 'iitem:mask-medical' }],
};

test('a gift leads to its row on its page and says what was given', () => {
  const view = hitView(gift, answer, zhHans, 'zh-Hans');
  expect(view).toMatchObject({
    address: '/gifts/7#leaf-700',
    kind: '捐赠',
    because: '符合：款物“医用口罩”',
    voided: undefined,
  });
  expect(plain(view.title)).toBe('湖南金钟集团');
  expect(plain(view.remarks)).toBe(
    '医用口罩 250,000 只、约 930,000.00 元 · 2020年2月5日 · 定向捐赠 · 衡阳市慈善总会 · 援鄂医疗队家属关爱 · ' +
      '编号 D2020-00643 · 册号 700',
  );
  expect(found(view.remarks)).toEqual(['口罩']);
});

test('in another language it leads to the page in that language', () => {
  const view = hitView(gift, answer, en, 'zh-Hant');
  expect(view.address).toBe('/zh-hant/gifts/7#leaf-700');
  expect(plain(view.remarks)).toContain('Medical masks 250,000 pieces, about 930,000.00 yuan · ');
  const organisation: SearchHit = {
    ...{
      series: 'register',
      place: 0,
      kind: 'organisation',
      leaf: '30',
      title: '衡阳市慈善总会',
      named: true,
      more: [],
    },
    ...{ figures: [], voided: false, address: '/organisations/hengyang-charity', about: [] },
  };
  expect(hitView(organisation, answer, zhHans, 'zh-Hant')).toMatchObject({
    address: '/zh-hant/organisations/hengyang-charity',
    remarks: [],
    because: undefined,
  });
});

test('a voided gift and a forgotten name say so', () => {
  const { title: _, ...nameless } = gift;
  const view = hitView({ ...nameless, voided: true }, answer, zhHans, 'zh-Hans');
  expect(plain(view.title)).toBe('捐赠人（已不再公开名称）');
  expect(view.voided).toBe('已冲销，见更正说明');
});

test('an item is called what the page calls it, and what it was found by is said where its name does not show it', () => {
  const item: SearchHit = {
    ...{ series: 'register', place: 0, kind: 'item', leaf: '12', title: '医用口罩', named: true, voided: false },
    ...{ more: ['YY 0469-2011', 'Medical masks'], figures: [], address: '/items/mask-medical', about: [] },
  };
  const asked = (typed: string) => ({ ...answer, runs: runsOfQuery(typed, fold) });
  expect(hitView(item, asked('masks'), zhHans, 'zh-Hans').because).toBe('符合：“Medical masks”');
  expect(hitView(item, asked('口罩'), zhHans, 'zh-Hans').because).toBeUndefined();
  const english = hitView(item, asked('masks'), en, 'en');
  expect(plain(english.title)).toBe('Medical masks');
  expect(english.because).toBeUndefined();
});
