import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { currentRelease, type Releases } from '#publication/release.ts';
import { addresses, anchor } from '#site/addresses.ts';
import { RecentlyRead } from '#site/recently-read.ts';

const SHORT = /^\/gift\/(\d{1,18})(?:\?.*)?$/;

/**
 * `/gift/<leaf>`: a short address for a gift, answered with the canonical one (its row on its list page). Undefined
 * when the path is none; false when the release has no such gift.
 */
export async function redirectToGift(
  releases: Releases,
  url: string,
  response: ServerResponse,
): Promise<boolean | undefined> {
  const leaf = SHORT.exec(url)?.[1];
  if (leaf === undefined) return undefined;
  const page = await pageOf(releases, BigInt(leaf));
  if (page === undefined) return false;
  const address = addresses.gift(page, BigInt(leaf));
  response.writeHead(302, {
    Location: address,
    Link: `<${address}>; rel="canonical"`,
    'Cache-Control': 'public, max-age=300',
  });
  response.end();
  return true;
}

/**
 * The page that shows the gift; undefined for a leaf that is none. A publish may delete the release between one reading
 * and the next: then the one that took its place is asked.
 */
async function pageOf(releases: Releases, leaf: bigint): Promise<number | undefined> {
  try {
    return await pageNow(releases, leaf);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    return await pageNow(releases, leaf);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return undefined;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function pageNow(releases: Releases, leaf: bigint): Promise<number | undefined> {
  const release = await currentRelease(releases);
  if (release === undefined) return undefined;
  if (known?.release !== release) known = giftsOf(release);
  return known.pageOf(leaf);
}

interface GiftsOfRelease {
  release: string;
  pageOf(leaf: bigint): Promise<number | undefined>;
}

/** Of the release asked last; a release never changes. */
let known: GiftsOfRelease | undefined;

const MOST_PAGES = 256;

/** The release lists the first gift of each page: read once. Of the pages, the ids of those asked for of late are kept. */
function giftsOf(release: string): GiftsOfRelease {
  const list = new RecentlyRead(1, async () => {
    const firsts = JSON.parse(await readFile(join(release, addresses.giftPagesFile), 'utf8')) as string[];
    return BigInt64Array.from(firsts, BigInt);
  });
  const rows = new RecentlyRead(MOST_PAGES, async (page) => {
    const html = await readFile(join(release, `${addresses.giftsPage(Number(page))}.html`), 'utf8');
    return new Set(Array.from(html.matchAll(/\sid=(["']?)([\w-]+)\1(?=[\s>])/g), ([, , id]) => id));
  });
  return {
    release,
    async pageOf(leaf) {
      const page = pagesBegunBy(await list.get(0n), leaf);
      return page > 0 && (await rows.get(BigInt(page))).has(anchor(leaf)) ? page : undefined;
    },
  };
}

/** How many pages begin with this leaf or an earlier one: the number of the page that would show it. */
function pagesBegunBy(firsts: BigInt64Array, leaf: bigint): number {
  let [low, high] = [0, firsts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((firsts[middle] ?? 0n) <= leaf) low = middle + 1;
    else high = middle;
  }
  return low;
}
