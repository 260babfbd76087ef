import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MOST } from '../statement/limits.ts';

/** Where the bytes of a statement lie. Its name is their SHA-256, never what somebody called the file. */
export const keptPath = (dataDir: string, sha256: Uint8Array): string =>
  join(dataDir, 'statements', Buffer.from(sha256).toString('hex'));

export interface Kept {
  sha256: Buffer;
  bytes: number;
}

/** More than a statement may be; nothing of it is kept. */
export class FileTooLarge extends Error {}

/**
 * Writes a stream to disk while it comes: temporary file → fsync → rename → fsync of the folder. A crash leaves a
 * temporary file that nothing names. Throws `FileTooLarge` as soon as it is, and whatever the stream throws.
 */
export async function keepFile(dataDir: string, content: AsyncIterable<Uint8Array>): Promise<Kept> {
  const folder = join(dataDir, 'statements');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `${randomUUID()}.tmp`);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      for await (const part of content) {
        bytes += part.length;
        if (bytes > MOST.bytes) throw new FileTooLarge('the statement is too large');
        hash.update(part);
        await file.write(part);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    const sha256 = hash.digest();
    const path = keptPath(dataDir, sha256);
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return { sha256, bytes };
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
