import { expect, test } from 'vitest';
import { codes } from '#i18n/zh-Hans/public/verify.ts';
import { VERIFY_CODES } from '#log/verify-error.ts';

test('every code of the verifier is explained, and no two alike', () => {
  expect(Object.keys(codes)).toEqual(expect.arrayContaining([...VERIFY_CODES]));
  expect(new Set(Object.values(codes)).size).toBe(Object.keys(codes).length);
});
