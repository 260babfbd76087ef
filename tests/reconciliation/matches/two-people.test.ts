import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { getAct } from '#approval/queries.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { proposeAppropriation } from '#disbursement/propose-appropriation.ts';
import { confirmMatch, confirmMatches } from '#reconciliation/matches/confirm-match.ts';
import { approveMatch, approveMatches, refuseMatch, withdrawMatch } from '#reconciliation/matches/decide-match.ts';
import { parkLine, takeUpLine } from '#reconciliation/matches/park-line.ts';
import { proposeMatches } from '#reconciliation/matches/propose-matches.ts';
import { decideUndo, proposeUndo } from '#reconciliation/matches/undo-match.ts';
import {
  linesById,
  matchOf,
  openLines,
  openRecords,
  waitingMatches,
  workCounts,
} from '#reconciliation/matches/work-list.ts';
import {
  approved,
  cashGift,
  type Desk,
  given,
  goodsGift,
  header,
  kindsOf,
  openDesk,
  proposeGift,
  receiveCash,
  refusalsOf,
} from '../../approval/desk.ts';
import { acceptGoods } from '../../support/accepted-goods.ts';
import { approvedMatch, confirmedByBank, moneyAccount, statementLine } from '../../support/statement-lines.ts';

let desk: Desk;
let account: bigint;
beforeAll(async () => {
  desk = await openDesk();
  account = await moneyAccount(desk.db, desk, { entity: 'charity', name: '工行募捐专户' });
});
afterAll(() => desk.close());

const line = (amountFen: bigint, flow: 'in' | 'out' = 'in', day = '2020-02-10') =>
  statementLine(desk.db, desk.clerk, { account, day, flow, amountFen, name: '某某实业', serial: randomUUID() });
const confirm = (lines: bigint[], acts: bigint[], by = desk.clerk) =>
  confirmMatch(desk.db, { by, way: 'person', lines, acts, idempotencyKey: randomUUID() });
const receiveAt = async (moneyAccount: bigint, fen: bigint): Promise<bigint> => {
  const gift = cashGift(fen);
  const { actId } = await proposeGift(desk, { ...gift, header: { ...gift.header, moneyAccount } });
  given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
  return actId;
};
const stateOf = async (id: bigint) => (await linesById(desk.db, [id]))[0]?.state;

describe('a match', () => {
  test('confirms a gift once another person has approved it, and makes it ready to publish', async () => {
    const act = await receiveCash(desk, 10_001n);
    const lineId = await line(10_001n);
    const { matchId } = given(await confirm([lineId], [act]));
    expect(await stateOf(lineId)).toBe('confirmed');
    expect((await getAct(desk.db, act))?.openTasks).toEqual(['confirm']);
    given(await approveMatch(desk.db, { matchId, by: desk.reviewer }));
    expect(await stateOf(lineId)).toBe('matched');
    const after = await getAct(desk.db, act);
    expect(after).toMatchObject({ status: 'confirmed', openTasks: ['publish'], confirmedBy: ['bank'], matchId });
    expect(after?.history.at(-1)).toMatchObject({
      ...{ what: 'match', matchId, lines: 1, accounts: ['工行募捐专户'] },
      ...{ by: { name: '复核丙' }, confirmedBy: { name: '经办甲' } },
    });
    const match = await matchOf(desk.db, matchId);
    expect(match).toMatchObject({ state: 'approved', way: 'person', lines: [{ id: lineId }], acts: [{ actId: act }] });
  });

  test('sent twice is one; approved twice by the same person is done once', async () => {
    const act = await receiveCash(desk, 10_002n);
    const input = {
      ...{ by: desk.clerk, way: 'person' as const, lines: [await line(10_002n)], acts: [act] },
      idempotencyKey: randomUUID(),
    };
    const both = await Promise.all([confirmMatch(desk.db, input), confirmMatch(desk.db, input)]);
    expect(new Set(both.map((each) => given(each).matchId)).size).toBe(1);
    expect(both.map((each) => given(each).existing).sort()).toEqual([false, true]);
    const { matchId } = given(both[0]);
    given(await approveMatch(desk.db, { matchId, by: desk.reviewer }));
    given(await approveMatch(desk.db, { matchId, by: desk.reviewer }));
    const late = await approveMatch(desk.db, { matchId, by: desk.otherReviewer });
    expect(refusalsOf(late)).toEqual([{ kind: 'money_match_decided_once', values: { by: '复核丙' } }]);
  });

  test('is not approved by whoever confirmed it, nor by whoever recorded the act', async () => {
    const act = await receiveCash(desk, 10_003n);
    const { matchId } = given(await confirm([await line(10_003n)], [act], desk.reviewer));
    expect(kindsOf(await approveMatch(desk.db, { matchId, by: desk.reviewer }))).toEqual([
      'money_match_by_another_person',
    ]);
    expect(kindsOf(await approveMatch(desk.db, { matchId, by: desk.clerk }))).toEqual(['money_match_not_by_recorder']);
    expect(kindsOf(await approveMatch(desk.db, { matchId, by: desk.otherClerk }))).toEqual([
      'wish_decided_by_reviewer',
    ]);
    given(await approveMatch(desk.db, { matchId, by: desk.otherReviewer }));
  });

  test('of unequal sums is refused with both and the difference', async () => {
    const act = await receiveCash(desk, 10_004n);
    expect(refusalsOf(await confirm([await line(10_000n)], [act]))).toEqual([
      {
        kind: 'money_match_to_the_fen',
        values: { unit: 'CNY', moved: '10000', booked: '10004', difference: '-4' },
      },
    ]);
  });

  test('joins several lines with several gifts of one sum', async () => {
    const acts = [await receiveCash(desk, 300n), await receiveCash(desk, 700n)];
    const lines = [await line(600n), await line(400n)];
    const matchId = await approvedMatch(desk.db, desk, { lines, acts });
    expect((await matchOf(desk.db, matchId))?.acts).toHaveLength(2);
    for (const act of acts) expect((await getAct(desk.db, act))?.status).toBe('confirmed');
  });

  test('stays within one entity', async () => {
    const elsewhere = await moneyAccount(desk.db, desk, { entity: 'health' });
    const act = await receiveCash(desk, 10_005n);
    const other = { account: elsewhere, day: '2020-02-10', flow: 'in' as const, amountFen: 10_005n };
    const lineId = await statementLine(desk.db, desk.clerk, other);
    expect(kindsOf(await confirm([lineId], [act]))).toEqual(['money_match_within_entity']);
  });

  test('agrees account by account where the acts name theirs', async () => {
    const alipay = await moneyAccount(desk.db, desk, { entity: 'charity', kind: 'alipay', name: '支付宝' });
    const gift = cashGift(10_006n);
    const { actId } = await proposeGift(desk, { ...gift, header: { ...gift.header, moneyAccount: alipay } });
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(kindsOf(await confirm([await line(10_006n)], [actId]))).toEqual(['money_match_account_by_account']);
    const { matchId } = await confirmedByBank(desk.db, desk, actId);
    expect((await matchOf(desk.db, matchId))?.lines[0]?.account.kind).toBe('alipay');
  });

  test('takes a bill of single orders, or a line that moves nothing, for no movement', async () => {
    const act = await receiveCash(desk, 10_007n);
    const detail = { account, day: '2020-02-10', flow: 'in' as const, amountFen: 10_007n, scope: 'detail' as const };
    expect(kindsOf(await confirm([await statementLine(desk.db, desk.clerk, detail)], [act]))).toEqual([
      'matchLineUnknown',
    ]);
  });

  test('of a proposal waits for the approval of the act', async () => {
    const { actId } = await proposeGift(desk, cashGift(10_008n));
    const { matchId } = given(await confirm([await line(10_008n)], [actId]));
    expect(kindsOf(await approveMatch(desk.db, { matchId, by: desk.reviewer }))).toEqual([
      'money_match_of_approved_acts',
    ]);
    expect(kindsOf(await withdrawAct(desk.db, { actId, by: desk.clerk }))).toEqual(['withdrawal_after_open_match']);
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    given(await approveMatch(desk.db, { matchId, by: desk.reviewer }));
  });

  test('of a handover of money and goods waits until the goods are accepted, and says which', async () => {
    const gift = await proposeGift(desk, goodsGift('item:mask', 300n));
    const masks = await approved(desk, gift);
    await receiveCash(desk, 10_008n);
    const passed = { receiver: 'branch', form: 'grant' as const, provenance: 'stated' as const };
    const handover = {
      ...{ header: { ...header('2020-02-20'), stream: 'donation' as const }, direction: 'out' as const, allotment: 1n },
      ...{ purpose: '移交指挥部调配', restriction: 'unrestricted' as const },
      items: [
        { ...passed, unit: 'CNY', amount: 10_008n },
        { ...passed, unit: 'item:mask', amount: 300n },
      ],
    };
    const { actId } = given(await proposeAppropriation(desk.db, handover, desk.clerk, randomUUID()));
    const lineId = await line(10_008n, 'out', '2020-02-20');
    expect(refusalsOf(await confirm([lineId], [actId]))).toEqual([
      {
        kind: 'posting_takes_accepted',
        values: { ...{ unit: '医用口罩', measure: '只', acts: gift.number }, need: '300', free: '0', awaiting: '300' },
      },
    ]);
    expect(await stateOf(lineId)).toBe('open');
    await acceptGoods(desk.db, masks, desk);
    const { matchId } = given(await confirm([lineId], [actId]));
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    given(await approveMatch(desk.db, { matchId, by: desk.reviewer }));
  });

  test('of the count of a cash box confirms as a person does, not as a bank', async () => {
    const box = await moneyAccount(desk.db, desk, { entity: 'charity', kind: 'cash', name: '现金' });
    const act = await receiveAt(box, 10_009n);
    await confirmedByBank(desk.db, desk, act);
    expect((await getAct(desk.db, act))?.confirmedBy).toEqual(['person']);
  });

  test('is of the ledger account that the books keep the money in, though the act names no account', async () => {
    const alipay = await moneyAccount(desk.db, desk, { entity: 'charity', kind: 'alipay', name: '支付宝乙' });
    const lineAt = (at: bigint, amountFen: bigint, flow: 'in' | 'out' = 'in') =>
      statementLine(desk.db, desk.clerk, { account: at, day: '2020-02-10', flow, amountFen, serial: randomUUID() });
    const values = { unit: 'CNY', account: '1009', moved: '10010', booked: '0' };
    const refusal = [{ kind: 'money_match_ledger_account', values }];
    const [inBank, proposed] = [await receiveCash(desk, 10_010n), await proposeGift(desk, cashGift(10_010n))];
    const lineId = await lineAt(alipay, 10_010n);
    expect(refusalsOf(await confirm([lineId], [inBank]))).toEqual(refusal);
    expect(refusalsOf(await confirm([lineId], [proposed.actId]))).toEqual(refusal);
    const agency = await receiveCash(desk, 10_010n, 'agency');
    expect(kindsOf(await confirm([await line(10_010n)], [agency]))).toEqual(['money_match_ledger_account']);
    // Of what was confirmed before the books said so, the database refuses the approval.
    const { matchId } = given(await confirm([await line(10_010n)], [inBank]));
    await sql`alter table money_match_line disable trigger user`.execute(desk.owner);
    await sql`update money_match_line set line_id = ${lineId} where match_id = ${matchId}`.execute(desk.owner);
    await sql`alter table money_match_line enable trigger user`.execute(desk.owner);
    expect(refusalsOf(await approveMatch(desk.db, { matchId, by: desk.reviewer }))).toEqual(refusal);
  });

  test('of a payout is a transfer, since its gifts came to the service', async () => {
    const alipay = await moneyAccount(desk.db, desk, { entity: 'charity', kind: 'alipay', name: '支付宝丙' });
    const bank = await moneyAccount(desk.db, desk, { entity: 'charity', name: '收提现的账户' });
    const gifts = [await receiveAt(alipay, 30_000n), await receiveAt(alipay, 20_011n)];
    const payout = { account: bank, day: '2020-02-11', flow: 'in' as const, amountFen: 50_011n };
    const lineId = await statementLine(desk.db, desk.clerk, {
      ...{ ...payout, name: '支付宝（中国）网络技术有限公司', purpose: '提现', serial: randomUUID() },
    });
    const { proposals, questions } = await proposeMatches(desk.db, { entity: 'charity', moneyAccount: bank });
    expect(proposals).toEqual([]);
    const [question] = questions;
    expect(question).toMatchObject({ kind: 'otherAccount', lines: [{ id: lineId }] });
    expect(question?.acts.map(({ actId }) => actId).sort()).toEqual([...gifts].sort());
  });
});

test('two people who take the same line at once: one has it, the other is told who', async () => {
  const lineId = await line(20_000n);
  const acts = [await receiveCash(desk, 20_000n), await receiveCash(desk, 20_000n)];
  const answers = await Promise.all([
    confirm([lineId], [acts[0] ?? 0n], desk.clerk),
    confirm([lineId], [acts[1] ?? 0n], desk.otherClerk),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const [lost] = answers.filter(({ ok }) => !ok);
  const winner = answers[0].ok ? '经办甲' : '经办乙';
  expect(lost && refusalsOf(lost)).toEqual([
    { kind: 'money_match_line_once', values: { day: '2020-02-10', amount: '200.00', by: winner } },
  ]);
});

test('many at once: what is refused does not keep the others back', async () => {
  const [one, other] = [await receiveCash(desk, 30_001n), await receiveCash(desk, 30_002n)];
  const [itsLine, wrongLine] = [await line(30_001n), await line(99n)];
  const inputs = [
    { by: desk.clerk, way: 'person' as const, lines: [wrongLine], acts: [other], idempotencyKey: randomUUID() },
    { by: desk.clerk, way: 'person' as const, lines: [itsLine], acts: [one], idempotencyKey: randomUUID() },
  ];
  const { confirmed, failed } = await confirmMatches(desk.db, inputs);
  expect(confirmed).toHaveLength(1);
  expect(failed.map(({ refusals }) => refusals[0]?.kind)).toEqual(['money_match_to_the_fen']);
  const matchId = confirmed[0]?.matchId ?? 0n;
  const decided = await approveMatches(desk.db, [
    { matchId, by: desk.reviewer },
    { matchId: 999_999n, by: desk.reviewer },
  ]);
  expect(decided.approved).toEqual([matchId]);
  expect(decided.failed.map(({ refusals }) => refusals[0]?.kind)).toEqual(['matchUnknown']);
});

test('of matches confirmed together the first takes a line or an act, and the same form sent again finds its match', async () => {
  const [one, other] = [await receiveCash(desk, 31_000n), await receiveCash(desk, 31_000n)];
  const [first, second] = [await line(31_000n), await line(31_000n)];
  const input = (lineId: bigint, act: bigint) => ({
    ...{ by: desk.clerk, way: 'person' as const, lines: [lineId], acts: [act], idempotencyKey: randomUUID() },
  });
  const inputs = [input(first, one), input(first, other), input(second, one), input(second, other)];
  const { confirmed, failed } = await confirmMatches(desk.db, inputs);
  expect(confirmed).toHaveLength(2);
  expect(failed.map(({ refusals }) => refusals[0]?.kind)).toEqual(['money_match_line_once', 'money_match_act_once']);
  const again = await confirmMatches(desk.db, inputs.slice(0, 1));
  expect(again).toEqual({ confirmed: [{ matchId: confirmed[0]?.matchId, existing: true }], failed: [] });
  const events = await desk.db
    .selectFrom('auditEvent')
    .select('subject')
    .where('verb', '=', 'match')
    .where(
      'subject',
      'in',
      confirmed.map(({ matchId }) => `match ${matchId}`),
    )
    .execute();
  expect(events).toHaveLength(2);
});

describe('what was wrong', () => {
  test('is refused with a reason, or withdrawn by whoever confirmed it: both sides are free again', async () => {
    const act = await receiveCash(desk, 40_000n);
    const lineId = await line(40_000n);
    const first = given(await confirm([lineId], [act]));
    expect(kindsOf(await refuseMatch(desk.db, { matchId: first.matchId, by: desk.reviewer, reason: ' ' }))).toEqual([
      'money_match_refused_with_reason',
    ]);
    given(await refuseMatch(desk.db, { matchId: first.matchId, by: desk.reviewer, reason: '付款人不是捐赠人' }));
    expect(await stateOf(lineId)).toBe('open');
    const second = given(await confirm([lineId], [act]));
    expect(kindsOf(await withdrawMatch(desk.db, { matchId: second.matchId, by: desk.otherClerk }))).toEqual([
      'money_match_withdrawn_by_confirmer',
    ]);
    given(await withdrawMatch(desk.db, { matchId: second.matchId, by: desk.clerk }));
    await approvedMatch(desk.db, desk, { lines: [lineId], acts: [act] });
  });

  test('is undone by two people, and the act waits for confirmation again', async () => {
    const act = await receiveCash(desk, 40_001n);
    const { matchId, lineId } = await confirmedByBank(desk.db, desk, act);
    const { undoingId } = given(await proposeUndo(desk.db, { matchId, by: desk.clerk, reason: '对错了人' }));
    expect(kindsOf(await proposeUndo(desk.db, { matchId, by: desk.otherClerk, reason: '又一次' }))).toEqual([
      'money_match_undoing_open_once',
    ]);
    expect(kindsOf(await decideUndo(desk.db, { undoingId, by: desk.clerk, decision: 'approved' }))).toEqual([
      'money_match_undoing_by_another_person',
    ]);
    given(await decideUndo(desk.db, { undoingId, by: desk.reviewer, decision: 'approved' }));
    expect(await stateOf(lineId)).toBe('open');
    const after = await getAct(desk.db, act);
    expect(after).toMatchObject({ status: 'approved', openTasks: ['confirm'], confirmedBy: [] });
    expect(after?.history.at(-1)).toMatchObject({ what: 'unmatch', reason: '对错了人' });
    expect(await matchOf(desk.db, matchId)).toMatchObject({ state: 'undone' });
  });
});

describe('the work list', () => {
  test('parks a line with a reason and takes it up again; a match takes it up by itself', async () => {
    const lineId = await line(50_000n);
    const at = { lineId, by: desk.clerk };
    expect(kindsOf(await parkLine(desk.db, { ...at, reason: 'other' }))).toEqual(['line_parking_other_explained']);
    given(await parkLine(desk.db, { ...at, reason: 'payerUnknown' }));
    expect(refusalsOf(await parkLine(desk.db, { ...at, reason: 'notOurs' }))).toEqual([
      { kind: 'line_parking_once', values: { by: '经办甲' } },
    ]);
    const parked = await openLines(desk.db, { entity: 'charity', states: ['parked'], limit: 10 });
    expect(parked).toMatchObject([{ id: lineId, parking: { reason: 'payerUnknown', by: { name: '经办甲' } } }]);
    given(await takeUpLine(desk.db, at));
    expect(kindsOf(await takeUpLine(desk.db, at))).toEqual(['lineNotParked']);
    given(await parkLine(desk.db, { ...at, reason: 'underReview' }));
    const act = await receiveCash(desk, 50_000n);
    const { matchId } = given(await confirm([lineId], [act]));
    given(await withdrawMatch(desk.db, { matchId, by: desk.clerk }));
    expect(await stateOf(lineId)).toBe('open');
  });

  test('shows what is open a page at a time, finds it by any text or amount, and counts it', async () => {
    const own = await moneyAccount(desk.db, desk, { entity: 'charity', name: '建行基本户' });
    const make = (amountFen: bigint, day: string, purpose: string) =>
      statementLine(desk.db, desk.clerk, { account: own, day, flow: 'in', amountFen, purpose });
    const third = await make(103n, '2020-03-03', '捐款100%');
    const first = await make(101n, '2020-03-01', '捐款');
    const second = await make(102n, '2020-03-02', '捐款');
    const scope = { entity: 'charity', moneyAccount: own };
    const page = await openLines(desk.db, { ...scope, limit: 2 });
    expect(page.map(({ id }) => id)).toEqual([first, second]);
    const after = { day: page[1]?.day ?? '', id: page[1]?.id ?? 0n };
    expect((await openLines(desk.db, { ...scope, limit: 2, after })).map(({ id }) => id)).toEqual([third]);
    const found = async (search: string) =>
      (await openLines(desk.db, { ...scope, limit: 9, search })).map(({ id }) => id);
    expect(await found('1.02')).toEqual([second]);
    expect(await found('100%')).toEqual([third]);
    expect(await workCounts(desk.db, scope)).toMatchObject({
      lines: [{ state: 'open', kind: 'bank', flow: 'in', count: 3, sumFen: 306n }],
    });
  });

  test('lists acts that move cash until something confirms them, proposals too', async () => {
    const { actId } = await proposeGift(desk, { ...cashGift(60_000n), paymentReference: 'CCB-6000' });
    const find = async () =>
      (await openRecords(desk.db, { entity: 'charity', limit: 9, search: 'CCB-6000' })).map((act) => act.actId);
    expect(await find()).toEqual([actId]);
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(await find()).toEqual([actId]);
    const { matchId } = given(await confirm([await line(60_000n)], [actId]));
    expect(await find()).toEqual([]);
    const forWhom = async (decidableBy: bigint) =>
      (await waitingMatches(desk.db, { decidableBy, limit: 50 })).map(({ id }) => id);
    expect(await forWhom(desk.clerk)).not.toContain(matchId);
    expect(await forWhom(desk.reviewer)).toContain(matchId);
  });
});
