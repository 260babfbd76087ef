import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveReceipt } from '#islands/prove-receipt.ts';
import { readSealed } from '#islands/sealed-gift.ts';
import { toBase64Url } from '#log/base64.ts';
import { openCheckpoint } from '#log/checkpoint.ts';
import { bucketBits, bucketName, type ReceiptBucket, type ReceiptIndex } from '#log/receipt-bucket.ts';
import { deriveReceiptKeys, parseReceiptCode } from '#log/receipt-code.ts';
import { parseVerifierKey } from '#log/verifier-key.ts';
import { logFolder, readLogFile } from '#publication/log-files.ts';
import { createLog } from '#publication/log-key.ts';
import { publish } from '#publication/publish.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let test: TestDatabase;
let books: SmallBooks;
let dataDir: string;
let key: string;
const codes: string[] = [];

/** Gifts enough to fill the first tile of 256 leaves, in two notices. */
beforeAll(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-receipts-'));
  key = (await createLog(test.db, dataDir, 'ledger.example.org/log')).verifierKey;
  books = await openSmallBooks(test.db, test.owner);
  await enterGifts(20);
  await publishNow();
  await enterGifts(240);
  await publishNow();
}, 180_000);
afterAll(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

async function enterGifts(count: number): Promise<void> {
  for (let entered = 0; entered < count; entered += 20) {
    const gifts = Array.from({ length: 20 }, (_, place) =>
      enterGift(
        test.db,
        books,
        cashGift(BigInt(codes.length + place + 1), { paymentReference: `流水 ${entered + place}` }),
      ),
    );
    for (const { receiptCode } of await Promise.all(gifts)) codes.push(receiptCode ?? '');
  }
}

async function publishNow(): Promise<void> {
  value(
    await publish(test.db, {
      dataDir,
      buildSite: async ({ outDir }) => writeFile(join(outDir, 'index.html'), '<!doctype html><title>release</title>'),
    }),
  );
}

async function readJson<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(join(dataDir, 'published/receipts', name), 'utf8')) as T;
}

describe('the files of the receipt look-up', () => {
  it('let every donor prove the gift without anyone fetching its own tile', async () => {
    const read = readLogFile(logFolder(dataDir));
    const note = await read('checkpoint');
    const checkpoint = openCheckpoint(note ?? new Uint8Array(), parseVerifierKey(key));
    expect(checkpoint.size).toBeGreaterThan(256n);
    const fetched: string[] = [];
    const watching = (path: string) => {
      fetched.push(path);
      return read(path);
    };
    const { bits, origin } = await readJson<ReceiptIndex>('index.json');
    expect(origin).toBe('ledger.example.org/log');
    for (const typed of codes) {
      const code = parseReceiptCode(typed.toLowerCase());
      if (!code.ok) throw new Error(code.mistake);
      const keys = deriveReceiptKeys(code.code, origin);
      const bucket = await readJson<ReceiptBucket>(bucketName(keys.tag, bits));
      const entry = bucket.entries.find(({ tag }) => tag === toBase64Url(keys.tag));
      if (entry === undefined) throw new Error(`no entry for ${typed}`);
      const gift = await proveReceipt(entry, checkpoint, watching);
      const own = await readSealed(entry.sealed, keys.opening, gift.leaf);
      expect(own).toMatchObject({ nameCommitted: true, legalName: '某某实业有限公司' });
    }
    expect(fetched).not.toContain('tile/0/000');
    expect(fetched.filter((path) => path.startsWith('tile/entries/'))).toEqual([]);
  });

  it('never hold a code, and cover at least 64 tags each', async () => {
    const { bits } = await readJson<ReceiptIndex>('index.json');
    expect(bits).toBe(bucketBits(BigInt(codes.length)));
    const everything = await readFile(join(dataDir, 'published/receipts', bits === 0 ? 'all.json' : '0.json'), 'utf8');
    for (const code of codes) expect(everything).not.toContain(code.replaceAll('-', ''));
    expect((JSON.parse(everything) as ReceiptBucket).entries.length).toBeGreaterThanOrEqual(64);
  });

  it('have compressed twins with the same content', async () => {
    for (const name of ['receipts/all.json', 'openings/000.json', 'openings/001.json']) {
      const plain = await readFile(join(dataDir, 'published', name));
      expect(brotliDecompressSync(await readFile(join(dataDir, 'published', `${name}.br`)))).toEqual(plain);
      expect(gunzipSync(await readFile(join(dataDir, 'published', `${name}.gz`)))).toEqual(plain);
    }
  });
});
