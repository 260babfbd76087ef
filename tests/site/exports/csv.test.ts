import { expect, test } from 'vitest';
import { safeText } from '#site/exports/csv.ts';

test.each([
  ...['=1+1', '+1', '-1', '@SUM(A1)', ' =1+1', '\t=1', '\n=1', '\u3000=1', '\u00a0=1', '\u200b=1', '\ufeff=1'],
  ...['\u200b \u3000-1', '﹦1', '﹢1', '﹣1', '﹫x', '＝1', '＋1', '－1', '＠x', '\u22121', ' ＝1', "'quoted", '\rx'],
])('%j is marked as text and stays as it is behind the mark', (text) => {
  expect(safeText(text)).toBe(`'${text}`);
});

test.each(['', ' ', '一般文字', '　　王某', 'a=b', '（＋1）', '12 − 3', '“引号”', '—— 说明'])('%j stays', (text) => {
  expect(safeText(text)).toBe(text);
});
