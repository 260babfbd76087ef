import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getBatch } from '#disbursement/batch-rows.ts';
import { proposeBatch } from '#disbursement/propose-batch.ts';
import type { Restriction } from '#ledger/posting.ts';
import { batch, type Desk, given, key, openDesk, receiveCash, refusalsOf, registered } from '../approval/desk.ts';
import { accounts, changed, enter, out } from './books.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await registered(desk, { subject: 'programme', code: 'families', name: '家属关爱', fund: 'relief' });
  await registered(desk, { subject: 'fund', code: 'other-fund', name: '另一专项', beganOn: '2020-01-01' });
  await registered(desk, { subject: 'programme', code: 'elsewhere', name: '他处', fund: 'other-fund' });
});
afterAll(() => desk.close());

describe('a batch to families', () => {
  test('is kept as it was entered', async () => {
    const input = batch(93n, 1_000_000n, {
      programme: 'families',
      coHosts: ['branch', 'health'],
      decision: { kind: 'minutes', number: '〔2020〕3 号', on: '2020-02-18' },
      restriction: 'restricted',
    });
    const { actId } = given(await proposeBatch(desk.db, input, desk.clerk, key()));
    expect(await getBatch(desk.db, actId)).toEqual(input);
  });

  test('moves money from what is held to what was given', async () => {
    await receiveCash(desk, 93_000_000n, 'restricted');
    const handOut = () =>
      enter(desk, proposeBatch(desk.db, batch(93n, 1_000_000n, { restriction: 'restricted' }), desk.clerk, key()));
    expect(await changed(desk, 'CNY', 'donation', handOut)).toEqual({ disbursed: 93_000_000n, balance: -93_000_000n });
  });

  test.each<[Restriction, string, string]>([
    ['unrestricted', '510101', '100201'],
    ['restricted', '510101', '100201'],
    ['agency', '260102', '100202'],
  ])('of %s money debits %s and credits %s', async (restriction, debit, credit) => {
    const { actId } = given(await proposeBatch(desk.db, batch(5n, 10n, { restriction }), desk.clerk, key()));
    expect(await accounts(desk, actId)).toEqual([
      [debit, 'CNY', 50n],
      [credit, 'CNY', -50n],
    ]);
  });

  test('of goods leaves stock by the piece', async () => {
    const input = batch(50n, 4n, { unit: 'item:mask' });
    const { actId } = given(await proposeBatch(desk.db, input, desk.clerk, key()));
    expect(await accounts(desk, actId)).toEqual([
      ['510101', 'item:mask', 200n],
      ['1201', 'item:mask', -200n],
    ]);
  });

  test('without a uniform share says only the total', async () => {
    const { share: _, ...input } = batch(60n, 200_000n);
    const { actId } = given(await proposeBatch(desk.db, input, desk.clerk, key()));
    expect(await getBatch(desk.db, actId)).not.toHaveProperty('share');
  });

  test.each([
    ['four people', batch(4n, 100n), 'batch_headcount_large_enough', 'headcount'],
    ['shares that do not add up', { ...batch(5n, 100n), total: 501n }, 'batch_shares_add_up', 'total'],
    ['the value of goods', batch(5n, 100n, { unit: 'CNY:goods' }), 'batchUnit', 'unit'],
    ['an item nobody registered', batch(5n, 1n, { unit: 'item:gold' }), 'itemUnknown', 'unit'],
    ['a programme of another fund', batch(5n, 1n, { programme: 'elsewhere' }), 'programmeOfAnotherFund', 'programme'],
    ['a co-host nobody registered', batch(5n, 1n, { coHosts: ['nobody'] }), 'organisationUnknown', 'coHosts'],
    [
      'a payer that keeps no books',
      { ...batch(5n, 1n), header: { ...out(), entity: 'hospital' } },
      'entityUnknown',
      'entity',
    ],
    ['no title', batch(5n, 1n, { title: ' ' }), 'batchTitleMissing', 'title'],
    ['too much for one record', batch(5n, 10n ** 15n), 'value_out_of_range', 'total'],
  ])('refuses %s', async (_, input, kind, field) => {
    expect(refusalsOf(await proposeBatch(desk.db, input, desk.clerk, key()))).toMatchObject([{ kind, field }]);
  });
});
