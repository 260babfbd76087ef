import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '#i18n/zh-Hans/public/search.ts';
import { restrictions } from '#i18n/zh-Hans/public/terms.ts';
import { utf8 } from '#log/bytes.ts';
import { type FetchFile, IndexChanged } from '#site/search/index-reader.ts';
import { MANIFEST, type SearchManifest, segmentsOf } from '#site/search/manifest.ts';
import type { SearchRecord } from '#site/search/record.ts';
import { type SearchHit, type SearchQuery, search } from '#site/search/search.ts';
import { filesUnder, fold, syntheticGift, syntheticNames, syntheticRegister, writeIndex } from './synthetic-gifts.ts';

const COUNT = 6_000;
const shown = { kinds, restrictions };
const gifts = Array.from({ length: COUNT }, (_, place) => syntheticGift(place));

let folder: string;
let one: FetchFile;
let tiers: FetchFile;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-search-test-'));
  await writeIndex(join(folder, 'one'), COUNT, [{ first: 0, count: COUNT }]);
  await writeIndex(join(folder, 'tiers'), COUNT, segmentsOf(COUNT, 300, 3));
  one = filesUnder(join(folder, 'one'));
  tiers = filesUnder(join(folder, 'tiers'));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const plain = (raw: string): string =>
  [...raw.normalize('NFKC').toLowerCase()].map((each) => fold.get(each) ?? each).join('');
const isHan = (part: string): boolean => /^\p{Script=Han}/u.test(part);
const stands = (part: string, text: string): boolean =>
  isHan(part) ? text.includes(part) : text.split(/[^a-z0-9]+/).some((word) => word.startsWith(part));

/** Names of what a record is about, as they are on the page. */
function namesAbout({ kind, fund, entity, figures, restriction, named, title = '' }: SearchRecord): string[] {
  const { funds, entities, units, families } = syntheticNames;
  const items = figures.flatMap(({ unit }) => {
    const { name = '', english = '', family = '' } = units[unit] ?? {};
    return [name, english, families[family]?.name ?? '', families[family]?.english ?? ''];
  });
  return [
    ...items,
    funds[fund ?? ''] ?? '',
    entities[entity ?? ''] ?? '',
    shown.kinds[kind],
    restriction === undefined ? '' : shown.restrictions[restriction],
    named || title.includes('*') ? '' : title,
  ].map(plain);
}

/** A word of one character says too little, and 捐赠 is not 非捐赠资金. */
const names = (part: string, name: string): boolean =>
  part === name || (part.length > 1 && (name.startsWith('非') ? name.startsWith(part) : stands(part, name)));

/** Looks at every record with no index: each name as plain folded text, cut at what is no letter. */
function scan({ text, fund, kind, month, item }: SearchQuery): string[] {
  const wanted = plain(text).match(/\p{Script=Han}+|[[\p{Letter}\p{Number}]--\p{Script=Han}]+/gv) ?? [];
  const narrowed = (record: SearchRecord): boolean => {
    const day = record.date?.precision === 'day' ? record.date.day : '';
    return (
      (fund === undefined || record.fund === fund) &&
      (kind === undefined || record.kind === kind) &&
      (month === undefined || day.startsWith(month)) &&
      (item === undefined || record.figures.some(({ unit }) => unit === item))
    );
  };
  const isCalled = (record: SearchRecord, part: string): boolean => {
    const number = record.number ?? '';
    const texts = [...(record.named ? [record.title ?? ''] : []), number, number.replace(/^.*-0+(?=[1-9])/, '')];
    return texts.some((each) => stands(part, plain(each)));
  };
  const called = (record: SearchRecord): boolean => wanted.every((part) => isCalled(record, part));
  const about = (record: SearchRecord): boolean =>
    !called(record) &&
    wanted.every((part) => isCalled(record, part) || namesAbout(record).some((name) => names(part, name)));
  return [called, about].flatMap((matches) => {
    const found = (series: string, records: readonly SearchRecord[]) =>
      records.flatMap((record, place) => (narrowed(record) && matches(record) ? [`${series} ${place}`] : [])).reverse();
    return [...found('register', syntheticRegister), ...found('gifts', gifts)];
  });
}

/** All pages of an answer. */
async function all(files: FetchFile, query: SearchQuery, options?: { budget: number }): Promise<SearchHit[]> {
  const hits: SearchHit[] = [];
  for (let from = query.from; ; ) {
    const answer = await search(files, { ...query, from }, { ...options, shown });
    if (answer === undefined) throw new Error('no index');
    hits.push(...answer.hits);
    if (answer.next === undefined) return hits;
    expect(answer.next).not.toBe(from);
    from = answer.next;
  }
}

const namesOf = (hits: readonly SearchHit[]): string[] => hits.map(({ series, place }) => `${series} ${place}`);

const QUERIES: [string, SearchQuery][] = [
  ['a family name', { text: '王' }],
  ['a name of two characters', { text: '张伟' }],
  ['a name of three', { text: gifts.find(({ title = '', named }) => named && title.length === 3)?.title ?? '' }],
  ['traditional characters', { text: '衡陽' }],
  ['a whole organisation', { text: gifts.findLast(({ title = '' }) => title.endsWith('有限公司'))?.title ?? '' }],
  ['what many have', { text: '科技有限公司' }],
  ['two parts', { text: '湖南 医药' }],
  ['a number', { text: 'D2020-000123' }],
  ['a number in full-width digits', { text: 'Ｄ２０２０－０００１２３' }],
  ['the beginning of a number', { text: 'd2020-0001' }],
  ['a number without its zeros', { text: '123' }],
  ['a digit', { text: '1' }],
  ['a name within a fund', { text: '王', fund: 'dali-2020' }],
  ['a fund alone', { text: '', fund: 'xiqing-2020' }],
  ['an item and a month', { text: '', item: 'item:goggles', month: '2020-01' }],
  ['everything at once', { text: '公司', item: 'CNY', month: '2020-01', fund: 'hengyang-2020', kind: 'intake' }],
  ['organisations only', { text: '公司', kind: 'organisation' }],
  ['nobody', { text: '欧阳不存在' }],
  ['a surname whose rest is hidden', { text: '王**', kind: 'organisation' }],
  ['what nobody is called by name', { text: '爱心人士', fund: 'dali-2020', month: '2020-01' }],
  ['goods', { text: '护目镜', month: '2020-01' }],
  ['goods by a part of their name', { text: '口罩', fund: 'xiqing-2020' }],
  ['goods in traditional characters', { text: '防護服', fund: 'xiqing-2020' }],
  ['goods by their English name', { text: 'masks', fund: 'xiqing-2020' }],
  ['goods by a letter and digits', { text: 'kn95', fund: 'xiqing-2020' }],
  ['a name and goods', { text: '张 口罩' }],
  ['a number and goods', { text: 'D2020-0001 口罩' }],
  ['two words for goods', { text: '口罩 医用', fund: 'xiqing-2020' }],
  ['goods and the intent of the donor', { text: '定向 口罩', fund: 'xiqing-2020' }],
  ['the intent of the donor from its beginning', { text: '非定向', fund: 'dali-2020', item: 'item:goggles' }],
  ['whose books', { text: '慈善总会', item: 'item:alcohol', month: '2020-01' }],
  ['a fund by its name', { text: 'dali 专项', item: 'item:alcohol' }],
  ['a kind of record', { text: '单位' }],
  ['a kind and a fund', { text: '捐赠 dali 酒精' }],
];

describe('the index finds what a look at every record finds', () => {
  test.for(QUERIES)('%s', async ([, query]) => {
    const expected = scan(query);
    expect(namesOf(await all(one, query))).toEqual(expected);
    expect(namesOf(await all(tiers, query))).toEqual(expected);
  });

  test('most of these queries find something', () => {
    const empty = QUERIES.flatMap(([name, query]) => (scan(query).length === 0 ? [name] : []));
    expect(empty).toEqual(['nobody', 'a surname whose rest is hidden']);
  });

  test('whatever is cut out of names and numbers', async () => {
    for (let n = 0; n < 60; n++) {
      const { title = '', number = '' } = gifts[(n * 977) % COUNT] ?? {};
      const source = n % 4 === 0 ? number : title;
      const start = (n * 7) % Math.max(1, source.length - 1);
      const query = { text: source.slice(start, start + 1 + (n % 6)) };
      if (scan(query).length > 400) continue;
      expect(namesOf(await all(tiers, query)), query.text).toEqual(scan(query));
    }
  }, 60_000);

  test('even where every answer is cut short, going on finds all', async () => {
    const query = { text: '科技有限公司', fund: 'hengyang-2020' };
    expect(namesOf(await all(tiers, query, { budget: 60_000 }))).toEqual(scan(query));
    const about = { text: '张 口罩', fund: 'hengyang-2020' };
    expect(namesOf(await all(tiers, about, { budget: 60_000 }))).toEqual(scan(about));
  });
});

test('an answer says how many there are, or that there are more', async () => {
  const few = await search(tiers, { text: gifts[17]?.number ?? '' });
  expect(few).toMatchObject({ count: 1, whole: true, cutShort: false });
  const query = { text: '衡阳' };
  expect(await search(tiers, query)).toMatchObject({ count: scan(query).length, whole: true });
  expect(await search(tiers, { text: '0' })).toMatchObject({ whole: false, cutShort: false });
});

test('what has a word in its name comes before what is about it, and both are counted once', async () => {
  const query = { text: '口罩', fund: 'xiqing-2020' };
  expect(await search(one, query, { shown })).toMatchObject({ count: scan(query).length, whole: true });
  const both = { text: '公司 口罩' };
  const answer = await search(one, both, { shown, perPage: 5 });
  expect(answer).toMatchObject({ count: scan(both).length, whole: true, cutShort: false });
  expect(answer?.next).toMatch(/^ag[0-9]+$/);
});

test('a hit says what of it the words name', async () => {
  const answer = await search(tiers, { text: '王 口罩' }, { shown });
  expect(answer?.hits.length).toBeGreaterThan(0);
  for (const { title, figures, about } of answer?.hits ?? []) {
    expect(title).toContain('王');
    expect(about).toHaveLength(1);
    expect(figures.map(({ unit }) => `i${unit}`)).toContain(about[0]?.term);
  }
  const [kn95] = (await search(tiers, { text: '口罩', item: 'item:kn95' }))?.hits ?? [];
  expect(kn95?.about).toEqual([{ by: 'family', name: '口罩', term: 'iitem:kn95' }]);
  const [called] = (await search(tiers, { text: gifts[17]?.number ?? '' }))?.hits ?? [];
  expect(called?.about).toEqual([]);
});

test('of more things with a word in their name than lists may be opened for, all are found', async () => {
  const manifest: SearchManifest = JSON.parse(new TextDecoder().decode(await tiers(MANIFEST)));
  const further = Array.from({ length: 40 }, (_, at) => [
    `item:mask-${at}`,
    { name: `${at} 号口罩`, measure: '只', scale: 0 },
  ]);
  const many: FetchFile = async (path) =>
    path === MANIFEST
      ? utf8(JSON.stringify({ ...manifest, units: { ...Object.fromEntries(further), ...manifest.units } }))
      : tiers(path);
  const query = { text: '口罩', fund: 'dali-2020', month: '2020-01' };
  expect(namesOf(await all(many, query))).toEqual(scan(query));
});

test('a gift that was voided is found and marked', async () => {
  const place = gifts.findIndex(({ voided }) => voided);
  const answer = await search(tiers, { text: gifts[place]?.number ?? '' });
  expect(answer?.hits[0]).toMatchObject({ place, voided: true });
});

test('nothing asked finds nothing, nothing published answers nothing', async () => {
  expect(await search(tiers, { text: '（）' })).toMatchObject({ hits: [], whole: true });
  expect(await search(async () => undefined, { text: '王' })).toBeUndefined();
});

test('a part that a newer release took away is told apart from a name that is not there', async () => {
  const swapped: FetchFile = (path) => (path === MANIFEST ? tiers(path) : Promise.resolve(undefined));
  await expect(search(swapped, { text: '王' })).rejects.toThrow(IndexChanged);
});

test('segments are few, without gaps, and an earlier one stays until four become one', () => {
  for (const count of [0, 1, 9_999, 10_000, 39_999, 40_000, 999_999, 1_000_000, 5_432_100]) {
    const segments = segmentsOf(count);
    expect(segments.reduce((end, { first, count: length }) => (first === end ? end + length : Number.NaN), 0)).toBe(
      count,
    );
    expect(segments.length).toBeLessThanOrEqual(16);
  }
  expect(segmentsOf(999_999).map(({ count }) => count)).toEqual([
    640_000, 160_000, 160_000, 10_000, 10_000, 10_000, 9_999,
  ]);
  expect(segmentsOf(29_999)[0]).toEqual(segmentsOf(20_000)[0]);
});

test('no query loads more than 150 KB', async () => {
  let bytes = 0;
  const counted: FetchFile = async (path) => {
    const file = await tiers(path);
    bytes += file?.length ?? 0;
    return file;
  };
  for (const [name, query] of QUERIES) {
    bytes = 0;
    const answer = await search(counted, query, { shown });
    expect(bytes, name).toBeLessThanOrEqual(150_000);
    expect(answer?.loaded).toBe(bytes);
  }
});
