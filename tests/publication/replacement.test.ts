import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import type { DonationInput } from '#intake/donation.ts';
import { proveReceipt } from '#islands/prove-receipt.ts';
import { readSealed } from '#islands/sealed-gift.ts';
import { toBase64Url } from '#log/base64.ts';
import { openCheckpoint } from '#log/checkpoint.ts';
import type { ReadLog } from '#log/read-log.ts';
import type { ReceiptBucket } from '#log/receipt-bucket.ts';
import { deriveReceiptKeys, parseReceiptCode } from '#log/receipt-code.ts';
import { parseVerifierKey } from '#log/verifier-key.ts';
import { verifyLog } from '#log/verify-log.ts';
import { logFolder, readLogFile } from '#publication/log-files.ts';
import { createLog } from '#publication/log-key.ts';
import { publish } from '#publication/publish.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let database: TestDatabase;
let books: SmallBooks;
let dataDir: string;
let key: string;
let read: ReadLog;
beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-anew-'));
  key = (await createLog(database.db, dataDir, 'ledger.example.org/log')).verifierKey;
  books = await openSmallBooks(database.db, database.owner);
  read = readLogFile(logFolder(dataDir));
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

async function publishNow() {
  const buildSite = ({ outDir }: { outDir: string }) =>
    writeFile(join(outDir, 'index.html'), '<!doctype html><title>release</title>');
  return value(await publish(database.db, { dataDir, buildSite }));
}

async function reverse(actId: bigint, reason = '金额多写了一位'): Promise<void> {
  const { recorder: by, reviewer } = books;
  const reversal = { actId, by, reasonCode: 'entryMistake' as const, reason, idempotencyKey: crypto.randomUUID() };
  const proposed = value(await proposeReversal(database.db, reversal));
  value(await approveAct(database.db, { actId: proposed.actId, revision: 1, by: reviewer }));
}

/** What the holder of the code is shown: every gift it finds, in the order of the log, each proven and unsealed. */
async function lookUp(typed: string | undefined) {
  const code = parseReceiptCode(typed ?? '');
  if (!code.ok) throw new Error(code.mistake);
  const keys = deriveReceiptKeys(code.code, 'ledger.example.org/log');
  const text = await readFile(join(dataDir, 'published/receipts/all.json'), 'utf8');
  const entries = (JSON.parse(text) as ReceiptBucket).entries.filter(({ tag }) => tag === toBase64Url(keys.tag));
  const checkpoint = openCheckpoint((await read('checkpoint')) ?? new Uint8Array(), parseVerifierKey(key));
  return Promise.all(
    entries.map(async (entry) => {
      const { leaf } = await proveReceipt(entry, checkpoint, read);
      const own = await readSealed(entry.sealed, keys.opening, leaf);
      if (own === 'erased') throw new Error(`the name of ${leaf.number} was erased`);
      return { number: leaf.number, fen: leaf.lines[0]?.quantity, nameCommitted: own?.nameCommitted };
    }),
  );
}

const expectLogHolds = async () => expect(await verifyLog(read, parseVerifierKey(key))).toMatchObject({ ok: true });

const anew = (replaces: bigint, change: Partial<DonationInput> = {}) =>
  enterGift(database.db, books, cashGift(1_000n, { replaces, ...change }));

test('the giver’s code finds the published gift and the one that replaces it', async () => {
  const first = await enterGift(database.db, books, cashGift(10_000n));
  await publishNow();
  await reverse(first.actId);
  const second = await anew(first.actId);
  await publishNow();
  expect(await lookUp(first.receiptCode)).toEqual([
    { number: first.number, fen: '10000', nameCommitted: true },
    { number: second.number, fen: '1000', nameCommitted: true },
  ]);
  await expectLogHolds();
});

test('of a gift that never was public, only the replacement is found', async () => {
  const first = await enterGift(database.db, books, cashGift(10_000n));
  await reverse(first.actId);
  const second = await anew(first.actId, { donor: { kind: 'enterprise', legalName: '改正后的名称' } });
  await publishNow();
  // The code still unseals the first name; the leaf commits to the corrected one.
  expect(await lookUp(first.receiptCode)).toEqual([{ number: second.number, fen: '1000', nameCommitted: false }]);
  await expectLogHolds();
});

test('a replacement waits for the correction, so that the gift never counts twice', async () => {
  const first = await enterGift(database.db, books, cashGift(10_000n));
  await publishNow();
  await reverse(first.actId, '登记有误');
  // As if it had been proposed before such reasons were refused.
  await database.owner.transaction().execute(async (tx) => {
    await sql`alter table reversal disable trigger user`.execute(tx);
    await tx
      .updateTable('reversal')
      .set({ reason: '请致电 13800138000 核对' })
      .where('reversesActId', '=', first.actId)
      .execute();
    await sql`alter table reversal enable trigger user`.execute(tx);
  });
  const second = await anew(first.actId);
  await enterGift(database.db, books, cashGift(1n));
  const { heldBack } = await publishNow();
  expect(heldBack.find(({ actId }) => actId === second.actId)?.refusals).toEqual([{ kind: 'correctionNotPublished' }]);
  expect((await lookUp(first.receiptCode)).map(({ number }) => number)).toEqual([first.number]);
});
