import { expect, test } from 'vitest';
import { isSameAccount } from '#reconciliation/statements/account-number.ts';

test.for<[inFile: string, own: string, same: boolean]>([
  ['4300 1234 5678 9012', '4300123456789012', true],
  ['4300123456789012', '4300123456789013', false],
  ['4300********9012', '4300123456789012', true],
  ['4300********9013', '4300123456789012', false],
  ['************', '4300123456789012', false],
  ['9012', '4300123456789012', true],
  ['9013', '4300123456789012', false],
  ['DE89370400440532013000', '0532013000', true],
  ['20050550/1287123456', '1287123456', true],
  ['abc***@qq.com', 'abcdef@qq.com', true],
  ['abc@qq.com', '2088123456789012', false],
  ['2088123456789012', '2088123456789012', true],
])('the file’s %s and ours, %s: %s', ([inFile, own, same]) => {
  expect(isSameAccount(inFile, own)).toBe(same);
});
