import { describe, expect, test } from 'vitest';
import { kinds as englishKinds } from '#i18n/en/public/search.ts';
import { restrictions as englishRestrictions } from '#i18n/en/public/terms.ts';
import { kinds } from '#i18n/zh-Hans/public/search.ts';
import { restrictions } from '#i18n/zh-Hans/public/terms.ts';
import { chineseFold } from '#site/search/chinese-fold.ts';
import { meaningsOf, namesIn } from '#site/search/meanings.ts';
import { runsOfQuery } from '#site/search/words.ts';

const fold = chineseFold();
const manifest = {
  units: {
    'item:mask-medical': { name: '医用口罩', english: 'Medical masks', measure: '只', scale: 0, family: 'mask' },
    'item:kn95': { name: 'KN95', measure: '只', scale: 0, family: 'mask' },
    'item:rice': { name: '米', measure: '千克', scale: 0 },
  },
  families: { mask: { name: '口罩', english: 'Masks' } },
  funds: { 'hengyang-2020': '衡阳 2020 年抗疫捐赠专项资金' },
  entities: { 'hengyang-charity': '衡阳市慈善总会' },
};
const chinese = namesIn(manifest, { kinds, restrictions }, fold);
const english = namesIn(manifest, { kinds: englishKinds, restrictions: englishRestrictions }, fold);
const meant = (text: string, names: typeof chinese): string[] =>
  runsOfQuery(text, fold).flatMap((run) => meaningsOf(run, names).map(({ by, name, term }) => `${by} ${name} ${term}`));

describe('a word means', () => {
  test.for([
    ['口罩', ['item 医用口罩 iitem:mask-medical', 'family 口罩 iitem:kn95']],
    ['医用口罩', ['item 医用口罩 iitem:mask-medical']],
    ['醫用口罩', ['item 医用口罩 iitem:mask-medical']],
    ['ＫＮ９５', ['item KN95 iitem:kn95']],
    ['米', ['item 米 iitem:rice']],
    ['口', []],
    ['抗疫', ['fund 衡阳 2020 年抗疫捐赠专项资金 fhengyang-2020']],
    ['衡陽市慈善總會', ['entity 衡阳市慈善总会 ehengyang-charity']],
    [
      '捐赠',
      ['kind 捐赠 kintake', 'fund 衡阳 2020 年抗疫捐赠专项资金 fhengyang-2020', 'restriction 定向捐赠 rrestricted'],
    ],
    ['定向', ['restriction 定向捐赠 rrestricted']],
    ['非定向', ['restriction 非定向捐赠 runrestricted']],
    ['发放', ['kind 发放 kdisbursement']],
    ['非捐赠', ['kind 非捐赠资金 kfunding']],
    ['爱心学生', ['unnamed 爱心学生 n爱心学生']],
    ['防护服', []],
  ] as const)('%s', ([text, meanings]) => {
    expect(meant(text, chinese)).toEqual(meanings);
  });

  test('what the page says in English', () => {
    expect(meant('mask', english)).toEqual(['item Medical masks iitem:mask-medical', 'family Masks iitem:kn95']);
    expect(meant('donation', english)).toEqual(['kind Donation kintake']);
    expect(meant('non', english)).toEqual(['kind Non-donation funding kfunding']);
    expect(meant('restricted', english)).toEqual(['restriction restricted rrestricted']);
    expect(meant('unrestricted', english)).toEqual(['restriction unrestricted runrestricted']);
    expect(meant('disbursement', english)).toEqual(['kind Disbursement kdisbursement']);
  });
});
