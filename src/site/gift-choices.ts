import type { PublicWords } from '#i18n/words.ts';
import { addressesIn, PAGES_PER_CHOICE } from './addresses.ts';
import type { GiftPages } from './gift-pages.ts';

/** The open page exists before it holds anything; it is not offered until then. */
export const filledPages = (gifts: GiftPages): number =>
  gifts.range(gifts.pages) === undefined ? gifts.sealed : gifts.pages;

/** The hundreds of pages that have a page to choose from, by their first; none while the list of gifts names all pages. */
export function rangesOfPages(gifts: GiftPages): { first: number; isFull: boolean; hasNext: boolean }[] {
  const last = filledPages(gifts);
  if (last <= PAGES_PER_CHOICE) return [];
  return Array.from({ length: Math.ceil(last / PAGES_PER_CHOICE) }, (_, at) => {
    const first = at * PAGES_PER_CHOICE + 1;
    const next = first + PAGES_PER_CHOICE;
    return { first, isFull: next - 1 <= gifts.sealed, hasNext: next <= last };
  });
}

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
