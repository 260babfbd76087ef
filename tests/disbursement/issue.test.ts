import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { listHoldings } from '#approval/positions.ts';
import type { IssueInput } from '#disbursement/issue.ts';
import { getIssue } from '#disbursement/issue-rows.ts';
import { proposeIssue, reviseIssue } from '#disbursement/propose-issue.ts';
import {
  accepted,
  approved,
  type Desk,
  given,
  goodsGift,
  key,
  openDesk,
  proposeGift,
  receiveGoods,
  refusalsOf,
} from '../approval/desk.ts';
import { accounts, changed, enter, out, position } from './books.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe('a goods issue', () => {
  const issue = (change: Partial<IssueInput> = {}): IssueInput => ({
    header: out(),
    receiver: 'hospital',
    restriction: 'unrestricted',
    lines: [{ unit: 'item:mask', quantity: 400n }],
    ...change,
  });

  test('is kept as it was entered, and as it was changed', async () => {
    const { actId } = given(await proposeIssue(desk.db, issue(), desk.clerk, key()));
    const input = issue({
      purpose: '发热门诊',
      courierNumber: 'SF1023',
      lines: [
        { unit: 'item:mask', quantity: 100n, valueFen: 5_000n },
        { unit: 'item:rice', quantity: 1_500n },
      ],
    });
    given(await reviseIssue(desk.db, actId, 1, input, desk.clerk));
    expect(await getIssue(desk.db, actId)).toEqual(input);
  });

  test('moves pieces and their value out of stock, never one as the other', async () => {
    await receiveGoods(desk, 'item:mask', 1_000n, 200_000n);
    const lines = [{ unit: 'item:mask', quantity: 400n, valueFen: 80_000n }];
    let actId = 0n;
    const pieces = await changed(desk, 'item:mask', 'donation', async () => {
      actId = await enter(desk, proposeIssue(desk.db, issue({ lines }), desk.clerk, key()));
    });
    expect(pieces).toEqual({ disbursed: 400n, balance: -400n });
    expect(await accounts(desk, actId)).toEqual([
      ['510101', 'item:mask', 400n],
      ['1201', 'item:mask', -400n],
      ['510101', 'CNY:goods', 80_000n],
      ['1201', 'CNY:goods', -80_000n],
    ]);
    expect((await position(desk, 'CNY:goods')).balance).toBe(120_000n);
  });

  test('of a lot leaves that lot, and no other lot pays for it', async () => {
    await desk.owner
      .insertInto('location')
      .values({ code: 'main-store', entityCode: 'charity', name: '总仓' })
      .execute();
    const lot = { number: 'L20200201', expiresOn: '2022-02-01' };
    const gift = goodsGift('item:mask', 500n);
    const line = { unit: 'item:mask', quantity: 500n, provenance: 'stated' as const, fate: 'held' as const };
    await accepted(desk, await proposeGift(desk, { ...gift, lines: [{ ...line, lot, location: 'main-store' }] }));
    const held = (await listHoldings(desk.db, { entity: 'charity', unit: 'item:mask' })).find((row) => row.lot);
    expect(held).toMatchObject({ lot, location: { code: 'main-store', name: '总仓' }, amount: 500n });
    const lotId = held?.lot?.id ?? 0n;
    const take = (quantity: bigint) =>
      proposeIssue(
        desk.db,
        issue({ lines: [{ unit: 'item:mask', quantity, lotId, location: 'main-store' }] }),
        desk.clerk,
        key(),
      ).then(given);
    const tooMuch = await approveAct(desk.db, { ...(await take(501n)), revision: 1, by: desk.reviewer });
    expect(refusalsOf(tooMuch)).toMatchObject([
      { kind: 'account_balance_not_negative', values: { have: '500', need: '501', measure: '只' } },
    ]);
    await approved(desk, await take(500n));
    const odd = issue({ lines: [{ unit: 'item:rice', quantity: 1n, lotId, location: 'attic' }] });
    expect(
      refusalsOf(await proposeIssue(desk.db, odd, desk.clerk, key())).map(({ kind, line }) => [kind, line]),
    ).toEqual([
      ['lotOfAnotherItem', 1],
      ['locationUnknown', 1],
    ]);
  });

  test.each([
    ['cash', issue({ lines: [{ unit: 'CNY', quantity: 1n }] }), { kind: 'goods_issue_line_goods', line: 1 }],
    ['no line', issue({ lines: [] }), { kind: 'linesMissing' }],
    ['nought', issue({ lines: [{ unit: 'item:mask', quantity: 0n }] }), { kind: 'goods_issue_line_quantity_positive' }],
    ['itself as receiver', issue({ receiver: 'charity' }), { kind: 'receiverIsGiver', field: 'receiver' }],
    ['nobody as receiver', issue({ receiver: 'nobody' }), { kind: 'organisationUnknown', field: 'receiver' }],
    [
      'more lines than a leaf holds',
      issue({ lines: Array.from({ length: 9 }, () => ({ unit: 'item:mask', quantity: 1n })) }),
      { kind: 'tooManyLines' },
    ],
  ])('refuses %s', async (_, input, refusal) => {
    expect(refusalsOf(await proposeIssue(desk.db, input, desk.clerk, key()))).toMatchObject([refusal]);
  });
});
