import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { previewNotice } from '#publication/commit-notice.ts';
import { createLog } from '#publication/log-key.ts';
import { publish } from '#publication/publish.ts';
import { decideUndo, proposeUndo } from '#reconciliation/matches/undo-match.ts';
import { linesById, matchOf } from '#reconciliation/matches/work-list.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { untilWaiting } from '../../support/lock-waits.ts';
import { siteOfTexts } from '../../support/site-of-texts.ts';
import { cashGift, openSmallBooks, value } from '../../support/small-books.ts';
import { approvedMatch, moneyAccount, statementLine } from '../../support/statement-lines.ts';

let database: TestDatabase;
let people: { clerk: bigint; reviewer: bigint };
let account: bigint;
let dataDir: string;

beforeEach(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-matched-'));
  await createLog(database.db, dataDir, 'ledger.example.org/log');
  const { recorder, reviewer } = await openSmallBooks(database.db, database.owner);
  people = { clerk: recorder, reviewer };
  account = await moneyAccount(database.db, people, { entity: 'city-charity', name: '募捐专户' });
});
afterEach(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

async function approvedGift(amountFen: bigint): Promise<bigint> {
  const { db } = database;
  const { actId } = value(await proposeDonation(db, cashGift(amountFen), people.clerk, crypto.randomUUID()));
  value(await approveAct(db, { actId, revision: 1, by: people.reviewer }));
  return actId;
}
const lineOf = (amountFen: bigint, flow: 'in' | 'out' = 'in') =>
  statementLine(database.db, people.clerk, {
    account,
    day: '2020-02-10',
    flow,
    amountFen,
    name: '李四',
    purpose: '捐款',
  });
const stateOf = async (id: bigint) => (await linesById(database.db, [id]))[0]?.state;
const publishNow = () => publish(database.db, { dataDir, buildSite: siteOfTexts });
interface PublishedLeaf {
  kind: string;
  reason?: string;
  confirmedBy?: string[];
  unmatched?: { account: string; flow: string; amount: string; count: string }[];
}
const leaves = async (): Promise<PublishedLeaf[]> =>
  (await database.db.selectFrom('logLeaf').select('bytes').orderBy('leafIndex').execute()).map(({ bytes }) =>
    JSON.parse(bytes.toString('utf8')),
  );

test('a gift is published by its match; voided as not received, a correction follows and its line is open again', async () => {
  const { db } = database;
  const gift = await approvedGift(10_00n);
  const lineId = await lineOf(10_00n);
  expect((await previewNotice(db)).ready.some(({ actId }) => actId === gift)).toBe(false);
  const matchId = await approvedMatch(db, people, { lines: [lineId], acts: [gift] });
  expect(value(await publishNow()).notice).toBe(1n);
  expect((await leaves()).find(({ kind }) => kind === 'intake')?.confirmedBy).toEqual(['bank']);

  const wish = { matchId, by: people.clerk, reason: '不是这笔' };
  const refused = await proposeUndo(db, wish);
  expect(refused).toMatchObject({ ok: false, refusals: [{ kind: 'money_match_undoing_before_publication' }] });

  const reversal = value(
    await proposeReversal(db, {
      ...{ actId: gift, by: people.clerk, reasonCode: 'notReceived', reason: '银行退回了这笔款' },
      idempotencyKey: 'reversal',
    }),
  );
  value(await approveAct(db, { actId: reversal.actId, revision: 1, by: people.reviewer }));
  expect(await matchOf(db, matchId)).toMatchObject({ state: 'undone', undoings: [{ reason: '银行退回了这笔款' }] });
  expect(await stateOf(lineId)).toBe('open');
  expect(value(await publishNow()).notice).toBe(2n);
  const after = await leaves();
  expect(after.find(({ kind }) => kind === 'correction')).toMatchObject({ reason: 'notReceived' });
  expect(after.at(-1)?.unmatched).toEqual([{ account: 'bank', flow: 'in', amount: '1000', count: '1' }]);
});

test('sums of unmatched lines are published per kind of account and direction, without a word of the bank', async () => {
  const { db } = database;
  const alipay = await moneyAccount(db, people, { entity: 'city-charity', kind: 'alipay' });
  await lineOf(3_00n);
  await lineOf(4_00n);
  await lineOf(50n, 'out');
  await statementLine(db, people.clerk, { account: alipay, day: '2020-02-11', flow: 'in', amountFen: 9_00n });
  const gift = await approvedGift(8_00n);
  await approvedMatch(db, people, { lines: [await lineOf(8_00n)], acts: [gift] });
  value(await publishNow());
  const published = await leaves();
  expect(published.at(-1)).toMatchObject({
    entity: 'city-charity',
    balances: [],
    unmatched: [
      { account: 'alipay', flow: 'in', amount: '900', count: '1' },
      { account: 'bank', flow: 'in', amount: '700', count: '2' },
      { account: 'bank', flow: 'out', amount: '50', count: '1' },
    ],
  });
  expect(JSON.stringify(published)).not.toContain('李四');
});

test('a match that is undone while the publisher waits takes its gift out of the notice', async () => {
  const { db } = database;
  await approvedMatch(db, people, { lines: [await lineOf(1_00n)], acts: [await approvedGift(1_00n)] });
  const gift = await approvedGift(20_00n);
  const matchId = await approvedMatch(db, people, { lines: [await lineOf(20_00n)], acts: [gift] });
  const { undoingId } = value(await proposeUndo(db, { matchId, by: people.clerk, reason: '对错了' }));
  let publishing: ReturnType<typeof publishNow> | undefined;
  await database.owner.transaction().execute(async (tx) => {
    await tx.selectFrom('logHead').select('size').forUpdate().execute();
    publishing = publishNow();
    await untilWaiting(database.db, 'log_head');
    value(await decideUndo(db, { undoingId, by: people.reviewer, decision: 'approved' }));
  });
  value(await (publishing ?? publishNow()));
  expect((await leaves()).filter(({ kind }) => kind === 'intake')).toHaveLength(1);
  expect(await getAct(db, gift)).toMatchObject({ status: 'approved', openTasks: ['confirm'] });
});

test('where a reversal undoes a match of several gifts, the others wait for confirmation again', async () => {
  const { db } = database;
  const [published, other] = [await approvedGift(30_00n), await approvedGift(40_00n)];
  await approvedMatch(db, people, { lines: [await lineOf(70_00n)], acts: [published, other] });
  const reversal = value(
    await proposeReversal(db, {
      ...{ actId: published, by: people.clerk, reasonCode: 'duplicate', reason: '登记了两次' },
      idempotencyKey: 'reversal',
    }),
  );
  value(await approveAct(db, { actId: reversal.actId, revision: 1, by: people.reviewer }));
  expect(await getAct(db, other)).toMatchObject({ status: 'approved', openTasks: ['confirm'] });
});

test('published gifts of one match are voided together or not at all, so that none stays public unconfirmed', async () => {
  const { db } = database;
  const gifts = [await approvedGift(30_00n), await approvedGift(40_00n)] as const;
  const lineId = await lineOf(70_00n);
  await approvedMatch(db, people, { lines: [lineId], acts: [...gifts] });
  value(await publishNow());
  const reversalOf = async (actId: bigint) =>
    value(
      await proposeReversal(db, {
        ...{ actId, by: people.clerk, reasonCode: 'entryMistake', reason: '两笔金额对调了' },
        idempotencyKey: `reversal ${actId}`,
      }),
    ).actId;
  const approve = (actId: bigint) => approveAct(db, { actId, revision: 1, by: people.reviewer });
  const first = await reversalOf(gifts[0]);
  const other = await getAct(db, gifts[1]);
  expect(await approve(first)).toMatchObject({
    ok: false,
    refusals: [{ kind: 'reversal_leaves_public_unconfirmed', values: { numbers: other?.number } }],
  });
  expect(await stateOf(lineId)).toBe('matched');
  expect(other).toMatchObject({ status: 'published', confirmedBy: ['bank'] });

  const second = await reversalOf(gifts[1]);
  value(await approve(first));
  expect(await stateOf(lineId)).toBe('open');
  expect(await withdrawAct(db, { actId: second, by: people.clerk })).toMatchObject({
    ok: false,
    refusals: [{ kind: 'withdrawal_of_needed_reversal', values: { number: other?.number } }],
  });
  value(await approve(second));
  expect((await getAct(db, gifts[1]))?.openTasks).toEqual([]);
  value(await publishNow());
  expect((await leaves()).filter(({ kind }) => kind === 'correction')).toHaveLength(2);
});

test('a published gift that was matched anew with its line needs its reversal no more', async () => {
  const { db } = database;
  const gifts = [await approvedGift(30_00n), await approvedGift(40_00n)] as const;
  await approvedMatch(db, people, { lines: [await lineOf(70_00n)], acts: [...gifts] });
  value(await publishNow());
  const [first, second] = await Promise.all(
    gifts.map(async (actId) =>
      value(
        await proposeReversal(db, {
          ...{ actId, by: people.clerk, reasonCode: 'entryMistake', reason: '两笔金额对调了' },
          idempotencyKey: `reversal ${actId}`,
        }),
      ),
    ),
  );
  value(await approveAct(db, { actId: first?.actId ?? 0n, revision: 1, by: people.reviewer }));
  await approvedMatch(db, people, { lines: [await lineOf(40_00n)], acts: [gifts[1]] });
  value(await withdrawAct(db, { actId: second?.actId ?? 0n, by: people.clerk }));
  expect(await getAct(db, gifts[1])).toMatchObject({ status: 'published', confirmedBy: ['bank'], openTasks: [] });
});

test('the database publishes nothing that nothing confirms, and undoes no match behind the log', async () => {
  const { db } = database;
  const gift = await approvedGift(50_00n);
  const leaf = { leafIndex: 0n, actId: gift, kind: 'intake', bytes: Buffer.from('{}'), hash: Buffer.alloc(32) };
  await expect(db.insertInto('logLeaf').values(leaf).execute()).rejects.toMatchObject({
    constraint: 'log_leaf_confirmed',
  });
  const matchId = await approvedMatch(db, people, { lines: [await lineOf(50_00n)], acts: [gift] });
  value(await publishNow());
  const wish = { matchId, reason: '直接改库', proposedBy: people.clerk };
  await expect(db.insertInto('moneyMatchUndoing').values(wish).execute()).rejects.toMatchObject({
    constraint: 'money_match_undoing_before_publication',
  });
  const bank = { actId: gift, kind: 'bank', recordedBy: people.clerk, confirmedBy: people.reviewer, note: '凭回单' };
  await expect(db.insertInto('confirmation').values(bank).execute()).rejects.toMatchObject({ code: '23514' });
});
