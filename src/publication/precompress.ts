import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { inParallel } from './in-parallel.ts';

const COMPRESSIBLE = /\.(html|css|js|mjs|json|jsonld|svg|txt|xml|atom|csv|tsv|journal|beancount|webmanifest)$/;
const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);

/** Endings of the compressed twins of a file. */
export const TWINS = ['.br', '.gz'] as const;

/**
 * Writes `.br` and `.gz` twins beside those of the files that compress. A few get the best that is worth waiting for;
 * thousands at once, as a first build or an upgrade makes them, get what takes a twentieth of the time for a tenth more
 * bytes.
 */
export async function precompress(files: readonly string[]): Promise<void> {
  const compressible = files.filter((file) => COMPRESSIBLE.test(file));
  const many = compressible.length > MANY;
  await inParallel(compressible, async (path) => {
    const bytes = await readFile(path);
    if (bytes.length < 256) return;
    const quality = many || bytes.length > 1 << 18 ? 5 : 10;
    await writeFile(`${path}.br`, await asBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
    await writeFile(`${path}.gz`, await asGzip(bytes, { level: many ? 6 : 9 }));
  });
}

const MANY = 500;
