import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import type { AppropriationInput, AppropriationItem, Direction, Form } from '#disbursement/appropriation.ts';
import { getAppropriation } from '#disbursement/appropriation-rows.ts';
import { proposeAppropriation, reviseAppropriation } from '#disbursement/propose-appropriation.ts';
import { notEarlierThan } from '#ledger/day.ts';
import { type Desk, given, key, openDesk, receiveCash, receiveFunding, refusalsOf } from '../approval/desk.ts';
import { changed, enter, out, position } from './books.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe('an appropriation', () => {
  const item = (form: Form, amount: bigint, change: Partial<AppropriationItem> = {}): AppropriationItem => ({
    receiver: 'branch',
    form,
    unit: 'CNY',
    amount,
    provenance: 'stated',
    ...change,
  });
  const appropriation = (
    direction: Direction,
    items: AppropriationItem[],
    change: Partial<AppropriationInput> = {},
  ): AppropriationInput => ({
    header: out(),
    direction,
    allotment: 1n,
    purpose: '专项慰问金',
    restriction: 'unrestricted',
    items,
    ...change,
  });
  const pass = (direction: Direction, form: Form, amount: bigint) =>
    proposeAppropriation(desk.db, appropriation(direction, [item(form, amount)]), desk.clerk, key());

  test('is kept as it was entered, and as it was changed', async () => {
    const { actId } = given(await pass('out', 'grant', 5n));
    const input = appropriation(
      'out',
      [
        item('grant', 400n, { receivers: 40n, purpose: '慰问一线职工' }),
        item('advance', 50n, { receiver: 'hospital' }),
      ],
      {
        header: { ...out('funding'), occurred: notEarlierThan('2020-02-11') },
        restriction: 'restricted',
        allotment: 2n,
        decision: { kind: 'notStated' },
      },
    );
    given(await reviseAppropriation(desk.db, actId, 1, input, desk.clerk));
    expect(await getAppropriation(desk.db, actId)).toEqual(input);
  });

  test('is not a disbursement: an advance is one only when the branch reports it, and a remainder comes back', async () => {
    await receiveCash(desk, 10_000n);
    const step = (direction: Direction, amount: bigint) =>
      changed(desk, 'CNY', 'donation', () => enter(desk, pass(direction, 'advance', amount)));
    expect(await step('out', 1_000n)).toEqual({ appropriated: 1_000n, balance: -1_000n });
    expect(await step('report', 700n)).toEqual({ disbursed: 700n, appropriated: -700n });
    expect(await step('return', 300n)).toEqual({ appropriated: -300n, balance: 300n });
  });

  test('nobody reports or returns more than they were given, and the refusal names them', async () => {
    await enter(desk, pass('out', 'advance', 500n));
    for (const [direction, form, have] of [
      ['report', 'advance', '5.00'],
      ['return', 'advance', '5.00'],
      ['return', 'grant', '0.00'],
    ] as const) {
      const { actId } = given(await pass(direction, form, 501n));
      expect(refusalsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }))).toMatchObject([
        { kind: 'account_balance_not_negative', values: { receiver: '区分会', have, need: '5.01' } },
      ]);
    }
  });

  test('what one receiver got is not another receiver’s to report', async () => {
    await enter(desk, pass('out', 'advance', 500n));
    const report = appropriation('report', [item('advance', 1n, { receiver: 'hospital' })]);
    const { actId } = given(await proposeAppropriation(desk.db, report, desk.clerk, key()));
    expect(refusalsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }))).toMatchObject([
      { values: { receiver: '市第一医院', have: '0.00' } },
    ]);
  });

  test('of union money stays in the stream of money that is no donation', async () => {
    await receiveFunding(desk, 610_000_000n);
    const allot = (amounts: bigint[], allotment: bigint) =>
      enter(
        desk,
        proposeAppropriation(
          desk.db,
          appropriation(
            'out',
            amounts.map((amount) => item('grant', amount)),
            { header: out('funding'), restriction: 'restricted', allotment },
          ),
          desk.clerk,
          key(),
        ),
      );
    const difference = await changed(desk, 'CNY', 'funding', async () => {
      await allot([400_000_000n], 1n);
      await allot([50_000_000n, 110_000_000n, 50_000_000n], 2n);
    });
    expect(difference).toEqual({ appropriated: 610_000_000n, balance: -610_000_000n });
    expect(await position(desk, 'CNY', 'funding')).toMatchObject({ received: 610_000_000n, balance: 0n });
  });

  test.each([
    [
      'a report on a grant',
      appropriation('report', [item('grant', 1n)]),
      { kind: 'appropriationReportOfGrant', line: 1 },
    ],
    [
      'agency money as a grant',
      appropriation('out', [item('grant', 1n)], { restriction: 'agency' }),
      { kind: 'appropriationAgencyGrant', line: 1 },
    ],
    [
      'more receivers than any record can be',
      appropriation('out', [item('grant', 1n, { receivers: 10n ** 18n })]),
      { kind: 'value_out_of_range', field: 'receivers', line: 1 },
    ],
    ['no item', appropriation('out', []), { kind: 'linesMissing' }],
    [
      'itself',
      appropriation('out', [item('grant', 1n, { receiver: 'charity' })]),
      { kind: 'receiverIsGiver', line: 1 },
    ],
    ['no purpose', appropriation('out', [item('grant', 1n)], { purpose: '' }), { kind: 'purposeMissing' }],
    [
      'an allotment of nought',
      appropriation('out', [item('grant', 1n)], { allotment: 0n }),
      { kind: 'appropriation_allotment_positive' },
    ],
  ])('refuses %s', async (_, input, refusal) => {
    expect(refusalsOf(await proposeAppropriation(desk.db, input, desk.clerk, key()))).toMatchObject([refusal]);
  });
});
