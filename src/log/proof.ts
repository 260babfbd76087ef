import { equal } from './bytes.ts';
import { EMPTY_ROOT, type Hash, joinSubtrees, nodeHash, type Subtree, subtreesOf } from './merkle.ts';

/** One hash of a proof: the subtrees whose joined hash it is. */
export type ProofStep = readonly Subtree[];

/** What an inclusion proof is made of, from the leaf's sibling upward (RFC 6962 §2.1.1). */
export function inclusionSteps(index: bigint, size: bigint): ProofStep[] {
  if (index < 0n || index >= size) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  const steps: ProofStep[] = [];
  let from = 0n;
  let to = size;
  while (to - from > 1n) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      steps.push(subtreesOf(middle, to));
      to = middle;
    } else {
      steps.push(subtreesOf(from, middle));
      from = middle;
    }
  }
  return steps.reverse();
}

/** What a consistency proof is made of (RFC 6962 §2.1.2); empty when the old tree is empty or the same. */
export function consistencySteps(oldSize: bigint, size: bigint): ProofStep[] {
  if (oldSize < 0n || oldSize > size) throw new RangeError(`a tree of ${size} cannot extend one of ${oldSize}`);
  if (oldSize === 0n || oldSize === size) return [];
  const steps: ProofStep[] = [];
  let from = 0n;
  let to = size;
  while (oldSize !== to) {
    const middle = from + splitOf(to - from);
    if (oldSize <= middle) {
      steps.push(subtreesOf(middle, to));
      to = middle;
    } else {
      steps.push(subtreesOf(from, middle));
      from = middle;
    }
  }
  // The old tree is itself a left subtree of the new one: its hash is the old root, which the verifier holds.
  if (from !== 0n) steps.push(subtreesOf(from, to));
  return steps.reverse();
}

export type ReadSubtree = (subtree: Subtree) => Hash | Promise<Hash>;

/** Turns steps into hashes, each subtree's hash read from wherever the tree lies. */
export async function readProof(steps: readonly ProofStep[], read: ReadSubtree): Promise<Hash[]> {
  const proof: Hash[] = [];
  for (const step of steps) proof.push(joinSubtrees(await Promise.all(step.map((subtree) => read(subtree)))));
  return proof;
}

/** RFC 9162 §2.1.3.2. */
export function includes(leaf: Hash, index: bigint, size: bigint, proof: readonly Hash[], root: Hash): boolean {
  if (index < 0n || index >= size) return false;
  let position = index;
  let last = size - 1n;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0n) return false;
    if ((position & 1n) === 1n || position === last) {
      hash = nodeHash(sibling, hash);
      while ((position & 1n) === 0n && position !== 0n) {
        position >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    position >>= 1n;
    last >>= 1n;
  }
  return last === 0n && equal(hash, root);
}

/** RFC 9162 §2.1.4.2; an empty tree is extended by every tree. */
export function extendsTree(oldSize: bigint, oldRoot: Hash, size: bigint, root: Hash, proof: readonly Hash[]): boolean {
  if (oldSize < 0n || oldSize > size) return false;
  if (oldSize === size) return proof.length === 0 && equal(oldRoot, root);
  if (oldSize === 0n) return proof.length === 0 && equal(oldRoot, EMPTY_ROOT);
  const powerOfTwo = (oldSize & (oldSize - 1n)) === 0n;
  const [first, ...rest] = powerOfTwo ? [oldRoot, ...proof] : proof;
  if (first === undefined) return false;
  let position = oldSize - 1n;
  let last = size - 1n;
  while ((position & 1n) === 1n) {
    position >>= 1n;
    last >>= 1n;
  }
  let oldHash = first;
  let hash = first;
  for (const sibling of rest) {
    if (last === 0n) return false;
    if ((position & 1n) === 1n || position === last) {
      oldHash = nodeHash(sibling, oldHash);
      hash = nodeHash(sibling, hash);
      while ((position & 1n) === 0n && position !== 0n) {
        position >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    position >>= 1n;
    last >>= 1n;
  }
  return last === 0n && equal(oldHash, oldRoot) && equal(hash, root);
}

/** Largest power of two smaller than a size of at least two. */
const splitOf = (size: bigint): bigint => 1n << BigInt((size - 1n).toString(2).length - 1);
