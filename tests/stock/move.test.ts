import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import { getAdjustment } from '#disbursement/adjustment-rows.ts';
import { proposeAdjustment, whyNotAdjustment } from '#disbursement/propose-adjustment.ts';
import { proposeIssue } from '#disbursement/propose-issue.ts';
import { valuesLeaving } from '#disbursement/value-of-stock.ts';
import { listReadyActs } from '#publication/ready-acts.ts';
import { stockAge } from '#reconciliation/close/month/stock-age.ts';
import { addLocation } from '#registry/locations.ts';
import { decideReceipt } from '#stock/decide-receipt.ts';
import { traceLot } from '#stock/lot-trace.ts';
import { type GoodsMove, proposeMove } from '#stock/move-goods.ts';
import { recordReceipt } from '#stock/record-receipt.ts';
import { listStock } from '#stock/stock-queries.ts';
import {
  accepted,
  approved,
  balance,
  type Desk,
  given,
  goodsGift,
  header,
  key,
  kindsOf,
  openDesk,
  proposeGift,
} from '../approval/desk.ts';
import { acceptGoods } from '../support/accepted-goods.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const place = async (entity = 'charity') => {
  const name = `仓库 ${crypto.randomUUID().slice(0, 8)}`;
  return given(await addLocation(desk.db, { entity, name, by: desk.clerk })).code;
};
let lots = 0;

/** 400 masks of a lot of their own at a place, accepted; what the tests move. */
async function lying(location: string | undefined, valueFen?: bigint) {
  const goods = await brought(location, valueFen);
  await acceptGoods(desk.db, goods.actId, desk);
  return goods;
}

/** The same before anybody has accepted them. */
async function brought(location: string | undefined, valueFen?: bigint) {
  const gift = goodsGift('item:mask', 400n, valueFen);
  const number = `移库 ${++lots}`;
  const put = { lot: { number }, ...(location !== undefined && { location }) };
  const input = { ...gift, lines: gift.lines.map((line) => ({ ...line, ...put })) };
  const actId = await approved(desk, await proposeGift(desk, input));
  const row = (await listStock(desk.db, { limit: 1000 })).find(({ lot }) => lot?.number === number);
  if (!row?.lot) throw new Error('no such lot');
  return { actId, lotId: row.lot.id, number };
}

const moving = (change: Partial<GoodsMove>): GoodsMove => ({
  ...{ entity: 'charity', toLocation: '', unit: 'item:mask', part: 'relief|donation|unrestricted' },
  ...{ quantity: 100n, occurredOn: '2020-03-01', explanation: '本单位存放地点之间移库', ...change },
});
const move = (change: Partial<GoodsMove>, by = desk.clerk) => proposeMove(desk.db, moving(change), by, key());
const heldOf = async (number: string) =>
  (await listStock(desk.db, { limit: 1000 }))
    .filter(({ lot }) => lot?.number === number)
    .map(({ location, quantity }) => [location?.code, quantity] as const)
    .sort(([, one], [, other]) => Number(one - other));
const worth = (location: string | undefined, lotId: bigint, quantity: bigint) =>
  valuesLeaving(desk.db, [
    {
      ...{
        entity: 'charity',
        fund: 'relief',
        stream: 'donation',
        restriction: 'unrestricted',
        unit: 'item:mask',
        lotId,
      },
      ...{ quantity, ...(location !== undefined && { location }) },
    },
  ]);

test('goods that are moved stay in stock for as long as they have been there', async () => {
  const [from, over, to] = [await place(), await place(), await place()];
  const { lotId, number } = await lying(from);
  const days = async () =>
    (await stockAge(desk.db, { entity: 'charity', to: '2020-03-31', limit: 1000 }))
      .filter(({ lot }) => lot === number)
      .map(({ since, days: lain, quantity }) => [since, lain, quantity] as const)
      .sort(([, , one], [, , other]) => Number(one - other));
  expect(await days()).toEqual([['2020-02-10', 50, 400n]]);
  await approved(desk, given(await move({ location: from, toLocation: over, lotId, quantity: 400n })));
  await approved(
    desk,
    given(await move({ location: over, toLocation: to, lotId, quantity: 150n, occurredOn: '2020-03-20' })),
  );
  expect(await days()).toEqual([
    ['2020-02-10', 50, 150n],
    ['2020-02-10', 50, 250n],
  ]);
});

describe('goods move to another place of their entity', () => {
  test('when another person approves, with their share of the value and nothing else changed', async () => {
    const [from, to] = [await place(), await place()];
    const { lotId, number } = await lying(from, 40_000n);
    const before = [await balance(desk.db, 'item:mask'), await balance(desk.db, 'CNY:goods')];
    const { actId } = given(await move({ location: from, toLocation: to, lotId }));
    expect(await heldOf(number)).toEqual([[from, 400n]]);
    await approved(desk, { actId });
    expect(await heldOf(number)).toEqual([
      [to, 100n],
      [from, 300n],
    ]);
    expect([await balance(desk.db, 'item:mask'), await balance(desk.db, 'CNY:goods')]).toEqual(before);
    expect(await worth(to, lotId, 100n)).toEqual([{ fen: 10_000n }]);
    expect(await worth(from, lotId, 300n)).toEqual([{ fen: 30_000n }]);
    // Nothing came or went, so nothing more confirms it.
    expect(await getAct(desk.db, actId)).toMatchObject({ status: 'confirmed', openTasks: ['publish'] });
    expect(await traceLot(desk.db, lotId)).toMatchObject({ came: 400n, went: 0n });
    await approved(
      desk,
      given(
        await proposeReversal(desk.db, {
          ...{ actId, by: desk.clerk, reasonCode: 'entryMistake', reason: '移错', idempotencyKey: key() },
        }),
      ),
    );
    expect(await heldOf(number)).toEqual([[from, 400n]]);
    expect(await worth(from, lotId, 400n)).toEqual([{ fen: 40_000n }]);
  });

  test('from no place, and are issued from where they lie now', async () => {
    const to = await place();
    const { lotId, number } = await lying(undefined);
    await approved(desk, given(await move({ toLocation: to, lotId, quantity: 400n })));
    expect(await heldOf(number)).toEqual([[to, 400n]]);
    const issue = {
      ...{ header: { ...header('2020-03-02'), stream: 'donation' as const }, receiver: 'hospital' },
      restriction: 'unrestricted' as const,
      lines: [{ unit: 'item:mask', quantity: 400n, lotId, location: to }],
    };
    await approved(desk, given(await proposeIssue(desk.db, issue, desk.clerk, key())));
    expect(await heldOf(number)).toEqual([]);
  });

  test('of which nobody could tell the value before, and cannot after', async () => {
    const [from, to] = [await place(), await place()];
    const gift = goodsGift('item:mask', 400n);
    const rice = { unit: 'item:rice', quantity: 1000n, provenance: 'stated' as const, fate: 'held' as const };
    const joint = {
      ...gift,
      lines: [...gift.lines.map((line) => ({ ...line, location: from })), rice],
      valuations: [{ amountFen: 900n, method: 'invoice' as const, provenance: 'stated' as const, lines: [1, 2] }],
    };
    await accepted(desk, await proposeGift(desk, joint));
    const { actId } = given(await move({ location: from, toLocation: to }));
    await approved(desk, { actId });
    const stock = { entity: 'charity', fund: 'relief', stream: 'donation', restriction: 'unrestricted' } as const;
    const there = { ...stock, unit: 'item:mask', quantity: 1n, location: to };
    expect(await valuesLeaving(desk.db, [there])).toEqual(['joint']);
  });

  test.each<[string, () => Promise<Partial<GoodsMove>>, string]>([
    ['more than lies there', async () => ({ quantity: 401n }), 'moveMoreThanHeld'],
    ['goods of another fund', async () => ({ part: 'other|donation|unrestricted' }), 'movePartMissing'],
    ['to the place of another entity', async () => ({ toLocation: await place('health') }), 'locationUnknown'],
    ['without a reason', async () => ({ explanation: ' ' }), 'adjustment_explained'],
  ])('but not %s', async (_, change, kind) => {
    const [from, to] = [await place(), await place()];
    const { lotId } = await lying(from);
    expect(kindsOf(await move({ location: from, toLocation: to, lotId, ...(await change()) }))).toEqual([kind]);
  });

  test('but past the program to no other entity either', async () => {
    const from = await place();
    const { lotId } = await lying(from);
    const { actId } = given(await move({ location: from, toLocation: await place(), lotId }));
    const elsewhere = { toLocationCode: await place('health') };
    await desk.db.updateTable('adjustment').set(elsewhere).where('actId', '=', actId).execute();
    const yes = { actId, recordedBy: desk.clerk, approvedBy: desk.reviewer, revision: 1 };
    await expect(desk.db.insertInto('approval').values(yes).execute()).rejects.toMatchObject({
      constraint: 'approval_moves_within_entity',
    });
  });

  test('but not to where they lie, nor as anything but a transfer', async () => {
    const at = await place();
    const { lotId } = await lying(at);
    expect(kindsOf(await move({ location: at, toLocation: at, lotId }))).toEqual(['adjustment_moved_elsewhere']);
    const transfer = await getAdjustment(
      desk.db,
      given(await move({ location: at, toLocation: await place(), lotId })).actId,
    );
    const { toLocation: _, ...nowhere } = transfer;
    for (const [input, kind] of [
      [nowhere, 'movePlaceMissing'],
      [{ ...transfer, reason: 'writeOff' as const }, 'moveOfNoGoods'],
    ] as const) {
      expect((await whyNotAdjustment(desk.db, input, desk.clerk)).map((refusal) => refusal.kind)).toEqual([kind]);
      expect(kindsOf(await proposeAdjustment(desk.db, input, desk.clerk, key()))).toEqual([kind]);
    }
  });
});

describe('a receipt names where the goods were put', () => {
  const receive = async (actId: bigint, location: string) => {
    const line = { line: 1, accepted: 400n, quarantined: 0n, rejected: 0n, location };
    const paper = { actId, receivedOn: '2020-02-11', inspectedBy: '验收王', keptBy: '保管李' };
    return recordReceipt(desk.db, { ...paper, lines: [{ ...line, lotNumber: `移库 ${lots}` }] }, desk.clerk, key());
  };

  test('and its approval moves them there', async () => {
    const [said, to] = [await place(), await place()];
    const { actId, number } = await brought(said);
    const { receiptId } = given(await receive(actId, to));
    expect(await heldOf(number)).toEqual([[said, 400n]]);
    given(await decideReceipt(desk.db, { id: receiptId, decision: 'approved', by: desk.reviewer, moveNote: '移库' }));
    expect(await heldOf(number)).toEqual([[to, 400n]]);
    const ready = await desk.db.transaction().execute((tx) => listReadyActs(tx));
    const moved = ready.filter(({ kind }) => kind === 'adjustment').at(-1);
    expect(moved?.confirmedBy).toEqual(['stock']);
    expect(await getAdjustment(desk.db, moved?.actId ?? 0n)).toMatchObject({ location: said, toLocation: to });
    // Its recorder is the receipt's, so it is nobody's own approval.
    expect(await getAct(desk.db, moved?.actId ?? 0n)).toMatchObject({ recordedBy: { id: desk.clerk } });
  });

  test('but no place of another entity; and before that they do not leave', async () => {
    const [said, to] = [await place(), await place()];
    const { actId, lotId } = await brought(said);
    expect(kindsOf(await receive(actId, await place('health')))).toEqual(['locationUnknown']);
    const { receiptId } = given(await receive(actId, to));
    const moved = given(await move({ location: said, toLocation: await place(), lotId }));
    const early = await approveAct(desk.db, { actId: moved.actId, revision: 1, by: desk.reviewer });
    expect(kindsOf(early)).toEqual(['posting_takes_accepted']);
    given(await decideReceipt(desk.db, { id: receiptId, decision: 'approved', by: desk.reviewer, moveNote: '移库' }));
    expect((await getAct(desk.db, actId))?.status).toBe('confirmed');
    // By then they lie elsewhere.
    const late = await approveAct(desk.db, { actId: moved.actId, revision: 1, by: desk.reviewer });
    expect(kindsOf(late)).toEqual(['account_balance_not_negative']);
  });
});
