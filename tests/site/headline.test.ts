import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publicWords } from '#i18n/words.ts';
import { figuresText, headlineFigures } from '#site/facts.ts';
import { correctionRemark, headlineAt } from '#site/headline.ts';
import { readSite } from '#site/site-data.ts';
import { moved, SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';

const words = publicWords('zh-Hans');
let folder: string;
let sample: SampleLeaves;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-headline-'));
  sample = new SampleLeaves();
  sample.accounts();
  sample.organisation('city', '市慈善总会');
  sample.organisation('county', '县慈善会');
  sample.fund('relief', '抗疫专项');
});
afterEach(() => rm(folder, { recursive: true }));

async function published() {
  await writeSampleLog(folder, [sample.notice('2020-03-01T04:00:00Z')]);
  return readSite(folder);
}

function allot(allotment: string, direction: 'out' | 'report' = 'out'): bigint {
  const [debit, credit] = direction === 'out' ? ['1122', '100201'] : ['510101', '1122'];
  return sample.add({
    v: 1,
    kind: 'appropriation',
    number: `B2020-${sample.size}`,
    entity: 'city',
    fund: 'relief',
    stream: 'donation',
    date: { precision: 'day', day: '2020-02-20' },
    confirmedBy: ['bank'],
    direction,
    allotment,
    items: [{ receiver: 'county', form: 'advance', unit: 'CNY', amount: '5000', provenance: 'stated' }],
    ...moved(debit, credit, 'CNY', '5000'),
  });
}

test('a correction is told by what it takes back: whose gift, and how much', async () => {
  const gift = sample.cash('city', 'relief', '10000', '湖南金钟集团');
  const correction = sample.correct(gift);
  const site = await published();
  const headline = await headlineAt(correction, site, words);
  expect(headline).toMatchObject({ tag: 'voided', title: '捐赠：湖南金钟集团', voids: gift });
  expect(headline?.remarks).toEqual([`D2020-${gift}（册号 ${gift}）`, '录入有误']);
  expect(headline && headlineFigures(headline, site.survey.register, words)).toBe('冲销 100.00 元');
  expect(correctionRemark(gift, site.survey, words)).toBe('已冲销，见更正说明');
});

test('a gift that went back to its donor is told as a refund, not as a mistake', async () => {
  const gift = sample.cash('city', 'relief', '10000', '湖南金钟集团');
  const correction = sample.correct(gift, 'refund');
  const site = await published();
  expect(await headlineAt(correction, site, words)).toMatchObject({ tag: 'refunded', title: '捐赠：湖南金钟集团' });
  expect(correctionRemark(gift, site.survey, words)).toBe('退款：已退还捐赠人，见更正说明');
});

test('an entry that stands has its figures as they are, and no remark', async () => {
  const gift = sample.cash('city', 'relief', '10000', '湖南金钟集团');
  const site = await published();
  const headline = await headlineAt(gift, site, words);
  const { register } = site.survey;
  expect(headline && headlineFigures(headline, register, words)).toBe(
    figuresText(headline?.figures ?? [], register, words),
  );
  expect(correctionRemark(gift, site.survey, words)).toBeUndefined();
});

test('an allotment entered anew after it was voided stands in its place; another number, or a report, does not', async () => {
  sample.cash('city', 'relief', '100000', '某单位');
  const [first, second, other] = [allot('1'), allot('2'), allot('3')];
  const correction = sample.correct(first);
  sample.correct(second);
  const anew = allot('1');
  allot('2', 'report');
  const site = await published();
  expect([first, second, other].map((index) => site.survey.replacementOf(index))).toEqual([anew, undefined, undefined]);
  expect(await headlineAt(correction, site, words)).toMatchObject({
    tag: 'corrected',
    title: '拨付：市慈善总会第 1 次拨付',
  });
  expect(correctionRemark(first, site.survey, words)).toContain(`以册号 ${anew} 为准`);
});
