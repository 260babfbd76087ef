import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltSite, buildSite } from '../support/built-site.ts';
import { moved, type SampleLeaf, SampleLeaves } from '../support/sample-leaves.ts';
import { sampleVerifierKey, writeSampleLog } from '../support/sample-log.ts';

/** What pages say in words must follow from the figures beside them. */
const CITY = 'hengyang-charity';
const [FIRST, SECOND, NEVER] = ['hengyang-2020', 'second', 'never'] as const;

let built: BuiltSite;
beforeAll(async () => {
  built = await buildSite((folder) => writeSampleLog(folder, books()));
}, 240_000);
afterAll(() => built.remove());

/** Without tags, blanks drawn together. */
async function textOf(file: string, part = /<main[\s\S]*<\/main>/): Promise<string> {
  const html = await readFile(join(built.site, `${file}.html`), 'utf8');
  return (part.exec(html)?.[0] ?? '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}

test('the sentence of the overview names what was handed out though interest made up for it', async () => {
  expect(await textOf('index', /<p class="short"[\s\S]*?<\/p>/)).toMatch(/用出去.*拨付给其他单位.*其他变动增加.*还剩/);
});

test('a fund says what its notices passed on, and one that no notice states has none to count by', async () => {
  expect(await textOf(`funds/${FIRST}`)).toContain('本期拨付');
  expect(await textOf(`funds/${FIRST}`)).not.toContain('本期只有物资或其他资金变动');
  expect(await textOf(`funds/${NEVER}`)).toContain('还没有公示，无从计算');
});

test('the books of one organisation that hold an item are told apart by their funds', async () => {
  const table = await textOf('items/mask', /<table[\s\S]*?<\/table>/);
  expect(table).toContain('关爱一号');
  expect(table).toContain('关爱二号');
});

test('a notice lists its latest corrections and leads to the rest', async () => {
  const html = await readFile(join(built.site, 'notices/2.html'), 'utf8');
  const list = /以前公示|本期更正 35 笔[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
  expect(list.match(/<li /g)).toHaveLength(30);
  expect(list).toContain('href="/corrections"');
});

test.each([
  ['', '衡阳市慈善总会的待核实款项'],
  ['/en', 'unmatched sums of 衡阳市慈善总会'],
  ['/zh-hant', '衡陽市慈善總會的待核實款項'],
])('beside totals stands the way to what statements show and nobody knows yet (%s)', async (locale, said) => {
  const overview = locale === '' ? 'index' : locale.slice(1);
  const fund = `${locale}/funds/`.slice(1);
  const place = `${locale}/organisations/${CITY}`;
  const waysOf = async (file: string) => {
    const html = await readFile(join(built.site, `${file}.html`), 'utf8');
    const links = html.matchAll(/<a href="([^"]+#unmatched)"[^>]*>(.*?)<\/a>/gs);
    return [...links].map(([, href, text = '']) => [href, text.replaceAll(/<[^>]+>/g, '')]);
  };
  for (const file of [overview, `${fund}${FIRST}`]) expect(await waysOf(file)).toEqual([[`${place}#unmatched`, said]]);
  // A fund without money of that entity tells nothing of it.
  expect(await waysOf(`${fund}${NEVER}`)).toEqual([]);
  expect((await textOf(place.slice(1), /<section id="unmatched"[\s\S]*?<\/section>/)).length).toBeGreaterThan(0);
});

test('a fund whose name holds a quotation mark stays within the title of its snippet', async () => {
  const html = await readFile(join(built.site, 'embed.html'), 'utf8').catch(() =>
    readFile(join(built.site, 'embed/index.html'), 'utf8'),
  );
  const snippets = [...html.matchAll(/<textarea[^>]*>([\s\S]*?)<\/textarea>/g)].map(([, text = '']) => text);
  const never = snippets.find((text) => text.includes(`/embed/${NEVER}`));
  // Escaped for the snippet, and once more for the page that shows it.
  expect(never).toContain('&amp;quot;关爱三号&amp;quot;');
});

function books(): SampleLeaf[][] {
  const sample = new SampleLeaves();
  sample.add({ v: 1, kind: 'key', action: 'add', role: 'log', verifierKey: sampleVerifierKey });
  sample.accounts();
  sample.organisation(CITY, '衡阳市慈善总会');
  sample.organisation('branch', '某分会', false);
  sample.fund(FIRST, '关爱一号');
  sample.fund(SECOND, '关爱二号');
  sample.fund(NEVER, '"关爱三号"');
  sample.item('mask', '口罩', '只');
  const gifts = Array.from({ length: 36 }, () => sample.cash(CITY, FIRST, '10000', '某人'));
  for (const fund of [FIRST, SECOND]) sample.goods(CITY, fund, 'item:mask', '50', '某厂');
  const notices = [sample.notice('2020-02-21T04:00:00Z')];
  for (const gift of gifts.slice(1)) sample.correct(gift);
  sample.batch(CITY, FIRST, '5', '100');
  const booked = {
    v: 1 as const,
    entity: CITY,
    fund: FIRST,
    stream: 'donation' as const,
    date: { precision: 'day' as const, day: '2020-02-22' },
    confirmedBy: ['bank' as const],
  };
  const interest = { unit: 'CNY', amount: '500', provenance: 'stated' } as const;
  sample.add(
    {
      ...booked,
      kind: 'adjustment',
      number: 'T-1',
      reason: 'interest',
      total: interest,
      ...moved('100201', '480101', 'CNY', '500'),
    },
    { explanation: '银行结息' },
  );
  notices.push(sample.notice('2020-02-23T04:00:00Z'));
  sample.add(
    {
      ...booked,
      kind: 'appropriation',
      number: 'B-1',
      direction: 'out',
      allotment: '1',
      items: [{ receiver: 'branch', form: 'advance', unit: 'CNY', amount: '4000', provenance: 'stated' }],
      ...moved('1122', '100201', 'CNY', '4000'),
    },
    { purpose: '家属慰问' },
  );
  const line = { entity: CITY, account: 'bank', flow: 'in', amount: 7_00n, count: 1n } as const;
  notices.push(sample.notice('2020-02-24T04:00:00Z', [line]));
  return notices;
}
