import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDonation, type DonationInput, donationPostings, type Fate } from '#intake/donation.ts';
import { ACCOUNTS } from '#ledger/account.ts';
import { onDay } from '#ledger/day.ts';
import { checkPostings, type Posting, RESTRICTIONS } from '#ledger/posting.ts';

const gift = (change: Partial<DonationInput> = {}): DonationInput => ({
  header: { entity: 'charity', fund: 'fund', occurred: onDay('2020-02-05') },
  donor: { kind: 'enterprise', legalName: '晨光有限公司' },
  display: 'named',
  restriction: 'unrestricted',
  path: 'throughEntity',
  receipt: { kind: 'none' },
  lines: [{ unit: 'CNY', quantity: 100n, provenance: 'stated', fate: 'held' }],
  valuations: [],
  ...change,
});
const masks = (quantity: bigint, fate: Fate = 'held') =>
  ({ unit: 'item:mask', quantity, provenance: 'stated', fate }) as const;
const shown = (postings: Posting[]) => postings.map(({ account, unit, amount }) => `${account} ${unit} ${amount}`);

describe('what a gift posts (DOMAIN §2)', () => {
  test.each([
    ['unrestricted', ['100201 CNY 100', '410101 CNY -100']],
    ['restricted', ['100201 CNY 100', '410102 CNY -100']],
    ['agency', ['100202 CNY 100', '260101 CNY -100']],
  ] as const)('%s cash', (restriction, postings) => {
    expect(shown(donationPostings(gift({ restriction })))).toEqual(postings);
  });

  test('goods without a value post their quantity and no yuan', () => {
    expect(shown(donationPostings(gift({ lines: [masks(400n)] })))).toEqual([
      '1201 item:mask 400',
      '410101 item:mask -400',
    ]);
  });

  test('goods with a value post both, the value apart from cash', () => {
    const valuations = [{ amountFen: 900n, method: 'invoice', provenance: 'stated', lines: [1] }] as const;
    const postings = donationPostings(
      gift({
        restriction: 'agency',
        lines: [masks(5n)],
        valuations: [...valuations].map((v) => ({ ...v, lines: [...v.lines] })),
      }),
    );
    expect(shown(postings)).toEqual([
      '1801 item:mask 5',
      '260101 item:mask -5',
      '1801 CNY:goods 900',
      '260101 CNY:goods -900',
    ]);
  });

  test('goods whose use no source tells end in 1299, neither in stock nor handed out', () => {
    expect(shown(donationPostings(gift({ lines: [masks(400n, 'unstated')] })))).toEqual([
      '1201 item:mask 400',
      '410101 item:mask -400',
      '1299 item:mask 400',
      '1201 item:mask -400',
    ]);
  });

  test('whatever is given, every unit sums to zero and 收 = 存 + 去向未载', () => {
    const lines = fc.array(
      fc.record({
        unit: fc.constantFrom('CNY', 'item:mask', 'item:rice'),
        quantity: fc.bigInt({ min: 1n, max: 10n ** 13n }),
        provenance: fc.constantFrom('stated', 'rounded', 'derived'),
        fate: fc.constantFrom('held', 'unstated'),
        lotId: fc.constantFrom(undefined, 7n),
        location: fc.constantFrom(undefined, 'shelf'),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const input = fc.record({
      restriction: fc.constantFrom(...RESTRICTIONS),
      lines,
      value: fc.bigInt({ min: 1n, max: 10n ** 13n }),
    });
    fc.assert(
      fc.property(input, ({ restriction, lines: given, value }) => {
        const stored = given.map(({ lotId, location, ...line }) => ({
          ...line,
          fate: line.unit === 'CNY' ? ('held' as const) : line.fate,
          ...(lotId !== undefined && line.unit !== 'CNY' && { lotId }),
          ...(location !== undefined && line.unit !== 'CNY' && { location }),
        }));
        const goods = stored.findIndex(({ unit }) => unit !== 'CNY') + 1;
        const valuations =
          goods === 0
            ? []
            : [{ amountFen: value, method: 'invoice' as const, provenance: 'stated' as const, lines: [goods] }];
        const postings = donationPostings({
          header: { entity: 'e', fund: 'f' },
          restriction,
          lines: stored,
          valuations,
        });
        expect(checkPostings(postings)).toEqual([]);
        for (const unit of new Set(postings.map((posting) => posting.unit))) {
          const sum = (flow: string) =>
            postings
              .filter((posting) => posting.unit === unit && ACCOUNTS[posting.account].flow === flow)
              .reduce((total, { amount }) => total + amount, 0n);
          expect(-sum('received')).toBe(sum('holding') + sum('unstated'));
        }
      }),
    );
  });
});

describe('what a gift may not say', () => {
  const value = (lines: number[], amountFen = 100n) =>
    ({ amountFen, method: 'invoice', provenance: 'stated', lines }) as const;

  test.each<[string, Partial<DonationInput>, string[]]>([
    ['nothing', { lines: [] }, ['donationWithoutLines']],
    ['a line of nothing', { lines: [masks(0n)] }, ['donation_line_quantity_positive']],
    ['a value as a gift', { lines: [{ ...masks(1n), unit: 'CNY:goods' }] }, ['donation_line_not_valuation']],
    ['more than any record can be', { lines: [masks(10n ** 13n + 1n)] }, ['amountTooLarge']],
    [
      'four cartons of 500 that are 1,999',
      { lines: [{ ...masks(1999n), packs: { count: 4n, measure: '箱', factor: 500n } }] },
      ['donation_line_packs_whole'],
    ],
    [
      'cartons without a word for them',
      { lines: [{ ...masks(5n), packs: { count: 1n, measure: '' } }] },
      ['donationPacksIncomplete'],
    ],
    [
      'more cartons than any record can be',
      { lines: [{ ...masks(5n), packs: { count: 10n ** 18n, measure: '箱' } }] },
      ['amountTooLarge'],
    ],
    [
      'cash with a lot',
      { lines: [{ unit: 'CNY', quantity: 1n, provenance: 'stated', fate: 'held', lot: { number: 'A' } }] },
      ['donationCashWithGoodsFields'],
    ],
    [
      'cash without a trace',
      { lines: [{ unit: 'CNY', quantity: 1n, provenance: 'stated', fate: 'unstated' }] },
      ['donationCashFateUnstated'],
    ],
    ['a restriction without its reason', { restriction: 'agency' }, ['donation_restriction_reasoned']],
    ['an issued receipt without a number', { receipt: { kind: 'issued', number: ' ' } }, ['donation_receipt_numbered']],
    ['a value of cash', { valuations: [value([1])] }, ['valuationOfNoGoods']],
    ['a value of a line that is not there', { valuations: [value([9])] }, ['valuationOfNoGoods']],
    ['a value of nothing', { lines: [masks(1n)], valuations: [value([])] }, ['valuationWithoutLines']],
    ['a value of zero', { lines: [masks(1n)], valuations: [value([1], 0n)] }, ['valuation_amount_positive']],
    ['a line valued twice', { lines: [masks(1n)], valuations: [value([1]), value([1])] }, ['valuationTwice']],
    [
      'one value over goods held and goods without a trace',
      { lines: [masks(1n), masks(2n, 'unstated')], valuations: [value([1, 2])] },
      ['valuationOfTwoFates'],
    ],
  ])('%s', (_, change, kinds) => {
    expect(checkDonation(gift(change)).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('more lines than a leaf of the log holds are refused before anybody approves them', () => {
    const many = (count: number) =>
      gift({ lines: Array.from({ length: count }, (_, i) => ({ ...masks(5n), unit: `item:kind-of-goods-${i}` })) });
    expect(checkDonation(many(8))).toEqual([]);
    expect(checkDonation(many(20)).map(({ kind }) => kind)).toEqual(['donationTooManyLines']);
  });

  test('a whole gift says nothing wrong', () => {
    const lines = [masks(2000n), masks(5n)];
    expect(checkDonation(gift({ lines, valuations: [value([1, 2])] }))).toEqual([]);
  });
});
