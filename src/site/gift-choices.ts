import type { PublicWords } from '#i18n/words.ts';
import { addressesIn, PAGES_PER_CHOICE } from './addresses.ts';
import type { GiftPages } from './gift-pages.ts';

/** The open page exists before it holds anything; it is not offered until then. */
export const filledPages = (gifts: GiftPages): number =>
  gifts.range(gifts.pages) === undefined ? gifts.sealed : gifts.pages;

/** Pages of gifts from one on, as many as one page offers, each with the leaves that it holds. */
export function choicesOf(
  gifts: GiftPages,
  first: number,
  words: PublicWords,
): { text: string; address: string; small: string }[] {
  const addresses = addressesIn(words.locale);
  return Array.from({ length: PAGES_PER_CHOICE }, (_, at) => first + at).flatMap((page) => {
    const range = gifts.range(page);
    if (range === undefined) return [];
    return [
      {
        text: words.records.gifts.page(page),
        address: addresses.giftsPage(page),
        small: words.records.gifts.leaves(range.first, range.last),
      },
    ];
  });
}
