import { sha256 } from '@noble/hashes/sha2.js';

/** RFC 6962 §2.1 over SHA-256. Sizes and indexes are bigint: the log may outgrow a double. */
export type Hash = Uint8Array;

export const EMPTY_ROOT: Hash = sha256(new Uint8Array());

export const leafHash = (entry: Uint8Array): Hash => sha256.create().update(LEAF).update(entry).digest();

export const nodeHash = (left: Hash, right: Hash): Hash =>
  sha256.create().update(NODE).update(left).update(right).digest();

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** A complete subtree: the leaves `index << height` up to, not including, `(index + 1) << height`. */
export interface Subtree {
  height: number;
  index: bigint;
}

/** The complete subtrees, largest first, that make up leaves `from` up to `to`, a range cut as RFC 6962 cuts. */
export function subtreesOf(from: bigint, to: bigint): Subtree[] {
  const subtrees: Subtree[] = [];
  let at = from;
  while (at < to) {
    const height = (to - at).toString(2).length - 1;
    subtrees.push({ height, index: at >> BigInt(height) });
    at += 1n << BigInt(height);
  }
  return subtrees;
}

/** The hash over neighbouring complete subtrees, largest first. */
export function joinSubtrees(hashes: readonly Hash[]): Hash {
  return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** The roots of the full subtrees of a tree, largest first: all that is needed to append to it. */
export class RightEdge {
  #size: bigint;
  #hashes: Hash[];

  /** Throws when the number of hashes does not belong to the size. */
  constructor(size = 0n, hashes: readonly Hash[] = []) {
    if (hashes.length !== subtreesOf(0n, size).length || hashes.some((hash) => hash.length !== 32)) {
      throw new RangeError(`a tree of ${size} leaves has another right edge`);
    }
    this.#size = size;
    this.#hashes = [...hashes];
  }

  get size(): bigint {
    return this.#size;
  }

  get hashes(): readonly Hash[] {
    return this.#hashes;
  }

  append(hash: Hash): void {
    let joined = hash;
    // Each trailing one bit of the size is a full subtree that the new leaf completes into one twice as large.
    for (let carry = this.#size; (carry & 1n) === 1n; carry >>= 1n) {
      const left = this.#hashes.pop();
      if (left === undefined) throw new RangeError('right edge shorter than its size');
      joined = nodeHash(left, joined);
    }
    this.#hashes.push(joined);
    this.#size += 1n;
  }

  root(): Hash {
    return joinSubtrees(this.#hashes);
  }
}

/** Root over leaf hashes held in memory. */
export function rootOf(leafHashes: Iterable<Hash>): Hash {
  const edge = new RightEdge();
  for (const hash of leafHashes) edge.append(hash);
  return edge.root();
}
