import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEmpty, noPosition, type PositionRow } from '#log/position.ts';
import { readSite } from '#site/site-data.ts';
import type { Survey } from '#site/survey.ts';
import { writeSampleLog } from '../support/sample-log.ts';
import { type BooksAct, booksAct, RandomBooks } from './random-books.ts';

async function surveyOf(acts: readonly BooksAct[]): Promise<Survey> {
  const books = new RandomBooks();
  for (const act of acts) books.do(act);
  books.close();
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-timeline-'));
  try {
    await writeSampleLog(folder, books.notices);
    return (await readSite(folder)).survey;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const gift = (date: BooksAct['date'], amount = 100): BooksAct => ({
  kind: 'cash',
  amount,
  entity: 'hengyang-charity',
  fund: 'hengyang-2020',
  date,
});

test('days, months and what is not dated sum to the books, whatever was voided', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(booksAct, { maxLength: 40 }), async (acts) => {
      const { timeline, fold } = await surveyOf(acts);
      for (const { entity, fund, stream, unit, ...sums } of fold.positions()) {
        const parts = [
          ...timeline.months({ entity, fund, stream, unit }),
          ...timeline.notStated({ entity, fund, stream, unit }),
        ];
        expect(sum(parts)).toEqual(sums);
      }
      // And nothing beside the books.
      const left = [...timeline.months(), ...timeline.notStated()].filter((row) => !isEmpty(row));
      const units = new Set(fold.positions().map(({ stream, unit }) => `${stream} ${unit}`));
      expect(left.filter(({ stream, unit }) => !units.has(`${stream} ${unit}`))).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('sources and uses sum to the books: what came in is what became of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(booksAct, { maxLength: 40 }), async (acts) => {
      const { flows, fold } = await surveyOf(acts);
      for (const row of fold.positions()) {
        const [own] = flows.sums(row);
        expect(total(own?.sources)).toBe(row.received);
        expect(total(own?.uses)).toBe(row.received);
        expect(own?.uses.balance ?? 0n).toBe(row.balance);
        expect(own?.uses.unstated ?? 0n).toBe(row.unstated);
        expect((own?.uses.batch ?? 0n) + (own?.uses.issue ?? 0n) + (own?.uses.reported ?? 0n)).toBe(row.disbursed);
        const adjusted = (['fee', 'interest', 'stocktakeShort', 'stocktakeOver'] as const).map(
          (why) => own?.uses[why] ?? 0n,
        );
        expect(adjusted.reduce((all, each) => all + each, 0n)).toBe(row.adjusted);
      }
      for (const { sources, uses } of flows.diagrams()) {
        expect([...sources, ...uses].every(({ amount }) => amount > 0n)).toBe(true);
        expect(sources.reduce((all, { amount }) => all + amount, 0n)).toBe(
          uses.reduce((all, { amount }) => all + amount, 0n),
        );
      }
    }),
    { numRuns: 25 },
  );
});

test.each([
  ['a day', { precision: 'day', day: '2020-02-20' }, '2020-02', 1],
  ['a period within a month', { precision: 'period', from: '2020-03-01', to: '2020-03-31' }, '2020-03', 0],
  [
    'not later than a day of the month in which the fund began',
    { precision: 'notLaterThan', day: '2020-01-30' },
    '2020-01',
    0,
  ],
] as const)('%s counts under its month', async (_, date, month, days) => {
  const { timeline } = await surveyOf([gift(date)]);
  expect(timeline.months()).toMatchObject([{ month, unit: 'CNY', received: 100n, leaves: 1 }]);
  expect(timeline.days()).toHaveLength(days);
});

test('a month tells which of its leaves have no day, until they are voided', async () => {
  const period = { precision: 'period', from: '2020-03-01', to: '2020-03-31' } as const;
  const acts = [gift(period), gift(period), gift({ precision: 'day', day: '2020-03-02' })];
  const { timeline } = await surveyOf(acts);
  const { count, recent } = timeline.withoutDay('2020-03');
  expect([count, recent.length]).toEqual([2, 2]);
  expect(timeline.months()).toMatchObject([{ month: '2020-03', leaves: 3, withoutDay: 2 }]);
  expect(timeline.withoutDay('2020-02')).toEqual({ count: 0, recent: [] });
  const later = await surveyOf([...acts, { ...gift(period, 0), kind: 'void' }]);
  expect(later.timeline.withoutDay('2020-03')).toEqual({ count: 1, recent: recent.slice(1) });
});

test.each([
  ['a period over two months', { precision: 'period', from: '2020-03-31', to: '2020-04-01' }],
  ['not later than a month after the fund began', { precision: 'notLaterThan', day: '2020-02-29' }],
  ['not earlier than', { precision: 'notEarlierThan', day: '2020-02-29' }],
  ['no date', { precision: 'notStated' }],
] as const)('%s is dated to no month', async (_, date) => {
  const { timeline } = await surveyOf([gift(date)]);
  expect([timeline.months(), timeline.days()]).toEqual([[], []]);
  expect(timeline.notStated()).toMatchObject([{ unit: 'CNY', received: 100n, leaves: 1 }]);
});

test('days ascend, and units and streams stay apart', async () => {
  const on = (day: string, kind: BooksAct['kind']): BooksAct => ({ ...gift({ precision: 'day', day }), kind });
  const { timeline } = await surveyOf([
    on('2020-03-02', 'funding'),
    on('2020-03-01', 'cash'),
    on('2020-03-02', 'cash'),
  ]);
  expect(timeline.days().map(({ day, stream, received }) => [day, stream, received])).toEqual([
    ['2020-03-01', 'donation', 100n],
    ['2020-03-02', 'donation', 100n],
    ['2020-03-02', 'funding', 100n],
  ]);
});

const total = (amounts: Partial<Record<string, bigint>> = {}): bigint =>
  Object.values(amounts).reduce<bigint>((all, amount) => all + (amount ?? 0n), 0n);

const sum = (rows: readonly Omit<PositionRow, 'entity' | 'fund'>[]) => {
  const all = noPosition();
  for (const row of rows) for (const part of Object.keys(all) as (keyof typeof all)[]) all[part] += row[part];
  return all;
};
