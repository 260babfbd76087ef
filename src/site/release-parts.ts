import { exportParts } from './exports/export-parts.ts';
import { noticePaperParts } from './notice-paper/paper-parts.ts';
import { pictureParts } from './pictures/picture-parts.ts';
import type { ReleasePart } from './release-part.ts';
import { searchParts } from './search/search-parts.ts';
import type { SiteData } from './site-data.ts';
import { sitemapParts } from './sitemap/sitemap-parts.ts';

type PartsOfRoom = (site: SiteData) => AsyncIterable<ReleasePart> | Iterable<ReleasePart>;

/** The rooms that add files to a release beside its pages, a line each. */
const ROOMS: readonly PartsOfRoom[] = [exportParts, searchParts, pictureParts, noticePaperParts, sitemapParts];

/** Every part of a release. Listing them must be cheap: only those whose key is new are written. */
export async function* releaseParts(site: SiteData): AsyncGenerator<ReleasePart> {
  for (const room of ROOMS) yield* room(site);
}
