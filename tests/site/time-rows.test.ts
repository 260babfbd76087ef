import { describe, expect, test } from 'vitest';
import type { LeafDate } from '#log/leaf.ts';
import { addPosition, noPosition } from '#log/position.ts';
import { stepsBetween, timeRows } from '#site/time-rows.ts';
import { Timeline } from '#site/timeline.ts';

const received = (date: LeafDate, amount: bigint) => ({
  index: 0n,
  entity: 'charity',
  fund: 'relief',
  stream: 'donation' as const,
  date,
  moved: new Map([['CNY', { ...noPosition(), received: amount, balance: amount }]]),
});

function timelineOf(...leaves: [LeafDate, bigint][]): Timeline {
  const timeline = new Timeline();
  timeline.register({ v: 1, kind: 'register', subject: 'fund', code: 'relief', beganOn: '2020-02-01', texts: [] });
  for (const [date, amount] of leaves) timeline.add(received(date, amount));
  return timeline;
}

const day = (on: string): LeafDate => ({ precision: 'day', day: on });
const asked = { stream: 'donation', unit: 'CNY' } as const;

describe('receipts over time', () => {
  test('within a quarter go by day; what only has a month, or nothing, stands apart', () => {
    const timeline = timelineOf(
      [day('2020-02-05'), 100n],
      [day('2020-02-20'), 50n],
      [{ precision: 'notLaterThan', day: '2020-02-20' }, 7n],
      [{ precision: 'notStated' }, 3n],
    );
    const rows = timeRows(timeline, asked);
    expect(rows.step).toBe('day');
    expect(rows.dated.map(({ at, position }) => [at, position.received])).toEqual([
      ['2020-02-05', 100n],
      ['2020-02-20', 50n],
    ]);
    expect(rows.apart.map(({ at, position }) => [at, position.received])).toEqual([
      ['2020-02', 7n],
      [undefined, 3n],
    ]);
  });

  test('over more than a quarter go by month, with what only has a month', () => {
    const timeline = timelineOf(
      [day('2020-02-05'), 100n],
      [{ precision: 'notLaterThan', day: '2020-02-20' }, 7n],
      [day('2020-09-01'), 50n],
    );
    const rows = timeRows(timeline, asked);
    expect(rows.step).toBe('month');
    expect(rows.dated.map(({ at, position }) => [at, position.received])).toEqual([
      ['2020-02', 107n],
      ['2020-09', 50n],
    ]);
    expect(rows.apart).toEqual([]);
  });

  test('sum to everything that was received, whatever the sources say of time', () => {
    const timeline = timelineOf(
      [day('2020-02-05'), 100n],
      [{ precision: 'period', from: '2020-02-01', to: '2020-03-01' }, 20n],
      [{ precision: 'period', from: '2020-02-01', to: '2020-02-09' }, 7n],
      [{ precision: 'notEarlierThan', day: '2020-02-11' }, 3n],
    );
    const { dated, apart } = timeRows(timeline, asked);
    const sum = noPosition();
    for (const { position } of [...dated, ...apart]) addPosition(sum, position, 1n);
    expect(sum.received).toBe(130n);
  });

  test('are nothing when nothing moved', () => {
    expect(timeRows(new Timeline(), asked)).toEqual({ step: 'month', dated: [], apart: [] });
  });
});

test('steps between two days or months leave none out', () => {
  expect(stepsBetween('2020-02-27', '2020-03-02', 'day')).toEqual([
    '2020-02-27',
    '2020-02-28',
    '2020-02-29',
    '2020-03-01',
    '2020-03-02',
  ]);
  expect(stepsBetween('2019-11', '2020-02', 'month')).toEqual(['2019-11', '2019-12', '2020-01', '2020-02']);
});
