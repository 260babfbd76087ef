import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { countOpenTasks } from '#approval/open-tasks.ts';
import { listHoldings } from '#approval/positions.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import type { DonationInput } from '#intake/donation.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { listReadyActs } from '#publication/ready-acts.ts';
import { decideReceipt } from '#stock/decide-receipt.ts';
import type { ReceiptInput, ReceiptLine } from '#stock/receipt.ts';
import { countAwaitedGoods, findReceipt, listAwaitedGoods, listGoodsLines } from '#stock/receipt-queries.ts';
import { recordReceipt } from '#stock/record-receipt.ts';
import { inStockOf, listStock } from '#stock/stock-queries.ts';
import { approved, type Desk, given, goodsGift, key, kindsOf, openDesk, proposeGift } from '../approval/desk.ts';
import { insertPerson } from '../support/people.ts';

let desk: Desk;
let both: bigint;
beforeAll(async () => {
  desk = await openDesk();
  both = await insertPerson(desk.owner, '两职己', ['recorder', 'reviewer']);
});
afterAll(() => desk.close());

const lotted = (lot?: { number?: string; expiresOn?: string }, quantity = 400n): DonationInput => {
  const gift = goodsGift('item:mask', quantity);
  return { ...gift, lines: gift.lines.map((line) => ({ ...line, ...(lot && { lot }) })) };
};

const found = (actId: bigint, line: Partial<ReceiptLine> = {}): ReceiptInput => ({
  actId,
  receivedOn: '2020-02-11',
  inspectedBy: '验收王',
  keptBy: '保管李',
  lines: [{ line: 1, accepted: 400n, quarantined: 0n, rejected: 0n, ...line }],
});

const record = (input: ReceiptInput, by = desk.clerk) => recordReceipt(desk.db, input, by, key());
const recorded = async (input: ReceiptInput, by = desk.clerk) => given(await record(input, by)).receiptId;
const approve = (id: bigint, by = desk.reviewer) => decideReceipt(desk.db, { id, decision: 'approved', by });
const statusOf = async (actId: bigint) => (await getAct(desk.db, actId))?.status;
const gift = async (input = lotted()) => approved(desk, await proposeGift(desk, input));

describe('goods that are booked', () => {
  test('wait beside the stock until they are accepted, as they wait beside what can be issued', async () => {
    const number = `待验收 ${key()}`;
    const actId = await gift(lotted({ number }));
    const stands = async () => {
      const row = (await listStock(desk.db, { limit: 1000 })).find(({ lot }) => lot?.number === number);
      const [holding] = (await listHoldings(desk.db, { entity: 'charity' })).filter(
        ({ lot }) => lot?.number === number,
      );
      return row && [inStockOf(row), row.awaiting, holding?.awaiting];
    };
    expect(await stands()).toEqual([0n, 400n, 400n]);
    const id = await recorded(found(actId, { lotNumber: number }));
    expect(await stands()).toEqual([0n, 400n, 400n]);
    given(await approve(id));
    expect(await stands()).toEqual([400n, 0n, 0n]);
  });

  test('and come from two gifts are in stock as far as they are accepted', async () => {
    const number = `两笔 ${key()}`;
    const accepted = await gift(lotted({ number }));
    given(await approve(await recorded(found(accepted, { lotNumber: number }))));
    const actId = await gift(lotted({ number }, 150n));
    const row = (await listStock(desk.db, { limit: 1000 })).find(({ lot }) => lot?.number === number);
    expect(row && [row.quantity, inStockOf(row), row.awaiting]).toEqual([550n, 400n, 150n]);
    // What is voided before it was accepted waits for nothing.
    const reversal = await proposeReversal(desk.db, {
      ...{ actId, by: desk.clerk, reasonCode: 'entryMistake', reason: '没有送到', idempotencyKey: key() },
    });
    await approved(desk, given(reversal));
    const after = (await listStock(desk.db, { limit: 1000 })).find(({ lot }) => lot?.number === number);
    expect(after && [inStockOf(after), after.awaiting]).toEqual([400n, 0n]);
  });
});

describe('a receipt of goods', () => {
  test('confirms its gift once another person approves it, and only then', async () => {
    const actId = await gift();
    expect((await listAwaitedGoods(desk.db, { limit: 100 })).map((row) => row.actId)).toContain(actId);
    const waiting = await countOpenTasks(desk.db, desk.reviewer);
    const id = await recorded(found(actId, { accepted: 390n, quarantined: 10n, remark: '外箱受潮 1 箱，待检' }));
    expect((await countOpenTasks(desk.db, desk.reviewer)).decideStock).toBe(waiting.decideStock + 1n);
    expect(await statusOf(actId)).toBe('approved');
    expect((await listAwaitedGoods(desk.db, { limit: 100 })).map((row) => row.actId)).not.toContain(actId);
    given(await approve(id));
    expect(await statusOf(actId)).toBe('confirmed');
    expect((await getAct(desk.db, actId))?.openTasks).toEqual(['publish']);
    const ready = await desk.db.transaction().execute((tx) => listReadyActs(tx));
    expect(ready.find((act) => act.actId === actId)?.confirmedBy).toEqual(['stock']);
    expect(kindsOf(await approve(id, desk.otherReviewer))).toEqual(['stock_receipt_decided_once']);
  });

  test('is awaited of what comes to a warehouse, proposed or approved, and of nothing that goes straight to its user', async () => {
    const counted = await countAwaitedGoods(desk.db);
    const proposed = await proposeGift(desk, lotted());
    const booked = await gift();
    const path = 'directToRecipient' as const;
    const straight = { ...lotted(), path, usingUnit: '某医院' };
    const direct = await gift(straight);
    const proposedDirect = await proposeGift(desk, straight);
    const awaited = (await listAwaitedGoods(desk.db, { limit: 1000 })).map(({ actId }) => actId);
    expect(awaited).toEqual(expect.arrayContaining([proposed.actId, booked]));
    for (const actId of [direct, proposedDirect.actId]) expect(awaited).not.toContain(actId);
    expect(await countAwaitedGoods(desk.db)).toBe(counted + 2n);
    expect(awaited.length).toBe(Number(counted) + 2);
  });

  test('is approved by nobody who recorded it or its gift, and by reviewers only', async () => {
    const own = await approved(desk, given(await proposeGiftBy(both)));
    const byGift = await recorded(found(own));
    expect(kindsOf(await approve(byGift, both))).toEqual(['stock_receipt_not_by_recorder']);
    const byReceipt = await recorded(found(await gift()), both);
    expect(kindsOf(await approve(byReceipt, both))).toEqual(['stock_receipt_by_another_person']);
    expect(kindsOf(await approve(byReceipt, desk.otherClerk))).toEqual(['wish_decided_by_reviewer']);
  });

  test('that found another quantity confirms nothing, and says what to do', async () => {
    const actId = await gift();
    const id = await recorded(found(actId, { accepted: 390n, rejected: 10n, remark: '破损 10 只，退回' }));
    expect(await approve(id)).toEqual({
      ok: false,
      refusals: [{ kind: 'stock_receipt_covers_goods', line: 1, values: { said: '400', seen: '390' } }],
    });
    expect(await statusOf(actId)).toBe('approved');
    await expect(
      desk.db
        .updateTable('stockReceipt')
        .set({ decision: 'approved', decidedBy: desk.reviewer, decidedAt: new Date() })
        .where('id', '=', id)
        .execute(),
    ).rejects.toMatchObject({ constraint: 'stock_receipt_covers_goods' });
  });

  test('of one line of two does not cover the gift', async () => {
    const two = lotted();
    const rice = two.lines.map((line) => ({ ...line, unit: 'item:rice' }));
    const actId = await gift({ ...two, lines: [...two.lines, ...rice] });
    expect(kindsOf(await approve(await recorded(found(actId))))).toEqual(['receiptLineMissing']);
  });

  test('of a gift that is not approved, withdrawn or reversed is not approved', async () => {
    const proposed = await proposeGift(desk, lotted());
    const early = await recorded(found(proposed.actId));
    expect(kindsOf(await approve(early))).toEqual(['receiptBeforeApproval']);
    given(await approveAct(desk.db, { actId: proposed.actId, revision: 1, by: desk.reviewer }));
    const voiding = { actId: proposed.actId, by: desk.clerk, reasonCode: 'entryMistake' as const, reason: '数量有误' };
    await approved(desk, given(await proposeReversal(desk.db, { ...voiding, idempotencyKey: key() })));
    expect(kindsOf(await approve(early))).toEqual(['stock_receipt_of_standing_act']);
    expect(kindsOf(await record(found(proposed.actId)))).toEqual(['alreadyReversed']);
    const gone = await proposeGift(desk, lotted());
    given(await withdrawAct(desk.db, { actId: gone.actId, by: desk.clerk }));
    expect(kindsOf(await record(found(gone.actId)))).toEqual(['actWithdrawn']);
  });

  test('stands alone; one that was sent back makes room for another', async () => {
    const actId = await gift();
    const first = await recorded(found(actId));
    expect(kindsOf(await record(found(actId)))).toEqual(['stock_receipt_once']);
    expect(kindsOf(await decideReceipt(desk.db, { id: first, decision: 'refused', by: desk.reviewer }))).toEqual([
      'stock_receipt_refused_with_reason',
    ]);
    given(await decideReceipt(desk.db, { id: first, decision: 'refused', reason: '没有签字', by: desk.reviewer }));
    given(await approve(await recorded(found(actId))));
  });

  test('sent twice is one', async () => {
    const actId = await gift();
    const input = found(actId);
    const first = given(await recordReceipt(desk.db, input, desk.clerk, 'the same form'));
    expect(given(await recordReceipt(desk.db, input, desk.clerk, 'the same form'))).toEqual({
      ...first,
      existing: true,
    });
  });

  test('completes what was not known of the lot, and never what was', async () => {
    const actId = await gift(lotted({ number: '20200201' }));
    const details = { registrationNumber: '湘械注准 20202140001', expiresOn: '2022-01-31', producedOn: '2020-02-01' };
    const id = await recorded(found(actId, { lotNumber: '20200201', ...details }));
    expect((await listGoodsLines(desk.db, actId))[0]?.lot).toMatchObject({ number: '20200201' });
    given(await approve(id));
    expect((await listGoodsLines(desk.db, actId))[0]?.lot).toMatchObject(details);
    const again = await gift(lotted({ number: '20200201', expiresOn: '2022-01-31' }));
    const other = { lotNumber: '20200201', expiresOn: '2023-01-31' };
    expect(kindsOf(await approve(await recorded(found(again, other))))).toEqual(['stock_receipt_same_lot']);
    const [held] = await listStock(desk.db, { unit: 'item:mask', expiringBy: '2022-12-31', limit: 10 });
    expect(held).toMatchObject({ quantity: 800n, lot: { number: '20200201', ...withoutDay(details) } });
  });

  test('of goods with another lot than the gift says confirms nothing', async () => {
    const actId = await gift(lotted({ number: 'A1' }));
    expect(kindsOf(await approve(await recorded(found(actId, { lotNumber: 'B2' }))))).toEqual([
      'stock_receipt_same_lot',
    ]);
  });

  test('refuses a lot that the entry does not have before anyone signs, and takes it as a remark', async () => {
    const without = await gift();
    const refusedAt = (field: string) => ({ ok: false, refusals: [{ kind: 'receiptLotBesideEntry', field, line: 1 }] });
    const lot = { lotNumber: '20200201', expiresOn: '2022-01-31' };
    expect(await record(found(without, lot))).toEqual(refusedAt('lotNumber'));
    expect(await record(found(without, { expiresOn: lot.expiresOn }))).toEqual(refusedAt('expiresOn'));
    const unnumbered = await gift(lotted({ expiresOn: '2022-01-31' }));
    expect(await record(found(unnumbered, lot))).toEqual(refusedAt('lotNumber'));
    given(await approve(await recorded(found(without, { remark: '批号 20200201，有效期至 2022-01-31' }))));
    given(await approve(await recorded(found(unnumbered, { expiresOn: lot.expiresOn }))));
  });

  test('keeps its lines, whoever tries', async () => {
    const id = await recorded(found(await gift()));
    const line = { receiptId: id, line: 2, accepted: 1n };
    await expect(desk.db.insertInto('stockReceiptLine').values(line).execute()).rejects.toMatchObject({
      constraint: 'stock_receipt_line_final',
    });
    await expect(desk.owner.deleteFrom('stockReceiptLine').where('receiptId', '=', id).execute()).rejects.toMatchObject(
      { constraint: 'stock_receipt_line_final' },
    );
    await expect(desk.db.updateTable('lot').set({ producedOn: '2020-01-01' }).execute()).rejects.toMatchObject({
      code: '42501',
    });
    expect((await findReceipt(desk.db, id))?.lines).toEqual(found(1n).lines);
  });

  test.each<[string, Partial<ReceiptInput>, string]>([
    ['without an inspector', { inspectedBy: ' ' }, 'stock_receipt_inspector_named'],
    ['without a keeper', { keptBy: '' }, 'stock_receipt_keeper_named'],
    ['of a day to come', { receivedOn: '2999-01-01' }, 'dayInFuture'],
    ['of nothing', { lines: [{ line: 1, accepted: 0n, quarantined: 0n, rejected: 0n }] }, 'stock_receipt_line_counts'],
    [
      'of rejected goods without a reason',
      { lines: [{ line: 1, accepted: 390n, quarantined: 0n, rejected: 10n }] },
      'stock_receipt_line_rejection_explained',
    ],
    [
      'of a line the gift does not have',
      { lines: [{ line: 2, accepted: 1n, quarantined: 0n, rejected: 0n }] },
      'receiptLineUnknown',
    ],
  ])('%s is refused', async (_, change, kind) => {
    expect(kindsOf(await record({ ...found(await gift()), ...change }))).toEqual([kind]);
  });
});

const proposeGiftBy = (by: bigint) => proposeDonation(desk.db, lotted(), by, key());

function withoutDay({ registrationNumber, expiresOn }: { registrationNumber: string; expiresOn: string }) {
  return { registrationNumber, expiresOn };
}
