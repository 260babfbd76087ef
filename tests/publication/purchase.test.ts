import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { proposePurchase } from '#disbursement/propose-purchase.ts';
import { onDay } from '#ledger/day.ts';
import { Fold } from '#log/fold.ts';
import type { Leaf } from '#log/leaf.ts';
import { parseLeaf } from '#log/parse-leaf.ts';
import { createLog } from '#publication/log-key.ts';
import { publish } from '#publication/publish.ts';
import { decideReceipt } from '#stock/decide-receipt.ts';
import { recordReceipt } from '#stock/record-receipt.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { siteOfTexts } from '../support/site-of-texts.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';
import { confirmedByBank } from '../support/statement-lines.ts';

let database: TestDatabase;
let books: SmallBooks;
let dataDir: string;
beforeEach(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-bought-'));
  await createLog(database.db, dataDir, 'ledger.example.org/log');
  books = await openSmallBooks(database.db, database.owner);
});
afterEach(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

const publishNow = async () => value(await publish(database.db, { dataDir, buildSite: siteOfTexts }));

async function leaves(): Promise<Leaf[]> {
  const rows = await database.db.selectFrom('logLeaf').select('bytes').orderBy('leafIndex').execute();
  return rows.map(({ bytes }) => {
    const parsed = parseLeaf(bytes);
    if (!parsed.ok) throw new Error(parsed.code);
    return parsed.leaf;
  });
}

/** What anybody who reads the log adds up. */
async function positions() {
  const fold = new Fold();
  const all = await leaves();
  for (const leaf of all) fold.add(leaf, leaf.kind === 'correction' ? all[Number(leaf.voids)] : undefined);
  fold.finish();
  const rows = fold
    .positions()
    .map(({ unit, received, disbursed, adjusted, balance }) => [unit, { received, disbursed, adjusted, balance }]);
  return Object.fromEntries(rows);
}

/** Bought, approved, and confirmed by the bank and by the warehouse. */
async function buy(): Promise<bigint> {
  const { db } = database;
  const { recorder, reviewer } = books;
  const { actId } = value(
    await proposePurchase(
      db,
      {
        header: { entity: 'city-charity', fund: 'relief', stream: 'donation', occurred: onDay('2020-02-12') },
        ...{ supplier: '某某医药有限公司', restriction: 'unrestricted', quotes: [], quotesWaived: '仅此一家有货' },
        lines: [{ unit: 'item:mask-n95', quantity: 400n, priceFen: 60_00n }],
      },
      recorder,
      crypto.randomUUID(),
    ),
  );
  value(await approveAct(db, { actId, revision: 1, by: reviewer }));
  await confirmedByBank(db, { clerk: recorder, reviewer }, actId);
  const { receiptId } = value(
    await recordReceipt(
      db,
      {
        ...{ actId, receivedOn: '2020-02-13', inspectedBy: '验收王', keptBy: '保管李' },
        lines: [{ line: 1, accepted: 400n, quarantined: 0n, rejected: 0n }],
      },
      recorder,
      crypto.randomUUID(),
    ),
  );
  value(await decideReceipt(db, { id: receiptId, decision: 'approved', by: reviewer }));
  return actId;
}

test('a purchase goes public as money used once and goods that came in; reversed, a correction takes both back', async () => {
  const { db } = database;
  await enterGift(db, books, cashGift(100_00n));
  const actId = await buy();
  await publishNow();
  const leaf = (await leaves()).find(({ kind }) => kind === 'purchase');
  expect(leaf).toMatchObject({
    confirmedBy: ['bank', 'stock'],
    price: { unit: 'CNY', amount: '6000' },
    goods: [{ unit: 'item:mask-n95', amount: '400' }],
  });
  expect(await positions()).toEqual({
    CNY: { received: 100_00n, disbursed: 60_00n, adjusted: 0n, balance: 40_00n },
    'CNY:goods': { received: 0n, disbursed: 0n, adjusted: -60_00n, balance: 60_00n },
    'item:mask-n95': { received: 0n, disbursed: 0n, adjusted: -400n, balance: 400n },
  });
  const texts = await db.selectFrom('opening').select('field').where('public', '=', true).execute();
  expect(texts.map(({ field }) => field)).toContain('supplier');

  const reversal = value(
    await proposeReversal(db, {
      ...{ actId, by: books.recorder, reasonCode: 'entryMistake', reason: '数量有误' },
      idempotencyKey: 'reversal',
    }),
  );
  value(await approveAct(db, { actId: reversal.actId, revision: 1, by: books.reviewer }));
  await publishNow();
  expect(await positions()).toEqual({
    CNY: { received: 100_00n, disbursed: 0n, adjusted: 0n, balance: 100_00n },
  });
});

test('a log that began before the account of purchases takes it up with its next notice', async () => {
  const { db, owner } = database;
  const later = { code: '120901', name: '采购转入物资', flow: 'adjusted', debit: false };
  await owner.deleteFrom('account').where('code', '=', later.code).execute();
  await enterGift(db, books, cashGift(100_00n));
  await publishNow();
  await owner.insertInto('account').values(later).execute();
  await buy();
  await publishNow();
  const registered = (await leaves()).flatMap((leaf) =>
    leaf.kind === 'register' && leaf.subject === 'account' && leaf.code === later.code ? [leaf.flow] : [],
  );
  expect(registered).toEqual(['adjusted']);
  expect(await positions()).toMatchObject({ 'item:mask-n95': { adjusted: -400n, balance: 400n } });
  await enterGift(db, books, cashGift(1_00n));
  await publishNow();
  expect((await leaves()).filter((leaf) => leaf.kind === 'register' && leaf.code === later.code)).toHaveLength(1);
});
