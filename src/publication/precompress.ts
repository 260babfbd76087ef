import { link, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(html|css|js|mjs|json|svg|txt|xml|csv|webmanifest)$/;
const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);

/** Writes `.br` and `.gz` twins beside every compressible file of a release that has none yet. */
export async function precompress(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !COMPRESSIBLE.test(entry.name) || (await isThere(`${path}.br`))) continue;
    const bytes = await readFile(path);
    if (bytes.length < 256) continue;
    const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > 1 << 20 ? 5 : 10 } };
    await writeFile(`${path}.br`, await asBrotli(bytes, brotli));
    await writeFile(`${path}.gz`, await asGzip(bytes, { level: 9 }));
  }
}

/** Hard-links a file and its compressed twins from one release into another. Throws when the file itself is not there. */
export async function carryOver(from: string, to: string): Promise<void> {
  await link(from, to);
  for (const twin of ['.br', '.gz']) if (await isThere(from + twin)) await link(from + twin, to + twin);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
