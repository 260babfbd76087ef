import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { parseLeaf } from '#log/parse-leaf.ts';
import { parseVerifierKey } from '#log/verifier-key.ts';
import { verifyLog } from '#log/verify-log.ts';
import { logFolder, readLogFile } from '#publication/log-files.ts';
import { createLog } from '#publication/log-key.ts';
import { publish } from '#publication/publish.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';
import { confirmedByBank } from '../support/statement-lines.ts';

let test: TestDatabase;
let books: SmallBooks;
let dataDir: string;
let key: string;

beforeAll(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-refund-'));
  key = (await createLog(test.db, dataDir, 'ledger.example.org/log')).verifierKey;
  books = await openSmallBooks(test.db, test.owner);
});
afterAll(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

const publishNow = () =>
  publish(test.db, {
    dataDir,
    buildSite: async ({ outDir }) => writeFile(join(outDir, 'index.html'), '<!doctype html><title>release</title>'),
  });

async function leafOf(actId: bigint) {
  const row = await test.db.selectFrom('logLeaf').selectAll().where('actId', '=', actId).executeTakeFirst();
  const parsed = row && parseLeaf(row.bytes);
  return parsed?.ok ? { index: row?.leafIndex, leaf: parsed.leaf } : undefined;
}

const cash = async () => {
  const report = await verifyLog(readLogFile(logFolder(dataDir)), parseVerifierKey(key));
  if (!report.ok) throw new Error(report.code);
  return report.balances.find(({ unit }) => unit === 'CNY');
};

it('a published gift that is given back is voided in the log once it is confirmed that the money left', async () => {
  await enterGift(test.db, books, cashGift(500_00n));
  const { actId: gift } = await enterGift(test.db, books, cashGift(200_00n));
  value(await publishNow());
  expect(await cash()).toMatchObject({ received: 700_00n, balance: 700_00n });

  const undo = {
    by: books.recorder,
    reasonCode: 'refund' as const,
    reason: '捐赠人要求退回',
    idempotencyKey: 'refund',
  };
  const { actId: refund } = value(await proposeReversal(test.db, { actId: gift, ...undo }));
  value(await approveAct(test.db, { actId: refund, revision: 1, by: books.reviewer }));
  // Money has yet to move: nothing to publish before somebody confirms that it did.
  expect(await publishNow()).toMatchObject({ ok: false, refusals: [{ kind: 'nothingToPublish' }] });
  expect(await leafOf(refund)).toBeUndefined();

  await confirmedByBank(test.db, { clerk: books.recorder, reviewer: books.reviewer }, refund);
  value(await publishNow());
  const [original, correction] = [await leafOf(gift), await leafOf(refund)];
  expect(correction?.leaf).toMatchObject({ kind: 'correction', reason: 'refund', voids: String(original?.index) });
  expect(await cash()).toMatchObject({ received: 500_00n, balance: 500_00n });
});
