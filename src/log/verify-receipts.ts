import { fromBase64, fromBase64Url } from './base64.ts';
import { equal, fromUtf8 } from './bytes.ts';
import { type Hash, leafHash } from './merkle.ts';
import { parseLeaf } from './parse-leaf.ts';
import { includes } from './proof.ts';
import { type ReadLog, readFile } from './read-log.ts';
import { bucketName, FEWEST_TAGS, type ReceiptBucketEntry } from './receipt-bucket.ts';
import { decodeTile, parsePath, TILE_WIDTH } from './tiles.ts';
import { VerifyError } from './verify-error.ts';
import type { Beside } from './verify-log.ts';

const WIDTH = BigInt(TILE_WIDTH);
/** A log of 2^64 leaves would need fewer. */
const MOST_BITS = 24;

/** What was found in the receipt look-up. */
export interface FoundReceipts {
  files: number;
  entries: number;
  tags: number;
}

/** Keeps the roots of the full tiles and the hashes of the partial one, to hold the receipt look-up against them. */
export class ReceiptFiles implements Beside {
  readonly #read: ReadLog;
  readonly #tileRoots: Hash[] = [];
  #partial: Hash[] = [];

  /** `read` finds files by their path beside the log. */
  constructor(read: ReadLog) {
    this.#read = read;
  }

  async onTile(path: string, bytes: Uint8Array): Promise<void> {
    const tile = parsePath(path);
    if (tile?.level === 0 && tile.width < TILE_WIDTH) this.#partial = decodeTile(bytes, tile.width, path);
    if (tile?.level === 1) this.#tileRoots.push(...decodeTile(bytes, tile.width, path));
  }

  /**
   * Every bucket: its gifts are those of the log, found under their tags, their paths lead to the roots of their tiles,
   * and each hides a visitor among at least 64 codes. Undefined where no look-up is served. To be asked when the whole
   * log has verified. Errors: `missingFile`, `malformedBucket`, `wrongBucket`, `bucketTooSmall`.
   */
  async check(origin: string): Promise<FoundReceipts | undefined> {
    const path = 'receipts/index.json';
    const bytes = await this.#read(path);
    if (bytes === undefined) return undefined;
    const index = parsed(bytes, path);
    const { bits } = index;
    if (typeof bits !== 'number' || !Number.isInteger(bits) || bits < 0 || bits > MOST_BITS) {
      throw new VerifyError('malformedBucket', { path });
    }
    if (index.origin !== origin) throw new VerifyError('wrongBucket', { path });
    const found: FoundReceipts = { files: 0, entries: 0, tags: 0 };
    for (let bucket = 0; bucket < 2 ** bits; bucket++) {
      const name = bits === 0 ? 'all.json' : `${bucket.toString(2).padStart(bits, '0')}.json`;
      const { entries, tags } = await this.#checkBucket(name, bits);
      found.files += 1;
      found.entries += entries;
      found.tags += tags;
    }
    return found;
  }

  async #checkBucket(name: string, bits: number): Promise<{ entries: number; tags: number }> {
    const path = `receipts/${name}`;
    const bucket = parsed(await readFile(this.#read, path), path);
    if (bucket.bits !== bits || !Array.isArray(bucket.entries)) throw new VerifyError('malformedBucket', { path });
    const tags = new Set<string>();
    for (const entry of bucket.entries as unknown[]) {
      if (!isEntry(entry)) throw new VerifyError('malformedBucket', { path });
      const tag = fromBase64Url(entry.tag);
      const place = { path, leaf: entry.index };
      if (tag?.length !== 16) throw new VerifyError('malformedBucket', place);
      if (bucketName(tag, bits) !== name) throw new VerifyError('wrongBucket', place);
      this.#checkEntry(entry, place);
      tags.add(entry.tag);
    }
    if (bits > 0 && tags.size < FEWEST_TAGS) throw new VerifyError('bucketTooSmall', { path, tags: String(tags.size) });
    return { entries: bucket.entries.length, tags: tags.size };
  }

  #checkEntry(entry: ReceiptBucketEntry, place: { path: string; leaf: string }): void {
    const index = BigInt(entry.index);
    const bytes = fromBase64(entry.leaf);
    const path = entry.path.flatMap((hash) => fromBase64(hash) ?? []).filter((hash) => hash.length === 32);
    if (bytes === undefined || path.length !== entry.path.length) throw new VerifyError('malformedBucket', place);
    const leaf = parseLeaf(bytes);
    if (!leaf.ok || leaf.leaf.kind !== 'intake' || leaf.leaf.tag !== entry.tag) {
      throw new VerifyError('wrongBucket', place);
    }
    const [tile, slot] = [index / WIDTH, index % WIDTH];
    const hash = leafHash(bytes);
    const root = this.#tileRoots[Number(tile)];
    if (root !== undefined) {
      if (path.length !== 8 || !includes(hash, slot, WIDTH, path, root)) throw new VerifyError('wrongBucket', place);
      return;
    }
    const known = tile === BigInt(this.#tileRoots.length) ? this.#partial[Number(slot)] : undefined;
    // Gifts of a notice that is just being published are there before its checkpoint.
    if (known !== undefined && !equal(hash, known)) throw new VerifyError('wrongBucket', place);
  }
}

function isEntry(entry: unknown): entry is ReceiptBucketEntry {
  if (typeof entry !== 'object' || entry === null) return false;
  const { tag, index, leaf, path, sealed } = entry as Record<string, unknown>;
  return (
    [tag, leaf, sealed].every((text) => typeof text === 'string') &&
    typeof index === 'string' &&
    /^(0|[1-9][0-9]{0,17})$/.test(index) &&
    Array.isArray(path) &&
    path.every((hash) => typeof hash === 'string')
  );
}

function parsed(bytes: Uint8Array, path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw new VerifyError('malformedBucket', { path }, { cause });
  }
  throw new VerifyError('malformedBucket', { path });
}
