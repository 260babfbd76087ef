import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { attachPaper } from '#approval/attach-paper.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import { returnAct } from '#approval/return-act.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { getAdjustment } from '#disbursement/adjustment-rows.ts';
import { getIssue } from '#disbursement/issue-rows.ts';
import { reviseAdjustment } from '#disbursement/propose-adjustment.ts';
import { proposeAppropriation } from '#disbursement/propose-appropriation.ts';
import { proposeIssue, reviseIssue } from '#disbursement/propose-issue.ts';
import { approvePublishable } from '#office/approve-publishable.ts';
import { valuesAnew } from '#office/entered-anew.ts';
import { loadUnits } from '#office/register-choices.ts';
import { approveSettlement, seenOf } from '#stock/approve-settlement.ts';
import { correctDelivery, decideDelivery } from '#stock/decide-delivery.ts';
import type { DeliveryInput, DeliveryLine } from '#stock/delivery.ts';
import { settlementState } from '#stock/delivery-losses.ts';
import { findArrived, findDelivery, listInTransit } from '#stock/delivery-queries.ts';
import { recordDelivery, recordDispatch } from '#stock/record-delivery.ts';
import { resendMissing } from '#stock/resend-missing.ts';
import { settleDelivery } from '#stock/settle-delivery.ts';
import { listSettling } from '#stock/settlement-queries.ts';
import type { MissingWays } from '#stock/short-delivery.ts';
import {
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
  receiveGoods,
} from '../approval/desk.ts';

let desk: Desk;
let dataDir: string;
beforeAll(async () => {
  desk = await openDesk();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-delivery-'));
  await receiveGoods(desk, 'item:mask', 100_000n);
});
afterAll(async () => {
  await desk.close();
  await rm(dataDir, { recursive: true, force: true });
});

const outgoing = { ...header('2020-02-20'), stream: 'donation' as const };
const propose = async (quantity = 400n) =>
  given(
    await proposeIssue(
      desk.db,
      {
        ...{ header: outgoing, receiver: 'hospital', restriction: 'unrestricted' },
        lines: [{ unit: 'item:mask', quantity }],
      },
      desk.clerk,
      key(),
    ),
  );
const issue = async () => approved(desk, await propose());

async function scan(actId: bigint): Promise<bigint> {
  const bytes = new TextEncoder().encode(`%PDF-1.4 ${key()}`);
  const paper = { actId, by: desk.clerk, paper: 'deliveryNote' as const, fileName: '签收单.pdf', bytes };
  return given(await attachPaper(desk.db, dataDir, paper)).attachmentId;
}

const signed = async (actId: bigint, line: Partial<DeliveryLine> = {}, more: Partial<DeliveryInput> = {}) =>
  recordDelivery(
    desk.db,
    {
      ...{ actId, paper: 'deliveryNote', receivedOn: '2020-02-22', signedBy: '库管赵', ...more },
      attachmentId: more.attachmentId ?? (await scan(actId)),
      lines: more.lines ?? [{ line: 1, received: 400n, short: 0n, broken: 0n, ...line }],
    },
    desk.clerk,
    key(),
  );
const approve = (id: bigint, by = desk.reviewer) => decideDelivery(desk.db, { id, decision: 'approved', by });
const inTransit = async () => (await listInTransit(desk.db, { limit: 100 })).map(({ actId }) => actId);
const statusOf = async (actId: bigint) => (await getAct(desk.db, actId))?.status;

describe('an issue', () => {
  test('is in transit until what was signed is approved by another person, and thereby confirmed', async () => {
    const proposal = await propose();
    expect(kindsOf(await signed(proposal.actId))).toEqual(['deliveryBeforeApproval']);
    const actId = await approved(desk, proposal);
    given(
      await recordDispatch(
        desk.db,
        { actId, dispatchedOn: '2020-02-21', courier: '顺丰', courierNumber: 'SF 100' },
        desk.clerk,
      ),
    );
    const waiting = (await listInTransit(desk.db, { limit: 100 })).find((row) => row.actId === actId);
    expect(waiting).toMatchObject({ since: '2020-02-21', courier: '顺丰', courierNumber: 'SF 100' });
    const { deliveryId } = given(await signed(actId));
    expect(await inTransit()).toContain(actId);
    expect(kindsOf(await approve(deliveryId, desk.clerk))).toEqual(['stock_delivery_by_another_person']);
    expect(given(await approve(deliveryId))).toEqual({ confirms: true });
    expect(await inTransit()).not.toContain(actId);
    expect(await getAct(desk.db, actId)).toMatchObject({ status: 'confirmed', openTasks: ['publish'] });
    expect(kindsOf(await approve(deliveryId, desk.otherReviewer))).toEqual(['stock_delivery_decided_once']);
  });

  test('is not confirmed by a bare paper any more', async () => {
    const actId = await issue();
    expect((await getAct(desk.db, actId))?.confirmableBy).toEqual(['press']);
    const bare = { actId, by: desk.otherClerk, kind: 'delivery' as const, attachmentId: await scan(actId) };
    expect(kindsOf(await confirmAct(desk.db, bare))).toEqual(['confirmation_delivery_by_signing']);
  });

  test('that arrived short is explained and confirms nothing, and nobody confirms it by hand', async () => {
    const actId = await issue();
    const lacking = { received: 390n, short: 6n, broken: 4n };
    expect(kindsOf(await signed(actId, lacking))).toEqual([
      'stock_delivery_difference_explained',
      'stock_delivery_follow_up_known',
    ]);
    const said = { explanation: '途中遗失 6 只，受潮 4 只', followUp: 'writeOff' as const };
    const { deliveryId } = given(await signed(actId, lacking, said));
    expect(given(await approve(deliveryId))).toEqual({ confirms: false });
    expect(await statusOf(actId)).toBe('approved');
    expect((await getAct(desk.db, actId))?.confirmableBy).toEqual([]);
    const attachmentId = await scan(actId);
    for (const kind of ['person', 'press'] as const) {
      const word = { actId, by: desk.otherClerk, kind, attachmentId, note: '日报 2020-02-21' };
      expect(kindsOf(await confirmAct(desk.db, word))).toEqual(['confirmation_after_short_delivery']);
    }
    const past = { actId, kind: 'press', recordedBy: desk.clerk, confirmedBy: desk.reviewer, note: '直接改库' };
    await expect(desk.db.insertInto('confirmation').values(past).execute()).rejects.toMatchObject({
      constraint: 'confirmation_after_short_delivery',
    });
  });

  test.each<[string, Partial<DeliveryLine>, Partial<DeliveryInput>, string]>([
    ['of another sum', { received: 399n }, {}, 'stock_delivery_covers_goods'],
    ['with a reason for nothing', {}, { explanation: '多虑' }, 'stock_delivery_difference_explained'],
    ['that nobody signed', {}, { signedBy: ' ' }, 'stock_delivery_signer_named'],
    ['of a day to come', {}, { receivedOn: '2999-01-01' }, 'dayInFuture'],
  ])('is not delivered by a paper %s', async (_, line, more, kind) => {
    expect(kindsOf(await signed(await issue(), line, more))).toEqual([kind]);
  });

  test('is proved by its own papers only', async () => {
    const [actId, other] = [await issue(), await issue()];
    expect(kindsOf(await signed(actId, {}, { attachmentId: await scan(other) }))).toEqual(['reference_unknown']);
  });
});

describe('signed for in the same way are', () => {
  test('gifts that went straight to who uses them, but not those that came to the warehouse', async () => {
    const direct = { ...goodsGift('item:mask', 400n), path: 'directToRecipient' as const };
    const actId = await approved(desk, await proposeGift(desk, direct));
    const { deliveryId } = given(await signed(actId, {}, { paper: 'acceptanceLetter' }));
    given(await approve(deliveryId));
    expect(await statusOf(actId)).toBe('confirmed');
    const stored = await approved(desk, await proposeGift(desk, goodsGift('item:mask', 400n)));
    expect(kindsOf(await signed(stored))).toEqual(['deliveryOfNoGoods']);
  });

  test('goods handed over to a command centre, by the list of three', async () => {
    const items = [
      { receiver: 'branch', form: 'grant' as const, unit: 'item:mask', amount: 400n, provenance: 'stated' as const },
    ];
    const handover = {
      ...{ header: outgoing, direction: 'out' as const, allotment: 1n, purpose: '移交指挥部调配' },
      ...{ restriction: 'unrestricted' as const, items },
    };
    const actId = await approved(desk, given(await proposeAppropriation(desk.db, handover, desk.clerk, key())));
    expect(await inTransit()).toContain(actId);
    given(await approve(given(await signed(actId, {}, { paper: 'handoverList' })).deliveryId));
    expect(await statusOf(actId)).toBe('confirmed');
  });
});

describe('a short delivery is settled', () => {
  const ISSUED = { received: 390n, short: 6n, broken: 4n };
  const said = { explanation: '途中遗失 6 只，受潮 4 只', followUp: 'writeOff' as const };
  const reason = '签收短少或破损：途中遗失 6 只，受潮 4 只';

  async function short(actId: bigint, line: Partial<DeliveryLine> = ISSUED) {
    const { deliveryId } = given(await signed(actId, line, said));
    given(await approve(deliveryId));
    return { id: deliveryId, actId };
  }
  const settle = (id: bigint, ways: MissingWays) =>
    settleDelivery(desk.db, { id, reason, note: '按签收更正', ...ways }, desk.clerk);
  const settling = (delivery: { id: bigint; actId: bigint }) => listSettling(desk.db, delivery);
  const approveAll = async (delivery: { id: bigint; actId: bigint }, by = desk.reviewer) =>
    approveSettlement(desk.db, { id: delivery.id, seen: seenOf(await settling(delivery)), by });
  const partsOf = async (delivery: { id: bigint; actId: bigint }) =>
    (await settling(delivery)).map(({ part, status }) => `${part} ${status}`);
  const part = async (delivery: { id: bigint; actId: bigint }, wanted: string) => {
    const found = (await settling(delivery)).find((each) => each.part === wanted);
    if (!found) throw new Error(`no ${wanted}`);
    return found;
  };

  /** 400 worth 1000 yuan, sent to the hospital. */
  async function rice(): Promise<bigint> {
    await receiveGoods(desk, 'item:rice', 400n, 100_000n);
    const line = { unit: 'item:rice', quantity: 400n, valueFen: 100_000n };
    const sent = { header: outgoing, receiver: 'hospital', restriction: 'unrestricted' as const, lines: [line] };
    return approved(desk, given(await proposeIssue(desk.db, sent, desk.clerk, key())));
  }
  const lostAll = { short: 'writeOff', broken: 'writeOff' } as const;
  const stateOf = async ({ id }: { id: bigint }) => {
    const delivery = await findDelivery(desk.db, id);
    if (!delivery) throw new Error('no delivery');
    const reversed = (await getAct(desk.db, delivery.actId))?.reversedBy !== undefined;
    return settlementState(desk.db, { delivery, reversed, settling: await settling(delivery) });
  };
  const one = async (actId: bigint, revision = 1) => approveAct(desk.db, { actId, revision, by: desk.reviewer });

  test('by writing off what is lost and keeping what came back, with nothing left on its way and nothing signed twice', async () => {
    const delivery = await short(await rice());
    expect(await inTransit()).toContain(delivery.actId);
    expect(kindsOf(await settle(delivery.id, { short: 'returnToStock' }))).toEqual(['deliveryWayMissing']);
    expect(given(await settle(delivery.id, { short: 'returnToStock', broken: 'writeOff' }))).toEqual({ proposed: 4 });
    expect(given(await settle(delivery.id, { short: 'returnToStock', broken: 'writeOff' }))).toEqual({ proposed: 0 });
    expect(kindsOf(await approveAll(delivery, desk.clerk))).toEqual(['approval_by_another_person']);
    given(await approveAll(delivery));
    expect(await partsOf(delivery)).toEqual([
      'reversal confirmed',
      'arrived confirmed',
      'writeOff confirmed',
      'writeOff confirmed',
    ]);
    expect(await balance(desk.db, 'item:rice')).toBe(6n);
    // 1.5 % of what it was worth came back; 1 % is lost; the rest went to the hospital.
    expect(await balance(desk.db, 'CNY:goods')).toBe(1_500n);
    const arrived = await part(delivery, 'arrived');
    expect(await getIssue(desk.db, arrived.actId)).toMatchObject({
      ...{ receiver: 'hospital', purpose: '按签收更正' },
      lines: [{ unit: 'item:rice', quantity: 390n, valueFen: 97_500n }],
    });
    expect((await getAct(desk.db, arrived.actId))?.openTasks).toEqual(['publish']);
    expect(await inTransit()).not.toContain(delivery.actId);
    expect(await inTransit()).not.toContain(arrived.actId);
    expect(kindsOf(await approveSettlement(desk.db, { id: delivery.id, seen: '', by: desk.reviewer }))).toEqual([
      'deliverySettlementChanged',
    ]);
  });

  test('in one piece or not at all, and only as its paper says', async () => {
    const delivery = await short(await issue());
    given(await settle(delivery.id, { short: 'writeOff', broken: 'writeOff' }));
    const arrived = await part(delivery, 'arrived');
    expect(kindsOf(await one(arrived.actId))).toEqual(['stock_delivery_reversed_first']);
    const more = await getIssue(desk.db, arrived.actId);
    const changed = { ...more, lines: more.lines.map((line) => ({ ...line, quantity: 391n })) };
    given(await reviseIssue(desk.db, arrived.actId, 1, changed, desk.clerk));
    expect(kindsOf(await approveAll(delivery))).toEqual(['stock_delivery_settlement_fits']);
    expect(await partsOf(delivery)).toEqual(['reversal proposed', 'arrived proposed', 'writeOff proposed']);
    expect(await statusOf(delivery.actId)).toBe('approved');
    given(await reviseIssue(desk.db, arrived.actId, 2, more, desk.clerk));
    given(await approveAll(delivery));
    const foreign = { deliveryId: delivery.id, actId: (await propose(390n)).actId, part: 'arrived' };
    await expect(desk.db.insertInto('stockDeliverySettlement').values(foreign).execute()).rejects.toMatchObject({
      constraint: 'stock_delivery_settlement_fits',
    });
  });

  test('again after a part of it was withdrawn or reversed', async () => {
    const delivery = await short(await issue());
    given(await settle(delivery.id, { short: 'returnToStock', broken: 'returnToStock' }));
    const arrived = await part(delivery, 'arrived');
    given(await withdrawAct(desk.db, { actId: arrived.actId, by: desk.clerk }));
    given(await approveAll(delivery));
    expect(await partsOf(delivery)).toEqual(['reversal confirmed', 'arrived withdrawn']);
    expect(given(await settle(delivery.id, { short: 'returnToStock', broken: 'returnToStock' }))).toEqual({
      proposed: 1,
    });
    given(await approveAll(delivery));
    const anew = (await settling(delivery)).at(-1)?.actId ?? 0n;
    const before = await balance(desk.db, 'item:mask');
    await approved(desk, given(await proposeReversal(desk.db, reversing(anew))));
    expect((await balance(desk.db, 'item:mask')) - before).toBe(390n);
    expect(given(await settle(delivery.id, { short: 'returnToStock', broken: 'returnToStock' }))).toEqual({
      proposed: 1,
    });
  });

  test('and what was missing is sent again, to be signed for by itself', async () => {
    const delivery = await short(await issue());
    const again = () => resendMissing(desk.db, { id: delivery.id, note: '补发', by: desk.clerk });
    expect(kindsOf(await again())).toEqual(['deliveryResentLater']);
    given(await settle(delivery.id, lostAll));
    given(await one((await part(delivery, 'reversal')).actId));
    expect(kindsOf(await again())).toEqual(['deliveryResentLater']);
    given(await one((await part(delivery, 'arrived')).actId));
    expect(kindsOf(await again())).toEqual(['deliveryResentLater']);
    given(await approveAll(delivery));
    const { actId } = given(await again());
    expect(given(await again()).actId).toBe(actId);
    expect((await getIssue(desk.db, actId)).lines).toEqual([{ unit: 'item:mask', quantity: 10n }]);
    await approved(desk, { actId });
    expect(await inTransit()).toContain(actId);
  });

  test('with the value of a loss never without its goods', async () => {
    const delivery = await short(await rice());
    given(await settle(delivery.id, lostAll));
    const [goods, value] = (await settling(delivery)).filter((each) => each.part === 'writeOff');
    for (const each of ['reversal', 'arrived']) given(await one((await part(delivery, each)).actId));
    expect(kindsOf(await one(value?.actId ?? 0n))).toEqual(['approval_takes_value_after_goods']);
    given(await withdrawAct(desk.db, { actId: goods?.actId ?? 0n, by: desk.clerk }));
    const gone = ['reversal confirmed', 'arrived confirmed', 'writeOff withdrawn', 'writeOff withdrawn'];
    expect(await partsOf(delivery)).toEqual(gone);
    expect(await stateOf(delivery)).toEqual({ complete: false, settled: false });
    expect(given(await settle(delivery.id, lostAll))).toEqual({ proposed: 2 });
    const [again, theirs] = (await settling(delivery)).slice(-2);
    given(await one(again?.actId ?? 0n));
    given(await withdrawAct(desk.db, { actId: theirs?.actId ?? 0n, by: desk.clerk }));
    // The goods are off the books, and only their value waits to be written off again.
    expect(given(await settle(delivery.id, lostAll))).toEqual({ proposed: 1 });
    given(await approveAll(delivery));
    expect(await stateOf(delivery)).toEqual({ complete: true, settled: true });
    const last = (await settling(delivery)).at(-1)?.actId ?? 0n;
    expect(await getAdjustment(desk.db, last)).toMatchObject({ unit: 'CNY:goods', amount: 2_500n });
    expect(await statusOf(last)).toBe('confirmed');
  });

  test('with no more of the value than its share, and nothing that could never be published', async () => {
    const delivery = await short(await rice());
    given(await settle(delivery.id, lostAll));
    const value = (await settling(delivery)).at(-1)?.actId ?? 0n;
    const said = await getAdjustment(desk.db, value);
    const revise = async (revision: number, change: Partial<typeof said>) =>
      given(await reviseAdjustment(desk.db, value, revision, { ...said, ...change }, desk.clerk));
    await revise(1, { amount: 2_501n });
    expect(kindsOf(await approveAll(delivery))).toEqual(['stock_delivery_settlement_fits']);
    await revise(2, { amount: 2_499n, explanation: '司机 13812345678 说途中遗失' });
    const publishable = async () =>
      approvePublishable(desk.db, { id: delivery.id, seen: seenOf(await settling(delivery)), by: desk.reviewer });
    const number = (await settling(delivery)).at(-1)?.number ?? '';
    expect(await publishable()).toMatchObject({
      refusals: [
        { kind: 'deliverySettlementUnpublishable', values: { number } },
        { kind: 'proseHasPhone', field: 'explanation' },
      ],
    });
    expect((await stateOf(delivery)).settled).toBe(false);
    await revise(3, {});
    given(await publishable());
    expect(await stateOf(delivery)).toEqual({ complete: true, settled: true });
  });

  test('loss by loss: what of one was withdrawn is written off again, or said to be back in stock', async () => {
    const lines = [300n, 100n].map((quantity) => ({ unit: 'item:mask', quantity }));
    const sent = { header: outgoing, receiver: 'hospital', restriction: 'unrestricted' as const, lines };
    const actId = await approved(desk, given(await proposeIssue(desk.db, sent, desk.clerk, key())));
    const found = [290n, 95n].map((received, index) => ({
      ...{ line: index + 1, received, broken: 0n },
      short: index === 0 ? 10n : 5n,
    }));
    const { deliveryId } = given(await signed(actId, {}, { ...said, lines: found }));
    given(await approve(deliveryId));
    const delivery = { id: deliveryId, actId };
    const again = (way: 'writeOff' | 'returnToStock') => settle(delivery.id, { short: way }).then(given);
    expect(await again('writeOff')).toEqual({ proposed: 4 });
    const withdrawLast = async () =>
      given(await withdrawAct(desk.db, { actId: (await settling(delivery)).at(-1)?.actId ?? 0n, by: desk.clerk }));
    await withdrawLast();
    given(await approveAll(delivery));
    expect(await stateOf(delivery)).toEqual({ complete: false, settled: false });
    expect(await again('writeOff')).toEqual({ proposed: 1 });
    expect(await getAdjustment(desk.db, (await settling(delivery)).at(-1)?.actId ?? 0n)).toMatchObject({ amount: 5n });
    await withdrawLast();
    expect(await again('returnToStock')).toEqual({ proposed: 0 });
    expect(await stateOf(delivery)).toEqual({ complete: true, settled: true });
  });

  test('where nothing of a handover arrived, without an act anew', async () => {
    const items = [
      { receiver: 'branch', form: 'grant' as const, unit: 'item:mask', amount: 400n, provenance: 'stated' as const },
    ];
    const handover = {
      ...{ header: outgoing, direction: 'out' as const, allotment: 1n, purpose: '移交指挥部调配' },
      ...{ restriction: 'unrestricted' as const, items },
    };
    const handed = () => proposeAppropriation(desk.db, handover, desk.clerk, key()).then(given);
    const lost = await short(await approved(desk, await handed()), { received: 0n, short: 400n });
    given(await settle(lost.id, { short: 'writeOff' }));
    given(await approveAll(lost));
    expect(await partsOf(lost)).toEqual(['reversal confirmed', 'writeOff confirmed']);
    const some = await short(await approved(desk, await handed()), { received: 399n, short: 1n });
    given(await settle(some.id, { short: 'returnToStock' }));
    given(await approveAll(some));
    expect((await getAct(desk.db, (await part(some, 'arrived')).actId))?.status).toBe('confirmed');
  });

  test('unless it is a gift that went straight to its user: that is reversed and entered anew', async () => {
    const direct = { ...goodsGift('item:mask', 400n), path: 'directToRecipient' as const };
    const delivery = await short(await approved(desk, await proposeGift(desk, direct)));
    expect(kindsOf(await settle(delivery.id, { short: 'writeOff', broken: 'writeOff' }))).toEqual([
      'deliveryNothingToCorrect',
    ]);
    const correct = { id: delivery.id, reason: '签收短少', by: desk.clerk };
    await approved(desk, given(await correctDelivery(desk.db, correct)));
    expect(await statusOf(delivery.actId)).toBe('reversed');
    expect(await findArrived(desk.db, delivery.actId)).toEqual(new Map([[1, 390n]]));
  });

  test('and such a gift is corrected anew where its reversal was withdrawn or sent back', async () => {
    const direct = { ...goodsGift('item:mask', 400n), path: 'directToRecipient' as const };
    const delivery = await short(await approved(desk, await proposeGift(desk, direct)));
    const correct = (reason: string) => correctDelivery(desk.db, { id: delivery.id, reason, by: desk.clerk });
    const first = given(await correct('签收短少'));
    expect(given(await correct('签收短少')).actId).toBe(first.actId);
    given(await withdrawAct(desk.db, { actId: first.actId, by: desk.clerk }));
    const second = given(await correct('签收短少十只'));
    expect(second.actId).not.toBe(first.actId);
    expect((await getAct(desk.db, second.actId))?.status).toBe('proposed');
    given(await returnAct(desk.db, { actId: second.actId, revision: 1, by: desk.reviewer, reason: '写明去向' }));
    const sent = await Promise.all([correct('途中短少'), correct('途中短少')]);
    const [third = 0n, ...others] = [...new Set(sent.map((each) => given(each).actId))];
    expect(others).toEqual([]);
    expect([first.actId, second.actId]).not.toContain(third);
    await approved(desk, { actId: third });
    expect(await statusOf(delivery.actId)).toBe('reversed');
    expect(kindsOf(await correct('再来一次'))).toEqual(['alreadyReversed']);
  });

  test('and of such a gift what arrived is entered anew, its value to be said', async () => {
    const gift = goodsGift('item:mask', 400n, 40_000n);
    const [masks] = gift.lines;
    if (!masks) throw new Error('no line');
    const direct = {
      ...{ ...gift, path: 'directToRecipient' as const },
      lines: [{ ...masks, unit: 'item:rice' }, masks, { ...masks, quantity: 30n }, { ...masks, quantity: 5n }],
      valuations: [[1], [2, 4], [3]].map((lines) => ({
        ...{ amountFen: 9_000n, method: 'invoice' as const, provenance: 'stated' as const, lines },
      })),
    };
    const actId = await approved(desk, await proposeGift(desk, direct));
    const lines = [0n, 400n, 30n, 0n].map((received, index) => ({
      ...{ line: index + 1, received, broken: 0n },
      short: [400n, 0n, 0n, 5n][index] ?? 0n,
    }));
    const { deliveryId } = given(await signed(actId, {}, { ...said, paper: 'acceptanceLetter', lines }));
    given(await approve(deliveryId));
    await approved(desk, given(await correctDelivery(desk.db, { id: deliveryId, reason: '签收短少', by: desk.clerk })));
    const act = await getAct(desk.db, actId);
    if (!act) throw new Error('no gift');
    const values = await valuesAnew(desk.db, act, await loadUnits(desk.db));
    const told = [...values].filter(([name]) => /count|unit|quantity|valuationAmount|valuationLines/.test(name));
    expect(Object.fromEntries(told)).toEqual({
      'lines.count': '2',
      'lines.1.unit': 'item:mask',
      'lines.1.quantity': '400',
      'lines.2.unit': 'item:mask',
      'lines.2.quantity': '30',
      'valuations.count': '2',
      'valuations.1.valuationLines': '1',
      'valuations.2.valuationAmount': '90.00',
      'valuations.2.valuationLines': '2',
    });
  });

  const reversing = (actId: bigint) => ({
    ...{ actId, by: desk.clerk, reasonCode: 'entryMistake' as const, reason: '录错', idempotencyKey: key() },
  });
});
