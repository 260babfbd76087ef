import { expect, test } from 'vitest';
import { publicWords } from '#i18n/words.ts';
import { compactText, shortText } from '#site/compact.ts';

const yuan = { code: 'CNY', kind: 'cash', scale: 2 } as const;
const masks = { code: 'item:mask', kind: 'goods', scale: 0, measure: '只' } as const;

test.each([
  [93_049_335n, yuan, '93.05 万元'],
  [93_000_000n, yuan, '93 万元'],
  [999_999n, yuan, '9,999.99 元'],
  [1_000_000n, yuan, '1 万元'],
  [278_400_000_000n, yuan, '27.84 亿元'],
  [0n, yuan, '0 元'],
  [-1_050n, yuan, '−10.50 元'],
  [261_604n, masks, '26.16 万只'],
  [400n, masks, '400 只'],
])('%s of a unit reads %s%s', (amount, unit, text) => {
  expect(compactText(publicWords('zh-Hans'), unit, amount)).toBe(text);
});

test('in a sentence a rounded figure says so', () => {
  const words = publicWords('zh-Hans');
  expect(shortText(words, yuan, 93_049_335n)).toBe('约 93.05 万元');
  expect(shortText(words, yuan, 93_000_000n)).toBe('93 万元');
  expect(shortText(words, yuan, 123_450n)).toBe('1,234.50 元');
});
