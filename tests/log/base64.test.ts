import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from '#log/base64.ts';

test('whatever is encoded decodes to the same bytes, as Node encodes it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }),
  );
});

test.each(['QQ', 'QQ=', 'QR==', 'QQ==\n', ' QQ==', 'Q Q=', 'QUI', 'A', '=', 'QQ===', 'Q===', '_w==', '-A=='])(
  'base64 %j is refused',
  (text) => {
    expect(fromBase64(text)).toBeUndefined();
  },
);

test.each(['QQ==', 'QR', 'A', '+w', '/w', 'QQ ', 'QQ\n'])('base64url %j is refused', (text) => {
  expect(fromBase64Url(text)).toBeUndefined();
});
