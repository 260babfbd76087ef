import { expect, test } from 'vitest';
import type { BalanceRow } from '#site/balance-rows.ts';
import { mistakeInTotal, totalOf, writeTotalName } from '#site/page-totals.ts';

const nothing = { received: '0', disbursed: '0', appropriated: '0', adjusted: '0', unstated: '0', balance: '0' };
const rows: BalanceRow[] = [
  { ...nothing, entity: 'health', fund: 'relief', unit: 'item:mask-disposable', kind: 'donation', received: '250000' },
  { ...nothing, entity: 'redcross', fund: 'relief', unit: 'item:mask', kind: 'donation', received: '400' },
  { ...nothing, entity: 'joint', fund: 'relief', unit: 'item:mask', kind: 'donation', received: '11204' },
  { ...nothing, entity: null, fund: 'relief', unit: 'CNY', kind: 'witnessed', received: '12000000' },
];
const masks = writeTotalName({
  kind: 'donation',
  entity: '*',
  fund: '*',
  units: ['item:mask', 'item:mask-disposable'],
  column: 'received',
});

test('a family is summed over entities and items, and over nothing else', () => {
  expect(totalOf({ kind: 'donation', entity: '*', fund: '*', units: ['item:mask'], column: 'received' }, rows)).toBe(
    11604n,
  );
  expect(mistakeInTotal({ name: masks, value: '261604', text: ' 261,604 ' }, rows)).toBeUndefined();
});

test.each([
  ['a machine value', { name: masks, value: '261605', text: '261,604' }],
  ['what people read', { name: masks, value: '261604', text: '261,605' }],
  ['a figure written otherwise', { name: masks, value: '261604', text: '26,1604' }],
  ['a total of something unknown', { name: 'donation * *', value: '0', text: '0' }],
  [
    'money a hundred times too large',
    { name: 'witnessed * relief CNY received', value: '12000000', text: '12,000,000' },
  ],
])('finds %s that differs from the log', (_, shown) => {
  expect(mistakeInTotal(shown, rows)).toBeDefined();
});

test('money is compared to the fen', () => {
  const name = 'witnessed * relief CNY received';
  expect(mistakeInTotal({ name, value: '12000000', text: '120,000.00' }, rows)).toBeUndefined();
});
