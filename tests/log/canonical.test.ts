import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromUtf8 } from '#log/bytes.ts';
import { canonicalBytes, canonicalText } from '#log/canonical.ts';

const vectors = JSON.parse(readFileSync('tests/vectors/canonical-json.json', 'utf8')) as {
  cases: { name: string; input: string; canonical: string }[];
};

test.each(vectors.cases)('RFC 8785: $name', ({ input, canonical }) => {
  expect(canonicalText(JSON.parse(input))).toBe(canonical);
});

test('a value and its canonical form say the same, and canonicalising again changes nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = fromUtf8(canonicalBytes(value));
      expect(canonicalText(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('keys come in any order, bytes in one', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer()), (object) => {
      const reversed = Object.fromEntries(Object.entries(object).reverse());
      expect(canonicalText(reversed)).toBe(canonicalText(object));
    }),
  );
});

test.each([
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1n,
  Symbol('x'),
  { key: undefined },
  [undefined],
  '\ud800',
])('what JSON cannot say is refused (%#)', (value) => {
  expect(() => canonicalBytes(value)).toThrow(TypeError);
});
