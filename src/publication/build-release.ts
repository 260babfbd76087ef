import type { Database } from '#database/connection.ts';
import { sourceKey } from './build-site.ts';
import { makeRelease, type SiteBuilder } from './make-release.ts';
import { textsKey } from './published-texts.ts';
import type { Releases } from './release.ts';

export type { SiteBuilder } from './make-release.ts';

/** Builds a whole new release from the published folder; returns its folder, not served yet. */
export async function buildRelease(
  db: Database,
  releases: Releases,
  publishedDir: string,
  size: bigint,
  buildSite?: SiteBuilder,
): Promise<string> {
  const from = { size, code: await sourceKey(), texts: await textsKey(db) };
  return makeRelease(releases, publishedDir, from, { buildSite });
}
