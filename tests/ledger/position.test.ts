import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountCodes } from '#ledger/account.ts';
import { identityHolds, positionsOf } from '#ledger/position.ts';
import { checkPostings, move, negated, type Posting, RESTRICTIONS, STREAMS } from '#ledger/posting.ts';

const booking = fc
  .record({
    entity: fc.constantFrom('hengyang-charity', 'hengyang-health'),
    fund: fc.constantFrom('hengyang-2020', 'xiqing-2020'),
    stream: fc.constantFrom(...STREAMS),
    unit: fc.constantFrom('CNY', 'CNY:goods', 'item:mask-medical'),
    restriction: fc.constantFrom(...RESTRICTIONS),
    debit: fc.constantFrom(...accountCodes),
    credit: fc.constantFrom(...accountCodes),
    amount: fc.bigInt(1n, 10n ** 13n),
  })
  .map(({ debit, credit, amount, ...dimensions }): Posting[] => move(dimensions, debit, credit, amount));
const journal = fc.array(booking, { minLength: 1, maxLength: 40 }).map((bookings) => bookings.flat());

test('whatever is posted in balance, 收 = 支 + 拨付 + 调整 + 去向未载 + 结存 per entity, fund, stream and unit', () => {
  fc.assert(
    fc.property(journal, (postings) => {
      expect(checkPostings(postings)).toEqual([]);
      for (const position of positionsOf(postings)) expect(identityHolds(position)).toBe(true);
    }),
  );
});

test('a reversing entry brings every position back to nought', () => {
  fc.assert(
    fc.property(journal, (postings) => {
      for (const position of positionsOf([...postings, ...negated(postings)])) {
        const { entity, fund, stream, unit, ...figures } = position;
        expect(new Set(Object.values(figures))).toEqual(new Set([0n]));
      }
    }),
  );
});

test('an entry whose sides differ is refused with both figures', () => {
  const dimensions = { entity: 'a', fund: 'f', stream: 'donation', unit: 'CNY', restriction: 'restricted' } as const;
  const postings: Posting[] = [
    { ...dimensions, account: '100201', amount: 12_000n },
    { ...dimensions, account: '410102', amount: -10_000n },
  ];
  expect(checkPostings(postings)).toEqual([
    {
      kind: 'journal_entry_sums_to_zero',
      values: { entity: 'a', fund: 'f', unit: 'CNY', debit: '12000', credit: '10000', difference: '2000' },
    },
  ]);
});

test('cash does not balance the value of goods', () => {
  const dimensions = { entity: 'a', fund: 'f', stream: 'donation', restriction: 'restricted' } as const;
  const postings: Posting[] = [
    { ...dimensions, unit: 'CNY', account: '100201', amount: 100n },
    { ...dimensions, unit: 'CNY:goods', account: '410102', amount: -100n },
  ];
  expect(checkPostings(postings).map(({ kind }) => kind)).toEqual([
    'journal_entry_sums_to_zero',
    'journal_entry_sums_to_zero',
  ]);
});

test('an entry without postings, with a nought, or with a lot on a valuation is no entry', () => {
  const dimensions = { entity: 'a', fund: 'f', stream: 'donation', restriction: 'restricted' } as const;
  expect(checkPostings([]).map(({ kind }) => kind)).toEqual(['journal_entry_has_postings']);
  expect(checkPostings(move({ ...dimensions, unit: 'CNY' }, '100201', '410102', 0n))[0]?.kind).toBe(
    'posting_amount_not_zero',
  );
  expect(checkPostings(move({ ...dimensions, unit: 'CNY:goods', lot: 3n }, '1201', '410102', 5n))[0]?.kind).toBe(
    'posting_valuation_without_lot',
  );
});
