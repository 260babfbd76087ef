import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readIfThere, writeDurably } from './durable-file.ts';
import { inParallel } from './in-parallel.ts';
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
}

export interface Seal {
  key: string;
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
 * Fewer where they are large, as months of exports are, so that a look costs the same at every size of the log.
 */
const LOOKED_AT = 300;
const BYTES_LOOKED_AT = 32 << 20;

/**
 * Hard-links into `release` what the release before made of the same parts under the same code, and returns their
 * seals. A part of which a file is gone or changed is left to be made anew; nothing of it stays behind.
 */
export async function carryOver(
  previous: string | undefined,
  before: Seals | undefined,
  release: string,
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
  const folders = new Set<string>();
  for (const { name, seal } of same) {
    if (!damaged.has(name) && linked(previous, release, Object.keys(seal.files), folders)) seals.parts[name] = seal;
  }
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
  let [looked, read] = [0, 0];
  await inParallel(next, async ({ name, seal }) => {
    // Taken in order: once one is left out, all behind it are.
    if (read > BYTES_LOOKED_AT) return;
    looked += 1;
    for (const [path, hash] of Object.entries(seal.files)) {
      const bytes = await readIfThere(join(previous, path));
      read += bytes?.length ?? 0;
      if (bytes === undefined || hashOf(bytes) !== hash) damaged.add(name);
    }
  });
  return { damaged, looked };
}

/** Synchronous: a link takes microseconds, and a large release has tens of thousands. */
function linked(from: string, to: string, paths: readonly string[], folders: Set<string>): boolean {
  const made: string[] = [];
  try {
    for (const path of paths) {
      const target = join(to, path);
      const folder = dirname(target);
      if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
      folders.add(folder);
      linkSync(join(from, path), target);
      made.push(target);
    }
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    for (const path of made) rmSync(path);
    return false;
  }
}

/** Adds the seals of parts that were made anew, their twins included; one that lacks a file gets none and is made again. */
export async function sealNew(release: string, seals: Seals, parts: readonly Made[]): Promise<void> {
  await inParallel(parts, async ({ name, key, files, pieces }) => {
    const hashes: Record<string, string> = {};
    for (const file of pieces === undefined ? files : [...files, pieces]) {
      for (const path of [file, ...TWINS.map((ending) => file + ending)]) {
        const bytes = await readIfThere(join(release, path));
        if (bytes !== undefined) hashes[path] = hashOf(bytes);
        else if (path === file) return;
      }
    }
    seals.parts[name] = { key, files: hashes };
  });
}

/** Every folder that holds a sealed file. */
export const foldersOf = (release: string, { parts }: Seals): Set<string> =>
  new Set(Object.values(parts).flatMap(({ files }) => Object.keys(files).map((path) => dirname(join(release, path)))));

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
