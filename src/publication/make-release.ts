import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { sealedPages } from '#site/sealed-pages.ts';
import { readSite } from '#site/site-data.ts';
import { readState } from '#site/survey-state.ts';
import { build } from './build-site.ts';
import { type Linked, linkAside } from './link-parts.ts';
import { addParts, type PartsTook } from './parts-process.ts';
import { precompress } from './precompress.ts';
import { currentRelease, dropUnfinished, type MadeFrom, type Releases, SEALS, SURVEY } from './release.ts';
import { moveInto, syncFiles } from './release-folder.ts';
import { clear, linkTask, readSeals, sealNew, stillSame, writeSeals } from './seals.ts';
import { takeOver } from './take-over.ts';

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
  took?: (what: 'survey' | 'look' | 'carryOver' | 'pages' | 'parts' | 'compress' | 'seal' | 'sync', ms: number) => void;
  /** Told how long each part that is not a page took, and the stages around them. */
  tookParts?: (took: PartsTook) => void;
  /** Told which sealed pages were made, not carried over, and how many files the pages are. */
  wrote?: (pages: readonly string[], files: number) => void;
}

const astroSite: SiteBuilder = (from) => build({ target: 'site', ...from });

/**
 * A whole new release from the published folder alone; returns its folder, not served yet. What the release before holds
 * unchanged is hard-linked while the rest is built, or lies there already where the folder was an older release's, so a
 * publish costs what is new. The seals are written last: a folder without them is what a crash left, and the next run
 * removes it. Called only while the publish lock is held.
 */
export async function makeRelease(
  releases: Releases,
  publishedDir: string,
  from: MadeFrom,
  { buildSite = astroSite, parts = buildSite === astroSite, took, tookParts, wrote }: ReleaseOptions = {},
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
  const { release, taken } = await takeOver(releases, from, parts);
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
    const seals = await timed('look', async () => stillSame(previous, await readSeals(previous, SEALS), code, pages));
    const cleared = clear(release, seals, taken);
    const buildPages = () =>
      timed('pages', () => buildSite({ publishedDir, outDir, sealed: Object.keys(seals.parts), ...stored }));
    const [made] = await allOf(
      (async () => {
        const [{ gone, folders }] = await allOf(
          timed('carryOver', async () =>
            previous === undefined ? NOTHING : linkAside(linkTask(previous, release, seals, taken)),
          ),
          buildPages(),
        );
        for (const name of gone) delete seals.parts[name];
        // Rare: a disk has lost a page that this build did not look at.
        if (gone.length > 0) await buildPages();
        const moved = await moveInto(outDir, release);
        await rm(outDir, { recursive: true });
        await timed('compress', () => precompress(moved));
        return { files: moved, folders: [...cleared, ...folders] };
      })(),
      timed('parts', async () => {
        if (!parts) return;
        const times = await addParts({ publishedDir, release, previous, ...stored });
        tookParts?.(times);
      }),
    );
    const anew = pages.filter(({ name }) => !(name in seals.parts));
    wrote?.(
      anew.map(({ name }) => name),
      made.files.length,
    );
    await timed('seal', () => sealNew(release, seals, anew));
    await timed('sync', () =>
      syncFiles(release, [...made.files, ...(state === undefined ? [] : [survey])], made.folders),
    );
    const sealed = new Set(anew.flatMap(({ name }) => Object.keys(seals.parts[name]?.files ?? {})));
    const others = made.files.map((file) => relative(release, file)).filter((file) => !sealed.has(file));
    await writeSeals(release, SEALS, { ...seals, others });
  } catch (error) {
    await rm(release, { recursive: true, force: true });
    throw error;
  }
  return release;
}

const NOTHING: Linked = { gone: [], folders: [] };

/** Pages as they are built, inside the release so that moving them costs no copy. */
const MAKING = '.making';

/** All to their end, so that none writes into a folder that another's failure has removed. */
async function allOf<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}
