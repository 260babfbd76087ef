import type { IntakeLeaf } from '#log/leaf.ts';
import { GIFTS_PER_PAGE } from './addresses.ts';
import type { Entry, PublishedLog } from './published-log.ts';

interface Page {
  first: bigint;
  last: bigint;
  count: number;
}

/** Gifts in log order, a hundred to a page. Only the first and last gift of each page is kept in memory. */
export class GiftPages {
  readonly #pages: Page[] = [];
  count = 0;

  add(index: bigint): void {
    const open = this.#pages.at(-1);
    if (open === undefined || open.count === GIFTS_PER_PAGE) this.#pages.push({ first: index, last: index, count: 1 });
    else {
      open.last = index;
      open.count += 1;
    }
    this.count += 1;
  }

  /**
   * Pages that exist, from 1: the full ones, which never change again, and one open page after them, which may still
   * be empty. So a full page can always name the next one without knowing how many there are.
   */
  get pages(): number {
    return this.sealed + 1;
  }

  get sealed(): number {
    return Math.floor(this.count / GIFTS_PER_PAGE);
  }

  /** Leaves `first`…`last` hold the gifts of the page; undefined while it is empty. */
  range(page: number): { first: bigint; last: bigint } | undefined {
    return this.#pages[page - 1];
  }

  get firstLeaves(): bigint[] {
    return this.#pages.map(({ first }) => first);
  }

  snapshot(): readonly Page[] {
    return this.#pages;
  }

  restore(state: readonly Page[]): void {
    for (const page of state) this.#pages.push(page);
    this.count = state.reduce((sum, { count }) => sum + count, 0);
  }

  /** Page of a gift, from 1. */
  pageOf(index: bigint): number {
    let low = 0;
    let high = this.#pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pages[middle]?.first ?? 0n) <= index) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

/** The gifts of a page, read from the bundles between its first and last. */
export async function giftsOfPage(log: PublishedLog, gifts: GiftPages, page: number): Promise<Entry<IntakeLeaf>[]> {
  const range = gifts.range(page);
  if (range === undefined) return [];
  const found: Entry<IntakeLeaf>[] = [];
  for await (const { index, leaf } of log.leaves(range.first, range.last + 1n)) {
    if (leaf.kind === 'intake') found.push(...(await log.entries('intake', [index])));
  }
  return found;
}
