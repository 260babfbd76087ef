import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { postEntry } from '#approval/post-entry.ts';
import { postingsOf } from '#approval/postings-of-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { proposeAppropriation } from '#disbursement/propose-appropriation.ts';
import { proposeIssue } from '#disbursement/propose-issue.ts';
import { refusalText } from '#i18n/refusals.ts';
import { addLocation } from '#registry/locations.ts';
import { countLine } from '#stock/count-line.ts';
import { listCountLines, listExplanations } from '#stock/count-queries.ts';
import { explainDifference } from '#stock/explain-difference.ts';
import { openCount } from '#stock/open-count.ts';
import { proposeWriteOff } from '#stock/write-off.ts';
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
  refusalsOf,
} from '../approval/desk.ts';
import { acceptGoods } from '../support/accepted-goods.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const outgoing = { ...header('2020-02-20'), stream: 'donation' as const };
const PART = 'relief|donation|unrestricted';

interface Lot {
  location: string;
  number: string;
}

async function newLot(): Promise<Lot> {
  const name = `仓库 ${crypto.randomUUID().slice(0, 8)}`;
  const { code } = given(await addLocation(desk.db, { entity: 'charity', name, by: desk.clerk }));
  return { location: code, number: `批 ${name}` };
}

const giftOf = ({ location, number }: Lot, quantity: bigint) => {
  const gift = goodsGift('item:mask', quantity);
  return { ...gift, lines: gift.lines.map((line) => ({ ...line, lot: { number }, location })) };
};
const propose = (lot: Lot, quantity: bigint) => proposeGift(desk, giftOf(lot, quantity));

const lotOf = async ({ number }: Lot): Promise<bigint> =>
  (await desk.db.selectFrom('lot').select('id').where('lotNumber', '=', number).executeTakeFirstOrThrow()).id;

async function issue(lot: Lot, quantity: bigint): Promise<bigint> {
  const line = { unit: 'item:mask', quantity, lotId: await lotOf(lot), location: lot.location };
  const input = { header: outgoing, receiver: 'hospital', restriction: 'unrestricted' as const, lines: [line] };
  return given(await proposeIssue(desk.db, input, desk.clerk, key())).actId;
}
const approve = (actId: bigint) => approveAct(desk.db, { actId, revision: 1, by: desk.reviewer });

describe('an issue of goods that nobody has accepted', () => {
  test('is proposed, but not approved before they are, and is told which gift to accept', async () => {
    const lot = await newLot();
    const gift = await propose(lot, 400n);
    await approved(desk, gift);
    const actId = await issue(lot, 100n);
    const [refusal] = refusalsOf(await approve(actId));
    expect(refusal).toEqual({
      kind: 'posting_takes_accepted',
      values: {
        ...{ unit: '医用口罩', measure: '只', lot: lot.number, acts: gift.number },
        ...{ need: '100', free: '0', awaiting: '400' },
      },
    });
    const { message, remedy } = refusalText(refusal ?? { kind: '' }, 'zh-Hans');
    expect(message).toContain(`批号 ${lot.number}`);
    expect(message).toContain(`${gift.number} 的 400只还没有验收`);
    expect(remedy).toContain('验收入库');
    await acceptGoods(desk.db, gift.actId, desk);
    given(await approve(actId));
  });

  test('takes as much as was accepted of a lot that came in two gifts, and no more', async () => {
    const lot = await newLot();
    await accepted(desk, await propose(lot, 300n));
    await approved(desk, await propose(lot, 50n));
    expect(kindsOf(await approve(await issue(lot, 301n)))).toEqual(['posting_takes_accepted']);
    given(await approve(await issue(lot, 200n)));
    expect(kindsOf(await approve(await issue(lot, 101n)))).toEqual(['posting_takes_accepted']);
    given(await approve(await issue(lot, 100n)));
  });

  test('is approved where a published report confirms the gift, as with the records of 2020', async () => {
    const lot = await newLot();
    const actId = await approved(desk, await propose(lot, 400n));
    expect(kindsOf(await approve(await issue(lot, 400n)))).toEqual(['posting_takes_accepted']);
    given(await confirmAct(desk.db, { actId, by: desk.otherReviewer, kind: 'press', note: '日报 2020-02-21' }));
    given(await approve(await issue(lot, 400n)));
  });

  test('is approved of goods that went straight to who uses them', async () => {
    const lot = await newLot();
    const direct = { ...giftOf(lot, 400n), path: 'directToRecipient' as const };
    await approved(desk, await proposeGift(desk, direct));
    given(await approve(await issue(lot, 400n)));
  });

  test('is not booked past the program either', async () => {
    const lot = await newLot();
    await approved(desk, await propose(lot, 400n));
    const actId = await issue(lot, 1n);
    const postings = given(await postingsOf(desk.db, actId));
    const past = desk.db.transaction().execute(async (tx) => {
      const yes = { actId, recordedBy: desk.clerk, approvedBy: desk.reviewer, revision: 1 };
      await tx.insertInto('approval').values(yes).execute();
      await postEntry(tx, { actId, bookedOn: '2020-02-20', postedBy: desk.reviewer, postings });
    });
    await expect(past).rejects.toMatchObject({ code: '23514', constraint: 'posting_takes_accepted' });
  });
});

describe('goods that nobody has accepted', () => {
  test('are not written off or handed over', async () => {
    const lot = await newLot();
    await approved(desk, await propose(lot, 400n));
    const lost = {
      ...{ entity: 'charity', location: lot.location, unit: 'item:mask', lotId: await lotOf(lot), part: PART },
      ...{ quantity: 10n, occurredOn: '2020-02-21', explanation: '受潮' },
    };
    const { actIds } = given(await proposeWriteOff(desk.db, lost, desk.clerk, key()));
    expect(kindsOf(await approve(actIds[0] ?? 0n))).toEqual(['posting_takes_accepted']);
    await approved(desk, await proposeGift(desk, goodsGift('item:rice', 9n)));
    const items = [
      { receiver: 'branch', form: 'grant' as const, unit: 'item:rice', amount: 9n, provenance: 'stated' as const },
    ];
    const handover = {
      ...{ header: outgoing, direction: 'out' as const, allotment: 1n, purpose: '移交指挥部调配' },
      ...{ restriction: 'unrestricted' as const, items },
    };
    const { actId } = given(await proposeAppropriation(desk.db, handover, desk.clerk, key()));
    expect(kindsOf(await approve(actId))).toEqual(['posting_takes_accepted']);
  });

  test('go off the books when their gift is reversed', async () => {
    const lot = await newLot();
    const actId = await approved(desk, await propose(lot, 400n));
    const voiding = { actId, by: desk.clerk, reasonCode: 'notReceived' as const, reason: '没有送到' };
    await approved(desk, given(await proposeReversal(desk.db, { ...voiding, idempotencyKey: key() })));
  });

  test('and that a count finds missing are taken off, since they are gone already', async () => {
    const { db, clerk, otherClerk } = desk;
    const lot = await newLot();
    await approved(desk, await propose(lot, 400n));
    const { countId } = given(await openCount(db, { entity: 'charity', location: lot.location }, clerk, key()));
    const counted = async (round: 1 | 2, by: bigint) => {
      const [line] = await listCountLines(db, { countId, limit: 1 });
      const after = line?.latest && { after: line.latest.entryId };
      given(await countLine(db, { countId, lineId: line?.id ?? 0n, round, quantity: 380n, ...after }, by, key()));
      return line?.id ?? 0n;
    };
    await counted(1, clerk);
    const lineId = await counted(2, otherClerk);
    const why = { countId, lineId, reason: 'damaged' as const, explanation: '水渍 20 只', part: PART };
    given(await explainDifference(db, why, clerk));
    const [{ acts } = { acts: [] }] = await listExplanations(db, countId);
    expect(acts).toHaveLength(1);
    for (const { id } of acts) given(await approve(id));
  });
});
