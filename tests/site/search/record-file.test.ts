import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LeafDate } from '#log/leaf.ts';
import { RECORD_KINDS, type SearchRecord } from '#site/search/record.ts';
import { decodeRecords, encodeRecords } from '#site/search/record-file.ts';

const text = fc.string({ minLength: 1 });
const date = fc.constantFrom<LeafDate>(
  { precision: 'day', day: '2020-02-05' },
  { precision: 'period', from: '2020-02-05', to: '2020-02-08' },
  { precision: 'notLaterThan', day: '2020-02-05' },
  { precision: 'notEarlierThan', day: '2020-02-05' },
  { precision: 'notStated' },
);
const amount = fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String);
const provenance = fc.constantFrom('stated' as const, 'rounded' as const, 'derived' as const, 'notStated' as const);
const code = fc.constantFrom('CNY', 'CNY:goods', 'item:mask-medical', 'relief', 'city-charity');

const record: fc.Arbitrary<SearchRecord> = fc.record(
  {
    kind: fc.constantFrom(...RECORD_KINDS),
    leaf: amount,
    named: fc.boolean(),
    voided: fc.boolean(),
    more: fc.array(text),
    figures: fc.array(fc.record({ unit: code, amount, provenance })),
    title: text,
    number: text,
    date,
    fund: code,
    entity: code,
    address: text,
    restriction: fc.constantFrom('unrestricted' as const, 'restricted' as const, 'agency' as const),
  },
  { requiredKeys: ['kind', 'leaf', 'named', 'voided', 'more', 'figures'], noNullPrototype: true },
);

test('every field of every record comes back from its file', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 50 }), (records) => {
      expect(decodeRecords(encodeRecords(records))).toEqual(records);
    }),
  );
});
