import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AdjustmentInput } from '#disbursement/adjustment.ts';
import { getAdjustment } from '#disbursement/adjustment-rows.ts';
import { proposeAdjustment, reviseAdjustment } from '#disbursement/propose-adjustment.ts';
import { onDay } from '#ledger/day.ts';
import type { Position } from '#ledger/position.ts';
import { type Desk, given, key, openDesk, receiveCash, receiveGoods, refusalsOf } from '../approval/desk.ts';
import { changed, enter, out } from './books.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe('an adjustment', () => {
  const adjustment = (change: Partial<AdjustmentInput> = {}): AdjustmentInput => ({
    header: out(),
    reason: 'fee',
    unit: 'CNY',
    amount: 60n,
    restriction: 'unrestricted',
    explanation: '平台手续费',
    ...change,
  });
  const adjust = (change: Partial<AdjustmentInput>) =>
    enter(desk, proposeAdjustment(desk.db, adjustment(change), desk.clerk, key()));

  test('is kept as it was entered, and as it was changed', async () => {
    const { actId } = given(await proposeAdjustment(desk.db, adjustment(), desk.clerk, key()));
    const input = adjustment({ header: { ...out(), occurred: onDay('2020-02-21') }, amount: 61n });
    given(await reviseAdjustment(desk.db, actId, 1, input, desk.clerk));
    expect(await getAdjustment(desk.db, actId)).toEqual(input);
  });

  test.each<[string, Partial<AdjustmentInput>, string, Partial<Position>]>([
    ['a fee takes away', { reason: 'fee' }, 'CNY', { adjusted: 60n, balance: -60n }],
    ['interest adds, and is no donation', { reason: 'interest' }, 'CNY', { adjusted: -60n, balance: 60n }],
    [
      'expired goods are written off',
      { reason: 'writeOff', unit: 'item:mask' },
      'item:mask',
      { adjusted: 60n, balance: -60n },
    ],
    [
      'a stocktake finds less',
      { reason: 'stocktakeShort', unit: 'item:mask' },
      'item:mask',
      { adjusted: 60n, balance: -60n },
    ],
    [
      'a stocktake finds more',
      { reason: 'stocktakeOver', unit: 'item:mask' },
      'item:mask',
      { adjusted: -60n, balance: 60n },
    ],
    [
      'their value goes with them',
      { reason: 'writeOff', unit: 'CNY:goods' },
      'CNY:goods',
      { adjusted: 60n, balance: -60n },
    ],
  ])('%s', async (_, change, unit, difference) => {
    await receiveCash(desk, 100n);
    await receiveGoods(desk, 'item:mask', 100n, 100n);
    expect(await changed(desk, unit, 'donation', () => adjust(change))).toEqual(difference);
  });

  test.each([
    ['a fee in masks', adjustment({ unit: 'item:mask' }), { kind: 'adjustmentUnit', field: 'unit' }],
    ['a stocktake of cash', adjustment({ reason: 'stocktakeOver' }), { kind: 'adjustmentUnit', field: 'unit' }],
    ['no explanation', adjustment({ explanation: '' }), { kind: 'adjustment_explained', field: 'explanation' }],
    ['nought', adjustment({ amount: 0n }), { kind: 'adjustment_amount_positive', field: 'amount' }],
  ])('refuses %s', async (_, input, refusal) => {
    expect(refusalsOf(await proposeAdjustment(desk.db, input, desk.clerk, key()))).toMatchObject([refusal]);
  });
});
