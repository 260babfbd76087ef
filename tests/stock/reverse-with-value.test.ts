import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct, approveWithin } from '#approval/approve-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import { returnAct } from '#approval/return-act.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { inTransaction } from '#database/transaction.ts';
import { proposeReversalWithValue } from '#stock/reverse-with-value.ts';
import { listStock } from '#stock/stock-queries.ts';
import { proposeWriteOff } from '#stock/write-off.ts';
import {
  approved,
  balance,
  type Desk,
  given,
  goodsGift,
  key,
  kindsOf,
  openDesk,
  proposeGift,
  refusalsOf,
} from '../approval/desk.ts';
import { acceptGoods } from '../support/accepted-goods.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

let lots = 0;
/** 100 of 400 valued masks are written off: an act for the goods and one for their value, 225.00; the goods' is approved. */
async function writtenOff(): Promise<{ goods: bigint; value: bigint }> {
  const number = `冲销 ${++lots}`;
  const gift = goodsGift('item:mask', 400n, 90_000n);
  const giftId = await approved(
    desk,
    await proposeGift(desk, { ...gift, lines: gift.lines.map((line) => ({ ...line, lot: { number } })) }),
  );
  await acceptGoods(desk.db, giftId, desk);
  const row = (await listStock(desk.db, { limit: 1000 })).find(({ lot }) => lot?.number === number);
  const written = await proposeWriteOff(
    desk.db,
    {
      ...{ entity: 'charity', unit: 'item:mask', lotId: row?.lot?.id ?? 0n, part: 'relief|donation|unrestricted' },
      ...{ quantity: 100n, occurredOn: '2022-02-01', explanation: '受潮，销毁记录' },
    },
    desk.clerk,
    key(),
  );
  const [goods = 0n, value = 0n] = given(written).actIds;
  await approve(goods);
  return { goods, value };
}

const approve = async (actId: bigint, by = desk.reviewer) =>
  given(await approveAct(desk.db, { actId, revision: 1, by }));
const bothWrittenOff = async () => {
  const acts = await writtenOff();
  await approve(acts.value);
  return acts;
};
const voiding = (actId: bigint, by = desk.clerk) => ({
  ...{ actId, by, reasonCode: 'entryMistake' as const, reason: '其实没有受潮', idempotencyKey: key() },
});
const reverse = (actId: bigint, by = desk.clerk) => proposeReversalWithValue(desk.db, voiding(actId, by));
const statusOf = async (actId: bigint) => (await getAct(desk.db, actId))?.status;
const statusesOf = (...actIds: bigint[]) => Promise.all(actIds.map(statusOf));

describe('goods that were written off and their value', () => {
  test.each(['goods', 'value'] as const)(
    'come back together, whichever reversal is approved: that of the %s',
    async (pressed) => {
      const { goods, value } = await bothWrittenOff();
      const held = { masks: await balance(desk.db, 'item:mask'), fen: await balance(desk.db, 'CNY:goods') };
      const { actId, valueActId = 0n } = given(await reverse(goods));
      expect((await getAct(desk.db, actId))?.decidedWith).toMatchObject([{ actId: valueActId }]);
      expect((await getAct(desk.db, valueActId))?.decidedWith).toMatchObject([{ actId }]);
      await approve(pressed === 'goods' ? actId : valueActId);
      expect(await statusesOf(goods, value)).toEqual(['reversed', 'reversed']);
      expect(await balance(desk.db, 'item:mask')).toBe(held.masks + 100n);
      expect(await balance(desk.db, 'CNY:goods')).toBe(held.fen + 22_500n);
      // The other one, pressed too, was approved before.
      await approve(pressed === 'goods' ? valueActId : actId);
      expect(kindsOf(await reverse(goods))).toEqual(['alreadyReversed']);
    },
  );

  test.each(['goods', 'value'] as const)(
    'stay as they were once the reversal of the %s is taken back or sent back',
    async (pressed) => {
      const { goods, value } = await bothWrittenOff();
      const first = given(await reverse(goods));
      const one = (proposed: typeof first) => (pressed === 'goods' ? proposed.actId : (proposed.valueActId ?? 0n));
      given(await withdrawAct(desk.db, { actId: one(first), by: desk.clerk }));
      expect(await statusesOf(first.actId, first.valueActId ?? 0n)).toEqual(['withdrawn', 'withdrawn']);
      const second = given(await reverse(goods));
      const sentBack = { actId: one(second), revision: 1, by: desk.reviewer, reason: '没有附照片' };
      given(await returnAct(desk.db, sentBack));
      expect(await statusesOf(second.actId, second.valueActId ?? 0n)).toEqual(['returned', 'returned']);
      expect(await statusesOf(goods, value)).toEqual(['approved', 'approved']);
      // What was sent back waits for nobody: another clerk may propose it.
      const third = given(await reverse(goods, desk.otherClerk));
      // Taken back, the other half goes along, and what waits meanwhile stays.
      given(await withdrawAct(desk.db, { actId: one(second), by: desk.clerk }));
      expect(await statusesOf(second.actId, second.valueActId ?? 0n)).toEqual(['withdrawn', 'withdrawn']);
      expect(await statusesOf(third.actId, third.valueActId ?? 0n)).toEqual(['proposed', 'proposed']);
      await approve(third.actId);
      expect(await statusesOf(goods, value)).toEqual(['reversed', 'reversed']);
    },
  );

  test('are proposed to come back once, by two clerks at the same moment', async () => {
    for (let round = 0; round < 4; round++) {
      const { goods, value } = await bothWrittenOff();
      const results = await Promise.all([reverse(goods), reverse(goods, desk.otherClerk)]);
      const refused = results.filter(({ ok }) => !ok);
      expect(refused.map(kindsOf)).toEqual([['reversalWaits']]);
      const waiting = await desk.db
        .selectFrom('reversal')
        .innerJoin('act', 'act.id', 'reversal.actId')
        .select(['act.number', 'reversesActId'])
        .where('reversesActId', 'in', [goods, value])
        .orderBy('act.id')
        .execute();
      expect(waiting.map(({ reversesActId }) => reversesActId)).toEqual([goods, value]);
      expect(refused.flatMap(refusalsOf)[0]?.values?.by).toBe(waiting[0]?.number);
    }
  });

  test('are approved by nobody who proposed either of them', async () => {
    const { goods, value } = await bothWrittenOff();
    given(await reverse(value, desk.otherReviewer));
    const { actId, valueActId } = given(await reverse(goods));
    expect(valueActId).toBeUndefined();
    // They recorded one half, and would approve it with the other.
    const theirs = await approveAct(desk.db, { actId, revision: 1, by: desk.otherReviewer });
    expect(kindsOf(theirs)).toEqual(['approval_by_another_person']);
    expect(await statusesOf(goods, value)).toEqual(['approved', 'approved']);
    await approve(actId);
    expect(await statusesOf(goods, value)).toEqual(['reversed', 'reversed']);
  });

  test('do not come apart where one reversal was taken back by who proposed it: the next attempt adds it', async () => {
    const { goods, value } = await bothWrittenOff();
    const ofValue = given(await reverse(value, desk.otherClerk));
    const ofGoods = given(await reverse(goods));
    given(await withdrawAct(desk.db, { actId: ofValue.actId, by: desk.otherClerk }));
    expect(kindsOf(await approveAct(desk.db, { actId: ofGoods.actId, revision: 1, by: desk.reviewer }))).toEqual([
      'reversalWithoutValue',
    ]);
    const left = (await getAct(desk.db, goods))?.valueLeft;
    expect(left).toMatchObject([{ actId: value, reasonCode: 'entryMistake', reason: '其实没有受潮' }]);
    const added = given(await reverse(goods, desk.otherClerk));
    expect(added).toMatchObject({ existing: false, valueAlone: true });
    expect((await getAct(desk.db, goods))?.valueLeft).toEqual([]);
    await approve(ofGoods.actId);
    expect(await statusesOf(goods, value)).toEqual(['reversed', 'reversed']);
  });

  test('are brought together again where the goods came back alone', async () => {
    const { goods, value } = await bothWrittenOff();
    const { actId } = given(await proposeReversal(desk.db, voiding(goods)));
    given(await inTransaction(desk.db, (tx) => approveWithin(tx, { actId, revision: 1, by: desk.reviewer })));
    expect(await statusesOf(goods, value)).toEqual(['reversed', 'approved']);
    expect((await getAct(desk.db, goods))?.valueLeft).toMatchObject([{ actId: value }]);
    const held = await balance(desk.db, 'CNY:goods');
    const added = given(await reverse(goods));
    expect(added).toMatchObject({ existing: false, valueAlone: true });
    await approve(added.actId);
    expect(await balance(desk.db, 'CNY:goods')).toBe(held + 22_500n);
    expect((await getAct(desk.db, goods))?.valueLeft).toEqual([]);
  });

  test('come back once their value is decided: until then a reversal would leave it waiting for ever', async () => {
    const { goods, value } = await writtenOff();
    const number = (await getAct(desk.db, value))?.number;
    expect(refusalsOf(await reverse(goods))).toEqual([{ kind: 'reversalBeforeValue', values: { number } }]);
    expect((await getAct(desk.db, goods))?.reversalProposed).toBeUndefined();
    given(await withdrawAct(desk.db, { actId: value, by: desk.clerk }));
    const { actId, valueActId } = given(await reverse(goods));
    expect(valueActId).toBeUndefined();
    await approve(actId);
    expect(await statusesOf(goods, value)).toEqual(['reversed', 'withdrawn']);
  });

  test('a value alone may be taken back: the goods stay off the books', async () => {
    const { goods, value } = await bothWrittenOff();
    const { actId } = given(await reverse(value));
    expect((await getAct(desk.db, actId))?.decidedWith).toEqual([]);
    await approve(actId);
    expect(await statusesOf(goods, value)).toEqual(['approved', 'reversed']);
  });
});
