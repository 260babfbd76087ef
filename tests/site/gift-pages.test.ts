import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GiftPages } from '#site/gift-pages.ts';

/** Places of gifts in a log in which other leaves stand between them. */
const places = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 450 }).map((gaps) => {
  let at = 40n;
  return gaps.map((gap) => {
    at += BigInt(gap);
    return at;
  });
});

test('every gift is on exactly one page, in log order, a hundred to a page', () => {
  fc.assert(
    fc.property(places, (gifts) => {
      const pages = new GiftPages();
      for (const index of gifts) pages.add(index);
      expect(gifts.map((index) => pages.pageOf(index))).toEqual(gifts.map((_, at) => Math.floor(at / 100) + 1));
    }),
    { numRuns: 50 },
  );
});

test('there is always one open page behind the full ones, empty when the last is just full', () => {
  const pages = new GiftPages();
  expect([pages.pages, pages.sealed]).toEqual([1, 0]);
  for (let index = 0n; index < 100n; index++) pages.add(index);
  expect([pages.pages, pages.sealed, pages.range(2)]).toEqual([2, 1, undefined]);
  pages.add(170n);
  expect([pages.pages, pages.sealed, pages.range(2)]).toEqual([2, 1, { first: 170n, last: 170n, count: 1 }]);
});
