import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publicWords } from '#i18n/words.ts';
import { captionOf } from '#site/captions.ts';
import { isCash, linesOf } from '#site/positions.ts';
import { readSite } from '#site/site-data.ts';
import { moved, SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';

const words = publicWords('zh-Hans');

/** What stands under 其他变动, after interest that came in and a fee that went out. */
async function underAdjusted(interest: string, fee: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-captions-'));
  try {
    const sample = new SampleLeaves();
    sample.accounts();
    sample.organisation('city', '市慈善总会');
    sample.fund('relief', '抗疫专项');
    sample.cash('city', 'relief', '10000', '湖南金钟集团');
    const change = (reason: 'interest' | 'fee', amount: string, debit: string, credit: string) =>
      sample.add(
        {
          ...{ v: 1, kind: 'adjustment', number: `T2020-${sample.size}`, entity: 'city', fund: 'relief' },
          ...{ stream: 'donation', date: { precision: 'day', day: '2020-02-21' }, confirmedBy: ['bank'] },
          ...{ reason, total: { unit: 'CNY', amount, provenance: 'stated' } },
          ...moved(debit, credit, 'CNY', amount),
        },
        { explanation: '银行计息收费' },
      );
    change('interest', interest, '100201', '480101');
    change('fee', fee, '5301', '100201');
    await writeSampleLog(folder, [sample.notice('2020-03-01T04:00:00Z')]);
    const site = await readSite(folder);
    const line = linesOf(site.survey.fold.positions(), site.survey.register).find(isCash);
    if (!line) throw new Error('no line of money');
    return (await captionOf(line, 'adjusted', site, words)).text;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('other changes that brought money in say that a minus is an increase; others do not', async () => {
  expect(await underAdjusted('900', '100')).toBe('负数表示增加 · 2 笔');
  expect(await underAdjusted('100', '900')).toBe('2 笔');
});
