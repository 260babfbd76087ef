import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealedPages } from '#site/sealed-pages.ts';
import { readSite } from '#site/site-data.ts';
import { readState } from '#site/survey-state.ts';
import { build } from './build-site.ts';
import { addParts } from './parts-process.ts';
import { precompress } from './precompress.ts';
import { currentRelease, dropUnfinished, type MadeFrom, newRelease, type Releases, SEALS, SURVEY } from './release.ts';
import { moveInto, syncFiles } from './release-folder.ts';
import { carryOver, foldersOf, readSeals, sealNew, writeSeals } from './seals.ts';

/** Writes the pages of a release into `outDir`, leaving out those named in `sealed`. */
export type SiteBuilder = (from: {
  publishedDir: string;
  outDir: string;
  sealed: readonly string[];
  /** State of the survey, so that the log is not read again; absent while the log is short. */
  survey?: string;
  code: string;
}) => Promise<void>;

export interface ReleaseOptions {
  buildSite?: SiteBuilder | undefined;
  /** Whether to add what is not pages; ordinarily with the real pages only. */
  parts?: boolean;
  /** Told how long each part of the work took. */
  took?: (what: 'survey' | 'carryOver' | 'pages' | 'parts' | 'compress' | 'seal' | 'sync', ms: number) => void;
  /** Told which sealed pages were made, not carried over, and how many files the pages are. */
  wrote?: (pages: readonly string[], files: number) => void;
}

const astroSite: SiteBuilder = (from) => build({ target: 'site', ...from });

/**
 * A whole new release from the published folder alone; returns its folder, not served yet. What the release before holds
 * unchanged is hard-linked before anything is built, so a publish costs what is new. The seals are written last: a folder
 * without them is what a crash left, and the next run removes it. Called only while the publish lock is held.
 */
export async function makeRelease(
  releases: Releases,
  publishedDir: string,
  from: MadeFrom,
  { buildSite = astroSite, parts = buildSite === astroSite, took, wrote }: ReleaseOptions = {},
): Promise<string> {
  const timed = async <T>(what: Parameters<NonNullable<typeof took>>[0], work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const outcome = await work();
    took?.(what, performance.now() - began);
    return outcome;
  };
  const { code } = from;
  await dropUnfinished(releases);
  const previous = await currentRelease(releases);
  const release = await newRelease(releases, from);
  try {
    const survey = join(release, SURVEY);
    const { pages, state } = await timed('survey', async () => {
      const before = previous === undefined ? undefined : await readState(join(previous, SURVEY));
      const site = await readSite(publishedDir, { code, state: before });
      if (site.state !== undefined) await writeFile(survey, site.state);
      return { pages: [...sealedPages(site)], state: site.state };
    });
    const stored = { code, ...(state !== undefined && { survey }) };
    const outDir = join(release, MAKING);
    await mkdir(outDir);
    const [seals] = await bothOf(
      (async () => {
        const carried = await timed('carryOver', async () =>
          carryOver(previous, await readSeals(previous, SEALS), release, code, pages),
        );
        const sealed = Object.keys(carried.parts);
        await timed('pages', () => buildSite({ publishedDir, outDir, sealed, ...stored }));
        return carried;
      })(),
      // A process of its own, which need not wait until tens of thousands of pages are linked.
      timed('parts', async () => {
        if (parts) await addParts({ publishedDir, release, previous, ...stored });
      }),
    );
    const made = await moveInto(outDir, release);
    await rm(outDir, { recursive: true });
    const anew = pages.filter(({ name }) => !(name in seals.parts));
    wrote?.(
      anew.map(({ name }) => name),
      made.length,
    );
    await timed('compress', () => precompress(made));
    await timed('seal', () => sealNew(release, seals, anew));
    await timed('sync', () =>
      syncFiles(release, [...made, ...(state === undefined ? [] : [survey])], foldersOf(release, seals)),
    );
    await writeSeals(release, SEALS, seals);
  } catch (error) {
    await rm(release, { recursive: true, force: true });
    throw error;
  }
  return release;
}

/** Pages as they are built, inside the release so that moving them costs no copy. */
const MAKING = '.making';

/** Both to their end, so that neither writes into a folder that the other's failure has removed. */
async function bothOf<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}
