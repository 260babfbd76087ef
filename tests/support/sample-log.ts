import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { utf8 } from '#log/bytes.ts';
import { signCheckpoint } from '#log/checkpoint.ts';
import { leafHash, RightEdge } from '#log/merkle.ts';
import { logSigner, type Signer } from '#log/note.ts';
import { leafBytes } from '#log/parse-leaf.ts';
import { publishedFiles } from '#log/published-files.ts';
import type { ReadLog } from '#log/read-log.ts';
import { decodeTile, pathOf, tileNumber } from '#log/tiles.ts';
import { formatVerifierKey } from '#log/verifier-key.ts';
import { type SampleLeaf, sampleNotices } from './sample-leaves.ts';

export const SAMPLE_ORIGIN = 'ledger.example.org/log';
/** A seed for tests only. */
export const sampleSigner: Signer = logSigner(SAMPLE_ORIGIN, new Uint8Array(32).fill(7));
export const sampleVerifierKey = formatVerifierKey(sampleSigner.key);

/** The files of a log by path, and every checkpoint it ever had, oldest first. */
export interface MemoryLog {
  files: Map<string, Uint8Array>;
  checkpoints: string[];
  read: ReadLog;
}

/** Publishes entries one growth after the other, each with its checkpoint and partial tiles, as a publisher would. */
export async function memoryLog(
  growths: readonly (readonly Uint8Array[])[],
  signer = sampleSigner,
): Promise<MemoryLog> {
  const files = new Map<string, Uint8Array>();
  const checkpoints: string[] = [];
  const entries: Uint8Array[] = [];
  const edge = new RightEdge();
  for (const growth of growths) {
    const oldSize = BigInt(entries.length);
    entries.push(...growth);
    for (const entry of growth) edge.append(leafHash(entry));
    const grown = publishedFiles({
      oldSize,
      newSize: BigInt(entries.length),
      entries: async (from, to) => entries.slice(Number(from), Number(to)),
      oldHashes: async (tile) => decodeTile(files.get(pathOf(tile)) ?? new Uint8Array(), tile.width, pathOf(tile)),
    });
    for await (const { path, bytes } of grown) files.set(path, bytes);
    const note = signCheckpoint({ origin: signer.key.name, size: edge.size, root: edge.root() }, [signer]);
    checkpoints.push(note);
    files.set('checkpoint', utf8(note));
  }
  return { files, checkpoints, read: async (path) => files.get(path) };
}

/** The log of these notices; throws where a leaf would not be accepted by a verifier. */
export const sampleLog = (notices: SampleLeaf[][] = sampleNotices(sampleVerifierKey)): Promise<MemoryLog> =>
  memoryLog(notices.map((notice) => notice.map(({ leaf }) => bytesOf(leaf))));

export function bytesOf(leaf: SampleLeaf['leaf']): Uint8Array {
  const made = leafBytes(leaf);
  if (!made.ok) throw new Error(`${made.code} at ${made.at}: ${JSON.stringify(leaf)}`);
  return made.bytes;
}

/** Writes `log/` and `openings/` under `folder`, as DATA_DIR/published has them. */
export async function writeSampleLog(
  folder: string,
  notices: SampleLeaf[][] = sampleNotices(sampleVerifierKey),
): Promise<MemoryLog> {
  const log = await sampleLog(notices);
  for (const [path, bytes] of log.files) await write(join(folder, 'log', path), bytes);
  for (const [path, text] of openingChunks(notices.flat())) await write(join(folder, 'openings', path), utf8(text));
  return log;
}

function openingChunks(leaves: readonly SampleLeaf[]): Map<string, string> {
  const chunks = new Map<string, Record<string, string[]>>();
  for (const [index, { openings }] of leaves.entries()) {
    const path = `${tileNumber(BigInt(index) >> 8n)}.json`;
    const chunk = chunks.get(path) ?? {};
    const open = openings.filter(({ field }) => field !== 'legalName').map(({ opening }) => opening);
    if (open.length > 0) chunk[index] = open;
    chunks.set(path, chunk);
  }
  return new Map([...chunks].map(([path, chunk]) => [path, JSON.stringify(chunk)]));
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}
