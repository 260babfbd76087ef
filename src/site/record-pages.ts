import { RECORDS_PER_PAGE } from './addresses.ts';

/** Places in log order, a hundred to a page; none while a single page holds all. */
export function recordPages(places: readonly bigint[]): (readonly bigint[])[] {
  if (places.length <= RECORDS_PER_PAGE) return [];
  const pages: (readonly bigint[])[] = [];
  for (let from = 0; from < places.length; from += RECORDS_PER_PAGE) {
    pages.push(places.slice(from, from + RECORDS_PER_PAGE));
  }
  return pages;
}

/** A full page keeps what it holds: what the log adds comes behind it. */
export const isFullPage = (places: readonly bigint[]): boolean => places.length === RECORDS_PER_PAGE;

/** The last hundred, the newest first. */
export const newestRecords = (places: readonly bigint[]): bigint[] => places.slice(-RECORDS_PER_PAGE).reverse();
