import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { currentRelease, type Releases } from '#publication/release.ts';
import { addresses, anchor } from '#site/addresses.ts';

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

/** The page that shows the gift; undefined for a leaf that is none. The release lists the first gift of each page. */
async function pageOf(releases: Releases, leaf: bigint): Promise<number | undefined> {
  const release = await currentRelease(releases);
  if (release === undefined) return undefined;
  const firsts = JSON.parse(await readFile(join(release, addresses.giftPagesFile), 'utf8')) as string[];
  const page = firsts.findLastIndex((first) => BigInt(first) <= leaf) + 1;
  if (page === 0) return undefined;
  const rows = await readFile(join(release, `${addresses.giftsPage(page)}.html`), 'utf8');
  return new RegExp(`\\sid=(["']?)${anchor(leaf)}\\1[\\s>]`).test(rows) ? page : undefined;
}
