import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachPaper } from '#approval/attach-paper.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import type { AppropriationInput } from '#disbursement/appropriation.ts';
import { proposeAppropriation } from '#disbursement/propose-appropriation.ts';
import type { DonationInput } from '#intake/donation.ts';
import { decideUndo, proposeUndo } from '#reconciliation/matches/undo-match.ts';
import { openRecords } from '#reconciliation/matches/work-list.ts';
import { decideDelivery } from '#stock/decide-delivery.ts';
import { decideReceipt } from '#stock/decide-receipt.ts';
import { listInTransit } from '#stock/delivery-queries.ts';
import { listAwaitedGoods } from '#stock/receipt-queries.ts';
import { recordDelivery } from '#stock/record-delivery.ts';
import { recordReceipt } from '#stock/record-receipt.ts';
import { confirmedByBank } from '../support/statement-lines.ts';
import {
  approved,
  boxGift,
  cashGift,
  type Desk,
  given,
  goodsGift,
  header,
  key,
  openDesk,
  proposeGift,
  receiveCash,
  receiveGoods,
} from './desk.ts';

let desk: Desk;
let dataDir: string;
beforeAll(async () => {
  desk = await openDesk();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-sides-'));
});
afterAll(async () => {
  await desk.close();
  await rm(dataDir, { recursive: true });
});

const mixed = (): DonationInput => {
  const goods = goodsGift('item:mask', 400n);
  return { ...goods, lines: [...goods.lines, ...cashGift(50_00n).lines] };
};
const mixedGift = async () => approved(desk, await proposeGift(desk, mixed()));
const mixedBoxGift = async () => {
  const { header: ofBox } = await boxGift(desk, 50_00n);
  return approved(desk, await proposeGift(desk, { ...mixed(), header: ofBox }));
};
const standing = async (actId: bigint) => {
  const act = await getAct(desk.db, actId);
  return { status: act?.status, tasks: act?.openTasks, by: act?.confirmedBy, waiting: act?.waitingSides };
};
const WAITS = { status: 'approved', tasks: ['confirm'] };
const READY = { status: 'confirmed', tasks: ['publish'], waiting: [] };

async function accepted(actId: bigint): Promise<void> {
  const { receiptId } = given(
    await recordReceipt(
      desk.db,
      {
        ...{ actId, receivedOn: '2020-02-11', inspectedBy: '验收王', keptBy: '保管李' },
        lines: [{ line: 1, accepted: 400n, quarantined: 0n, rejected: 0n }],
      },
      desk.clerk,
      key(),
    ),
  );
  given(await decideReceipt(desk.db, { id: receiptId, decision: 'approved', by: desk.reviewer }));
}
const scan = async (actId: bigint) =>
  given(
    await attachPaper(desk.db, dataDir, {
      ...{ actId, by: desk.clerk, paper: 'deliveryNote', fileName: '签收单.pdf' },
      bytes: new TextEncoder().encode('%PDF-1.7'),
    }),
  ).attachmentId;
const leafOf = (actId: bigint) =>
  desk.db
    .insertInto('logLeaf')
    .values({ leafIndex: 0n, actId, kind: 'intake', bytes: Buffer.from('{}'), hash: Buffer.alloc(32) })
    .execute();
const awaited = async () => (await listAwaitedGoods(desk.db, { limit: 100 })).map(({ actId }) => actId);
const forLines = async () => (await openRecords(desk.db, { entity: 'charity', limit: 100 })).map(({ actId }) => actId);

describe('a gift of cash and goods', () => {
  test('waits for the bank after the warehouse found the goods', async () => {
    const actId = await mixedGift();
    expect(await standing(actId)).toEqual({ ...WAITS, by: [], waiting: ['cash', 'goods'] });
    await accepted(actId);
    expect(await standing(actId)).toEqual({ ...WAITS, by: ['stock'], waiting: ['cash'] });
    expect(await awaited()).not.toContain(actId);
    expect(await forLines()).toContain(actId);
    await expect(leafOf(actId)).rejects.toMatchObject({ constraint: 'log_leaf_confirmed' });
    await confirmedByBank(desk.db, desk, actId);
    expect(await standing(actId)).toEqual({ ...READY, by: ['bank', 'stock'] });
    expect(await forLines()).not.toContain(actId);
  });

  test('waits for the warehouse after its cash was matched, and again for the bank when the match is undone', async () => {
    const actId = await mixedGift();
    const { matchId } = await confirmedByBank(desk.db, desk, actId);
    expect(await standing(actId)).toEqual({ ...WAITS, by: ['bank'], waiting: ['goods'] });
    expect(await awaited()).toContain(actId);
    await expect(leafOf(actId)).rejects.toMatchObject({ constraint: 'log_leaf_confirmed' });
    await accepted(actId);
    expect(await standing(actId)).toMatchObject(READY);
    const { undoingId } = given(await proposeUndo(desk.db, { matchId, by: desk.clerk, reason: '不是这笔' }));
    given(await decideUndo(desk.db, { undoingId, by: desk.reviewer, decision: 'approved' }));
    expect(await standing(actId)).toEqual({ ...WAITS, by: ['stock'], waiting: ['cash'] });
  });

  test('whose cash is a line of the count of a box still waits for its goods', async () => {
    const actId = await mixedBoxGift();
    await confirmedByBank(desk.db, desk, actId);
    expect(await standing(actId)).toEqual({ ...WAITS, by: ['person'], waiting: ['goods'] });
  });

  test('is confirmed by the report it was entered from, which tells of both', async () => {
    const actId = await mixedGift();
    given(await confirmAct(desk.db, { actId, by: desk.reviewer, kind: 'press', note: '日报 2020-02-21' }));
    expect(await standing(actId)).toMatchObject(READY);
  });

  test('whose cash somebody counted in a box still waits for its goods', async () => {
    const actId = await mixedBoxGift();
    const attachmentId = await scan(actId);
    given(await confirmAct(desk.db, { actId, by: desk.reviewer, kind: 'person', attachmentId }));
    expect(await standing(actId)).toEqual({ ...WAITS, by: ['person'], waiting: ['goods'] });
  });

  test('voided before it was published leaves nothing that waits, and its reversal needs nobody', async () => {
    const actId = await mixedGift();
    await accepted(actId);
    const reversal = given(
      await proposeReversal(desk.db, {
        ...{ actId, by: desk.clerk, reasonCode: 'duplicate', reason: '登记了两次' },
        idempotencyKey: key(),
      }),
    );
    await approved(desk, reversal);
    expect(await standing(actId)).toMatchObject({ status: 'reversed', tasks: [] });
    expect(await standing(reversal.actId)).toMatchObject({ status: 'confirmed', waiting: [] });
  });
});

test('what was handed over in cash and goods waits for the bank after the goods were signed for', async () => {
  await receiveCash(desk, 100_00n);
  await receiveGoods(desk, 'item:mask', 400n);
  const items = [
    { unit: 'item:mask', amount: 400n },
    { unit: 'CNY', amount: 100_00n },
  ].map((item) => ({ ...item, receiver: 'hospital', form: 'grant' as const, provenance: 'stated' as const }));
  const input: AppropriationInput = {
    ...{ direction: 'out', allotment: 1n, purpose: '防控', restriction: 'unrestricted', items },
    header: { ...header('2020-02-20'), stream: 'donation' },
  };
  const actId = await approved(desk, given(await proposeAppropriation(desk.db, input, desk.clerk, key())));
  const { deliveryId } = given(
    await recordDelivery(
      desk.db,
      {
        ...{ actId, paper: 'handoverList', receivedOn: '2020-02-21', signedBy: '李院长' },
        attachmentId: await scan(actId),
        lines: [{ line: 1, received: 400n, short: 0n, broken: 0n }],
      },
      desk.clerk,
      key(),
    ),
  );
  expect((await listInTransit(desk.db, { limit: 100 })).map((row) => row.actId)).toContain(actId);
  given(await decideDelivery(desk.db, { id: deliveryId, decision: 'approved', by: desk.reviewer }));
  expect(await standing(actId)).toEqual({ ...WAITS, by: ['delivery'], waiting: ['cash'] });
  expect((await listInTransit(desk.db, { limit: 100 })).map((row) => row.actId)).not.toContain(actId);
  await confirmedByBank(desk.db, desk, actId);
  expect(await standing(actId)).toEqual({ ...READY, by: ['bank', 'delivery'] });
});
