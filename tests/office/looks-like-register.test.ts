import { expect, test } from 'vitest';
import { looksLikeRegister } from '#office/looks-like-register.ts';

test.each([
  ['a register', ['日期', '捐赠人', '捐赠人类别', '金额(元)'], true],
  ['a register of goods', ['接收时间', '捐赠单位', '物资名称', '数量', '单位'], true],
  ['a statement', ['交易日期', '对方户名', '收入金额', '支出金额', '余额', '摘要'], false],
  ['a statement with a column for givers', ['日期', '捐款人', '金额', '余额'], false],
  ['nothing', [], false],
])('%s', (_, headings, like) => {
  expect(looksLikeRegister([['青石镇'], headings])).toBe(like);
});
