import { cp, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SealedPage, sealedPages } from '#site/sealed-pages.ts';
import { readSite } from '#site/site-data.ts';
import { type BuiltSite, buildSite } from '../support/built-site.ts';
import { moved, type SampleLeaf, SampleLeaves } from '../support/sample-leaves.ts';
import { writeSampleLog } from '../support/sample-log.ts';

/**
 * The promise of every seal: an equal key means equal bytes. Whatever a page shows of another chunk than those its key
 * covers would outlive its erasure there.
 */
const CITY = 'hengyang-charity';
const FUND = 'hengyang-2020';

let built: BuiltSite;
let pages: SealedPage[];
let gifts: bigint[];

beforeAll(async () => {
  const sample = books();
  gifts = sample.gifts;
  built = await buildSite(async (folder) => {
    await writeSampleLog(folder, sample.notices);
    await stopClocks(folder);
  });
  pages = await pagesOf(built.published);
}, 400_000);
afterAll(() => built.remove());

test('every kind of sealed page is among them', () => {
  const kinds = new Set(pages.map(({ name }) => name.replaceAll(/\d.*$/g, '')));
  expect([...kinds].sort()).toEqual([
    'appropriations/',
    'appropriations/page-',
    'corrections/',
    'days/',
    'disbursements/',
    'disbursements/page-',
    'gifts/',
    'months/',
    'notices/',
  ]);
});

test.each(['first', 'last'] as const)(
  'with every name and text of the %s chunk erased, no sealed page whose key is the same has other bytes',
  { timeout: 400_000 },
  async (which) => {
    const chunks = new Set(gifts.map((gift) => gift >> 8n));
    const chunk = which === 'first' ? 0n : ([...chunks].at(-1) ?? 0n);
    const erased = await buildSite(async (folder) => {
      await cp(built.published, folder, { recursive: true });
      await stopClocks(folder);
      await eraseChunk(folder, chunk);
    });
    try {
      const before = new Map(pages.map(({ name, key }) => [name, key]));
      const carried = (await pagesOf(erased.published)).filter(({ name, key }) => before.get(name) === key);
      // Otherwise the keys say nothing.
      expect(carried.length).toBeGreaterThan(100);
      expect(carried.length).toBeLessThan(pages.length);
      const differing: string[] = [];
      for (const file of carried.flatMap(({ files }) => files)) {
        const [was, is] = await Promise.all([built, erased].map(({ site }) => readFile(join(site, file), 'utf8')));
        if (was !== is) differing.push(file);
      }
      expect(differing).toEqual([]);
    } finally {
      await erased.remove();
    }
  },
);

const pagesOf = async (folder: string): Promise<SealedPage[]> => [...sealedPages(await readSite(folder))];

/** As if no chunk had been written since; a copy keeps no nanoseconds. */
async function stopClocks(folder: string): Promise<void> {
  for (const name of await readdir(join(folder, 'openings'))) await utimes(join(folder, 'openings', name), 1, 1);
}

/** All that is told of the chunk's entries. What its register leaves say stays: every key covers those names. */
async function eraseChunk(folder: string, chunk: bigint): Promise<void> {
  const path = join(folder, 'openings', `${String(chunk).padStart(3, '0')}.json`);
  const opened = JSON.parse(await readFile(path, 'utf8')) as { [leaf: string]: string[] };
  const { log } = await readSite(folder);
  for (const leaf of Object.keys(opened)) {
    if ((await log.leaf(BigInt(leaf))).kind !== 'register') delete opened[leaf];
  }
  await writeFile(path, JSON.stringify(opened));
}

/** Four chunks of leaves in four notices: each correction voids what lies in another chunk, and some are replaced in a third. */
function books(): { notices: SampleLeaf[][]; gifts: bigint[] } {
  const sample = new SampleLeaves();
  sample.accounts();
  sample.organisation(CITY, '衡阳市慈善总会');
  sample.organisation('county', '衡南县慈善会', false);
  sample.fund(FUND, '援鄂医疗队家属关爱');
  const gifts: bigint[] = [];
  const give = (times: number): void => {
    for (let at = 0; at < times; at++) {
      gifts.push(sample.cash(CITY, FUND, '1000000', `捐赠人${sample.size}`, `2020-02-${10 + (at % 3)}`));
    }
  };
  give(120);
  const batch = sample.batch(CITY, FUND, '10', '5');
  const allotment = passOn(sample, '1');
  const notices = [sample.notice('2020-02-13T04:00:00Z')];
  for (let more = 0; more < 105; more++) sample.batch(CITY, FUND, '10', '5');
  for (let more = 2; more < 108; more++) passOn(sample, String(more));
  notices.push(sample.notice('2020-02-14T04:00:00Z'));
  give(150);
  for (const leaf of [gifts[0], gifts[1], batch, allotment]) if (leaf !== undefined) sample.correct(leaf);
  passOn(sample, '1');
  notices.push(sample.notice('2020-02-15T04:00:00Z'));
  give(300);
  if (gifts[130] !== undefined) sample.correct(gifts[130]);
  notices.push(sample.notice('2020-03-15T04:00:00Z'));
  return { notices, gifts };
}

function passOn(sample: SampleLeaves, allotment: string): bigint {
  return sample.add(
    {
      v: 1,
      kind: 'appropriation',
      number: `B2020-${sample.size}`,
      entity: CITY,
      fund: FUND,
      stream: 'donation',
      date: { precision: 'day', day: '2020-02-12' },
      confirmedBy: ['bank'],
      direction: 'out',
      allotment,
      items: [{ receiver: 'county', form: 'advance', unit: 'CNY', amount: '100', provenance: 'stated' }],
      ...moved('1122', '100201', 'CNY', '100'),
    },
    { purpose: `家属慰问${sample.size}` },
  );
}
