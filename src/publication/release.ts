import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { syncFolder } from './durable-file.ts';

/** `releases/<id>` are whole static sites; `current` is a symlink to the one being served. */
export interface Releases {
  folder: string;
  current: string;
}

export function releasesOf(dataDir: string): Releases {
  return { folder: join(dataDir, 'releases'), current: join(dataDir, 'current') };
}

/** Folder of the release now served, or undefined before the first publish. */
export async function currentRelease(releases: Releases): Promise<string | undefined> {
  try {
    return join(releases.current, '..', await readlink(releases.current));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What a release was made from: a size of the log, a version of the code, and the texts served beside the log. */
export interface MadeFrom {
  size: bigint;
  /** sourceKey() of the build. */
  code: string;
  /** textsKey() of the published texts. */
  texts: string;
}

/** A new, empty folder for a release; the random tail keeps a crashed build from being taken for a finished one. */
export async function newRelease(releases: Releases, from: MadeFrom): Promise<string> {
  const folder = join(releases.folder, `${releasePrefix(from)}${randomBytes(4).toString('hex')}`);
  await mkdir(folder, { recursive: true });
  return folder;
}

const releasePrefix = ({ size, code, texts }: MadeFrom): string =>
  `${size.toString().padStart(12, '0')}-${code.slice(0, 12)}-${texts}-`;

/** Whether the served release was built from the very same, so that nothing is left to build. */
export async function isServed(releases: Releases, from: MadeFrom): Promise<boolean> {
  const served = await currentRelease(releases);
  return served !== undefined && basename(served).startsWith(releasePrefix(from));
}

/** Whether the served release was made from these texts; true while none is served, since it shows none. */
export async function servesTexts(releases: Releases, texts: string): Promise<boolean> {
  const served = await currentRelease(releases);
  return served === undefined || textsOf(served) === texts;
}

/** Out of its folder's name. */
const textsOf = (release: string): string | undefined => basename(release).split('-')[2];

/** One rename: a reader gets the whole old site or the whole new one. */
export async function swapRelease(releases: Releases, release: string): Promise<void> {
  const temporary = `${releases.current}.${process.pid}.tmp`;
  await rm(temporary, { force: true });
  await symlink(join('releases', release.slice(releases.folder.length + 1)), temporary, 'dir');
  await rename(temporary, releases.current);
  await syncFolder(join(releases.current, '..'));
}

/** Hidden files of a release; none is ever served. What was sealed is written last, and marks the release as finished. */
export const SEALS = '.sealed.json';
export const PARTS_SEALS = '.parts.json';
export const SURVEY = '.survey';

/** Deletes what killed builds left. Called only while the publish lock is held. */
export async function dropUnfinished(releases: Releases): Promise<void> {
  for (const { folder, finishedAt } of await otherReleases(releases)) {
    if (finishedAt === undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** Kept beside the served release, for going back. */
const KEPT = 2;

/**
 * Deletes all but the served release and the newest finished others made from the same texts: one made from other texts
 * may show what is no longer public. Called only while the publish lock is held.
 */
export async function dropOldReleases(releases: Releases, most = KEPT): Promise<void> {
  const served = await currentRelease(releases);
  const others = (await otherReleases(releases)).sort((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0));
  const kept = others
    .filter(({ finishedAt }) => finishedAt !== undefined)
    .filter(({ folder }) => served !== undefined && textsOf(folder) === textsOf(served))
    .slice(0, most);
  for (const other of others) if (!kept.includes(other)) await rm(other.folder, { recursive: true, force: true });
}

/** The one to be dropped once another is served; undefined where it is still kept then. Made from the same texts as both. */
export async function oldestKept(releases: Releases, from: MadeFrom): Promise<string | undefined> {
  const served = await currentRelease(releases);
  if (served === undefined || textsOf(served) !== from.texts) return undefined;
  const kept = (await otherReleases(releases))
    .filter(({ folder, finishedAt }) => finishedAt !== undefined && textsOf(folder) === from.texts)
    .sort((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0));
  return kept[KEPT - 1]?.folder;
}

/** Releases that are not served, and when each was finished. */
async function otherReleases(releases: Releases): Promise<{ folder: string; finishedAt: number | undefined }[]> {
  const served = await currentRelease(releases);
  const names = await readdir(releases.folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const folders = names.map((name) => join(releases.folder, name)).filter((folder) => folder !== served);
  return Promise.all(
    folders.map(async (folder) => {
      const seals = await stat(join(folder, SEALS)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      return { folder, finishedAt: seals?.mtimeMs };
    }),
  );
}
