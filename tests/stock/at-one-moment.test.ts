import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { attachPaper } from '#approval/attach-paper.ts';
import { lockActs } from '#approval/lock-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import { returnAct } from '#approval/return-act.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { proposeIssue } from '#disbursement/propose-issue.ts';
import type { Result } from '#ledger/refusal.ts';
import { decideDelivery } from '#stock/decide-delivery.ts';
import { decideReceipt } from '#stock/decide-receipt.ts';
import { recordDelivery } from '#stock/record-delivery.ts';
import { recordReceipt } from '#stock/record-receipt.ts';
import { proposeReversalWithValue } from '#stock/reverse-with-value.ts';
import { proposeWriteOff } from '#stock/write-off.ts';
import {
  approved,
  balance,
  type Desk,
  given,
  goodsGift,
  header,
  key,
  openDesk,
  proposeGift,
  receiveGoods,
} from '../approval/desk.ts';
import { untilWaiting } from '../support/lock-waits.ts';

let desk: Desk;
let dataDir: string;
beforeAll(async () => {
  desk = await openDesk();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-moment-'));
  await receiveGoods(desk, 'item:mask', 100_000n, 10_000_000n);
});
afterAll(async () => {
  await desk.close();
  await rm(dataDir, { recursive: true, force: true });
});

const ROUNDS = [1, 2, 3, 4];
const statusOf = async (actId: bigint) => (await getAct(desk.db, actId))?.status;
const approve = (actId: bigint, by: bigint) => approveAct(desk.db, { actId, revision: 1, by });
const voiding = (actId: bigint, by = desk.clerk) => ({
  ...{ actId, by, reasonCode: 'entryMistake' as const, reason: '录错', idempotencyKey: key() },
});
const kindOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusals[0]?.kind);
const held = async () => ({ masks: await balance(desk.db, 'item:mask'), fen: await balance(desk.db, 'CNY:goods') });

/** Masks and their value that were written off, and the two reversals that wait. */
async function waitingHalves() {
  const written = await proposeWriteOff(
    desk.db,
    {
      ...{ entity: 'charity', unit: 'item:mask', part: 'relief|donation|unrestricted', quantity: 100n },
      ...{ occurredOn: '2022-02-01', explanation: '受潮，销毁记录' },
    },
    desk.clerk,
    key(),
  );
  const [goods = 0n, value = 0n] = given(written).actIds;
  for (const actId of [goods, value]) given(await approve(actId, desk.reviewer));
  const before = await held();
  return { goods, value, before, ...given(await proposeReversalWithValue(desk.db, voiding(goods))) };
}

describe('at the same moment', () => {
  test('the two halves of what comes back are approved, sent back and withdrawn: both halves go one way', async () => {
    for (const _ of ROUNDS) {
      const { goods, value, before, actId, valueActId = 0n } = await waitingHalves();
      const tried: Result<unknown>[] = await Promise.all([
        approve(actId, desk.reviewer),
        approve(valueActId, desk.otherReviewer),
        returnAct(desk.db, { actId: valueActId, revision: 1, by: desk.otherReviewer, reason: '没有附照片' }),
        withdrawAct(desk.db, { actId, by: desk.clerk }),
      ]);
      const [one, other] = [await statusOf(actId), await statusOf(valueActId)];
      expect(other).toBe(one);
      const cameBack = one === 'confirmed';
      expect([await statusOf(goods), await statusOf(value)]).toEqual(
        cameBack ? ['reversed', 'reversed'] : ['approved', 'approved'],
      );
      const after = await held();
      expect([after.masks - before.masks, after.fen > before.fen]).toEqual([cameBack ? 100n : 0n, cameBack]);
      expect(tried.some(({ ok }) => ok)).toBe(true);
      for (const kind of tried.map(kindOf)) {
        expect(['done', 'alreadyApproved', 'alreadyReturned', 'actWithdrawn']).toContain(kind);
      }
    }
  });

  test('the half with the later number is sent back while somebody holds the other: it is not held meanwhile', async () => {
    const { actId, valueActId = 0n } = await waitingHalves();
    const holding = await desk.db.startTransaction().execute();
    await lockActs(holding, [actId]);
    const sent = returnAct(desk.db, { actId: valueActId, revision: 1, by: desk.reviewer, reason: '没有附照片' });
    await untilWaiting(desk.db, 'for update');
    // Else whoever holds the first and wants the second would wait for whoever waits for them.
    await sql`select from act where id = ${valueActId} for update nowait`.execute(holding);
    await holding.commit().execute();
    given(await sent);
    expect([await statusOf(actId), await statusOf(valueActId)]).toEqual(['returned', 'returned']);
  });

  test('goods are accepted, their receipt withdrawn, and their gift reversed: accepted goods or none', async () => {
    for (const _ of ROUNDS) {
      const gift = await approved(desk, await proposeGift(desk, goodsGift('item:mask', 400n)));
      const before = await balance(desk.db, 'item:mask');
      const found = { line: 1, accepted: 400n, quarantined: 0n, rejected: 0n };
      const paper = { actId: gift, receivedOn: '2020-02-11', inspectedBy: '验收王', keptBy: '保管李', lines: [found] };
      const { receiptId: id } = given(await recordReceipt(desk.db, paper, desk.otherClerk, key()));
      const reversal = given(await proposeReversal(desk.db, voiding(gift)));
      const [accepted, again, withdrawn, voided] = await Promise.all([
        decideReceipt(desk.db, { id, decision: 'approved', by: desk.reviewer }),
        decideReceipt(desk.db, { id, decision: 'approved', by: desk.otherReviewer }),
        decideReceipt(desk.db, { id, decision: 'withdrawn', by: desk.otherClerk }),
        approve(reversal.actId, desk.otherReviewer),
      ]);
      expect([accepted, again, withdrawn].filter(({ ok }) => ok).length).toBeLessThanOrEqual(1);
      for (const kind of [accepted, again, withdrawn].map(kindOf)) {
        expect(['done', 'stock_receipt_decided_once', 'stock_receipt_of_standing_act']).toContain(kind);
      }
      // What is accepted can be reversed still; what is reversed is never accepted.
      given(voided);
      expect(await statusOf(gift)).toBe('reversed');
      expect(await balance(desk.db, 'item:mask')).toBe(before - 400n);
    }
  });

  test('what was sent is signed for and reversed: the delivery confirms what stands, or nothing', async () => {
    for (const _ of ROUNDS) {
      const issue = {
        ...{ header: { ...header('2020-02-20'), stream: 'donation' as const }, receiver: 'hospital' },
        ...{ restriction: 'unrestricted' as const, lines: [{ unit: 'item:mask', quantity: 10n }] },
      };
      const actId = await approved(desk, given(await proposeIssue(desk.db, issue, desk.clerk, key())));
      const bytes = new TextEncoder().encode(`%PDF-1.4 ${key()}`);
      const scan = { actId, by: desk.clerk, paper: 'deliveryNote' as const, fileName: '签收单.pdf', bytes };
      const { attachmentId } = given(await attachPaper(desk.db, dataDir, scan));
      const signed = await recordDelivery(
        desk.db,
        {
          ...{ actId, paper: 'deliveryNote', receivedOn: '2020-02-22', signedBy: '库管赵', attachmentId },
          lines: [{ line: 1, received: 10n, short: 0n, broken: 0n }],
        },
        desk.clerk,
        key(),
      );
      const { deliveryId: id } = given(signed);
      const reversal = given(await proposeReversal(desk.db, voiding(actId, desk.otherClerk)));
      const [one, other, voided] = await Promise.all([
        decideDelivery(desk.db, { id, decision: 'approved', by: desk.reviewer }),
        decideDelivery(desk.db, { id, decision: 'refused', by: desk.otherReviewer, reason: '没有盖章' }),
        approve(reversal.actId, desk.reviewer),
      ]);
      given(voided);
      expect(await statusOf(actId)).toBe('reversed');
      expect([one, other].filter(({ ok }) => ok).length).toBeLessThanOrEqual(1);
      for (const kind of [one, other].map(kindOf)) {
        expect(['done', 'stock_delivery_decided_once', 'stock_delivery_of_standing_act']).toContain(kind);
      }
      expect((await getAct(desk.db, actId))?.openTasks).toEqual([]);
    }
  });

  test('ten issues want the last of the accepted goods: as many happen as there are, the rest hear the figures', async () => {
    const there = await balance(desk.db, 'item:mask');
    // Goods that nobody has accepted yet lie beside them, and stay.
    const waiting = await approved(desk, await proposeGift(desk, goodsGift('item:mask', 50_000n)));
    const quantity = there / 3n;
    const acts = await Promise.all(
      Array.from({ length: 10 }, () =>
        proposeIssue(
          desk.db,
          {
            ...{ header: { ...header('2020-02-20'), stream: 'donation' }, receiver: 'hospital' },
            ...{ restriction: 'unrestricted', lines: [{ unit: 'item:mask', quantity }] },
          },
          desk.clerk,
          key(),
        ).then(given),
      ),
    );
    const tried = await Promise.all(acts.map(({ actId }) => approve(actId, desk.reviewer)));
    expect(tried.filter(({ ok }) => ok)).toHaveLength(3);
    for (const result of tried) {
      if (result.ok) continue;
      expect(result.refusals).toMatchObject([{ kind: 'posting_takes_accepted', values: { unit: '医用口罩' } }]);
    }
    expect(await balance(desk.db, 'item:mask')).toBe(there - 3n * quantity + 50_000n);
    expect(await statusOf(waiting)).toBe('approved');
  });
});
