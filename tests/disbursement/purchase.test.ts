import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import { proposeIssue } from '#disbursement/propose-issue.ts';
import { proposePurchase, revisePurchase, whyNotPurchase } from '#disbursement/propose-purchase.ts';
import type { PurchaseInput } from '#disbursement/purchase.ts';
import { getPurchase } from '#disbursement/purchase-rows.ts';
import { valuesLeaving } from '#disbursement/value-of-stock.ts';
import { decideReceipt } from '#stock/decide-receipt.ts';
import { listAwaitedGoods } from '#stock/receipt-queries.ts';
import { recordReceipt } from '#stock/record-receipt.ts';
import { approved, type Desk, given, key, kindsOf, openDesk, receiveCash, refusalsOf } from '../approval/desk.ts';
import { acceptGoods as acceptGoodsOf } from '../support/accepted-goods.ts';
import { confirmedByBank } from '../support/statement-lines.ts';
import { accounts, changed, enter, out } from './books.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const QUOTES = [
  { supplier: '甲医药公司', amountFen: 1_200_00n },
  { supplier: '乙医药公司', amountFen: 1_280_00n },
  { supplier: '丙医药公司', amountFen: 1_300_00n },
];

const purchase = (change: Partial<PurchaseInput> = {}): PurchaseInput => ({
  header: out(),
  supplier: '甲医药公司',
  restriction: 'unrestricted',
  quotes: QUOTES,
  contract: { number: 'HT-2020-07', on: '2020-02-19' },
  invoice: { code: '043001900104', number: '12345678', on: '2020-02-20' },
  lines: [{ unit: 'item:mask', quantity: 400n, priceFen: 1_200_00n, lot: { number: '20200201' } }],
  ...change,
});

const propose = (input = purchase()) => proposePurchase(desk.db, input, desk.clerk, key());
const bought = (input = purchase()) => enter(desk, propose(input));
const standing = async (actId: bigint) => {
  const act = await getAct(desk.db, actId);
  return { status: act?.status, tasks: act?.openTasks, waiting: act?.waitingSides };
};

async function accepted(actId: bigint, quantity = 400n): Promise<bigint> {
  const { receiptId } = given(
    await recordReceipt(
      desk.db,
      {
        ...{ actId, receivedOn: '2020-02-21', inspectedBy: '验收王', keptBy: '保管李' },
        lines: [{ line: 1, accepted: quantity, quarantined: 0n, rejected: 0n, lotNumber: '20200201' }],
      },
      desk.clerk,
      key(),
    ),
  );
  return receiptId;
}
const acceptGoods = async (actId: bigint) =>
  given(await decideReceipt(desk.db, { id: await accepted(actId), decision: 'approved', by: desk.reviewer }));

describe('a purchase', () => {
  test('uses the cash once, and brings the goods in at what was paid for them', async () => {
    await receiveCash(desk, 1_200_00n);
    let actId = 0n;
    const buy = async () => {
      actId = await bought();
    };
    expect(await changed(desk, 'CNY', 'donation', buy)).toEqual({ disbursed: 1_200_00n, balance: -1_200_00n });
    expect(await accounts(desk, actId)).toEqual([
      ['510101', 'CNY', 1_200_00n],
      ['100201', 'CNY', -1_200_00n],
      ['1201', 'item:mask', 400n],
      ['120901', 'item:mask', -400n],
      ['1201', 'CNY:goods', 1_200_00n],
      ['120901', 'CNY:goods', -1_200_00n],
    ]);
    await receiveCash(desk, 1_200_00n);
    expect(await changed(desk, 'item:mask', 'donation', () => bought())).toEqual({ adjusted: -400n, balance: 400n });
    await receiveCash(desk, 1_200_00n);
    expect(await changed(desk, 'CNY:goods', 'donation', () => bought())).toEqual({
      adjusted: -1_200_00n,
      balance: 1_200_00n,
    });
  });

  test('carries the restriction over: agency money buys agency goods', async () => {
    await receiveCash(desk, 1_200_00n, 'agency');
    const actId = await bought(purchase({ restriction: 'agency' }));
    expect((await accounts(desk, actId)).map(([account]) => account)).toEqual([
      '260102',
      '100202',
      '1801',
      '120901',
      '1801',
      '120901',
    ]);
  });

  test('that the fund cannot pay is refused with what is missing', async () => {
    const { actId } = given(
      await propose(purchase({ lines: [{ unit: 'item:mask', quantity: 1n, priceFen: 100_000_00n }] })),
    );
    const refusals = refusalsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(refusals.map(({ kind }) => kind)).toEqual(['account_balance_not_negative']);
  });

  test('compares three offers, or says why not', async () => {
    const two = purchase({ quotes: QUOTES.slice(0, 2) });
    expect(kindsOf(await propose(two))).toEqual(['purchase_quotes_compared']);
    await receiveCash(desk, 1_200_00n);
    const actId = await bought({ ...two, quotesWaived: '封城期间本地仅此两家有货（会议纪要〔2020〕7 号）' });
    expect((await getPurchase(desk.db, actId)).quotesWaived).toContain('仅此两家');
  });

  test('is refused all at once, each with its row', async () => {
    const wrong = purchase({
      supplier: ' ',
      quotes: [{ supplier: '', amountFen: 0n }, ...QUOTES],
      lines: [{ unit: 'item:unknown', quantity: 0n, priceFen: 0n }],
    });
    expect((await whyNotPurchase(desk.db, wrong, desk.clerk)).map(({ kind, line }) => [kind, line])).toEqual(
      expect.arrayContaining([
        ['purchase_supplier_given', undefined],
        ['purchase_quote_supplier_given', 1],
        ['purchase_quote_amount_positive', 1],
        ['purchase_line_quantity_positive', 1],
        ['purchase_line_price_positive', 1],
        ['itemUnknown', 1],
      ]),
    );
  });

  test('may be changed until it is approved, and reads back as it was entered', async () => {
    const { actId } = given(await propose());
    const changed = purchase({ supplier: '丁医药公司', lines: [{ unit: 'item:mask', quantity: 1n, priceFen: 5n }] });
    given(await revisePurchase(desk.db, actId, 1, changed, desk.clerk));
    expect(await getPurchase(desk.db, actId)).toEqual({ ...changed, header: expect.objectContaining(changed.header) });
    expect(await getAct(desk.db, actId)).toMatchObject({ title: '丁医药公司', number: expect.stringMatching(/^P/) });
  });

  test('the database approves none whose sum is another, or that compared nothing', async () => {
    const { actId } = given(await propose());
    const approve = () =>
      desk.db
        .insertInto('approval')
        .values({ actId, recordedBy: desk.clerk, approvedBy: desk.reviewer, revision: 1 })
        .execute();
    await desk.db.updateTable('purchase').set({ totalFen: 1n }).where('actId', '=', actId).execute();
    await expect(approve()).rejects.toMatchObject({ constraint: 'purchase_total_adds_up' });
    await desk.db.updateTable('purchase').set({ totalFen: 1_200_00n }).where('actId', '=', actId).execute();
    await desk.db.deleteFrom('purchaseQuote').where('actId', '=', actId).where('line', '=', 3).execute();
    await expect(approve()).rejects.toMatchObject({ constraint: 'purchase_quotes_compared' });
  });
});

describe('what confirms a purchase', () => {
  test('is the bank and the warehouse, both, and no word of a person or a report', async () => {
    await receiveCash(desk, 1_200_00n);
    const actId = await bought();
    expect((await getAct(desk.db, actId))?.confirmableBy).toEqual([]);
    const press = { actId, by: desk.reviewer, kind: 'press' as const, note: '日报 2020-02-21' };
    expect(kindsOf(await confirmAct(desk.db, press))).toEqual(['confirmationDoesNotFit']);
    const past = { actId, kind: 'press', recordedBy: desk.clerk, confirmedBy: desk.reviewer, note: '直接改库' };
    await expect(desk.db.insertInto('confirmation').values(past).execute()).rejects.toMatchObject({
      constraint: 'confirmation_stock_by_receipt',
    });
    expect(await standing(actId)).toEqual({ status: 'approved', tasks: ['confirm'], waiting: ['cash', 'goods'] });
    expect((await listAwaitedGoods(desk.db, { limit: 100 })).map((row) => row.actId)).toContain(actId);
    await acceptGoods(actId);
    expect(await standing(actId)).toEqual({ status: 'approved', tasks: ['confirm'], waiting: ['cash'] });
    await confirmedByBank(desk.db, desk, actId);
    expect(await standing(actId)).toEqual({ status: 'confirmed', tasks: ['publish'], waiting: [] });
  });

  test('is not a receipt of other goods than were bought', async () => {
    await receiveCash(desk, 1_200_00n);
    const actId = await bought();
    const id = await accepted(actId, 390n);
    expect(kindsOf(await decideReceipt(desk.db, { id, decision: 'approved', by: desk.reviewer }))).toEqual([
      'stock_receipt_covers_goods',
    ]);
  });
});

describe('goods that were bought', () => {
  test('leave with what was paid for them, and no money is counted again', async () => {
    await receiveCash(desk, 900_00n);
    const lot = { number: '20200307' };
    const line = { unit: 'item:mask', quantity: 300n, priceFen: 900_00n, lot };
    const actId = await bought(purchase({ lines: [line] }));
    await acceptGoodsOf(desk.db, actId, desk);
    const [{ lotId } = { lotId: undefined }] = (await getPurchase(desk.db, actId)).lines;
    if (lotId === undefined) throw new Error('no lot was made');
    const taken = { ...out(), restriction: 'unrestricted' as const, unit: 'item:mask', quantity: 100n, lotId };
    expect(await valuesLeaving(desk.db, [taken])).toEqual([{ fen: 300_00n }]);
    const issue = () =>
      enter(
        desk,
        proposeIssue(
          desk.db,
          {
            ...{ header: out(), receiver: 'hospital', restriction: 'unrestricted' },
            lines: [{ unit: 'item:mask', quantity: 100n, lotId, valueFen: 300_00n }],
          },
          desk.clerk,
          key(),
        ),
      );
    expect(await changed(desk, 'CNY', 'donation', issue)).toEqual({});
  });

  test('go back off the books when the purchase is reversed, and the cash is there again', async () => {
    await receiveCash(desk, 1_200_00n);
    const actId = await bought();
    const reverse = async () => {
      const reversal = await proposeReversal(desk.db, {
        ...{ actId, by: desk.clerk, reasonCode: 'entryMistake', reason: '数量有误' },
        idempotencyKey: key(),
      });
      await approved(desk, given(reversal));
    };
    expect(await changed(desk, 'CNY', 'donation', reverse)).toEqual({ disbursed: -1_200_00n, balance: 1_200_00n });
    expect((await getAct(desk.db, actId))?.status).toBe('reversed');
  });
});
