import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { safeText } from '#site/exports/csv.ts';
import { monthsOf } from '#site/exports/months.ts';
import { publicationDay } from '#site/exports/publication-day.ts';
import { writeSampleLog } from '../../support/sample-log.ts';
import { randomNotices } from './random-log.ts';
import { type Exported, exported, exportedFrom, publishNotices } from './written-exports.ts';

const open: Exported[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.remove();
});
const kept = async (of: Promise<Exported>): Promise<Exported> => {
  open.push(await of);
  return of;
};

const monthly = ({ keys }: Exported): string[] =>
  [...keys.keys()].filter((name) => /\d{4}-\d\d/.test(name) && !name.includes('filing'));
const filesOf = async ({ release }: Exported, month: string): Promise<Record<string, string>> => {
  const names = (await readdir(join(release, 'data'), { recursive: true }))
    .filter((name) => name.includes(month))
    .sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(release, 'data', name), 'utf8')])),
  );
};

test('the cutoff day is that of Shanghai, and decides the month', async () => {
  expect(publicationDay('2021-04-30T20:30:00Z')).toBe('2021-05-01');
  const { site } = await kept(exported(publishNotices(randomNotices('one'))));
  const months = monthsOf(site.survey.notices.list);
  expect(months.map(({ name }) => name).slice(0, 2)).toEqual(['2021-04', '2021-05']);
  expect(months.at(-1)?.size).toBe(site.log.size);
  for (const [place, { first }] of months.entries()) expect(first).toBe(months[place - 1]?.size ?? 0n);
});

test('a month that is over stays as it is while the log grows, unless a correction touches it', async () => {
  const notices = randomNotices('one', 14);
  const early = await kept(exported(publishNotices(notices.slice(0, 9))));
  await writeSampleLog(early.published, notices);
  const late = await kept(exportedFrom(early.published));
  const { corrected, notices: published } = late.site.survey;
  const months = monthsOf(published.list);
  const before = early.site.log.size;
  const touched = new Set(
    [...corrected].flatMap(([voided, by]) =>
      by < before ? [] : months.flatMap(({ name, first, size }) => (voided >= first && voided < size ? [name] : [])),
    ),
  );
  const over = monthsOf(early.site.survey.notices.list).slice(0, -1);
  const still = over.filter(({ name }) => !touched.has(name));
  expect([still.length > 0, touched.size > 0]).toEqual([true, true]);
  for (const { name } of still) expect(await filesOf(late, name)).toEqual(await filesOf(early, name));
  for (const { name } of over.filter((month) => touched.has(month.name))) {
    expect(late.keys.get(`data/csv/${name}`)).not.toBe(early.keys.get(`data/csv/${name}`));
  }
});

test('equal logs have equal keys for every part, and a text that was erased changes the keys of its month', async () => {
  const of = await kept(exported(publishNotices(randomNotices('two'))));
  const again = await kept(exportedFrom(of.published));
  expect(again.keys).toEqual(of.keys);
  const [gift = 0n] = of.site.survey.newestGifts;
  const entry = await of.site.log.entry(gift);
  expect(entry.texts.displayName).toBeDefined();
  const chunk = join(of.published, 'openings', `${String(gift / 256n).padStart(3, '0')}.json`);
  const openings = JSON.parse(await readFile(chunk, 'utf8'));
  delete openings[String(gift)];
  await writeFile(chunk, JSON.stringify(openings));
  const erased = await kept(exportedFrom(of.published));
  const month = monthsOf(of.site.survey.notices.list).find(({ first, size }) => gift >= first && gift < size)?.name;
  expect(erased.keys.get(`data/csv/${month}`)).not.toBe(of.keys.get(`data/csv/${month}`));
  const row = (await erased.rows(`data/csv/gifts-${month}.csv`)).find(({ leaf }) => leaf === String(gift));
  expect(row?.donor).toBe('');
  expect(monthly(erased).length).toBeGreaterThan(3);
});

test.each(['=1+1', '+1', '-1', '@x', "'already", '＝1', 'plain', '', '一般文字'])(
  'the text %j comes back from its safe form',
  (text) => {
    const safe = safeText(text);
    expect(safe).not.toMatch(/^[=+\-@＝＋－＠\t\r]/);
    expect(safe.replace(/^'/, '')).toBe(text);
  },
);
