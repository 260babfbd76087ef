import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawAct } from '#approval/withdraw-act.ts';
import type { DonationInput } from '#intake/donation.ts';
import { getDonation } from '#intake/donation-queries.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { type GiftTraits, similarGifts } from '#intake/similar-gifts.ts';
import { onDay } from '#ledger/day.ts';
import { type Desk, given, key, kindsOf, openDesk } from '../approval/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const cash = (quantity: bigint) => ({ unit: 'CNY', quantity, provenance: 'stated' as const, fate: 'held' as const });
const gift = (legalName: string, change: Partial<DonationInput> = {}): DonationInput => ({
  header: { entity: 'charity', fund: 'relief', occurred: onDay('2020-02-05') },
  donor: { kind: 'enterprise', legalName },
  display: 'named',
  restriction: 'unrestricted',
  path: 'throughEntity',
  receipt: { kind: 'none' },
  lines: [cash(10_000n)],
  valuations: [],
  ...change,
});
const propose = (input: DonationInput) => proposeDonation(desk.db, input, desk.clerk, key());

describe('a gift that may have been entered before', () => {
  test('shares day and amount, and payment reference or donor; anything else is another gift', async () => {
    const first = given(await propose(gift('某某公司', { paymentReference: 'ICBC-1' })));
    const same = { legalName: '某某公司', paymentReference: 'ICBC-1', day: '2020-02-05', lines: [cash(10_000n)] };
    const found = async (change: Partial<GiftTraits>) =>
      (await similarGifts(desk.db, { ...same, ...change })).map(({ actId, same: by }) => [actId, by]);
    expect(await found({})).toEqual([[first.actId, 'paymentReference']]);
    expect(await found({ legalName: '别的公司' })).toEqual([[first.actId, 'paymentReference']]);
    expect(await found({ paymentReference: 'ICBC-2' })).toEqual([[first.actId, 'donor']]);
    const { donor } = await getDonation(desk.db, first.actId);
    expect(await found({ legalName: undefined, donorId: donor.id, paymentReference: undefined })).toEqual([
      [first.actId, 'donor'],
    ]);
    for (const other of [
      { legalName: '别的公司', paymentReference: 'ICBC-2' },
      { legalName: '', paymentReference: '' },
      { day: '2020-02-06' },
      { day: undefined },
      { lines: [cash(10_001n)] },
      { lines: [{ unit: 'item:mask', quantity: 10_000n }] },
      { lines: [] },
      { actId: first.actId },
    ]) {
      expect(await found(other), JSON.stringify(Object.keys(other))).toEqual([]);
    }
    given(await withdrawAct(desk.db, { actId: first.actId, by: desk.clerk, reason: '登记有误' }));
    expect(await found({})).toEqual([]);
  });
});

describe('an official receipt', () => {
  const receipt = (number: string, code = '3204') => ({ kind: 'issued' as const, number, code });

  test('belongs to one gift even when two clerks enter it at the same moment', async () => {
    for (const number of ['001', '002', '003', '004']) {
      const both = await Promise.all(
        ['甲公司', '乙公司'].map((name) => propose(gift(name, { receipt: receipt(number) }))),
      );
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(both.filter(({ ok }) => !ok).flatMap(kindsOf)[0]).toMatch(
        /^(officialReceiptTaken|donation_receipt_once)$/,
      );
    }
  });

  test('is held to one standing gift by the database itself, and is free again once that gift is withdrawn', async () => {
    const first = given(await propose(gift('甲公司', { receipt: receipt('101') })));
    const other = given(await propose(gift('乙公司', { receipt: receipt('102') })));
    const take = (actId: bigint, receiptNumber: string, receiptCode: string | null) =>
      desk.db.updateTable('donation').set({ receiptNumber, receiptCode }).where('actId', '=', actId).execute();
    await expect(take(other.actId, '101', '3204')).rejects.toMatchObject({ constraint: 'donation_receipt_once' });
    await take(other.actId, '101', '3205');
    await take(other.actId, '101', null);
    given(await withdrawAct(desk.db, { actId: first.actId, by: desk.clerk, reason: '登记有误' }));
    await take(other.actId, '101', '3204');
  });
});
