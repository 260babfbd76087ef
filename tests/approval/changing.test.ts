import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { getAct } from '#approval/queries.ts';
import { returnAct } from '#approval/return-act.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { reviseBatch } from '#disbursement/propose-batch.ts';
import {
  batch,
  cashGift,
  type Desk,
  given,
  kindsOf,
  openDesk,
  proposeGift,
  proposeHandOut,
  receiveCash,
  refusalsOf,
} from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const statusOf = async (actId: bigint) => (await getAct(desk.db, actId))?.status;
const tasksOf = async (actId: bigint) => (await getAct(desk.db, actId))?.openTasks;

describe('changing a proposal', () => {
  test('a returned proposal is changed by its recorder and then approved in its new form', async () => {
    await receiveCash(desk, 60_000n);
    const { actId } = await proposeHandOut(desk, 5n, 10_000n);
    given(await returnAct(desk.db, { actId, revision: 1, by: desk.reviewer, reason: '应为 6 人' }));
    expect([await statusOf(actId), await tasksOf(actId)]).toEqual(['returned', ['revise']]);
    expect(kindsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.otherReviewer }))).toEqual([
      'alreadyReturned',
    ]);
    const { revision } = given(
      await reviseBatch(desk.db, actId, 1, batch(6n, 10_000n, { coHosts: ['health'] }), desk.clerk),
    );
    expect([revision, await statusOf(actId), await tasksOf(actId)]).toEqual([2, 'proposed', ['approve']]);
    given(await approveAct(desk.db, { actId, revision: 2, by: desk.reviewer }));
    const act = await getAct(desk.db, actId);
    expect(act?.entry?.postings.map(({ amount }) => amount)).toEqual([60_000n, -60_000n]);
    expect(act?.history.map(({ what }) => what)).toEqual(['propose', 'return', 'revise', 'approve']);
  });

  test('a reviewer cannot approve a revision they have not seen', async () => {
    const { actId, number } = await proposeHandOut(desk, 5n, 100n);
    given(await reviseBatch(desk.db, actId, 1, batch(6n, 100n), desk.clerk));
    expect(refusalsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }))).toEqual([
      { kind: 'approval_of_current_revision', values: { number, revision: '2' } },
    ]);
  });

  test('two windows of one recorder do not overwrite each other', async () => {
    const { actId } = await proposeHandOut(desk, 5n, 100n);
    given(await reviseBatch(desk.db, actId, 1, batch(6n, 100n), desk.clerk));
    expect(kindsOf(await reviseBatch(desk.db, actId, 1, batch(7n, 100n), desk.clerk))).toEqual([
      'approval_of_current_revision',
    ]);
  });

  test('only the recorder changes or withdraws a proposal, and nobody an approved act', async () => {
    await receiveCash(desk, 5n);
    const { actId } = await proposeHandOut(desk, 5n, 1n);
    expect(kindsOf(await reviseBatch(desk.db, actId, 1, batch(6n, 1n), desk.otherClerk))).toEqual(['notTheRecorder']);
    expect(kindsOf(await withdrawAct(desk.db, { actId, by: desk.otherClerk }))).toEqual(['notTheRecorder']);
    expect(kindsOf(await returnAct(desk.db, { actId, revision: 1, by: desk.clerk, reason: '错' }))).toEqual([
      'returnByAnotherPerson',
    ]);
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(kindsOf(await reviseBatch(desk.db, actId, 1, batch(6n, 1n), desk.clerk))).toEqual(['alreadyApproved']);
    expect(kindsOf(await withdrawAct(desk.db, { actId, by: desk.clerk }))).toEqual(['alreadyApproved']);
    await expect(
      desk.db.updateTable('batch').set({ title: '改名' }).where('actId', '=', actId).execute(),
    ).rejects.toMatchObject({ constraint: 'act_frozen_after_approval' });
  });

  test("one kind's form does not reach into another kind's act", async () => {
    const { actId } = await proposeGift(desk, cashGift(100n));
    expect(kindsOf(await reviseBatch(desk.db, actId, 1, batch(6n, 1n), desk.clerk))).toEqual(['actUnknown']);
  });

  test('a withdrawn proposal is gone from the work queue and cannot be approved', async () => {
    const { actId } = await proposeGift(desk, cashGift(100n));
    given(await withdrawAct(desk.db, { actId, by: desk.clerk, reason: '重复' }));
    expect([await statusOf(actId), await tasksOf(actId)]).toEqual(['withdrawn', []]);
    expect(kindsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }))).toEqual(['actWithdrawn']);
  });

  test('a return needs a reason', async () => {
    const { actId } = await proposeGift(desk, cashGift(100n));
    expect(kindsOf(await returnAct(desk.db, { actId, revision: 1, by: desk.reviewer, reason: '  ' }))).toEqual([
      'act_return_reason_given',
    ]);
  });
});
