import { expect, test } from 'vitest';
import { formatQuantity, isGoods, parseQuantity, unitOfItem } from '#ledger/unit.ts';

test.each([
  ['250,000', 0, 250_000n],
  ['11204', 0, 11_204n],
  ['1.5', 3, 1_500n],
  ['0.001', 3, 1n],
  ['12.50', 1, 125n],
])('%s at scale %i is %s base units', (typed, scale, amount) => {
  expect(parseQuantity(typed, scale)).toEqual({ ok: true, value: amount });
});

test('pieces are whole', () => {
  expect(parseQuantity('1.5', 0)).toMatchObject({ ok: false, refusals: [{ kind: 'amountTooPrecise' }] });
  expect(parseQuantity('3.0', 0)).toEqual({ ok: true, value: 3n });
});

test.each([
  [250_000n, 0, '250,000'],
  [100n, 0, '100'],
  [1_500n, 3, '1.5'],
  [1_000n, 3, '1'],
  [1n, 3, '0.001'],
  [-400n, 0, '-400'],
])('%s base units at scale %i read %s', (amount, scale, text) => {
  expect(formatQuantity(amount, scale)).toBe(text);
});

test('cash and the value put on goods are not goods', () => {
  expect(['CNY', 'CNY:goods', unitOfItem('mask-medical')].map(isGoods)).toEqual([false, false, true]);
});
