import { existsSync, linkSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** The program of that thread. */
const PROGRAM = join(import.meta.dirname, 'link-worker.ts');

type Part = readonly [name: string, paths: readonly string[]];

/** What a release is to hold of the one before. */
export interface LinkTask {
  previous: string;
  release: string;
  /** Parts that are to be linked. */
  absent: readonly Part[];
  /** Parts whose very files lie in the release already, since its folder was an older one's. */
  there: readonly Part[];
}

export interface Linked {
  /** Parts that lack a file in the release before: nothing of them stays behind. */
  gone: string[];
  /** Folders in which files came or went. */
  folders: string[];
}

/** In a thread of its own, so that what a large release carries over is linked while its pages are built. */
export function linkAside(task: LinkTask): Promise<Linked> {
  const worker = new Worker(PROGRAM, { workerData: task });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    // Whoever waits must not wait for ever; behind a message this changes nothing.
    worker.once('exit', () => reject(new Error('linking what is carried over ended early')));
  });
}

/** Hard-links the files of parts. Synchronous: a link takes microseconds, and there may be tens of thousands. */
export function linkParts({ previous, release, absent, there }: LinkTask): Linked {
  const names = new Names(release);
  const lacking = there.filter(([, paths]) => !paths.every((path) => names.has(path)));
  const folders = new Set<string>();
  const gone = [...lacking, ...absent].filter(([, paths]) => !areLinked(previous, release, paths, folders));
  return { gone: gone.map(([name]) => name), folders: [...folders] };
}

function areLinked(from: string, to: string, paths: readonly string[], folders: Set<string>): boolean {
  try {
    for (const path of paths) {
      const target = join(to, path);
      const folder = dirname(target);
      if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
      folders.add(folder);
      linkOver(join(from, path), target);
    }
    return true;
  } catch (error) {
    if (!isError(error, 'ENOENT')) throw error;
    for (const path of paths) rmSync(join(to, path), { force: true });
    return false;
  }
}

function linkOver(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    if (!isError(error, 'EEXIST')) throw error;
    rmSync(target);
    linkSync(source, target);
  }
}

/** Removes files, and folders that hold nothing any more; returns the folders that stay. */
export function unlinkAll(release: string, paths: readonly string[]): string[] {
  for (const path of paths) rmSync(join(release, path), { force: true });
  const folders = new Set(paths.map((path) => dirname(join(release, path))));
  for (const folder of folders) removeEmpty(release, folder);
  return [...folders].filter((folder) => existsSync(folder));
}

/** With those above it that held nothing else. */
function removeEmpty(release: string, folder: string): void {
  if (folder === release) return;
  try {
    rmdirSync(folder);
  } catch (error) {
    if (isError(error, 'ENOENT') || isError(error, 'ENOTEMPTY') || isError(error, 'EEXIST')) return;
    throw error;
  }
  removeEmpty(release, dirname(folder));
}

/** Names in the folders of a release. Each folder is read once, which costs far less than asking for every file. */
class Names {
  readonly #release: string;
  readonly #ofFolder = new Map<string, ReadonlySet<string>>();

  constructor(release: string) {
    this.#release = release;
  }

  has(path: string): boolean {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(slash, 0));
    const names = this.#ofFolder.get(folder) ?? new Set(this.#read(folder));
    this.#ofFolder.set(folder, names);
    return names.has(path.slice(slash + 1));
  }

  #read(folder: string): string[] {
    try {
      return readdirSync(join(this.#release, folder));
    } catch (error) {
      if (isError(error, 'ENOENT')) return [];
      throw error;
    }
  }
}

const isError = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
