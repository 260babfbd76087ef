import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { attachPaper } from '#approval/attach-paper.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { getAct } from '#approval/queries.ts';
import { proposeRegistration } from '#registry/propose-registration.ts';
import { cashGift, type Desk, given, goodsGift, key, kindsOf, openDesk, proposeGift, refusalsOf } from './desk.ts';

let desk: Desk;
let dataDir: string;
beforeAll(async () => {
  desk = await openDesk();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-confirm-'));
});
afterAll(async () => {
  await desk.close();
  await rm(dataDir, { recursive: true });
});

const attachSlip = (actId: bigint) =>
  attachPaper(desk.db, dataDir, {
    actId,
    by: desk.clerk,
    paper: 'bankSlip',
    fileName: '回单.pdf',
    bytes: new TextEncoder().encode('%PDF-1.7'),
  });

const statusOf = async (actId: bigint) => (await getAct(desk.db, actId))?.status;
const tasksOf = async (actId: bigint) => (await getAct(desk.db, actId))?.openTasks;

describe('confirmation', () => {
  test.each([
    ['cash', () => cashGift(100n), ['bank', 'person', 'press'], 'stock'],
    ['goods', () => goodsGift('item:mask', 400n), ['stock', 'delivery', 'person', 'press'], 'bank'],
  ] as const)('of a gift of %s fits what came', async (_, gift, allowed, odd) => {
    const { actId } = await proposeGift(desk, gift());
    expect(kindsOf(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: 'press', note: '日报' }))).toEqual([
      'confirmation_of_approved_act',
    ]);
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect((await getAct(desk.db, actId))?.confirmableBy).toEqual(allowed);
    expect(kindsOf(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: odd, attachmentId: 1n }))).toEqual([
      'confirmationDoesNotFit',
    ]);
    expect(kindsOf(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: 'press', note: ' ' }))).toEqual([
      'confirmation_has_evidence',
    ]);
    given(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: 'press', note: '日报 2020-02-21' }));
    expect(kindsOf(await confirmAct(desk.db, { actId, by: desk.reviewer, kind: 'press', note: '同一报道' }))).toEqual([
      'alreadyConfirmed',
    ]);
  });

  test('is not the recorder’s own word, with a paper or without', async () => {
    const { actId, number } = await proposeGift(desk, cashGift(100n));
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    const { attachmentId } = given(await attachSlip(actId));
    for (const evidence of [{ attachmentId }, { note: '日报 2020-02-21' }]) {
      const own = await confirmAct(desk.db, { actId, by: desk.clerk, kind: 'press', ...evidence });
      expect(refusalsOf(own)).toEqual([{ kind: 'confirmation_by_another_person', values: { number } }]);
    }
    const past = { actId, kind: 'bank', attachmentId, recordedBy: desk.clerk };
    await expect(
      desk.db
        .insertInto('confirmation')
        .values({ ...past, confirmedBy: desk.clerk })
        .execute(),
    ).rejects.toMatchObject({ constraint: 'confirmation_by_another_person' });
    await expect(
      desk.db
        .insertInto('confirmation')
        .values({ ...past, recordedBy: desk.reviewer, confirmedBy: desk.clerk })
        .execute(),
    ).rejects.toMatchObject({ constraint: 'confirmation_of_recorded_act' });
    given(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: 'bank', attachmentId }));
  });

  test.each(['bank', 'person'] as const)('by %s needs a paper; a note is not enough', async (kind) => {
    const { actId } = await proposeGift(desk, cashGift(100n));
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(refusalsOf(await confirmAct(desk.db, { actId, by: desk.reviewer, kind, note: '已核对' }))).toEqual([
      { kind: 'confirmation_has_evidence', field: 'file' },
    ]);
    await expect(
      desk.db
        .insertInto('confirmation')
        .values({ actId, kind, recordedBy: desk.clerk, confirmedBy: desk.reviewer, note: '已核对' })
        .execute(),
    ).rejects.toMatchObject({ constraint: 'confirmation_has_evidence' });
  });

  test('a register entry needs none: it may be published once approved', async () => {
    const { actId } = given(
      await proposeRegistration(
        desk.db,
        { subject: 'programme', code: 'families', name: '家属关爱', fund: 'relief' },
        desk.clerk,
        key(),
      ),
    );
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect([await statusOf(actId), await tasksOf(actId)]).toEqual(['confirmed', ['publish']]);
    expect(kindsOf(await confirmAct(desk.db, { actId, by: desk.clerk, kind: 'press', note: '报道' }))).toEqual([
      'confirmationNotNeeded',
    ]);
  });
});
