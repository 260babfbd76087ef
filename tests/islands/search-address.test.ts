import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOfQuery, asksNothing, queryOfAddress } from '#islands/search-address.ts';
import { RECORD_KINDS } from '#site/search/record.ts';

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

test('a search is read from the address that it was written to', () => {
  const query = fc.record({
    text: fc.string({ unit: 'grapheme' }).map((text) => text.trim()),
    fund: optional(fc.constantFrom('hengyang-2020', 'dali-2020')),
    item: optional(fc.constantFrom('CNY', 'item:mask-medical')),
    kind: optional(fc.constantFrom(...RECORD_KINDS)),
    month: optional(fc.constantFrom('2020-02', '2021-12')),
    from: optional(fc.constantFrom('g123' as const, 'r7' as const, 'ag123' as const)),
  });
  fc.assert(
    fc.property(query, (asked) => {
      expect(queryOfAddress(addressOfQuery(asked))).toEqual(asked);
    }),
  );
});

test('an address that somebody changed by hand asks for what is left of it', () => {
  expect(queryOfAddress('?q=王&kind=secret&month=February&from=12')).toEqual({ text: '王' });
  expect(asksNothing(queryOfAddress('?q=%20&from=g12'))).toBe(true);
  expect(asksNothing(queryOfAddress('?fund=hengyang-2020'))).toBe(false);
  expect(addressOfQuery({ text: '  ' })).toBe('');
});
