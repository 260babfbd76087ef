import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { writeDurably } from './durable-file.ts';
import { moveInto } from './release-folder.ts';

const ROOT = join(import.meta.dirname, '../..');
const ASTRO = join(ROOT, 'node_modules/astro/bin/astro.mjs');

export type Target =
  | ({ target: 'site'; outDir: string; sealed: readonly string[] } & PublicInput)
  | { target: 'office'; outDir: string };

/** All that a build of the site may know. */
export interface PublicInput {
  publishedDir: string;
  /** sourceKey(), and the state of the survey made under it. */
  code: string;
  survey?: string;
}

/** Builds run here, each in a folder of its own: for one outside the project, Astro would share a folder between all. */
const BUILDS = join(ROOT, 'dist');

/**
 * Runs `astro build` in a process of its own. The site sees the published folder and no database: every variable that
 * names one is taken from its environment. Throws with the build's own words when it fails.
 */
export async function build(options: Target): Promise<void> {
  await mkdir(BUILDS, { recursive: true });
  await dropAbandonedBuilds();
  const building = join(BUILDS, `building-${process.pid}-${randomBytes(4).toString('hex')}`);
  ours.add(basename(building));
  try {
    await mkdir(building);
    await runAstro(options.target, {
      ...(options.target === 'site' ? await siteInput(options, building) : publicEnvironment()),
      MINGZHANG_OUT_DIR: join(building, 'out'),
    });
    await moveInto(join(building, 'out'), options.outDir);
  } finally {
    await rm(building, { recursive: true, force: true });
    ours.delete(basename(building));
  }
}

/** The list of sealed pages goes by a file: it outgrows what an environment may hold. */
async function siteInput(options: Extract<Target, { target: 'site' }>, building: string) {
  const sealedList = join(building, 'sealed.json');
  await writeDurably(sealedList, new TextEncoder().encode(JSON.stringify(options.sealed)));
  return { ...publicEnvironment(options), MINGZHANG_SEALED: sealedList };
}

/** This process's environment without whatever names a database, and with the published folder. */
export function publicEnvironment(input?: PublicInput): NodeJS.ProcessEnv {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(DATABASE_|PG|MINGZHANG_)/.test(name)),
  );
  if (input === undefined) return environment;
  return {
    ...environment,
    MINGZHANG_LOG_DIR: input.publishedDir,
    MINGZHANG_CODE: input.code,
    ...(input.survey !== undefined && { MINGZHANG_SURVEY: input.survey }),
  };
}

/** Folders that this very process builds in. */
const ours = new Set<string>();
const LONGEST_BUILD_MS = 24 * 3_600_000;

/**
 * Deletes what killed builds left: pages, with the names on them. A folder is named after the process that builds in it;
 * of one that is gone, nobody else will remove it. A number may belong to another process by now, in a container to this
 * one.
 */
export async function dropAbandonedBuilds(): Promise<void> {
  const names = await readdir(BUILDS).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) {
    const pid = Number(/^building-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || ours.has(name)) continue;
    const path = join(BUILDS, name);
    const began = (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
    const abandoned = pid === process.pid || !isRunning(pid) || Date.now() - began > LONGEST_BUILD_MS;
    if (abandoned) await rm(path, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

async function runAstro(target: Target['target'], environment: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [ASTRO, 'build', '--silent'], {
    cwd: ROOT,
    env: { ...environment, MINGZHANG_TARGET: target, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      said = (said + text).slice(-20_000);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`building the ${target} ended with ${code}:\n${said}`);
}

/** Built offices by the sources they were built from; they hold no data, so every DATA_DIR shares them. */
const OFFICES = join(BUILDS, 'offices');

/**
 * The folder of the office built from these very sources; built first where it is not there yet. Two processes may do
 * this at once: each builds in a folder of its own, and the first to finish gives it its name.
 */
export async function builtOffice(): Promise<string> {
  const folder = join(OFFICES, (await sourceKey()).slice(0, 16));
  if (await isFolder(folder)) return folder;
  await mkdir(OFFICES, { recursive: true });
  const building = await mkdtemp(join(OFFICES, 'building-'));
  try {
    await build({ target: 'office', outDir: building });
    await rename(building, folder).catch(async (error: unknown) => {
      if (!(await isFolder(folder))) throw error;
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  await dropOldOffices();
  return folder;
}

/** Servers load parts of an office as they are asked for, so the newest few stay. */
async function dropOldOffices(): Promise<void> {
  const names = (await readdir(OFFICES)).filter((name) => !name.startsWith('building-'));
  const folders = await Promise.all(
    names.map(async (name) => ({ path: join(OFFICES, name), madeAt: (await stat(join(OFFICES, name))).mtimeMs })),
  );
  for (const { path } of folders.sort((a, b) => b.madeAt - a.madeAt).slice(4)) {
    await rm(path, { recursive: true, force: true });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** SHA-256 over all that a build reads of this project: sources, public files, configuration, lockfile. */
export async function sourceKey(): Promise<string> {
  const hash = createHash('sha256');
  for (const part of ['package-lock.json', 'astro.config.mjs', 'public', 'src']) {
    for (const file of await filesUnder(join(ROOT, part))) {
      hash.update(`${relative(ROOT, file)}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function filesUnder(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries === undefined) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
