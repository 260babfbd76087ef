import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import { getAdjustment } from '#disbursement/adjustment-rows.ts';
import { proposeIssue } from '#disbursement/propose-issue.ts';
import { daysAfter, shanghaiDay } from '#ledger/day.ts';
import { countExpiring, expiryOf } from '#stock/expiry.ts';
import { traceLot } from '#stock/lot-trace.ts';
import { proposeReversalWithValue } from '#stock/reverse-with-value.ts';
import { findStock } from '#stock/stock-place.ts';
import { listStock } from '#stock/stock-queries.ts';
import { proposeWriteOff } from '#stock/write-off.ts';
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

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const TODAY = '2026-11-22';
const PART = 'relief|donation|unrestricted';

/** Masks of a lot in the books; answers the row of the stock list. */
async function receive(number: string, quantity: bigint, expiresOn?: string, valueFen?: bigint) {
  const gift = goodsGift('item:mask', quantity, valueFen);
  const lot = { number, ...(expiresOn && { expiresOn }) };
  await accepted(desk, await proposeGift(desk, { ...gift, lines: gift.lines.map((line) => ({ ...line, lot })) }));
  const row = (await listStock(desk.db, { limit: 1000 })).find((each) => each.lot?.number === number);
  if (!row?.lot) throw new Error('no such lot');
  return { row, lotId: row.lot.id };
}

const issue = async (lotId: bigint, quantity: bigint) =>
  approved(
    desk,
    given(
      await proposeIssue(
        desk.db,
        {
          header: { ...header('2020-02-20'), stream: 'donation' },
          ...{ receiver: 'hospital', restriction: 'unrestricted', lines: [{ unit: 'item:mask', quantity, lotId }] },
        },
        desk.clerk,
        key(),
      ),
    ),
  );

describe('expiry', () => {
  test.each([
    ['2026-11-21', 'expired'],
    ['2026-11-22', 30],
    ['2026-12-22', 30],
    ['2026-12-23', 90],
    ['2027-02-20', 90],
    ['2027-02-21', undefined],
    [undefined, undefined],
  ] as const)('of %s is %s', (day, state) => {
    expect(expiryOf(day, TODAY)).toBe(state);
  });

  test('counts what is held, not what is gone', async () => {
    const before = await countExpiring(desk.db, TODAY);
    const { lotId } = await receive('E1', 10n, daysAfter(TODAY, -1));
    await receive('E2', 10n, daysAfter(TODAY, 20));
    const counted = await countExpiring(desk.db, TODAY);
    expect((counted.get('expired') ?? 0n) - (before.get('expired') ?? 0n)).toBe(1n);
    expect((counted.get(30) ?? 0n) - (before.get(30) ?? 0n)).toBe(1n);
    await issue(lotId, 10n);
    expect((await countExpiring(desk.db, TODAY)).get('expired') ?? 0n).toBe(before.get('expired') ?? 0n);
  });
});

describe('a write-off', () => {
  test('that is voided gives back its goods and their value, each by an act of its own', async () => {
    const { lotId } = await receive('W0', 400n, '2022-01-17', 90_000n);
    const goods = { entity: 'charity', unit: 'item:mask', lotId, part: PART, occurredOn: '2022-02-01' };
    const written = await proposeWriteOff(
      desk.db,
      { ...goods, quantity: 100n, explanation: '受潮，销毁记录 4 号' },
      desk.clerk,
      key(),
    );
    const [goodsAct = 0n, valueAct = 0n] = given(written).actIds;
    for (const actId of [goodsAct, valueAct])
      given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    const before = await balance(desk.db, 'CNY:goods');
    const voiding = {
      ...{ actId: goodsAct, by: desk.clerk, reasonCode: 'entryMistake' as const, reason: '其实没有受潮' },
      idempotencyKey: key(),
    };
    const proposed = given(await proposeReversalWithValue(desk.db, voiding));
    expect(proposed.existing).toBe(false);
    expect(await balance(desk.db, 'CNY:goods')).toBe(before);
    for (const actId of [proposed.actId, proposed.valueActId ?? 0n]) {
      given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    }
    expect(await balance(desk.db, 'CNY:goods')).toBe(before + 22_500n);
    for (const actId of [goodsAct, valueAct]) expect((await getAct(desk.db, actId))?.status).toBe('reversed');
  });

  test('whose value was taken back already is voided alone', async () => {
    const { lotId } = await receive('W00', 400n, '2022-01-17', 90_000n);
    const goods = { entity: 'charity', unit: 'item:mask', lotId, part: PART, occurredOn: '2022-02-01' };
    const written = await proposeWriteOff(
      desk.db,
      { ...goods, quantity: 100n, explanation: '受潮，销毁记录 5 号' },
      desk.clerk,
      key(),
    );
    const [goodsAct = 0n, valueAct = 0n] = given(written).actIds;
    for (const actId of [goodsAct, valueAct])
      given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    const voiding = (actId: bigint) => ({
      ...{ actId, by: desk.clerk, reasonCode: 'entryMistake' as const, reason: '其实没有受潮', idempotencyKey: key() },
    });
    given(await proposeReversalWithValue(desk.db, voiding(valueAct)));
    expect(given(await proposeReversalWithValue(desk.db, voiding(goodsAct))).valueActId).toBeUndefined();
  });

  test('takes goods from where they lie, with their share of the value, once approved', async () => {
    const { row, lotId } = await receive('W1', 400n, '2022-01-17', 90_000n);
    const goods = { entity: 'charity', unit: 'item:mask', lotId, part: PART, occurredOn: '2022-02-01' };
    const given100 = { ...goods, quantity: 100n, explanation: '过期，销毁记录 3 号' };
    const { actIds, joint } = given(await proposeWriteOff(desk.db, given100, desk.clerk, key()));
    expect(joint).toBe(false);
    const written = await Promise.all(actIds.map((id) => getAdjustment(desk.db, id)));
    expect(written.map(({ reason, unit, amount }) => [reason, unit, amount])).toEqual([
      ['writeOff', 'item:mask', 100n],
      ['writeOff', 'CNY:goods', 22_500n],
    ]);
    expect((await findStock(desk.db, row.key))?.quantity).toBe(400n);
    for (const actId of actIds) given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect((await findStock(desk.db, row.key))?.quantity).toBe(300n);
    for (const id of actIds) expect((await getAct(desk.db, id))?.confirmableBy).toContain('person');
    // Whoever takes the rest takes the rest of the value.
    const rest = given(await proposeWriteOff(desk.db, { ...given100, quantity: 300n }, desk.clerk, key()));
    expect((await getAdjustment(desk.db, rest.actIds[1] ?? 0n)).amount).toBe(67_500n);
    expect(kindsOf(await proposeWriteOff(desk.db, { ...given100, quantity: 301n }, desk.clerk, key()))).toEqual([
      'writeOffMoreThanHeld',
    ]);
    expect(kindsOf(await proposeWriteOff(desk.db, { ...given100, part: '' }, desk.clerk, key()))).toEqual([
      'writeOffPartMissing',
    ]);
  });
});

describe('the trace of a lot', () => {
  test('leads from the gift to whoever received it, and adds up', async () => {
    const { lotId } = await receive('T1', 400n);
    await issue(lotId, 150n);
    const wrong = await issue(lotId, 50n);
    const voiding = { actId: wrong, by: desk.clerk, reasonCode: 'entryMistake' as const, reason: '登记有误' };
    await approved(desk, given(await proposeReversal(desk.db, { ...voiding, idempotencyKey: key() })));
    const trace = await traceLot(desk.db, lotId);
    expect(trace?.lot).toMatchObject({ unit: 'item:mask', number: 'T1' });
    const told = (trace?.movements ?? []).map(({ kind, title, quantity }) => [kind, title, quantity]);
    expect(told.slice(0, 3)).toEqual([
      ['donation', '某某实业', 400n],
      ['issue', '市第一医院', -150n],
      ['issue', '市第一医院', -50n],
    ]);
    expect(trace?.movements.at(-1)).toMatchObject({
      kind: 'reversal',
      quantity: 50n,
      bookedOn: shanghaiDay(new Date()),
    });
    const held = (trace?.held ?? []).reduce((sum, { quantity }) => sum + quantity, 0n);
    expect([trace?.came, trace?.went, held]).toEqual([400n, 150n, 250n]);
    expect(await traceLot(desk.db, 999_999n)).toBeUndefined();
  });
});
