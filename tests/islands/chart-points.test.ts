import { expect, test } from 'vitest';
import { type ChartRow, nextPlace, pointsOf } from '#islands/chart-points.ts';

const row = (at: string | undefined, name: string): ChartRow => ({ at, name, values: [1n], texts: ['1'] });

test('days on which nothing moved keep their place; what is undated stands before them, apart', () => {
  const points = pointsOf([row('2020-02-20', 'a'), row('2020-02-23', 'b'), row(undefined, 'c')], 'day', '未载');
  expect(points.map(({ label, row: of }) => [label, of?.name])).toEqual([
    ['未载', 'c'],
    ['', undefined],
    ['2/20', 'a'],
    ['2/21', undefined],
    ['2/22', undefined],
    ['2/23', 'b'],
  ]);
});

test('months are labelled with their year', () => {
  const points = pointsOf([row('2019-12', 'a'), row('2020-02', 'b')], 'month', '未载');
  expect(points.map(({ label }) => label)).toEqual(['2019/12', '2020/1', '2020/2']);
});

test('years without an entry are one mark, so that the bars beside them can be seen', () => {
  const points = pointsOf([row('2020-02', 'a'), row('2020-03', 'b'), row('2026-11', 'c')], 'month', '未载');
  expect(points.map(({ label }) => label)).toEqual(['2020/2', '2020/3', '⋯', '2026/11']);
});

test('what no source dates stands alone when nothing is dated', () => {
  expect(pointsOf([row(undefined, 'a')], 'month', '未载').map(({ label }) => label)).toEqual(['未载']);
});

test('keys go from row to row, over empty places, and stop at the ends', () => {
  const points = pointsOf([row('2020-02-20', 'a'), row('2020-02-23', 'b'), row(undefined, 'c')], 'day', '未载');
  expect([nextPlace(points, -1, 1), nextPlace(points, 0, 1), nextPlace(points, 2, 1), nextPlace(points, 5, 1)]).toEqual(
    [0, 2, 5, 5],
  );
  expect([nextPlace(points, 2, -1), nextPlace(points, 0, -1), nextPlace(points, points.length, -1)]).toEqual([0, 0, 5]);
});
