import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { equal } from '#log/bytes.ts';
import { readIfThere, removeIfThere, writeDurably } from './durable-file.ts';

const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);

/** Smaller files gain nothing: an answer's headers outweigh them. */
const WORTH_COMPRESSING = 256;
/** Time and size meet here for the JSON of openings and buckets; higher levels cost many times more. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/**
 * A JSON file with its compressed twins (`.br`, `.gz`). One with the same content is left alone. The twins go before the
 * file changes and come back after it: a crash between leaves the file without twins, and never a twin that still says
 * what the file, or an erasure, has taken away. The next run makes them anew. Says whether the content was another.
 */
export async function writeWithTwins(path: string, content: unknown): Promise<boolean> {
  const bytes = new TextEncoder().encode(`${JSON.stringify(content)}\n`);
  const before = await readIfThere(path);
  const changed = before === undefined || !equal(before, bytes);
  if (changed) {
    await removeTwins(path);
    await writeDurably(path, bytes);
  } else if ((await readIfThere(`${path}.gz`)) !== undefined) return changed;
  if (bytes.length < WORTH_COMPRESSING) return changed;
  await writeDurably(`${path}.br`, await asBrotli(bytes, BROTLI));
  // Last, as the sign that both are there.
  await writeDurably(`${path}.gz`, await asGzip(bytes));
  return changed;
}

async function removeTwins(path: string): Promise<void> {
  for (const ending of ['.br', '.gz']) await removeIfThere(path + ending);
}
