import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex, utf8 } from '#log/bytes.ts';
import { EMPTY_ROOT, type Hash, leafHash, nodeHash, RightEdge, rootOf, type Subtree } from '#log/merkle.ts';
import { consistencySteps, extendsTree, includes, inclusionSteps, readProof } from '#log/proof.ts';

const vectors = JSON.parse(readFileSync('tests/vectors/rfc6962.json', 'utf8')) as {
  leaves: string[];
  emptyRoot: string;
  roots: string[];
  inclusion: { index: number; size: number; proof: string[] }[];
  consistency: { from: number; to: number; proof: string[] }[];
};
const known = vectors.leaves.map((hex) => leafHash(Buffer.from(hex, 'hex')));
const many = Array.from({ length: 70 }, (_, index) => leafHash(utf8(`leaf ${index}`)));

/** RFC 6962 §2.1 as it is written there, recursively: the second way to every root. */
function treeHash(hashes: readonly Hash[]): Hash {
  const [only] = hashes;
  if (only === undefined) return EMPTY_ROOT;
  if (hashes.length === 1) return only;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(treeHash(hashes.slice(0, split)), treeHash(hashes.slice(split)));
}

const readFrom =
  (hashes: readonly Hash[]) =>
  ({ height, index }: Subtree): Hash => {
    const first = Number(index) * 2 ** height;
    return treeHash(hashes.slice(first, first + 2 ** height));
  };

test('the roots of the known tree are the published ones at every size', () => {
  expect(toHex(EMPTY_ROOT)).toBe(vectors.emptyRoot);
  for (const [index, root] of vectors.roots.entries()) expect(toHex(rootOf(known.slice(0, index + 1)))).toBe(root);
});

test.each(vectors.inclusion)('the inclusion proof of leaf $index in $size is the published one', async (vector) => {
  const steps = inclusionSteps(BigInt(vector.index), BigInt(vector.size));
  expect((await readProof(steps, readFrom(known))).map(toHex)).toEqual(vector.proof);
});

test.each(vectors.consistency)('the consistency proof from $from to $to is the published one', async (vector) => {
  const steps = consistencySteps(BigInt(vector.from), BigInt(vector.to));
  expect((await readProof(steps, readFrom(known))).map(toHex)).toEqual(vector.proof);
});

test('appending leaf by leaf gives the root of the whole, also when taken up again in the middle', () => {
  for (let size = 0; size <= many.length; size++) {
    const half = new RightEdge();
    for (const hash of many.slice(0, size / 2)) half.append(hash);
    const resumed = new RightEdge(half.size, half.hashes);
    for (const hash of many.slice(size / 2, size)) resumed.append(hash);
    expect(toHex(resumed.root())).toBe(toHex(treeHash(many.slice(0, size))));
  }
});

test('a right edge of another size is refused', () => {
  expect(() => new RightEdge(3n, [known[0] as Hash])).toThrow(RangeError);
});

test('every leaf of every small tree is proven, and only at its place', async () => {
  for (let size = 1; size <= 40; size++) {
    const hashes = many.slice(0, size);
    const root = treeHash(hashes);
    for (let index = 0; index < size; index++) {
      const proof = await readProof(inclusionSteps(BigInt(index), BigInt(size)), readFrom(hashes));
      const holds = (leaf: number, at: number, inSize: number, steps = proof) =>
        includes(many[leaf] as Hash, BigInt(at), BigInt(inSize), steps, root);
      expect(holds(index, index, size)).toBe(true);
      expect(holds(index + 1, index, size)).toBe(false);
      expect(holds(index, index, size, [...proof, root])).toBe(false);
      if (proof.length > 0) expect(holds(index, index, size, proof.slice(1))).toBe(false);
      for (let other = 0; other < size; other++) if (other !== index) expect(holds(index, other, size)).toBe(false);
      expect(holds(index, index, index)).toBe(false);
    }
  }
});

test('every small tree is shown to extend every smaller one, and no other', async () => {
  for (let size = 1; size <= 40; size++) {
    for (let old = 0; old <= size; old++) {
      const [oldRoot, root] = [treeHash(many.slice(0, old)), treeHash(many.slice(0, size))];
      const proof = await readProof(consistencySteps(BigInt(old), BigInt(size)), readFrom(many));
      expect(extendsTree(BigInt(old), oldRoot, BigInt(size), root, proof)).toBe(true);
      const forked = treeHash([leafHash(utf8('another')), ...many.slice(1, size)]);
      if (old > 0) expect(extendsTree(BigInt(old), oldRoot, BigInt(size), forked, proof)).toBe(false);
      expect(extendsTree(BigInt(old), forked, BigInt(size), root, proof)).toBe(false);
      expect(extendsTree(BigInt(old), oldRoot, BigInt(size), root, [...proof, root])).toBe(false);
    }
  }
});

test('a proof with one changed bit proves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 70 }), fc.nat(), fc.nat(), fc.nat(255), async (size, leaf, at, bit) => {
      const index = leaf % size;
      const proof = await readProof(inclusionSteps(BigInt(index), BigInt(size)), readFrom(many.slice(0, size)));
      const changed = proof.map((hash) => hash.slice());
      const target = changed[at % changed.length] as Hash;
      target[bit >> 3] = (target[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const root = treeHash(many.slice(0, size));
      expect(includes(many[index] as Hash, BigInt(index), BigInt(size), changed, root)).toBe(false);
    }),
  );
});
