import { expect, test } from 'vitest';
import { voucherSummary } from '#office/voucher-summary.ts';

const fee = { kind: 'adjustment', number: 'QT-1', day: '2020-02-14', reason: 'fee' };

test.each([
  ['a fee', { ...fee, account: { kind: 'alipay', name: '募捐收款' } }, '手续费 支付宝“募捐收款” 2020-02-14 QT-1'],
  ['a reversal', { ...fee, kind: 'reversal', number: 'CX-2', reverses: 'QT-1' }, '冲销手续费 QT-1 2020-02-14 CX-2'],
  ['a transfer', { ...fee, reason: 'transfer', ownMove: 'money' as const }, '账户间划转 2020-02-14 QT-1'],
  ['goods moved', { ...fee, reason: 'transfer', ownMove: 'goods' as const }, '移库 2020-02-14 QT-1'],
  ['a gift', { kind: 'donation', number: 'D-3', day: '2020-02-14' }, '捐赠 2020-02-14 D-3'],
])('the summary of %s says what, where and when', (_, act, said) => {
  expect(voucherSummary(act)).toBe(said);
});
