import { equal } from './bytes.ts';
import type { Leaf } from './leaf.ts';
import type { ReadLog } from './read-log.ts';
import { bundlePath, encodeBundle, hashesAt, parsePath, TILE_WIDTH, tilePath } from './tiles.ts';
import { VerifyError } from './verify-error.ts';
import type { Beside } from './verify-log.ts';

const WIDTH = BigInt(TILE_WIDTH);

/**
 * The partial tiles and bundles of earlier sizes: every notice ended with a checkpoint, and whoever saw it may still ask
 * for its files. Those that are there must be beginnings of what stands now; one that is gone is no fault, since the full
 * file serves in its place (tlog-tiles). Errors: `earlierDiffers`.
 */
export class EarlierFiles implements Beside {
  readonly #read: ReadLog;
  readonly #sizes: bigint[] = [];
  /** Of the sizes, those within the bundle seen last. */
  #here: bigint[] = [];
  /** Files that were there and agree. */
  files = 0;

  constructor(read: ReadLog) {
    this.#read = read;
  }

  async onEntries(from: bigint, entries: readonly Uint8Array[], leaves: readonly (Leaf | undefined)[]): Promise<void> {
    this.#here = leaves.flatMap((leaf, slot) =>
      leaf?.kind === 'statement' && leaf.part === leaf.parts ? [from + BigInt(slot) + 1n] : [],
    );
    this.#sizes.push(...this.#here);
    await this.#compare(
      this.#here.map((size) => Number(size - from)).filter((width) => width < entries.length),
      (width) => ({
        path: bundlePath(from / WIDTH, width),
        bytes: encodeBundle(entries.slice(0, width)),
      }),
    );
  }

  async onTile(path: string, bytes: Uint8Array): Promise<void> {
    const tile = parsePath(path);
    if (tile === undefined || tile.level === 'entries') return;
    const { level, index, width } = tile;
    const widths = (level === 0 ? this.#here : this.#sizes)
      .map((size) => hashesAt(level, size) - index * WIDTH)
      .filter((part) => part > 0n && part < BigInt(width))
      .map(Number);
    await this.#compare([...new Set(widths)], (part) => ({
      path: tilePath(level, index, part),
      bytes: bytes.subarray(0, part * 32),
    }));
  }

  async #compare(
    widths: readonly number[],
    expected: (width: number) => { path: string; bytes: Uint8Array },
  ): Promise<void> {
    await Promise.all(
      widths.map(async (width) => {
        const { path, bytes } = expected(width);
        const found = await this.#read(path);
        if (found === undefined) return;
        if (!equal(found, bytes)) throw new VerifyError('earlierDiffers', { path });
        this.files += 1;
      }),
    );
  }
}
