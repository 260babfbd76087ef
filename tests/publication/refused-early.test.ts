import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import type { AppropriationInput } from '#disbursement/appropriation.ts';
import { proposeAppropriation } from '#disbursement/propose-appropriation.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { onDay } from '#ledger/day.ts';
import type { Signer } from '#log/note.ts';
import { commitNotice, previewNotice } from '#publication/commit-notice.ts';
import { createLog, readSigner } from '#publication/log-key.ts';
import { whyNotPublishable } from '#publication/why-not-publishable.ts';
import { proposeRegistration } from '#registry/propose-registration.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { cashGift, enterBatch, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let database: TestDatabase;
let books: SmallBooks;
let dataDir: string;
let signer: Signer;
beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-early-'));
  await createLog(database.db, dataDir, 'ledger.example.org/log');
  books = await openSmallBooks(database.db, database.owner);
  signer = await readSigner(database.db, dataDir);
  await enterGift(database.db, books, cashGift(10_000_000_00n));
  await commitNotice(database.db, signer, undefined);
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

type Items = AppropriationInput['items'];
async function appropriate(direction: AppropriationInput['direction'], items: Items, purpose = '区级慰问') {
  const fund = { entity: 'city-charity', fund: 'relief', stream: 'donation' as const };
  const header = { ...fund, occurred: onDay('2020-02-21'), source: '日报 2020-02-22' };
  const input = { header, direction, allotment: 1n, purpose, restriction: 'unrestricted' as const, items };
  return value(await proposeAppropriation(database.db, input, books.recorder, crypto.randomUUID())).actId;
}
const item = (change: Partial<Items[number]> = {}): Items[number] => ({
  receiver: 'first-hospital',
  form: 'advance',
  unit: 'CNY',
  amount: 500_00n,
  provenance: 'stated',
  ...change,
});
const approve = async (actId: bigint) =>
  value(await approveAct(database.db, { actId, revision: 1, by: books.reviewer }));
const confirm = async (actId: bigint) =>
  value(await confirmAct(database.db, { actId, by: books.reviewer, kind: 'press', note: '日报 2020-02-22' }));
const kindsOf = async (actId: bigint) => (await whyNotPublishable(database.db, actId)).map(({ kind }) => kind);

test('a proposal is told what would keep it out of the log while it can still be changed', async () => {
  const gift = cashGift(10_00n, { usingUnit: '请联系王女士，13800138000' });
  const { actId } = value(await proposeDonation(database.db, gift, books.recorder, crypto.randomUUID()));
  expect(await whyNotPublishable(database.db, actId)).toEqual([{ kind: 'proseHasPhone', field: 'usingUnit' }]);
  expect(await kindsOf(await appropriate('out', [item()], '请致电 0734-8222222'))).toEqual(['proseHasPhone']);
});

test('an appropriation that says more than a leaf holds is told so before anyone approves it', async () => {
  const code = `${'district-hospital-of-traditional-medicine'.padEnd(47, '-')}2`;
  const hospital = { subject: 'organisation', code, name: '区中医院', kind: 'hospital', keepsBooks: false } as const;
  const mask = { subject: 'item', code, name: '口罩', measure: '只', scale: 0 } as const;
  for (const entry of [hospital, mask]) {
    await approve(value(await proposeRegistration(database.db, entry, books.recorder, crypto.randomUUID())).actId);
  }
  const most = (amount: bigint) =>
    Array.from({ length: 16 }, () => item({ receiver: code, unit: `item:${code}`, amount, receivers: 1_000_000n }));
  expect(await kindsOf(await appropriate('out', most(100_000_000_000n)))).toEqual(['leafTooLarge']);
  expect(await kindsOf(await appropriate('out', most(1n).slice(0, 8)))).toEqual([]);
});

test('a sound proposal is told nothing, though nobody approved or confirmed it yet', async () => {
  const { actId } = value(await proposeDonation(database.db, cashGift(10_00n), books.recorder, crypto.randomUUID()));
  expect(await kindsOf(actId)).toEqual([]);
  expect(await kindsOf(await appropriate('out', [item()]))).toEqual([]);
});

test('a report stays behind until the advance it reports on is public', async () => {
  const advance = await appropriate('out', [item()]);
  await approve(advance);
  const report = await appropriate('report', [item()]);
  await approve(report);
  await confirm(report);
  const { heldBack } = await commitNotice(database.db, signer, undefined);
  expect(heldBack).toMatchObject([{ actId: report, refusals: [{ kind: 'publicBalanceShort' }] }]);
  await confirm(advance);
  expect((await commitNotice(database.db, signer, undefined)).heldBack).toEqual([]);
});

test('a batch in place of a public one may not differ from it by a few families', async () => {
  const { db } = database;
  const first = await enterBatch(db, books, 93n, 100_00n);
  await commitNotice(db, signer, undefined);
  const undo = { actId: first.actId, by: books.recorder, reasonCode: 'entryMistake' as const, reason: '人数有误' };
  await approve(value(await proposeReversal(db, { ...undo, idempotencyKey: crypto.randomUUID() })).actId);
  const [few, same, more] = [
    await enterBatch(db, books, 95n, 100_00n),
    await enterBatch(db, books, 93n, 90_00n),
    await enterBatch(db, books, 98n, 100_00n),
  ];
  const refusal = { kind: 'batchDiffersByFew', values: { number: first.number, difference: '2', fewest: '5' } };
  expect(await whyNotPublishable(db, few.actId)).toEqual([refusal]);
  expect((await commitNotice(db, signer, undefined)).heldBack).toEqual([
    { actId: few.actId, number: few.number, refusals: [refusal] },
  ]);
  const published = await db.selectFrom('logLeaf').select('actId').execute();
  expect(published.map(({ actId }) => actId)).toEqual(expect.arrayContaining([same.actId, more.actId]));
});

test('a preview tries only so many acts, locks none, and says how many it left', async () => {
  await enterGift(database.db, books, cashGift(1_00n));
  await enterGift(database.db, books, cashGift(2_00n));
  await database.owner.transaction().execute(async (tx) => {
    await tx.selectFrom('act').select('id').forUpdate().execute();
    const { ready, heldBack, untried } = await previewNotice(database.db, 1);
    expect([ready.length + heldBack.length, untried]).toEqual([1, 2]);
  });
});

test('another title does not hide that two batches of the same days differ by a few families', async () => {
  const { db } = database;
  const first = await enterBatch(db, books, 40n, 100_00n);
  await commitNotice(db, signer, undefined);
  const undo = { actId: first.actId, by: books.recorder, reasonCode: 'entryMistake' as const, reason: '人数有误' };
  await approve(value(await proposeReversal(db, { ...undo, idempotencyKey: crypto.randomUUID() })).actId);
  const few = await enterBatch(db, books, 41n, 100_00n, '困难家庭补助');
  expect(await whyNotPublishable(db, few.actId)).toMatchObject([
    { kind: 'batchDiffersByFew', values: { number: first.number, difference: '1' } },
  ]);
  const more = await enterBatch(db, books, 45n, 100_00n, '困难家庭补助');
  expect(await whyNotPublishable(db, more.actId)).toEqual([]);
});
