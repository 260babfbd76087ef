import { join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { GIFTS_PER_PAGE } from '#site/addresses.ts';
import { readIfThere } from './durable-file.ts';

/** What a full list page was made from; a page with the same seal under the same code has the same bytes. */
export interface SealedPage {
  /** Leaves of its first and last gift, decimal. */
  first: string;
  last: string;
  /** What happened to leaves of the page since: voided by a correction, replaced by a later gift, a text shown, hidden or erased. */
  touched: string[];
}

export interface Seals {
  /** sourceKey() of the build. */
  code: string;
  pages: SealedPage[];
}

/** Lies in every release; begins with a dot, so it is never served. */
const FILE = '.sealed.json';
export const sealsPath = (release: string): string => join(release, FILE);

export async function readSeals(release: string | undefined): Promise<Seals | undefined> {
  const bytes = release === undefined ? undefined : await readIfThere(sealsPath(release));
  return bytes === undefined ? undefined : (JSON.parse(new TextDecoder().decode(bytes)) as Seals);
}

/**
 * Seals of all full gift pages. Boundaries of earlier pages come from the release before, so only new gifts are read;
 * corrections and erasures are few and read whole.
 */
export async function sealPages(db: Database, before: Seals | undefined, code: string, size: bigint): Promise<Seals> {
  const pages = (before?.pages ?? []).map(({ first, last }): SealedPage => ({ first, last, touched: [] }));
  const known = pages.at(-1);
  const gifts = await db
    .selectFrom('logLeaf')
    .select('leafIndex')
    .where('kind', '=', 'intake')
    .where('leafIndex', '>', known === undefined ? -1n : BigInt(known.last))
    .where('leafIndex', '<', size)
    .orderBy('leafIndex')
    .execute();
  for (let start = 0; start + GIFTS_PER_PAGE <= gifts.length; start += GIFTS_PER_PAGE) {
    const [first, last] = [gifts[start], gifts[start + GIFTS_PER_PAGE - 1]];
    if (first && last) pages.push({ first: String(first.leafIndex), last: String(last.leafIndex), touched: [] });
  }
  for (const { mark, leaf } of await listTouches(db, size)) pageOf(pages, leaf)?.touched.push(`${leaf} ${mark}`);
  return { code, pages };
}

/** Numbers (from 1) of the pages that need not be built again. */
export function unchangedPages(before: Seals | undefined, now: Seals): number[] {
  if (before?.code !== now.code) return [];
  return now.pages.flatMap((page, place) =>
    JSON.stringify(before.pages[place]) === JSON.stringify(page) ? [place + 1] : [],
  );
}

async function listTouches(db: Database, size: bigint): Promise<{ mark: string; leaf: bigint }[]> {
  const voided = await db
    .selectFrom('logLeaf as correction')
    .innerJoin('reversal', 'reversal.actId', 'correction.actId')
    .innerJoin('logLeaf as original', 'original.actId', 'reversal.reversesActId')
    .where('correction.kind', '=', 'correction')
    .where('correction.leafIndex', '<', size)
    .select('original.leafIndex')
    .orderBy('original.leafIndex')
    .execute();
  const replaced = await db
    .selectFrom('donation')
    .innerJoin('logLeaf as replacement', 'replacement.actId', 'donation.actId')
    .innerJoin('logLeaf as original', 'original.actId', 'donation.replacesActId')
    .where('replacement.leafIndex', '<', size)
    .select(['original.leafIndex', 'replacement.leafIndex as by'])
    .orderBy('original.leafIndex')
    .execute();
  const changed = await db.selectFrom('openingChange').select(['id', 'leafIndex', 'change']).orderBy('id').execute();
  return [
    ...voided.map(({ leafIndex: leaf }) => ({ mark: 'voided', leaf })),
    ...replaced.map(({ leafIndex: leaf, by }) => ({ mark: `replaced by ${by}`, leaf })),
    ...changed.map(({ leafIndex: leaf, change, id }) => ({ mark: `${change} ${id}`, leaf })),
  ];
}

/** Pages lie in log order: halving finds the one that holds a leaf. */
function pageOf(pages: readonly SealedPage[], leaf: bigint): SealedPage | undefined {
  let [low, high] = [0, pages.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const page = pages[middle];
    if (page === undefined) return undefined;
    if (leaf < BigInt(page.first)) high = middle - 1;
    else if (leaf > BigInt(page.last)) low = middle + 1;
    else return page;
  }
  return undefined;
}
