import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kinds } from '#i18n/zh-Hans/public/search.ts';
import { restrictions } from '#i18n/zh-Hans/public/terms.ts';
import { readOpening } from '#log/opening.ts';
import type { ReleasePart } from '#site/release-part.ts';
import { inflate } from '#site/search/inflate.ts';
import { MANIFEST } from '#site/search/manifest.ts';
import { search } from '#site/search/search.ts';
import { searchParts } from '#site/search/search-parts.ts';
import { readSite } from '#site/site-data.ts';
import { relief2020 } from '../../support/relief-2020-leaves.ts';
import { SampleLeaves } from '../../support/sample-leaves.ts';
import { sampleVerifierKey, writeSampleLog } from '../../support/sample-log.ts';
import { writeRelief2020 } from '../../support/sample-site.ts';
import { filesUnder } from './synthetic-gifts.ts';

const shown = { kinds, restrictions };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-search-parts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const published = (): string => join(folder, 'published');
const release = (): string => join(folder, 'release');

async function parts(): Promise<ReleasePart[]> {
  const found: ReleasePart[] = [];
  for await (const part of searchParts(await readSite(published()))) found.push(part);
  return found;
}

async function records(): Promise<ReleasePart> {
  const found = (await parts()).find(({ name }) => name === 'search/gift-records/0');
  if (found === undefined) throw new RangeError('no records of gifts');
  return found;
}

/** Builds the index anew and says the key of every part. */
async function build(): Promise<Map<string, string>> {
  await rm(release(), { recursive: true, force: true });
  const keys = new Map<string, string>();
  for (const part of await parts()) {
    await part.write(release());
    keys.set(part.name, part.key);
  }
  return keys;
}

const find = async (text: string, filters: { kind?: 'intake'; fund?: string } = {}) => {
  const answer = await search(filesUnder(release()), { text, ...filters });
  return answer?.hits.map(({ kind, title, voided }) => `${kind} ${title}${voided ? ' voided' : ''}`);
};

/** A fund with `gifts` gifts, the first of which is corrected when asked. */
function notices(gifts: number, correct: boolean) {
  const sample = new SampleLeaves();
  sample.add({ v: 1, kind: 'key', action: 'add', role: 'log', verifierKey: sampleVerifierKey });
  sample.accounts();
  sample.organisation('hengyang-charity', '衡阳市慈善总会');
  sample.fund('hengyang-2020', '援鄂医疗队家属关爱');
  sample.item('mask-medical', '医用口罩', '只');
  const first = sample.cash('hengyang-charity', 'hengyang-2020', '93000000', '湖南金钟集团');
  sample.cash('hengyang-charity', 'hengyang-2020', '100', '李**');
  for (let n = 0; n < gifts; n++) sample.cash('hengyang-charity', 'hengyang-2020', '100', '王芳');
  sample.batch('hengyang-charity', 'hengyang-2020', '93', '1000000');
  const opening = sample.notice('2020-02-21T04:00:00Z');
  if (!correct) return [opening];
  sample.correct(first);
  return [opening, sample.notice('2020-02-29T04:00:00Z')];
}

/** Takes a name from the published folder, as erasing does. */
async function erase(name: string): Promise<void> {
  const openings = join(published(), 'openings');
  for (const file of await readdir(openings)) {
    const chunk = JSON.parse(await readFile(join(openings, file), 'utf8')) as Record<string, string[]>;
    const left = Object.entries(chunk).map(([leaf, list]) => [
      leaf,
      list.filter((opening) => readOpening(opening)?.value !== name),
    ]);
    await writeFile(join(openings, file), JSON.stringify(Object.fromEntries(left)));
  }
}

const changed = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...after].flatMap(([name, key]) => (before.get(name) === key ? [] : [name]));

describe('the index of a log', () => {
  test('finds organisations, funds, items, batches, gifts and numbers, in either script', async () => {
    await writeSampleLog(published(), notices(1, false));
    await build();
    expect(await find('衡陽')).toEqual([
      'organisation 衡阳市慈善总会',
      ...['disbursement 致敬最美逆行者慰问金', 'intake 王芳', 'intake 李**', 'intake 湖南金钟集团'],
    ]);
    expect(await find('醫療隊')).toEqual([
      ...['fund 援鄂医疗队家属关爱', 'disbursement 致敬最美逆行者慰问金'],
      ...['intake 王芳', 'intake 李**', 'intake 湖南金钟集团'],
    ]);
    expect(await find('口罩')).toEqual(['item 医用口罩']);
    expect(await find('masks')).toEqual(['item 医用口罩']);
    expect(await find('金钟 衡阳')).toEqual(['intake 湖南金钟集团']);
    expect(await find('王芳 口罩')).toEqual([]);
    expect(await find('逆行者')).toEqual(['disbursement 致敬最美逆行者慰问金']);
    expect(await find('金鐘')).toEqual(['intake 湖南金钟集团']);
    expect(await find('王芳')).toEqual(['intake 王芳']);
    expect(await find('李')).toEqual([]);
    expect(await find('', { kind: 'intake' })).toEqual(['intake 王芳', 'intake 李**', 'intake 湖南金钟集团']);
  });

  test('finds a gift by the words of its row: goods, family, intent, whose books, what a minor is called', async () => {
    await writeRelief2020(published());
    await build();
    const gifts = async (text: string) =>
      (await search(filesUnder(release()), { text, kind: 'intake' }, { shown }))?.hits.map(({ leaf, about }) => [
        leaf,
        ...about.map(({ by }) => by),
      ]);
    const { places } = relief2020(sampleVerifierKey, new Uint8Array(16));
    const [goods, minor] = [String(places.goodsGift), String(places.minorGift)];
    expect(await gifts('防护服')).toEqual([[goods, 'item']]);
    expect(await gifts('金钟 手套')).toEqual([[goods, 'item']]);
    expect(await gifts('suits')).toEqual([[goods, 'item']]);
    expect(await gifts('爱心学生')).toEqual([[minor, 'unnamed']]);
    expect(await gifts('愛心學生 口罩')).toEqual([[minor, 'unnamed', 'item']]);
    expect(await gifts('红十字会 定向')).toEqual([[minor, 'entity', 'restriction']]);
    expect(await gifts('红十字会 手套')).toEqual([]);
    expect((await gifts('口罩'))?.map(([leaf]) => leaf)).toEqual(expect.arrayContaining([goods, minor]));
  });

  test('makes every file that it names, and no other', async () => {
    await writeSampleLog(published(), notices(130, false));
    await build();
    const named = (await parts()).flatMap(({ files }) => files);
    const made = await readdir(release(), { recursive: true, withFileTypes: true });
    const paths = made.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    expect(paths.sort()).toEqual(named.map((file) => join(release(), file)).sort());
    expect(new Set(named).size).toBe(named.length);
  });

  test('keeps every key while the log is the same', async () => {
    await writeSampleLog(published(), notices(2, false));
    expect(changed(await build(), await build())).toEqual([]);
  });

  test('marks a voided gift, and rewrites its record but not the words', async () => {
    await writeSampleLog(published(), notices(2, false));
    const before = await build();
    await writeSampleLog(published(), notices(2, true));
    const after = await build();
    expect(await find('金钟')).toEqual(['intake 湖南金钟集团 voided']);
    expect(changed(before, after)).toEqual(['search/gift-records/0', 'search/manifest']);
  });

  test('a correction takes the records of its folder from the release before, as the log would tell them', async () => {
    await writeSampleLog(published(), notices(120, false));
    const first = await records();
    const before = join(folder, 'before');
    await first.write(before);
    await writeSampleLog(published(), notices(120, true));
    const corrected = await records();
    await corrected.write(join(folder, 'fresh'));
    const read: string[] = [];
    const earlier = async (file: string) => {
      read.push(file);
      return readFile(join(before, file));
    };
    await corrected.write(join(folder, 'taken'), { before, files: first.files, read: earlier });
    expect(read).toEqual(first.files);
    const filesOf = (of: string) => Promise.all(corrected.files.map((file) => readFile(join(folder, of, file))));
    expect(await filesOf('taken')).toEqual(await filesOf('fresh'));
    await corrected.write(join(folder, 'lost'), { before, files: first.files, read: async () => undefined });
    expect(await filesOf('lost')).toEqual(await filesOf('fresh'));
    await erase('王芳');
    read.length = 0;
    await (await records()).write(join(folder, 'erased'), { before, files: first.files, read: earlier });
    expect(read).toEqual([]);
  });

  test('forgets an erased name: words, record and path change, and no file holds it', async () => {
    await writeSampleLog(published(), notices(2, false));
    const before = await build();
    expect(await find('金钟')).toEqual(['intake 湖南金钟集团']);
    await erase('湖南金钟集团');
    const after = await build();
    expect(changed(before, after)).toEqual(['search/gifts/0-4', 'search/gift-records/0', 'search/manifest']);
    expect(await find('金钟')).toEqual([]);
    expect(await find('王芳')).toHaveLength(2);
    for (const entry of await readdir(release(), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      const text = Buffer.from(entry.name.endsWith('.bin') ? await inflate(bytes) : bytes).toString('utf8');
      expect(text).not.toContain(entry.name.startsWith('fold') ? '金钟集团' : '金钟');
    }
  });

  test('a closed segment keeps its key when gifts are added', async () => {
    const keys = async (gifts: number) => {
      await rm(published(), { recursive: true, force: true });
      await writeSampleLog(published(), notices(gifts, false));
      const site = await readSite(published());
      const hundreds = (count: number) =>
        Array.from({ length: Math.ceil(count / 100) }, (_, at) => ({
          first: at * 100,
          count: Math.min(100, count - at * 100),
        }));
      const found = new Map<string, string>();
      for await (const { name, key } of searchParts(site, { segments: hundreds, perFolder: 100 })) found.set(name, key);
      return found;
    };
    const added = changed(await keys(110), await keys(120));
    expect(added.filter((name) => name.includes('gift'))).toEqual(['search/gifts/100-22', 'search/gift-records/100']);
  });

  test('of no log at all is empty and answers', async () => {
    await build();
    expect(await search(filesUnder(release()), { text: '王' })).toMatchObject({ hits: [], whole: true });
    expect(await readFile(join(release(), MANIFEST), 'utf8')).toContain('"count":0');
  });
});
