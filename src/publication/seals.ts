import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readIfThere, writeDurably } from './durable-file.ts';
import { inParallel } from './in-parallel.ts';
import { type LinkTask, linkParts, unlinkAll } from './link-parts.ts';
import { TWINS } from './precompress.ts';

/** Files of a release that are made as one: a sealed page in every language, a month of an export, a search chunk. */
export interface Made {
  name: string;
  /** The same name and key under the same code mean the same bytes. */
  key: string;
  /** Paths within the release. */
  files: readonly string[];
  /** A hidden file that belongs to them. */
  pieces?: string;
}

/** What a finished release says of its parts, so that the next one carries over what is still the same. */
export interface Seals {
  /** sourceKey() of the build. */
  code: string;
  parts: Record<string, Seal>;
  /** Where the next look at carried files begins. */
  looked: number;
  /** Files made with them that are no part's; each may have twins. */
  others?: readonly string[];
}

export interface Seal {
  key: string;
  /** The random tail of the release that it was made in: the same part made in the same release is the same file, wherever it is linked. */
  madeIn: string;
  /** Every file with its compressed twins, and the beginning of its SHA-256. */
  files: Record<string, string>;
}

/** Lies in the release; begins with a dot, so it is never served. */
export async function readSeals(release: string | undefined, name: string): Promise<Seals | undefined> {
  if (release === undefined) return undefined;
  try {
    return JSON.parse(await readFile(join(release, name), 'utf8')) as Seals;
  } catch (error) {
    // A release of an earlier version has none, or one of another form.
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

export const writeSeals = (release: string, name: string, seals: Seals): Promise<void> =>
  writeDurably(join(release, name), new TextEncoder().encode(JSON.stringify(seals)));

/**
 * So many carried parts are read and hashed at each build, in turn: what a disk has lost is made anew sooner or later.
 * Fewer where they are large, as months of exports are, or many files, as folders of the search index: a look costs the
 * same at every size of the log.
 */
const LOOKED_AT = 300;
const FILES_LOOKED_AT = 1_000;
const BYTES_LOOKED_AT = 32 << 20;

export interface Carried {
  seals: Seals;
  /** Folders in which files came or went. */
  folders: readonly string[];
}

/**
 * Hard-links into `release` what the release before made of the same parts under the same code, and returns their
 * seals. A part of which a file is gone or changed is left to be made anew; nothing of it stays behind. `taken` is what
 * an older release left in that folder.
 */
export async function carryOver(
  previous: string | undefined,
  before: Seals | undefined,
  release: string,
  code: string,
  parts: readonly Made[],
  taken?: Seals,
): Promise<Carried> {
  const seals = await stillSame(previous, before, code, parts);
  const cleared = clear(release, seals, taken);
  if (previous === undefined) return { seals, folders: cleared };
  const { gone, folders } = linkParts(linkTask(previous, release, seals, taken));
  for (const name of gone) delete seals.parts[name];
  return { seals, folders: [...cleared, ...folders] };
}

/**
 * Removes from a folder all that an older release left there and that is not carried over; returns the folders that it
 * lay in. To be done before anything is written: the older file may be another release's too, and what is written into
 * it would be written there.
 */
export function clear(release: string, { parts }: Seals, taken: Seals | undefined): string[] {
  if (taken === undefined) return [];
  const stale = Object.entries(taken.parts).filter(([name, seal]) => !isSame(parts[name], seal));
  const others = (taken.others ?? []).flatMap((file) => [file, ...TWINS.map((ending) => file + ending)]);
  return unlinkAll(release, [...stale.flatMap(([, { files }]) => Object.keys(files)), ...others]);
}

export function linkTask(previous: string, release: string, { parts }: Seals, taken: Seals | undefined): LinkTask {
  const all = Object.entries(parts).map(([name, seal]) => ({
    part: [name, Object.keys(seal.files)] as const,
    isThere: isSame(taken?.parts[name], seal),
  }));
  const those = (there: boolean) => all.filter(({ isThere }) => isThere === there).map(({ part }) => part);
  return { previous, release, absent: those(false), there: those(true) };
}

const isSame = (seal: Seal | undefined, other: Seal): boolean => seal?.madeIn === other.madeIn;

/**
 * The seals of what the release before made of the same parts under the same code, without those of which a file is
 * found to be changed. Nothing is linked yet: that may still find one gone.
 */
export async function stillSame(
  previous: string | undefined,
  before: Seals | undefined,
  code: string,
  parts: readonly Made[],
): Promise<Seals> {
  const seals: Seals = { code, parts: {}, looked: 0 };
  if (previous === undefined || before?.code !== code) return seals;
  const same = parts.flatMap(({ name, key }) => {
    const seal = before.parts[name];
    return seal?.key === key ? [{ name, seal }] : [];
  });
  const { damaged, looked } = await lookAt(previous, same, before.looked);
  seals.looked = same.length === 0 ? 0 : (before.looked + looked) % same.length;
  for (const { name, seal } of same) if (!damaged.has(name)) seals.parts[name] = seal;
  return seals;
}

/** Names of those parts among the next few whose files are not what they were, and how many were looked at. */
async function lookAt(
  previous: string,
  parts: readonly { name: string; seal: Seal }[],
  from: number,
): Promise<{ damaged: Set<string>; looked: number }> {
  const next = [...parts.slice(from), ...parts.slice(0, from)].slice(0, LOOKED_AT);
  const damaged = new Set<string>();
  let [looked, files, read] = [0, 0, 0];
  await inParallel(next, async ({ name, seal }) => {
    // Taken in order: once one is left out, all behind it are.
    if (read > BYTES_LOOKED_AT || files > FILES_LOOKED_AT) return;
    looked += 1;
    files += Object.keys(seal.files).length;
    for (const path of Object.keys(seal.files)) {
      const bytes = await readSealed(previous, seal, path);
      read += bytes?.length ?? 0;
      if (bytes === undefined) damaged.add(name);
    }
  });
  return { damaged, looked };
}

/** The bytes of a file of a part; undefined where a disk has lost or changed them. */
export async function readSealed(release: string, { files }: Seal, path: string): Promise<Uint8Array | undefined> {
  const bytes = await readIfThere(join(release, path));
  return bytes !== undefined && hashOf(bytes) === files[path] ? bytes : undefined;
}

/** Adds the seals of parts that were made anew, their twins included; one that lacks a file gets none and is made again. */
export async function sealNew(release: string, seals: Seals, parts: readonly Made[]): Promise<void> {
  const madeIn = basename(release).split('-').at(-1) ?? '';
  await inParallel(parts, async ({ name, key, files, pieces }) => {
    const hashes: Record<string, string> = {};
    for (const file of pieces === undefined ? files : [...files, pieces]) {
      for (const path of [file, ...TWINS.map((ending) => file + ending)]) {
        const bytes = await readIfThere(join(release, path));
        if (bytes !== undefined) hashes[path] = hashOf(bytes);
        else if (path === file) return;
      }
    }
    seals.parts[name] = { key, madeIn, files: hashes };
  });
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
