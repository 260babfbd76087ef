import { beforeAll, expect, test } from 'vitest';
import { utf8 } from '#log/bytes.ts';
import { openCheckpoint } from '#log/checkpoint.ts';
import { leafHash, RightEdge } from '#log/merkle.ts';
import { extendsTree, includes } from '#log/proof.ts';
import { readProofFile, verifyProofFile, writeProofFile } from '#log/proof-file.ts';
import { proveConsistency, proveInclusion, readBundle, readProvenBundle, readRightEdge } from '#log/read-log.ts';
import { type MemoryLog, memoryLog, sampleSigner } from '../support/sample-log.ts';

const failing = (code: string) => expect.objectContaining({ code });
const entries = Array.from({ length: 66_000 }, (_, index) => utf8(`${index}`));
const sizes = [1, 3, 256, 257, 600, 65_536, 66_000];
let log: MemoryLog;
const roots = new Map<number, Uint8Array>();
const root = (size: number): Uint8Array => roots.get(size) ?? new Uint8Array();
beforeAll(async () => {
  const edge = new RightEdge();
  for (const [index, entry] of entries.entries()) {
    edge.append(leafHash(entry));
    if (sizes.includes(index + 1)) roots.set(index + 1, edge.root());
  }
  log = await memoryLog(sizes.map((size, at) => entries.slice(sizes[at - 1] ?? 0, size)));
});

test('from tiles alone, leaves are proven in every size that had a checkpoint', async () => {
  for (const size of sizes) {
    const whole = root(size);
    for (const index of new Set([0, 1, 255, 256, size >> 1, size - 2, size - 1].filter((at) => at >= 0 && at < size))) {
      const proof = await proveInclusion(log.read, BigInt(index), BigInt(size));
      expect(includes(leafHash(utf8(`${index}`)), BigInt(index), BigInt(size), proof, whole)).toBe(true);
    }
  }
});

test('from tiles alone, every size is shown to extend every earlier one', async () => {
  for (const [at, size] of sizes.entries()) {
    for (const old of sizes.slice(0, at + 1)) {
      const proof = await proveConsistency(log.read, BigInt(old), BigInt(size));
      expect(extendsTree(BigInt(old), root(old), BigInt(size), root(size), proof)).toBe(true);
    }
  }
});

test('where a partial tile is gone the full one serves', async () => {
  const gone = /\.p\//;
  const read = async (path: string) => (gone.test(path) && !path.startsWith('tile/1') ? undefined : log.read(path));
  const proof = await proveInclusion(read, 300n, 512n);
  const edge = new RightEdge(512n, await readRightEdge(log.read, 512n).catch(() => readRightEdge(read, 512n)));
  expect(includes(leafHash(utf8('300')), 300n, 512n, proof, edge.root())).toBe(true);
  expect(await readBundle(read, 1n, 300n)).toHaveLength(44);
});

test('the right edge read from tiles is that of the tree', async () => {
  for (const size of sizes) {
    const edge = new RightEdge(BigInt(size), await readRightEdge(log.read, BigInt(size)));
    expect(edge.root()).toEqual(root(size));
  }
});

test('a bundle is proven as a whole; with one entry changed it is not', async () => {
  const whole = root(66_000);
  for (const index of [0n, 1n, 100n, 255n, 256n, 257n]) {
    const bundle = await readProvenBundle(log.read, index, 66_000n, whole);
    expect(bundle[0]).toEqual(utf8(`${index * 256n}`));
    const path = `tile/entries/${String(index).padStart(3, '0')}${index === 257n ? '.p/208' : ''}`;
    for (const at of [0, 1, 100, bundle.length - 1]) {
      const forged = async (asked: string) => {
        const file = await log.read(asked);
        if (asked !== path || file === undefined) return file;
        const changed = file.slice();
        const offset = bundle.slice(0, at).reduce((sum, entry) => sum + entry.length + 2, 2);
        changed[offset] = 0x78;
        return changed;
      };
      await expect(readProvenBundle(forged, index, 66_000n, whole)).rejects.toThrow(failing('wrongProof'));
    }
  }
});

test('a proof file is read back and proves its leaf offline, and no other', async () => {
  const checkpoint = log.checkpoints.at(-1) ?? '';
  const proof = await proveInclusion(log.read, 65_999n, 66_000n);
  const text = writeProofFile({ index: 65_999n, proof, checkpoint, extra: utf8('65999') });
  const file = readProofFile(text);
  expect(file).toEqual({ index: 65_999n, proof, checkpoint, extra: utf8('65999') });
  expect(verifyProofFile(file, utf8('65999'), sampleSigner.key).size).toBe(66_000n);
  expect(() => verifyProofFile(file, utf8('65998'), sampleSigner.key)).toThrow(failing('wrongProof'));
  expect(() => verifyProofFile({ ...file, index: 3n }, utf8('65999'), sampleSigner.key)).toThrow(failing('wrongProof'));
});

test('a proof file looks as the specification shows it', async () => {
  const checkpoint = log.checkpoints[1] ?? '';
  const text = writeProofFile({ index: 2n, proof: await proveInclusion(log.read, 2n, 3n), checkpoint });
  const lines = text.split('\n');
  expect(lines.slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 2']);
  expect(lines[2]).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(lines.slice(3, 6)).toEqual(['', 'ledger.example.org/log', '3']);
  expect(openCheckpoint(checkpoint, sampleSigner.key).size).toBe(3n);
});

test.each([
  ['another version', (text: string) => text.replace('@v1', '@v2')],
  ['a leading zero', (text: string) => text.replace('index 2', 'index 02')],
  ['no index', (text: string) => text.replace(/index 2\n/, '')],
  ['a short hash', (text: string) => text.replace(/\n[A-Za-z0-9+/]{43}=\n\n/, '\nAAAA\n\n')],
  ['a broken extra line', (text: string) => text.replace('index', 'extra A\nindex')],
  ['no checkpoint', (text: string) => text.split('\n\n')[0] ?? ''],
])('a proof file with %s is malformed', async (_, change) => {
  const checkpoint = log.checkpoints[1] ?? '';
  const text = writeProofFile({ index: 2n, proof: await proveInclusion(log.read, 2n, 3n), checkpoint });
  expect(() => readProofFile(change(text))).toThrow(failing('malformedProof'));
});
