import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { postingsOf } from '#approval/postings-of-act.ts';
import { getAct } from '#approval/queries.ts';
import { returnAct } from '#approval/return-act.ts';
import { proposeBatch } from '#disbursement/propose-batch.ts';
import { notEarlierThan, onDay } from '#ledger/day.ts';
import { confirmMatch } from '#reconciliation/matches/confirm-match.ts';
import { approveMatch, refuseMatch } from '#reconciliation/matches/decide-match.ts';
import { proposeRegistration } from '#registry/propose-registration.ts';
import { insertPerson } from '../support/people.ts';
import { moneyAccount, statementLine } from '../support/statement-lines.ts';
import {
  approved,
  balance,
  batch,
  cashGift,
  type Desk,
  given,
  header,
  key,
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

const matchedWithLine = async (actId: bigint) => {
  const account = await moneyAccount(desk.db, desk, { entity: 'charity' });
  const line = { account, day: '2020-02-10', flow: 'in' as const, amountFen: 100n };
  const lines = [await statementLine(desk.db, desk.clerk, line)];
  return confirmMatch(desk.db, { by: desk.otherClerk, way: 'person', lines, acts: [actId], idempotencyKey: key() });
};

describe('four eyes', () => {
  test('a gift waits for a second person, posts when approved, and waits for confirmation', async () => {
    const { actId } = await proposeGift(desk, cashGift(123_450n));
    expect([await statusOf(actId), await tasksOf(actId)]).toEqual(['proposed', ['approve']]);
    const shown = given(await postingsOf(desk.db, actId));
    const before = await balance(desk.db, 'CNY');
    const { entryId } = given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(await balance(desk.db, 'CNY')).toBe(before + 123_450n);
    const act = await getAct(desk.db, actId);
    expect(act).toMatchObject({ status: 'approved', openTasks: ['confirm'], entry: { id: entryId, postings: shown } });
    expect(act?.confirmableBy).toEqual(['press']);
    given(await confirmAct(desk.db, { actId, by: desk.otherClerk, kind: 'press', note: '日报 2020-02-17' }));
    expect([await statusOf(actId), await tasksOf(actId)]).toEqual(['confirmed', ['publish']]);
  });

  test('nobody approves what they recorded', async () => {
    const { actId, number } = await proposeGift(desk, cashGift(100n));
    expect(refusalsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.clerk }))).toEqual([
      { kind: 'approval_by_another_person', values: { number } },
    ]);
    expect(await statusOf(actId)).toBe('proposed');
  });

  test('nobody approves what they recorded, even past the office', async () => {
    const { actId } = await proposeGift(desk, cashGift(100n));
    const past = (recordedBy: bigint) =>
      desk.db.insertInto('approval').values({ actId, recordedBy, approvedBy: desk.clerk, revision: 1 }).execute();
    await expect(past(desk.clerk)).rejects.toMatchObject({ constraint: 'approval_by_another_person' });
    await expect(past(desk.reviewer)).rejects.toMatchObject({ constraint: 'approval_of_recorded_act' });
  });

  test('a second reviewer learns who was first and when', async () => {
    const { actId, number } = await proposeGift(desk, cashGift(100n));
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(refusalsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.otherReviewer }))).toEqual([
      {
        kind: 'alreadyApproved',
        values: { number, by: '复核丙', at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/) as string },
      },
    ]);
  });

  test('pressing approve twice is approving once', async () => {
    const { actId } = await proposeGift(desk, cashGift(100n));
    const first = given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }))).toEqual(first);
  });

  test('whoever has no role any more decides and confirms nothing, whichever way', async () => {
    const gone = await insertPerson(desk.owner, '离职复核', ['reviewer', 'recorder']);
    const waiting = await proposeGift(desk, cashGift(100n));
    const booked = await receiveCash(desk, 100n);
    const { matchId } = given(
      await matchedWithLine(await proposeGift(desk, cashGift(100n)).then((gift) => approved(desk, gift))),
    );
    await desk.owner.updateTable('appUser').set({ disabledAt: new Date() }).where('id', '=', gone).execute();
    for (const by of [gone, await insertPerson(desk.owner, '无岗位')]) {
      const decision = { actId: waiting.actId, revision: 1, by };
      expect(kindsOf(await approveAct(desk.db, decision))).toEqual(['approval_by_reviewer']);
      expect(kindsOf(await returnAct(desk.db, { ...decision, reason: '缺回单' }))).toEqual(['act_return_by_reviewer']);
      const press = { actId: booked, by, kind: 'press' as const, note: '日报' };
      expect(kindsOf(await confirmAct(desk.db, press))).toEqual(['confirmation_by_role']);
      expect(kindsOf(await approveMatch(desk.db, { matchId, by }))).toEqual(['wish_decided_by_reviewer']);
      expect(kindsOf(await refuseMatch(desk.db, { matchId, by, reason: '不符' }))).toEqual([
        'wish_decided_by_reviewer',
      ]);
    }
    expect([await statusOf(waiting.actId), await statusOf(booked)]).toEqual(['proposed', 'approved']);
  });

  test('an act that does not exist is refused, not thrown', async () => {
    expect(kindsOf(await approveAct(desk.db, { actId: 999_999n, revision: 1, by: desk.reviewer }))).toEqual([
      'actUnknown',
    ]);
  });
});

describe('what an approval stands on', () => {
  test('a fund that nobody approved yet carries no entry', async () => {
    const { db, clerk } = desk;
    given(
      await proposeRegistration(
        db,
        { subject: 'fund', code: 'unapproved', name: '未复核专项', beganOn: '2020-01-01' },
        clerk,
        key(),
      ),
    );
    const handOut = batch(5n, 1n, { header: { ...header(), fund: 'unapproved', stream: 'donation' } });
    expect(refusalsOf(await proposeBatch(db, handOut, clerk, key()))).toEqual([
      { kind: 'fundUnknown', field: 'fund', values: { code: 'unapproved' } },
    ]);
    // Past the form: the database says it of the approval.
    const { actId } = await proposeHandOut(desk, 5n, 1n);
    await db.updateTable('act').set({ fundCode: 'unapproved' }).where('id', '=', actId).execute();
    await receiveCash(desk, 100n);
    const approval = { actId, recordedBy: clerk, approvedBy: desk.reviewer, revision: 1 };
    await expect(db.insertInto('approval').values(approval).execute()).rejects.toMatchObject({
      constraint: 'approval_of_known_names',
    });
  });

  test.each([
    ['2019-12-31', 'dayBeforeFund', 'approval_within_the_fund'],
    ['2999-01-01', 'dayInFuture', 'approval_not_of_the_future'],
  ])('the day %s is refused on the form and by the database', async (day, onForm, inDatabase) => {
    const { db, clerk, reviewer } = desk;
    const handOut = batch(5n, 1n, { header: { ...header(day), stream: 'donation' } });
    expect(kindsOf(await proposeBatch(db, handOut, clerk, key()))).toEqual([onForm]);
    await receiveCash(desk, 100n);
    const { actId } = await proposeGift(desk, cashGift(1n));
    await db.updateTable('act').set({ occurredFrom: day, occurredTo: day }).where('id', '=', actId).execute();
    expect(kindsOf(await approveAct(db, { actId, revision: 1, by: reviewer }))).toEqual([inDatabase]);
    expect(await statusOf(actId)).toBe('proposed');
  });

  test('more cannot go out than there is, and the refusal says both figures', async () => {
    const there = await balance(desk.db, 'CNY');
    const share = there / 5n + 1n;
    const { actId } = await proposeHandOut(desk, 5n, share);
    const [refusal] = refusalsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(refusal?.kind).toBe('account_balance_not_negative');
    expect(refusal?.values).toMatchObject({ entity: '市慈善总会', fund: '援鄂关爱专项', unit: 'CNY' });
    const fen = (text = '') => BigInt(text.replace(/[,.]/g, ''));
    expect([fen(refusal?.values?.have), fen(refusal?.values?.need)]).toEqual([there, share * 5n]);
    expect(await statusOf(actId)).toBe('proposed');
  });

  test('an act counts in the books for its own day, not for the day it was entered', async () => {
    const { actId } = await proposeGift(desk, {
      ...cashGift(100n),
      header: { ...header(), occurred: onDay('2020-02-14') },
    });
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect((await getAct(desk.db, actId))?.entry?.bookedOn).toBe('2020-02-14');
    const later = await proposeGift(desk, {
      ...cashGift(100n),
      header: { ...header(), occurred: notEarlierThan('2020-02-11') },
    });
    given(await approveAct(desk.db, { actId: later.actId, revision: 1, by: desk.reviewer }));
    expect((await getAct(desk.db, later.actId))?.entry?.bookedOn).toBe('2020-02-11');
  });
});
