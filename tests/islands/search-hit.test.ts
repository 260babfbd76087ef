import { expect, test } from 'vitest';
import { islandWords as en } from '#i18n/en/island.ts';
import { islandWords as zhHans } from '#i18n/zh-Hans/island.ts';
import { hitView } from '#islands/search-hit.ts';
import type { SearchHit } from '#site/search/search.ts';

const names = {
  funds: { 'hengyang-2020': '援鄂医疗队家属关爱' },
  units: { 'item:mask-medical': { name: '医用口罩', measure: '只', scale: 0 } },
};
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
};

test('a gift leads to its row on its page and says what was given', () => {
  expect(hitView(gift, names, zhHans, 'zh-Hans')).toEqual({
    address: '/gifts/7#leaf-700',
    kind: '捐赠',
    title: '湖南金钟集团',
    remarks: [
      '医用口罩 250,000 只、约 930,000.00 元',
      '2020年2月5日',
      '援鄂医疗队家属关爱',
      '编号 D2020-00643',
      '册号 700',
    ],
    voided: undefined,
  });
});

test('in another language it leads to the page in that language', () => {
  const view = hitView(gift, names, en, 'zh-Hant');
  expect(view.address).toBe('/zh-hant/gifts/7#leaf-700');
  expect(view.remarks[0]).toBe('Medical masks 250,000 pieces, about 930,000.00 yuan');
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
    ...{ figures: [], voided: false, address: '/organisations/hengyang-charity' },
  };
  expect(hitView(organisation, names, zhHans, 'zh-Hant')).toMatchObject({
    address: '/zh-hant/organisations/hengyang-charity',
    remarks: [],
  });
});

test('a voided gift and a forgotten name say so', () => {
  const { title: _, ...nameless } = gift;
  expect(hitView({ ...nameless, voided: true }, names, zhHans, 'zh-Hans')).toMatchObject({
    title: '捐赠人（已不再公开名称）',
    voided: '已冲销，见更正说明',
  });
});
