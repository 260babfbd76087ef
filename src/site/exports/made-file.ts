import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReleasePart } from '../release-part.ts';

/** Text in pieces; asked for again it is made again, the same. */
export type Pieces = () => AsyncIterable<string> | Iterable<string>;

/** Streams pieces into a file, making the folders above it. */
export async function writePieces(path: string, pieces: ReturnType<Pieces>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Readable.from(inBlocks(pieces)), createWriteStream(path));
}

/** A file that depends on the whole log: its key is the hash of its own bytes, so it is rewritten only when they change. */
export async function madeFile(name: string, address: string, pieces: Pieces): Promise<ReleasePart> {
  const path = address.replace(/^\//, '');
  const hash = createHash('sha256');
  for await (const piece of pieces()) hash.update(piece);
  return {
    name,
    key: hash.digest('hex'),
    files: [path],
    write: (folder) => writePieces(join(folder, path), pieces()),
  };
}

const BLOCK = 65_536;

/** Rows are short and writes are not free. */
async function* inBlocks(pieces: ReturnType<Pieces>): AsyncGenerator<string> {
  let block = '';
  for await (const piece of pieces) {
    block += piece;
    if (block.length < BLOCK) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}
