import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { getAct } from '#approval/queries.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { getAdjustment } from '#disbursement/adjustment-rows.ts';
import { proposeIssue } from '#disbursement/propose-issue.ts';
import type { DonationInput } from '#intake/donation.ts';
import { addLocation } from '#registry/locations.ts';
import { differenceOf, figuresFor, isBlindFor, stateOf } from '#stock/count.ts';
import { addFoundGoods, countLine } from '#stock/count-line.ts';
import { findCount, listCountLines, listExplanations } from '#stock/count-queries.ts';
import { endCount } from '#stock/end-count.ts';
import { explainDifference } from '#stock/explain-difference.ts';
import { openCount } from '#stock/open-count.ts';
import { listStock } from '#stock/stock-queries.ts';
import {
  accepted,
  approved,
  type Desk,
  given,
  goodsGift,
  header,
  key,
  kindsOf,
  openDesk,
  proposeGift,
} from '../approval/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** A place of its own with 400 masks of one lot, so that no test meets another's count. */
async function warehouse(quantity = 400n, valueFen?: bigint): Promise<string> {
  const { code } = given(
    await addLocation(desk.db, { entity: 'charity', name: `仓库 ${crypto.randomUUID().slice(0, 8)}`, by: desk.clerk }),
  );
  await receive(code, quantity, valueFen);
  return code;
}

async function receive(location: string, quantity: bigint, valueFen?: bigint): Promise<void> {
  const gift = goodsGift('item:mask', quantity, valueFen);
  const lot = { number: '20200118', expiresOn: '2022-01-17' };
  const input: DonationInput = { ...gift, lines: gift.lines.map((line) => ({ ...line, lot, location })) };
  await accepted(desk, await proposeGift(desk, input));
}

const open = async (location: string) =>
  given(await openCount(desk.db, { entity: 'charity', location }, desk.clerk, key())).countId;
const linesOf = (countId: bigint) => listCountLines(desk.db, { countId, limit: 100 });
async function only(countId: bigint) {
  const [line] = await linesOf(countId);
  if (!line) throw new Error('a count without lines');
  return line;
}

/** Counts the first line as a person does who has the newest count before them. */
async function count(countId: bigint, quantity: bigint, by: bigint, round: 1 | 2 = 1, form = key()) {
  const { id, latest } = await only(countId);
  const after = latest && { after: latest.entryId };
  return countLine(desk.db, { countId, lineId: id, round, quantity, ...after }, by, form);
}

/** 380 found by two people where the books have 400. */
async function short(quantity = 380n, valueFen?: bigint): Promise<{ countId: bigint; location: string }> {
  const location = await warehouse(400n, valueFen);
  const countId = await open(location);
  given(await count(countId, quantity, desk.clerk));
  given(await count(countId, quantity, desk.otherClerk, 2));
  return { countId, location };
}

const PART = 'relief|donation|unrestricted';
const explain = async (countId: bigint) =>
  explainDifference(
    desk.db,
    { countId, lineId: (await only(countId)).id, reason: 'damaged', explanation: '水渍 20 只，已清点', part: PART },
    desk.clerk,
  );
const actsOf = async (countId: bigint) => (await listExplanations(desk.db, countId)).flatMap(({ acts }) => acts);
const close = (countId: bigint) => endCount(desk.db, { countId, outcome: 'closed' }, desk.otherClerk);
const approve = async (actId: bigint) => given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
const inStock = async (location: string) => (await listStock(desk.db, { location, limit: 10 }))[0]?.quantity ?? 0n;

describe('a stocktake', () => {
  test('begins with what the books have, and nothing is counted', async () => {
    const countId = await open(await warehouse());
    const line = await only(countId);
    expect(line).toMatchObject({ unit: 'item:mask', openingQuantity: 400n, lot: { number: '20200118' } });
    expect([stateOf(line), differenceOf(line)]).toEqual(['uncounted', undefined]);
    expect(await findCount(desk.db, countId)).toMatchObject({ lines: 1n, counted: 0n, open: 0n });
  });

  test('of a place is held once at a time, by its entity only', async () => {
    const location = await warehouse();
    await open(location);
    const again = await openCount(desk.db, { entity: 'charity', location }, desk.otherClerk, key());
    expect(kindsOf(again)).toEqual(['stock_count_open_once']);
    const foreign = await openCount(desk.db, { entity: 'health', location }, desk.clerk, key());
    expect(kindsOf(foreign)).toEqual(['countPlaceUnknown']);
  });

  test('takes what moved since it was opened into account', async () => {
    const location = await warehouse();
    const countId = await open(location);
    const [stock] = await listStock(desk.db, { location, limit: 1 });
    const issue = {
      header: { ...header('2020-02-20'), stream: 'donation' as const },
      receiver: 'hospital',
      restriction: 'unrestricted' as const,
      lines: [{ unit: 'item:mask', quantity: 150n, lotId: stock?.lot?.id ?? 0n, location }],
    };
    await approved(desk, given(await proposeIssue(desk.db, issue, desk.clerk, key())));
    given(await count(countId, 250n, desk.clerk));
    const line = await only(countId);
    expect(line.latest).toMatchObject({ quantity: 250n, bookQuantity: 250n });
    expect([line.openingQuantity, stateOf(line)]).toEqual([400n, 'agrees']);
    given(await close(countId));
  });

  test('takes the same form twice as one count, and shows a count that came meanwhile', async () => {
    const countId = await open(await warehouse());
    const { id } = await only(countId);
    const first = { countId, lineId: id, round: 1, quantity: 400n } as const;
    given(await countLine(desk.db, first, desk.clerk, 'pressed twice'));
    given(await countLine(desk.db, first, desk.clerk, 'pressed twice'));
    expect(await desk.db.selectFrom('stockCountEntry').select('id').where('lineId', '=', id).execute()).toHaveLength(1);
    expect(await countLine(desk.db, { ...first, quantity: 399n }, desk.otherClerk, key())).toEqual({
      ok: false,
      refusals: [{ kind: 'stock_count_entry_follows', values: { by: '经办甲' } }],
    });
    expect((await only(countId)).latest?.quantity).toBe(400n);
  });

  test('lets two people who count one line at once not overwrite each other', async () => {
    const countId = await open(await warehouse());
    const { id } = await only(countId);
    const counted = await Promise.all(
      [desk.clerk, desk.otherClerk].map((by, index) =>
        countLine(desk.db, { countId, lineId: id, round: 1, quantity: 400n - BigInt(index) }, by, key()),
      ),
    );
    expect(counted.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test('has a difference counted again by another person before it is explained', async () => {
    const countId = await open(await warehouse());
    expect(kindsOf(await count(countId, 380n, desk.clerk, 2))).toEqual(['stock_count_second_by_another']);
    given(await count(countId, 380n, desk.clerk));
    expect(stateOf(await only(countId))).toBe('recount');
    // Whoever counts second sees nothing of the first until both are in.
    expect(isBlindFor(await only(countId), desk.otherClerk)).toBe(true);
    expect(isBlindFor(await only(countId), desk.clerk)).toBe(false);
    expect(figuresFor(await only(countId), desk.otherClerk)).toEqual({});
    const known = { opening: 400n, moved: 0n, book: 400n, found: 380n, difference: -20n };
    expect(figuresFor(await only(countId), desk.clerk)).toEqual(known);
    expect(kindsOf(await explain(countId))).toEqual(['stock_count_explains_second_count']);
    expect(kindsOf(await count(countId, 380n, desk.clerk, 2))).toEqual(['stock_count_second_by_another']);
    given(await count(countId, 381n, desk.otherClerk, 2));
    expect(stateOf(await only(countId))).toBe('differs');
    expect(isBlindFor(await only(countId), desk.reviewer)).toBe(false);
    expect(await only(countId)).toMatchObject({ first: { quantity: 380n, countedBy: { id: desk.clerk } } });
    expect(kindsOf(await count(countId, 400n, desk.clerk, 1))).toEqual(['stock_count_rounds_in_order']);
  });

  test('books nothing before another person approves, and closes only then', async () => {
    const { countId, location } = await short();
    expect(kindsOf(await close(countId))).toEqual(['stock_count_differences_settled']);
    expect(given(await explain(countId))).toEqual({ joint: false });
    expect(kindsOf(await explain(countId))).toEqual(['stock_count_line_explained']);
    expect(kindsOf(await count(countId, 400n, desk.otherClerk, 2))).toEqual(['stock_count_line_explained']);
    expect([await inStock(location), stateOf(await only(countId))]).toEqual([400n, 'explained']);
    expect(kindsOf(await close(countId))).toEqual(['stock_count_differences_settled']);
    const [act] = await actsOf(countId);
    const actId = act?.id ?? 0n;
    expect(await getAdjustment(desk.db, actId)).toMatchObject({ reason: 'stocktakeShort', amount: 20n, location });
    expect(kindsOf(await approveAct(desk.db, { actId, revision: 1, by: desk.clerk }))).toEqual([
      'approval_by_another_person',
    ]);
    await approve(actId);
    expect([await inStock(location), stateOf(await only(countId))]).toEqual([380n, 'settled']);
    expect((await getAct(desk.db, actId))?.status).toBe('approved');
    given(await close(countId));
    expect(await getAct(desk.db, actId)).toMatchObject({ status: 'confirmed', openTasks: ['publish'] });
    expect(kindsOf(await close(countId))).toEqual(['stock_count_ends_once']);
    expect(kindsOf(await count(countId, 1n, desk.clerk, 2))).toEqual(['stock_count_still_open']);
  });

  test('lets goods that are missing take their share of the value along', async () => {
    const { countId } = await short(380n, 100_000n);
    given(await explain(countId));
    const acts = await actsOf(countId);
    const adjustments = await Promise.all(acts.map(({ id }) => getAdjustment(desk.db, id)));
    expect(adjustments.map(({ unit, amount }) => [unit, amount])).toEqual([
      ['item:mask', 20n],
      ['CNY:goods', 5_000n],
    ]);
    for (const { id } of acts) await approve(id);
    given(await close(countId));
  });

  test('is explained anew when the adjustment was withdrawn', async () => {
    const { countId } = await short();
    given(await explain(countId));
    const [act] = await actsOf(countId);
    given(await withdrawAct(desk.db, { actId: act?.id ?? 0n, by: desk.clerk }));
    expect(stateOf(await only(countId))).toBe('differs');
    given(await explain(countId));
    expect(stateOf(await only(countId))).toBe('explained');
  });

  test('leaves what nobody counted as it is, never nought', async () => {
    const location = await warehouse();
    const countId = await open(location);
    const { lineId } = given(await addFoundGoods(desk.db, { countId, unit: 'item:rice' }, desk.clerk));
    given(await countLine(desk.db, { countId, lineId, round: 1, quantity: 0n }, desk.clerk, key()));
    given(await close(countId));
    expect((await linesOf(countId)).map(stateOf)).toEqual(['uncounted', 'agrees']);
    expect(await inStock(location)).toBe(400n);
  });

  test('books goods that the books do not have', async () => {
    const location = await warehouse();
    const countId = await open(location);
    const lot = { number: 'B7', expiresOn: '2023-05-01' };
    const { lineId } = given(await addFoundGoods(desk.db, { countId, unit: 'item:mask', lot }, desk.clerk));
    expect(kindsOf(await addFoundGoods(desk.db, { countId, unit: 'item:mask', lot }, desk.clerk))).toEqual([
      'stock_count_line_once',
    ]);
    const found = { countId, lineId, quantity: 30n };
    given(await countLine(desk.db, { ...found, round: 1 }, desk.clerk, key()));
    const after = (await linesOf(countId))[1]?.latest?.entryId ?? 0n;
    given(await countLine(desk.db, { ...found, round: 2, after }, desk.otherClerk, key()));
    const said = { countId, lineId, reason: 'found' as const, explanation: '1 月 20 日到货漏登' };
    expect(kindsOf(await explainDifference(desk.db, { ...said, part: '' }, desk.clerk))).toEqual(['countPartMissing']);
    given(await explainDifference(desk.db, { ...said, part: PART }, desk.clerk));
    for (const { id } of await actsOf(countId)) await approve(id);
    given(await close(countId));
    const stock = await listStock(desk.db, { location, limit: 10 });
    expect(stock.map((row) => [row.lot?.number, row.quantity])).toEqual([
      ['20200118', 400n],
      ['B7', 30n],
    ]);
  });

  test('that was begun by mistake is abandoned with a reason, unless something follows from it', async () => {
    const countId = await open(await warehouse());
    const abandon = (id: bigint, note: string) =>
      endCount(desk.db, { countId: id, outcome: 'abandoned', note }, desk.clerk);
    expect(kindsOf(await close(countId))).toEqual(['stock_count_counts_something']);
    expect(kindsOf(await abandon(countId, ' '))).toEqual(['stock_count_abandoned_with_reason']);
    given(await abandon(countId, '开错地点'));
    const { countId: other } = await short();
    given(await explain(other));
    expect(kindsOf(await abandon(other, '开错地点'))).toEqual(['stock_count_abandoned_unsettled']);
  });

  test('keeps what was counted, whoever tries', async () => {
    const { countId } = await short();
    await expect(desk.owner.updateTable('stockCountEntry').set({ quantity: 400n }).execute()).rejects.toMatchObject({
      constraint: 'append_only',
    });
    const ended = { outcome: 'closed', endedBy: desk.clerk, endedAt: new Date() };
    await expect(
      desk.db.updateTable('stockCount').set(ended).where('id', '=', countId).execute(),
    ).rejects.toMatchObject({ constraint: 'stock_count_differences_settled' });
  });
});
