import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { build, sourceKey } from './build-site.ts';
import { writeDurably } from './durable-file.ts';
import { carryOver, precompress } from './precompress.ts';
import { textsKey } from './published-texts.ts';
import { currentRelease, newRelease, type Releases } from './release.ts';
import { readSeals, sealPages, sealsPath, unchangedPages } from './sealed-pages.ts';

/** Writes the pages of a release into `outDir`, leaving out the gift pages numbered in `sealed`. */
export type SiteBuilder = (from: { publishedDir: string; outDir: string; sealed: readonly number[] }) => Promise<void>;

const astroSite: SiteBuilder = (from) => build({ target: 'site', ...from });

/** File of a gift list page within a release. */
const giftsFile = (page: number): string => join('gifts', `${page}.html`);

/**
 * Builds a whole new release from the published folder. Full gift pages that did not change are hard-linked from the
 * release before instead of being built, so a publish costs what is new. Returns its folder, not served yet.
 */
export async function buildRelease(
  db: Database,
  releases: Releases,
  publishedDir: string,
  size: bigint,
  buildSite = astroSite,
): Promise<string> {
  const code = await sourceKey();
  const previous = await currentRelease(releases);
  const before = await readSeals(previous);
  const seals = await sealPages(db, before, code, size);
  const sealed = previous === undefined ? [] : unchangedPages(before, seals);
  const release = await newRelease(releases, { size, code, texts: await textsKey(db) });
  try {
    await buildSite({ publishedDir, outDir: release, sealed });
    for (const page of sealed) {
      await mkdir(dirname(join(release, giftsFile(page))), { recursive: true });
      await carryOver(join(previous ?? '', giftsFile(page)), join(release, giftsFile(page)));
    }
    await precompress(release);
    await writeDurably(sealsPath(release), new TextEncoder().encode(JSON.stringify(seals)));
  } catch (error) {
    await rm(release, { recursive: true, force: true });
    throw error;
  }
  return release;
}
