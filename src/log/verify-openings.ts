import { fromUtf8 } from './bytes.ts';
import { type Leaf, TEXTS } from './leaf.ts';
import { readOpening } from './opening.ts';
import type { ReadLog } from './read-log.ts';
import { TILE_WIDTH, tileNumber } from './tiles.ts';
import { VerifyError } from './verify-error.ts';
import type { Beside } from './verify-log.ts';

/**
 * The public texts beside the log: the digest of each must be among those of its leaf. A digest without a text is a
 * decoy, a text kept back or one that was forgotten, which nobody can tell apart: counted, no fault.
 * Errors: `malformedOpening`, `wrongOpening`.
 */
export class PublicTexts implements Beside {
  readonly #read: ReadLog;
  /** Texts that are public. */
  opened = 0;
  /** Digests of all leaves, decoys included. */
  digests = 0;
  /** `kind.field` of texts whose field the vocabulary does not know. */
  readonly unknownFields = new Set<string>();

  /** `read` finds files by their path beside the log. */
  constructor(read: ReadLog) {
    this.#read = read;
  }

  async onEntries(from: bigint, _: readonly Uint8Array[], leaves: readonly (Leaf | undefined)[]): Promise<void> {
    for (const leaf of leaves) if (leaf !== undefined && 'texts' in leaf) this.digests += leaf.texts.length;
    const path = `openings/${tileNumber(from / BigInt(TILE_WIDTH))}.json`;
    const bytes = await this.#read(path);
    if (bytes === undefined) return;
    for (const [index, openings] of Object.entries(readChunk(bytes, path))) {
      const slot = /^(0|[1-9][0-9]{0,17})$/.test(index) ? BigInt(index) - from : -1n;
      if (slot < 0n || slot >= BigInt(TILE_WIDTH)) throw new VerifyError('malformedOpening', { path, leaf: index });
      // Texts of a notice that is just being published are there before its checkpoint.
      if (slot >= BigInt(leaves.length)) continue;
      const leaf = leaves[Number(slot)];
      if (leaf !== undefined) this.#check(leaf, openings, { path, leaf: index });
    }
  }

  #check(leaf: Leaf, openings: unknown, place: { path: string; leaf: string }): void {
    if (!Array.isArray(openings)) throw new VerifyError('malformedOpening', place);
    for (const opening of openings) {
      const read = typeof opening === 'string' ? readOpening(opening) : undefined;
      if (read === undefined) throw new VerifyError('malformedOpening', place);
      if (!('texts' in leaf) || !leaf.texts.includes(read.digest)) throw new VerifyError('wrongOpening', place);
      if (!TEXTS[leaf.kind].fields.includes(read.field)) this.unknownFields.add(`${leaf.kind}.${read.field}`);
      this.opened += 1;
    }
  }
}

function readChunk(bytes: Uint8Array, path: string): object {
  try {
    const chunk: unknown = JSON.parse(fromUtf8(bytes));
    if (typeof chunk === 'object' && chunk !== null && !Array.isArray(chunk)) return chunk;
  } catch (cause) {
    throw new VerifyError('malformedOpening', { path }, { cause });
  }
  throw new VerifyError('malformedOpening', { path });
}
