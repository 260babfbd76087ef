import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAmount, parseAmount } from '#i18n/amounts.ts';

test.each([
  [93_000_000n, 2, '930,000.00'],
  [0n, 2, '0.00'],
  [7n, 2, '0.07'],
  [-120n, 2, '−1.20'],
  [261_604n, 0, '261,604'],
  [999n, 0, '999'],
  [1_500n, 3, '1.500'],
])('%s of scale %s is written %s', (amount, scale, text) => {
  expect(formatAmount(amount, scale)).toBe(text);
});

test('what was written reads back, whatever the amount and scale', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 3 }), (amount, scale) => {
      expect(parseAmount(formatAmount(amount, scale), scale)).toBe(amount);
    }),
  );
});

test.each(['1,00.00', '930000.00', '930,000.0', '', '1e3', ' 1.00', '−'])('%s is no figure of ours', (text) => {
  expect(parseAmount(text, 2)).toBeUndefined();
});
