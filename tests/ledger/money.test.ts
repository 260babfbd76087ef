import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatFen, parseYuan } from '#ledger/money.ts';

test.each([
  ['1,234.50', 123_450n],
  ['1,234.5', 123_450n],
  ['1234', 123_400n],
  [' 1234.50 元 ', 123_450n],
  ['¥930,000.00', 93_000_000n],
  ['￥9', 900n],
  ['１，２３４．５', 123_450n],
  ['0.01', 1n],
  ['6100000.000', 610_000_000n],
  ['100,000,000,000.00', 10_000_000_000_000n],
])('%s yuan is %s fen', (typed, fen) => {
  expect(parseYuan(typed)).toEqual({ ok: true, value: fen });
});

test.each([
  ['', 'amountMissing'],
  ['  ', 'amountMissing'],
  ['0', 'amountNotPositive'],
  ['0.00', 'amountNotPositive'],
  ['-5', 'amountNotPositive'],
  ['−5', 'amountNotPositive'],
  ['0.005', 'amountTooPrecise'],
  ['1,23.00', 'amountMalformed'],
  ['12,345,67', 'amountMalformed'],
  ['1e5', 'amountMalformed'],
  ['0x10', 'amountMalformed'],
  ['344.703万', 'amountMalformed'],
  ['约200', 'amountMalformed'],
  ['1.', 'amountMalformed'],
  ['.5', 'amountMalformed'],
  ['1 234', 'amountMalformed'],
  ['NaN', 'amountMalformed'],
  ['10²', 'amountMalformed'],
  ['1₀', 'amountMalformed'],
  ['①', 'amountMalformed'],
  ['100000000000.01', 'amountTooLarge'],
  ['99999999999999999999', 'amountTooLarge'],
  ['9'.repeat(400), 'amountMalformed'],
])('“%s” yuan is refused: %s', (typed, kind) => {
  expect(parseYuan(typed)).toMatchObject({ ok: false, refusals: [{ kind }] });
});

test('what was formatted is read back as the same amount', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 13n), (fen) => {
      expect(parseYuan(formatFen(fen))).toEqual({ ok: true, value: fen });
    }),
  );
});

test('an amount never becomes a float on its way', () => {
  expect(formatFen(9_007_199_254_740_993n)).toBe('90,071,992,547,409.93');
  expect(formatFen(-5n)).toBe('-0.05');
  expect(formatFen(0n)).toBe('0.00');
});
