import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveReceipt, readShared, timingOf } from '#islands/prove-receipt.ts';
import { readSealed } from '#islands/sealed-gift.ts';
import { type Checkpoint, openCheckpoint } from '#log/checkpoint.ts';
import type { ReadLog } from '#log/read-log.ts';
import type { ReceiptBucketEntry } from '#log/receipt-bucket.ts';
import { deriveReceiptKeys } from '#log/receipt-code.ts';
import { SAMPLE_ORIGIN, sampleSigner } from '../support/sample-log.ts';
import { sampleReceiptCode, sampleReference, writeRelief2020 } from '../support/sample-site.ts';

/** A log in which the tile of the gift is partial, and one in which it is full. */
describe.each([
  ['partial', 0],
  ['full', 230],
])('with the tile of the gift %s', (tile, further) => {
  let folder: string;
  let entry: ReceiptBucketEntry;
  let checkpoint: Checkpoint;
  let asked: string[];
  const read: ReadLog = (path) => {
    asked.push(path);
    return readFile(join(folder, 'log', path));
  };

  beforeAll(async () => {
    asked = [];
    folder = await mkdtemp(join(tmpdir(), 'mingzhang-receipt-'));
    await writeRelief2020(folder, further);
    [entry] = JSON.parse(await readFile(join(folder, 'receipts/all.json'), 'utf8')).entries;
    checkpoint = openCheckpoint(await readFile(join(folder, 'log/checkpoint')), sampleSigner.key);
  });

  afterAll(() => rm(folder, { recursive: true }));

  test('the gift is proven from its bucket and from what every visitor reads', async () => {
    asked = [];
    const shared = await readShared(read, checkpoint.size);
    const fetched = [...asked];
    const gift = await proveReceipt(entry, checkpoint, shared);
    expect(gift.leaf.number).toBe('D2020-0004');
    expect(asked).toEqual(fetched);
    const { size } = checkpoint;
    expect(fetched).toEqual(
      tile === 'full' ? [`tile/0/001.p/${size - 256n}`, 'tile/1/000.p/1'] : [`tile/0/000.p/${size}`],
    );
  });

  test('its private opening is readable with the code and fits the leaf', async () => {
    const { leaf } = await proveReceipt(entry, checkpoint, read);
    const { opening } = deriveReceiptKeys(sampleReceiptCode, SAMPLE_ORIGIN);
    const own = await readSealed(entry.sealed, opening, leaf);
    expect(own).toMatchObject({ number: 'D2020-0004', paymentReference: sampleReference, nameCommitted: true });
    expect(await readSealed(entry.sealed, opening.toReversed(), leaf)).toBeUndefined();
    expect(await readSealed(entry.sealed, opening, { texts: [] })).toMatchObject({ nameCommitted: false });
  });

  test.each<[string, (entry: ReceiptBucketEntry) => Partial<ReceiptBucketEntry>, string]>([
    ['another leaf', ({ leaf }) => ({ leaf: btoa(atob(leaf).replaceAll('93000000', '93000001')) }), 'wrongProof'],
    ['another place', ({ index }) => ({ index: String(Number(index) + 1) }), 'wrongProof'],
    ['a place beyond the log', () => ({ index: '999999' }), 'malformedProof'],
    ['a path cut short', ({ path }) => ({ path: path.slice(1), index: 'x' }), 'malformedProof'],
  ])('refuses %s', async (_, change, code) => {
    await expect(proveReceipt({ ...entry, ...change(entry) }, checkpoint, read)).rejects.toMatchObject({ code });
  });
});

test('what is fetched before a proof depends on the size alone, and a full tile stands in for a partial one', async () => {
  const asked: string[] = [];
  const size = 256n * 256n * 2n + 256n + 3n;
  const read: ReadLog = (path) => {
    asked.push(path);
    return Promise.resolve(path === 'tile/0/513.p/3' ? undefined : new Uint8Array());
  };
  const shared = await readShared(read, size);
  expect(asked).toEqual([
    'tile/0/513.p/3',
    'tile/0/513',
    'tile/1/000',
    'tile/1/001',
    'tile/1/002.p/1',
    'tile/2/000.p/2',
  ]);
  expect(await shared('tile/0/513')).toBeDefined();
  expect(await shared('tile/0/000')).toBeUndefined();
});

test.each([
  ['an entry beyond the checkpoint', '300', 0, 300n, 'notYetSigned'],
  ['an entry of the partial tile', '299', 0, 300n, 'fits'],
  ['an entry of a full tile with its path', '255', 8, 300n, 'fits'],
  ['an entry whose tile has become full since', '255', 0, 256n, 'olderThanCheckpoint'],
  ['an entry whose tile the checkpoint does not know as full', '200', 8, 255n, 'fits'],
  ['what is no index', 'x', 0, 255n, 'fits'],
] as const)('%s against its checkpoint', (_, index, steps, size, timing) => {
  expect(timingOf({ index, path: Array.from({ length: steps }, () => '') }, size)).toBe(timing);
});
