import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseVerifierKey } from '#log/verifier-key.ts';
import { verifyLog } from '#log/verify-log.ts';
import { logFolder, readLogFile } from '#publication/log-files.ts';
import { createLog } from '#publication/log-key.ts';
import { publish } from '#publication/publish.ts';
import type { PublishStep } from '#publication/steps.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let test: TestDatabase;
let books: SmallBooks;
let dataDir: string;
let key: string;

beforeAll(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-damage-'));
  key = (await createLog(test.db, dataDir, 'ledger.example.org/log')).verifierKey;
  books = await openSmallBooks(test.db, test.owner);
  await enterGift(test.db, books, cashGift(100_00n));
  value(await publishNow());
});
afterAll(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

const publishNow = (onStep?: (step: PublishStep) => Promise<void>) =>
  publish(test.db, {
    dataDir,
    ...(onStep && { onStep }),
    buildSite: async ({ outDir }) => writeFile(join(outDir, 'index.html'), '<!doctype html><title>release</title>'),
  });

const filesOfLog = async () => (await readdir(logFolder(dataDir), { recursive: true })).sort();
const head = () => test.db.selectFrom('logHead').select('size').executeTakeFirstOrThrow();

/** As a failing disk would: the triggers that keep leaves as they are know nothing of it. */
async function setByte(leaf: bigint, change: (byte: number) => number): Promise<void> {
  const { bytes } = await test.owner
    .selectFrom('logLeaf')
    .select('bytes')
    .where('leafIndex', '=', leaf)
    .executeTakeFirstOrThrow();
  bytes[20] = change(bytes[20] ?? 0);
  await test.owner.transaction().execute(async (tx) => {
    await sql`alter table log_leaf disable trigger user`.execute(tx);
    await tx.updateTable('logLeaf').set({ bytes }).where('leafIndex', '=', leaf).execute();
    await sql`alter table log_leaf enable trigger user`.execute(tx);
  });
}

it('a damaged published leaf stops publishing by its number before anything is signed or written', async () => {
  await enterGift(test.db, books, cashGift(200_00n));
  const [files, { size }] = [await filesOfLog(), await head()];
  await setByte(7n, (byte) => byte ^ 1);
  await expect(publishNow()).rejects.toThrow(/leaf 7 /);
  expect(await filesOfLog()).toEqual(files);
  expect((await head()).size).toBe(size);
  await setByte(7n, (byte) => byte ^ 1);
  value(await publishNow());
});

it('a leaf damaged between signing and writing is named, no file is written, and once restored all is finished', async () => {
  const { size } = await head();
  await enterGift(test.db, books, cashGift(300_00n));
  const files = await filesOfLog();
  await expect(
    publishNow(async (step) => {
      if (step === 'bundles') await setByte(size, (byte) => byte ^ 1);
    }),
  ).rejects.toThrow(`leaf ${size} `);
  expect(await filesOfLog()).toEqual(files);
  await setByte(size, (byte) => byte ^ 1);
  value(await publishNow());
  const report = await verifyLog(readLogFile(logFolder(dataDir)), parseVerifierKey(key));
  expect(report).toMatchObject({ ok: true, size: (await head()).size });
});
