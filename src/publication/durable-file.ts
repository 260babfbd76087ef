import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { equal } from '#log/bytes.ts';

/** Writes by temporary file → fsync → rename → fsync of the folder: after a crash the old bytes or the new, never a mixture. */
export async function writeDurably(path: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    // On a full disk, say: half of what was to be published stays nowhere.
    await removeIfThere(temporary);
    throw error;
  }
  await syncFolder(folder);
}

/**
 * Deletes what a writeDurably that was killed left below a folder: half a file nobody reads, which may say what an
 * erasure has since taken away. Only while nobody else writes there.
 */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await namesBelow(folder)) if (LEFTOVER.test(name)) await removeIfThere(join(folder, name));
}

const LEFTOVER = /[.]\d+[.]tmp$/;

async function namesBelow(folder: string): Promise<string[]> {
  try {
    return await readdir(folder, { recursive: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** For tiles and bundles: an existing file must already hold these very bytes, else the log would fork, and we stop. */
export async function writeImmutable(path: string, bytes: Uint8Array): Promise<void> {
  const before = await readIfThere(path);
  if (before === undefined) return writeDurably(path, bytes);
  if (!equal(before, bytes)) throw new Error(`${path} exists with other bytes; refusing to overwrite part of the log`);
}

export async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export async function removeIfThere(path: string): Promise<void> {
  await rm(path, { force: true });
}

export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for fsync; its rename is durable by the journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
