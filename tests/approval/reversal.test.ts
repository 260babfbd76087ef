import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { listPositions } from '#approval/positions.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import { returnAct } from '#approval/return-act.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { todayInShanghai } from '#ledger/day.ts';
import { negated } from '#ledger/posting.ts';
import { confirmedByBank } from '../support/statement-lines.ts';
import {
  approved,
  cashGift,
  type Desk,
  given,
  goodsGift,
  key,
  kindsOf,
  openDesk,
  proposeGift,
  proposeHandOut,
  receiveCash,
  refusalsOf,
  registered,
} from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const reverse = (actId: bigint, by = desk.clerk) =>
  proposeReversal(desk.db, { actId, by, reasonCode: 'entryMistake', reason: '金额录错', idempotencyKey: key() });

describe('红字冲销', () => {
  test('posts the exact negative, restores every balance, and ties both acts together', async () => {
    const before = await listPositions(desk.db);
    const gift = await approved(desk, await proposeGift(desk, goodsGift('item:mask', 400n, 80_000n)));
    const { actId } = given(await reverse(gift));
    expect(await listPositions(desk.db)).not.toEqual(before);
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    const [original, reversal] = [await getAct(desk.db, gift), await getAct(desk.db, actId)];
    expect(reversal?.entry?.postings).toEqual(negated(original?.entry?.postings ?? []));
    expect(reversal?.entry).toMatchObject({ reversesId: original?.entry?.id, bookedOn: todayInShanghai() });
    const nothing = { received: 0n, disbursed: 0n, appropriated: 0n, adjusted: 0n, unstated: 0n, balance: 0n };
    for (const position of await listPositions(desk.db)) {
      const earlier = before.find((row) => row.unit === position.unit);
      expect(position).toMatchObject(earlier ?? nothing);
    }
    expect(original).toMatchObject({ status: 'reversed', reversedBy: { actId } });
    expect(reversal).toMatchObject({ reverses: { actId: gift, reasonCode: 'entryMistake', reason: '金额录错' } });
  });

  test.each([
    ['13800138000', 'proseHasPhone'],
    ['11010119900307899X', 'proseHasIdNumber'],
  ])('is refused while its public reason names a person by %s', async (identifier, kind) => {
    const actId = await receiveCash(desk, 100n);
    const reason = `捐赠人 ${identifier} 来电更正`;
    const proposed = await proposeReversal(desk.db, {
      ...{ actId, by: desk.clerk, reasonCode: 'donorCorrection', reason, idempotencyKey: key() },
    });
    expect(refusalsOf(proposed)).toEqual([{ kind, field: 'reason' }]);
    given(await reverse(actId));
  });

  test('needs a second person too', async () => {
    const { actId } = given(await reverse(await receiveCash(desk, 100n)));
    expect(kindsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.clerk }))).toEqual([
      'approval_by_another_person',
    ]);
  });

  test('of what was already spent is refused with both figures until the spending is reversed', async () => {
    const gift = await receiveCash(desk, 50_000n, 'restricted');
    const handOut = await approved(desk, await proposeHandOut(desk, 5n, 8_000n, { restriction: 'restricted' }));
    const ofGift = given(await reverse(gift));
    const [refusal] = refusalsOf(await approveAct(desk.db, { actId: ofGift.actId, revision: 1, by: desk.reviewer }));
    expect(refusal).toMatchObject({
      kind: 'account_balance_not_negative',
      values: { have: '100.00', need: '500.00', restriction: 'restricted' },
    });
    await approved(desk, given(await reverse(handOut)));
    await approved(desk, ofGift);
    expect((await getAct(desk.db, gift))?.status).toBe('reversed');
  });

  test('happens once: a second proposal, a second approval and a reversal of the reversal are refused', async () => {
    const gift = await receiveCash(desk, 100n);
    const first = given(await reverse(gift));
    expect(refusalsOf(await reverse(gift, desk.otherClerk))).toMatchObject([
      { kind: 'reversalWaits', values: { by: first.number } },
    ]);
    await approved(desk, first);
    expect(kindsOf(await reverse(gift))).toEqual(['alreadyReversed']);
    expect(kindsOf(await reverse(first.actId))).toEqual(['reversalOfReversal']);
    expect(
      kindsOf(await confirmAct(desk.db, { actId: gift, by: desk.otherClerk, kind: 'press', note: '日报' })),
    ).toEqual(['alreadyReversed']);
  });

  test('is proposed anew by anybody once it was withdrawn or sent back', async () => {
    const gift = await receiveCash(desk, 100n);
    const withdrawn = given(await reverse(gift));
    given(await withdrawAct(desk.db, { actId: withdrawn.actId, by: desk.clerk }));
    const { actId } = given(await reverse(gift));
    given(await returnAct(desk.db, { actId, revision: 1, by: desk.reviewer, reason: '没有附凭据' }));
    expect((await getAct(desk.db, gift))?.reversalProposed).toBeUndefined();
    const anew = given(await reverse(gift, desk.otherClerk));
    expect((await getAct(desk.db, gift))?.reversalProposed).toEqual({ actId: anew.actId, number: anew.number });
    await approved(desk, anew);
    expect((await getAct(desk.db, gift))?.status).toBe('reversed');
  });

  test('by a form that was sent for another act is a proposal of its own', async () => {
    const idempotencyKey = key();
    const said = { by: desk.clerk, reasonCode: 'entryMistake' as const, reason: '录错', idempotencyKey };
    const proposed: bigint[] = [];
    for (const gift of [await receiveCash(desk, 100n), await receiveCash(desk, 100n)]) {
      const { actId, existing } = given(await proposeReversal(desk.db, { ...said, actId: gift }));
      expect(existing).toBe(false);
      expect((await getAct(desk.db, actId))?.reverses?.actId).toBe(gift);
      proposed.push(actId);
    }
    expect(new Set(proposed).size).toBe(2);
  });

  test('sent twice by one form is one proposal, also after it was approved', async () => {
    const gift = await receiveCash(desk, 100n);
    const form = { ...{ actId: gift, by: desk.clerk, reason: '金额录错' }, idempotencyKey: key() };
    const send = () => proposeReversal(desk.db, { ...form, reasonCode: 'entryMistake' });
    const first = given(await send());
    expect(given(await send())).toEqual({ ...first, existing: true });
    await approved(desk, first);
    expect(given(await send())).toEqual({ ...first, existing: true });
  });

  test('is for what was approved, and not for names', async () => {
    const { actId } = await proposeGift(desk, cashGift(100n));
    expect(kindsOf(await reverse(actId))).toEqual(['reversalOfUnapproved']);
    const fund = await registered(desk, { subject: 'fund', code: 'other', name: '另一专项', beganOn: '2020-01-01' });
    expect(kindsOf(await reverse(fund))).toEqual(['reversalOfRegistration']);
    expect(kindsOf(await reverse(999_999n))).toEqual(['actUnknown']);
  });

  test('needs a reason', async () => {
    const input = { actId: 1n, by: desk.clerk, reasonCode: 'other' as const, reason: ' ', idempotencyKey: key() };
    expect(kindsOf(await proposeReversal(desk.db, input))).toEqual(['reversal_reason_given']);
  });

  test('of a gift that was never public leaves both out of the queue of the publisher', async () => {
    const gift = await receiveCash(desk, 100n);
    given(await confirmAct(desk.db, { actId: gift, by: desk.otherClerk, kind: 'press', note: '日报' }));
    expect((await getAct(desk.db, gift))?.openTasks).toEqual(['publish']);
    const { actId } = given(await reverse(gift));
    await approved(desk, { actId });
    expect((await getAct(desk.db, gift))?.openTasks).toEqual([]);
    expect((await getAct(desk.db, actId))?.openTasks).toEqual([]);
  });

  test('of a published gift waits for the publisher: the log needs its correction', async () => {
    const gift = await receiveCash(desk, 100n);
    given(await confirmAct(desk.db, { actId: gift, by: desk.otherClerk, kind: 'press', note: '日报' }));
    await desk.owner.updateTable('logHead').set({ size: 1n }).execute();
    await desk.owner
      .insertInto('logLeaf')
      .values({ leafIndex: 0n, kind: 'intake', actId: gift, bytes: Buffer.from('{}'), hash: Buffer.alloc(32) })
      .execute();
    const { actId } = given(await reverse(gift));
    await approved(desk, { actId });
    expect((await getAct(desk.db, actId))?.openTasks).toEqual(['publish']);
  });

  test('of a published gift, because it was given back, waits until the bank shows so', async () => {
    const gift = await receiveCash(desk, 100n);
    given(await confirmAct(desk.db, { actId: gift, by: desk.otherClerk, kind: 'press', note: '日报' }));
    await desk.owner.updateTable('logHead').set({ size: 2n }).execute();
    await desk.owner
      .insertInto('logLeaf')
      .values({ leafIndex: 1n, kind: 'intake', actId: gift, bytes: Buffer.from('{}'), hash: Buffer.alloc(32) })
      .execute();
    const refund = { actId: gift, by: desk.clerk, reasonCode: 'refund' as const, reason: '捐赠人收回' };
    const { actId } = given(await proposeReversal(desk.db, { ...refund, idempotencyKey: key() }));
    await approved(desk, { actId });
    const waiting = { status: 'approved', openTasks: ['confirm'], confirmableBy: [], matchable: true };
    expect(await getAct(desk.db, actId)).toMatchObject(waiting);
    await confirmedByBank(desk.db, desk, actId);
    expect(await getAct(desk.db, actId)).toMatchObject({ status: 'confirmed', openTasks: ['publish'] });
  });

  test('of a gift that was given back before it was public needs no confirmation: nobody will see either', async () => {
    const gift = await receiveCash(desk, 100n);
    const refund = { actId: gift, by: desk.clerk, reasonCode: 'refund' as const, reason: '捐赠人收回' };
    const { actId } = given(await proposeReversal(desk.db, { ...refund, idempotencyKey: key() }));
    await approved(desk, { actId });
    expect(await getAct(desk.db, actId)).toMatchObject({ status: 'confirmed', openTasks: [], confirmableBy: [] });
  });

  test('as of the day of the gift the books still show it', async () => {
    const at = async (day: string) =>
      (await listPositions(desk.db, { day })).find(({ unit }) => unit === 'CNY:goods')?.received ?? 0n;
    const gift = await approved(desk, await proposeGift(desk, goodsGift('item:mask', 10n, 5_000n)));
    await approved(desk, given(await reverse(gift)));
    expect(await at('2020-02-09')).toBe(0n);
    expect(await at('2020-02-10')).toBe(85_000n);
    expect(await at(todayInShanghai())).toBe(0n);
  });
});
