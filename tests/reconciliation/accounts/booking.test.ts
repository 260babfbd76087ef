import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { findEntryOfAct } from '#approval/journal.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import type { AdjustmentInput } from '#disbursement/adjustment.ts';
import { getAdjustment } from '#disbursement/adjustment-rows.ts';
import type { AppropriationInput } from '#disbursement/appropriation.ts';
import { proposeAdjustment } from '#disbursement/propose-adjustment.ts';
import { proposeAppropriation } from '#disbursement/propose-appropriation.ts';
import { proposeBatch } from '#disbursement/propose-batch.ts';
import { refusalText } from '#i18n/refusals.ts';
import { getDonation } from '#intake/donation-queries.ts';
import { proposeDonation, reviseDonation } from '#intake/propose-donation.ts';
import { proposeFunding } from '#intake/propose-funding.ts';
import type { Restriction } from '#ledger/posting.ts';
import { proposeMoneyAccount } from '#reconciliation/accounts/propose-money-account.ts';
import {
  approved,
  batch,
  cashGift,
  type Desk,
  given,
  goodsGift,
  header,
  key,
  openDesk,
  refusalsOf,
} from '../../approval/desk.ts';
import { accounts, changed, out } from '../../disbursement/books.ts';
import { moneyAccount, openMoneyAccount } from '../../support/money-accounts.ts';

let desk: Desk;
let people: { recorder: bigint; reviewer: bigint };
let bank: bigint;
let alipay: bigint;
beforeEach(async () => {
  desk = await openDesk();
  people = { recorder: desk.clerk, reviewer: desk.reviewer };
  bank = await openMoneyAccount(desk.db, people, 'bank', { name: '工行募捐专户' });
  alipay = await openMoneyAccount(desk.db, people, 'alipay', { name: '支付宝商户' });
});
afterEach(() => desk.close());

const gift = (fen: bigint, account: bigint, restriction: Restriction = 'unrestricted') => ({
  ...cashGift(fen, restriction),
  header: { ...header(), moneyAccount: account },
});
const receive = async (fen: bigint, account: bigint, restriction?: Restriction) =>
  approved(desk, given(await proposeDonation(desk.db, gift(fen, account, restriction), desk.clerk, key())));
const transfer = (change: Partial<AdjustmentInput> = {}): AdjustmentInput => ({
  header: { ...out(), moneyAccount: alipay },
  toMoneyAccount: bank,
  reason: 'transfer',
  unit: 'CNY',
  amount: 60_00n,
  restriction: 'unrestricted',
  explanation: '支付宝提现到专户',
  ...change,
});
const adjust = (input: AdjustmentInput) => proposeAdjustment(desk.db, input, desk.clerk, key());
const handOut = (headcount: bigint, shareFen: bigint, account: bigint, restriction: Restriction = 'unrestricted') =>
  proposeBatch(
    desk.db,
    batch(headcount, shareFen, { header: { ...out(), moneyAccount: account }, restriction }),
    desk.clerk,
    key(),
  );

describe('cash is booked where the money account is kept', () => {
  test('a gift into Alipay lies in 1009, one that names no account at the bank', async () => {
    const named = await receive(100_00n, alipay);
    expect(await accounts(desk, named)).toEqual([
      ['1009', 'CNY', 100_00n],
      ['410101', 'CNY', -100_00n],
    ]);
    expect((await findEntryOfAct(desk.db, named))?.postings[0]?.account).toBe('1009');
    expect((await getAct(desk.db, named))?.header.moneyAccount).toBe(alipay);
    const silent = given(await proposeDonation(desk.db, cashGift(1n), desk.clerk, key()));
    expect((await accounts(desk, silent.actId))[0]).toEqual(['100201', 'CNY', 1n]);
  });

  test('a changed proposal follows its new account, or none', async () => {
    const { actId } = given(await proposeDonation(desk.db, gift(100_00n, alipay), desk.clerk, key()));
    const { donor } = await getDonation(desk.db, actId);
    const changed = (account?: bigint) => ({
      ...gift(100_00n, bank),
      donor: { id: donor.id },
      header: { ...header(), ...(account !== undefined && { moneyAccount: account }) },
    });
    given(await reviseDonation(desk.db, actId, 1, changed(bank), desk.clerk));
    expect((await accounts(desk, actId))[0]).toEqual(['100201', 'CNY', 100_00n]);
    given(await reviseDonation(desk.db, actId, 2, changed(), desk.clerk));
    expect((await getDonation(desk.db, actId)).header.moneyAccount).toBeUndefined();
  });

  test('funding, a hand-out, an allotment and a fee use the account they name', async () => {
    const box = await openMoneyAccount(desk.db, people, 'cash', { name: '现金' });
    const at = { ...header(), moneyAccount: box };
    const funding = { header: at, source: 'union', amountFen: 9_00n, provenance: 'stated' } as const;
    const funded = given(await proposeFunding(desk.db, funding, desk.clerk, key()));
    expect((await accounts(desk, funded.actId))[0]).toEqual(['1001', 'CNY', 9_00n]);
    const given_ = given(await handOut(10n, 1_00n, alipay));
    expect(await accounts(desk, given_.actId)).toContainEqual(['1009', 'CNY', -10_00n]);
    const allotment: AppropriationInput = {
      ...{ header: { ...out(), moneyAccount: alipay }, direction: 'out', allotment: 1n, purpose: '拨付' },
      restriction: 'unrestricted',
      items: [{ receiver: 'branch', form: 'advance', unit: 'CNY', amount: 5_00n, provenance: 'stated' }],
    };
    const passedOn = given(await proposeAppropriation(desk.db, allotment, desk.clerk, key()));
    expect(await accounts(desk, passedOn.actId)).toContainEqual(['1009', 'CNY', -5_00n]);
    const { toMoneyAccount: _, ...fee } = transfer({ reason: 'fee', amount: 60n });
    expect(await accounts(desk, given(await adjust(fee)).actId)).toEqual([
      ['5301', 'CNY', 60n],
      ['1009', 'CNY', -60n],
    ]);
    const report = { ...allotment, direction: 'report' as const };
    expect(refusalsOf(await proposeAppropriation(desk.db, report, desk.clerk, key()))).toMatchObject([
      { kind: 'moneyAccountWithoutCash', field: 'moneyAccount' },
    ]);
  });

  test('a reversal takes it from where it came to', async () => {
    const actId = await receive(100_00n, alipay);
    const reversal = {
      actId,
      by: desk.clerk,
      reasonCode: 'entryMistake',
      reason: '重复登记',
      idempotencyKey: key(),
    } as const;
    await approved(desk, given(await proposeReversal(desk.db, reversal)));
    expect(await changed(desk, 'CNY', 'donation', () => receive(1n, bank))).toEqual({ received: 1n, balance: 1n });
    const { rows } = await holdings();
    expect(rows).toEqual({ '1009': 0n, '100201': 1n });
  });
});

async function holdings() {
  const rows = await desk.db
    .selectFrom('accountBalance')
    .select(['accountCode', 'amount'])
    .where('neverNegative', '=', true)
    .where('unitCode', '=', 'CNY')
    .execute();
  return { rows: Object.fromEntries(rows.map(({ accountCode, amount }) => [accountCode, amount])) };
}

describe('an account is refused', () => {
  test('of another entity, not approved yet, or unknown', async () => {
    const others = await openMoneyAccount(desk.db, people, 'bank', { entity: 'health' });
    const waiting = given(await proposeMoneyAccount(desk.db, moneyAccount('bank'), desk.clerk)).id;
    for (const account of [others, waiting, 99_999n]) {
      expect(refusalsOf(await proposeDonation(desk.db, gift(1_00n, account), desk.clerk, key()))).toEqual([
        { kind: 'moneyAccountUnknown', field: 'moneyAccount' },
      ]);
    }
  });

  test('for goods, which come to no account', async () => {
    const goods = { ...goodsGift('item:mask', 5n), header: { ...header(), moneyAccount: bank } };
    expect(refusalsOf(await proposeDonation(desk.db, goods, desk.clerk, key()))).toEqual([
      { kind: 'moneyAccountWithoutCash', field: 'moneyAccount' },
    ]);
  });

  test.each<[string, Restriction, 'bank' | 'agency' | 'alipay', string | undefined]>([
    ['agency money in our own bank account', 'agency', 'bank', 'agencyMoneyInOwnAccount'],
    ['our own money in an agency account', 'restricted', 'agency', 'ownMoneyInAgencyAccount'],
    ['agency money in the agency account', 'agency', 'agency', undefined],
    ['agency money at Alipay', 'agency', 'alipay', undefined],
    ['our own money at Alipay', 'restricted', 'alipay', undefined],
  ])('by what its money is for: %s', async (_, restriction, which, kind) => {
    const agency = await openMoneyAccount(desk.db, people, 'bank', { name: '代管户', account: '100202' });
    const account = { bank, agency, alipay }[which];
    const proposed = await proposeDonation(desk.db, gift(1_00n, account, restriction), desk.clerk, key());
    if (kind === undefined) given(proposed);
    else expect(refusalsOf(proposed)).toMatchObject([{ kind, field: 'moneyAccount' }]);
  });

  test('by the database too, when approval would rest on an account that nobody approved', async () => {
    const { actId } = given(await proposeDonation(desk.db, cashGift(1_00n), desk.clerk, key()));
    const waiting = given(await proposeMoneyAccount(desk.db, moneyAccount('bank'), desk.clerk)).id;
    await desk.owner.updateTable('act').set({ moneyAccountId: waiting }).where('id', '=', actId).execute();
    expect(refusalsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }))).toEqual([
      { kind: 'approval_of_known_money_account' },
    ]);
  });
});

describe('a transfer between own accounts', () => {
  test('moves what Alipay holds to the bank, changes no total, and only then is it paid from there', async () => {
    await receive(100_00n, alipay);
    const payment = given(await handOut(10n, 10_00n, bank));
    const short = refusalsOf(await approveAct(desk.db, { ...payment, revision: 1, by: desk.reviewer }));
    expect(short).toMatchObject([{ kind: 'cashInAnotherAccount' }]);
    expect(short[0] && refusalText(short[0], 'zh-Hans').message).toBe(
      '市慈善总会“援鄂关爱专项”的资金（非定向）在银行存款—自有只有 0.00 元，需要 100.00 元；支付宝、微信账户尚有 100.00 元。',
    );
    const input = transfer({ amount: 100_00n });
    const moved = given(await adjust(input));
    expect(await getAdjustment(desk.db, moved.actId)).toEqual(input);
    expect(await changed(desk, 'CNY', 'donation', () => approved(desk, moved))).toEqual({});
    expect(await accounts(desk, moved.actId)).toEqual([
      ['100201', 'CNY', 100_00n],
      ['1009', 'CNY', -100_00n],
    ]);
    await approved(desk, payment);
    expect((await holdings()).rows).toEqual({ '1009': 0n, '100201': 0n });
  });

  test('cannot take what the account does not hold', async () => {
    await receive(100_00n, bank);
    const { actId } = given(await adjust(transfer()));
    expect(refusalsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }))).toMatchObject([
      {
        kind: 'cashInAnotherAccount',
        values: { have: '0.00', need: '60.00', firstIn: '100201', firstThere: '100.00' },
      },
    ]);
  });

  test('between two accounts of one ledger account stands with both its sides, and can be reversed', async () => {
    const wechat = await openMoneyAccount(desk.db, people, 'wechat', { name: '微信商户' });
    await receive(100_00n, alipay);
    const moved = given(await adjust(transfer({ toMoneyAccount: wechat })));
    expect(await changed(desk, 'CNY', 'donation', () => approved(desk, moved))).toEqual({});
    expect(await accounts(desk, moved.actId)).toEqual([
      ['1009', 'CNY', 60_00n],
      ['1009', 'CNY', -60_00n],
    ]);
    const reversal = {
      actId: moved.actId,
      by: desk.clerk,
      reasonCode: 'entryMistake',
      reason: '记错',
      idempotencyKey: key(),
    } as const;
    await approved(desk, given(await proposeReversal(desk.db, reversal)));
    expect((await holdings()).rows).toEqual({ '1009': 100_00n });
  });

  test.each<[string, () => AdjustmentInput, { kind: string; field: string }]>([
    ['to itself', () => transfer({ toMoneyAccount: alipay }), { kind: 'transferToItself', field: 'toMoneyAccount' }],
    [
      'of goods, which lie in no account',
      () => transfer({ unit: 'item:mask' }),
      { kind: 'moneyAccountWithoutCash', field: 'moneyAccount' },
    ],
    ['of a value', () => transfer({ unit: 'CNY:goods' }), { kind: 'adjustmentUnit', field: 'unit' }],
    ['from nowhere', () => transfer({ header: out() }), { kind: 'transferAccountMissing', field: 'moneyAccount' }],
    [
      'to nowhere',
      () => {
        const { toMoneyAccount: _, ...input } = transfer();
        return input;
      },
      { kind: 'transferAccountMissing', field: 'toMoneyAccount' },
    ],
    [
      'that is a fee',
      () => transfer({ reason: 'fee' }),
      { kind: 'adjustment_transfer_has_target', field: 'toMoneyAccount' },
    ],
  ])('is refused: %s', async (_, input, refusal) => {
    expect(refusalsOf(await adjust(input()))[0]).toMatchObject(refusal);
  });

  test('is refused to an account of another entity', async () => {
    const others = await openMoneyAccount(desk.db, people, 'bank', { entity: 'health' });
    expect(refusalsOf(await adjust(transfer({ toMoneyAccount: others })))).toEqual([
      { kind: 'moneyAccountUnknown', field: 'toMoneyAccount' },
    ]);
  });
});
