import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { countOpenTasks, listOpenTasks } from '#approval/open-tasks.ts';
import { getAct } from '#approval/queries.ts';
import { returnAct } from '#approval/return-act.ts';
import { proposeBatchWithin } from '#disbursement/propose-batch.ts';
import { getDonation } from '#intake/donation-queries.ts';
import { confirmMatch } from '#reconciliation/matches/confirm-match.ts';
import {
  approveEntered,
  approveMatch,
  approveMatches,
  refuseMatch,
  withdrawMatch,
} from '#reconciliation/matches/decide-match.ts';
import {
  enterByRules,
  enterFee,
  enterGifts,
  enterInterest,
  enterRefund,
  enterTransfer,
  type GiftDefaults,
  suggestGifts,
} from '#reconciliation/matches/enter-from-line.ts';
import { enterAct } from '#reconciliation/matches/enter-line.ts';
import { likelyInBooks } from '#reconciliation/matches/in-books.ts';
import { parkLine } from '#reconciliation/matches/park-line.ts';
import { whyNoGift } from '#reconciliation/matches/payer.ts';
import { countDecidable, countOpenLines } from '#reconciliation/matches/progress.ts';
import { proposeMatches } from '#reconciliation/matches/propose-matches.ts';
import { refundableGifts } from '#reconciliation/matches/refundable.ts';
import { decideRule, listRules, proposeRule, tryRule } from '#reconciliation/matches/rules.ts';
import { linesById, matchOf, onceMatched, recordsById } from '#reconciliation/matches/work-list.ts';
import {
  batch,
  cashGift,
  type Desk,
  given,
  header,
  kindsOf,
  openDesk,
  proposeGift,
  receiveCash,
} from '../../approval/desk.ts';
import { type LineOfTest, moneyAccount, statementLine, statementLines } from '../../support/statement-lines.ts';

let desk: Desk;
let account: bigint;
let alipay: bigint;
beforeAll(async () => {
  desk = await openDesk();
  account = await moneyAccount(desk.db, desk, { entity: 'charity', name: '募捐专户' });
  alipay = await moneyAccount(desk.db, desk, { entity: 'charity', kind: 'alipay', name: '支付宝' });
});
afterAll(() => desk.close());

const defaults: GiftDefaults = {
  ...{ fund: 'relief', restriction: 'unrestricted', path: 'throughEntity' },
  ...{ displayOfPeople: 'masked', displayOfOrganisations: 'named' },
};
const lineOf = (line: Partial<LineOfTest>) =>
  statementLine(desk.db, desk.clerk, { account, day: '2020-02-12', flow: 'in', amountFen: 1n, ...line });
const enter = (line: bigint, legalName: string, idempotencyKey = randomUUID()) =>
  enterGifts(desk.db, {
    ...{ by: desk.clerk, defaults, idempotencyKey },
    gifts: [{ line, donor: { kind: 'person', legalName } }],
  });
/** For what is not found at all. */
const refused = () => ({ ok: false as const, refusals: [{ kind: 'nothing' }] });
const books = { fund: 'relief', stream: 'donation' as const, restriction: 'unrestricted' as const };

describe('a gift entered from a line', () => {
  test('carries what the line says, and one decision of another person approves both', async () => {
    const line = await lineOf({ amountFen: 88_00n, serial: 'ICBC-0001', name: '王小明' });
    const { entered } = await enter(line, '');
    const [made] = entered;
    expect(made).toMatchObject({ line, existing: false });
    expect(made?.receiptCode).toBeTruthy();
    const { actId, matchId } = made ?? { actId: 0n, matchId: 0n };
    const gift = await getDonation(desk.db, actId);
    expect(gift).toMatchObject({ donor: { legalName: '王小明', kind: 'person' }, paymentReference: 'ICBC-0001' });
    expect(await getAct(desk.db, actId)).toMatchObject({ status: 'proposed', header: { moneyAccount: account } });
    expect(kindsOf(await approveMatch(desk.db, { matchId, by: desk.reviewer }))).toEqual([
      'approval_of_current_revision',
    ]);
    const revisions = { [String(actId)]: 1 };
    expect(kindsOf(await approveMatch(desk.db, { matchId, by: desk.clerk, revisions }))).toEqual([
      'money_match_by_another_person',
    ]);
    given(await approveMatch(desk.db, { matchId, by: desk.reviewer, revisions }));
    expect(await getAct(desk.db, actId)).toMatchObject({ status: 'confirmed', openTasks: ['publish'] });
  });

  test('sent twice is entered once', async () => {
    const line = await lineOf({ amountFen: 89_00n });
    const key = randomUUID();
    const [one, other] = await Promise.all([enter(line, '赵一', key), enter(line, '赵一', key)]);
    expect(new Set([...one.entered, ...other.entered].map(({ actId }) => actId)).size).toBe(1);
    expect((await enter(line, '赵一')).failed[0]?.refusals[0]?.kind).toBe('money_match_line_once');
  });

  test('sent back with its match is not entered from the line again while it stands; withdrawn, it may be', async () => {
    const line = await lineOf({ amountFen: 90_00n });
    const [made] = (await enter(line, '钱二')).entered;
    const { actId, matchId } = made ?? { actId: 0n, matchId: 0n };
    given(await refuseMatch(desk.db, { matchId, by: desk.reviewer, reason: '请核对姓名' }));
    expect(await getAct(desk.db, actId)).toMatchObject({ status: 'returned', openTasks: ['revise'] });
    expect((await enter(line, '钱二')).failed[0]?.refusals[0]?.kind).toBe('lineEnteredBefore');
    const again = await lineOf({ amountFen: 91_00n });
    const [second] = (await enter(again, '孙三')).entered;
    given(await withdrawMatch(desk.db, { matchId: second?.matchId ?? 0n, by: desk.clerk }));
    expect((await getAct(desk.db, second?.actId ?? 0n))?.status).toBe('withdrawn');
    expect((await enter(again, '孙三')).entered).toHaveLength(1);
  });

  test('is refused without a payer, and of money that goes out', async () => {
    const hidden = await lineOf({ amountFen: 92_00n, name: '*四' });
    expect((await enter(hidden, '')).failed[0]?.refusals[0]?.kind).toBe('linePayerMissing');
    const out = await lineOf({ amountFen: 93_00n, flow: 'out', name: '李四' });
    expect((await enter(out, '')).failed[0]?.refusals[0]?.kind).toBe('lineFlowDoesNotFit');
  });

  test('is suggested with the fund its purpose names, and with givers for a person to choose', async () => {
    const first = await lineOf({ amountFen: 94_00n, name: '湖南某某集团有限公司', counterpartyAccount: '6217001' });
    const [made] = (
      await enterGifts(desk.db, {
        ...{ by: desk.clerk, defaults, idempotencyKey: randomUUID() },
        gifts: [{ line: first, donor: { kind: 'enterprise', legalName: '' } }],
      })
    ).entered;
    const { actId, matchId } = made ?? { actId: 0n, matchId: 0n };
    given(await approveMatch(desk.db, { matchId, by: desk.reviewer, revisions: { [String(actId)]: 1 } }));
    const next = await lineOf({
      ...{ amountFen: 95_00n, name: '湖南某某集团有限公司', counterpartyAccount: '6217001' },
      ...{ purpose: '捐 援鄂关爱', serial: 'S-95' },
    });
    const [suggestion] = await suggestGifts(desk.db, [next]);
    expect(suggestion).toMatchObject({
      ...{ legalName: '湖南某某集团有限公司', donorKind: 'enterprise', paymentReference: 'S-95', earlier: [] },
      fund: { code: 'relief', word: '援鄂关爱' },
      donors: [{ legalName: '湖南某某集团有限公司', sameAccount: true }],
    });
  });

  test('is asked about once more where the books hold its amount under a like name', async () => {
    const gift = cashGift(10_000_00n);
    const donor = { kind: 'enterprise' as const, legalName: '湖南雁峰建设集团' };
    const { actId, number } = await proposeGift(desk, {
      ...{ ...gift, donor },
      header: {
        ...gift.header,
        moneyAccount: account,
        occurred: { precision: 'day', from: '2020-02-06', to: '2020-02-06' },
      },
    });
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    const line = await lineOf({ amountFen: 10_000_00n, name: '湖南雁峰建设集团有限公司', day: '2020-02-06' });
    const { questions } = await proposeMatches(desk.db, { entity: 'charity', moneyAccount: account });
    expect(questions.filter(({ lines }) => lines.some(({ id }) => id === line))).toMatchObject([
      { kind: 'nameContained', lines: [{ id: line }], acts: [{ actId }] },
    ]);
    expect(await suggestGifts(desk.db, [line])).toMatchObject([{ inBooks: [{ actId }] }]);
    const { failed } = await enter(line, '湖南雁峰建设集团有限公司');
    expect(failed).toMatchObject([{ line, refusals: [{ kind: 'giftInBooks', values: { number } }] }]);
    const { entered } = await enterGifts(desk.db, {
      ...{ by: desk.clerk, defaults, idempotencyKey: randomUUID() },
      gifts: [{ line, donor: { kind: 'enterprise', legalName: '湖南雁峰建设集团有限公司' }, another: true }],
    });
    expect(entered).toMatchObject([{ line, existing: false }]);
    // Whoever approves is told too.
    expect([...(await likelyInBooks(desk.db, await linesById(desk.db, [line]))).values()]).toMatchObject([[{ actId }]]);
  });

  test('300 lines at once', async () => {
    const lines = await statementLines(
      desk.db,
      desk.clerk,
      Array.from({ length: 300 }, (_, at) => ({
        ...{ account, day: '2020-02-13', flow: 'in' as const, amountFen: 1_000n + BigInt(at), name: `捐赠人${at}` },
        serial: `BULK-${at}`,
      })),
    );
    const gifts = lines.map((line) => ({ line, donor: { kind: 'person' as const, legalName: '' } }));
    const { entered, failed } = await enterGifts(desk.db, {
      ...{ by: desk.clerk, gifts, defaults, idempotencyKey: randomUUID() },
    });
    expect([entered.length, failed]).toEqual([300, []]);
    const some = entered.slice(0, 120).map(({ actId, matchId }, at) => ({
      ...{ matchId, by: desk.reviewer, revisions: { [String(actId)]: at === 57 ? 2 : 1 } },
    }));
    const { approved, failed: stale } = await approveMatches(desk.db, some);
    // One of them was seen in another revision: it is refused by itself, and keeps no other back.
    expect(approved).toHaveLength(119);
    expect(stale).toMatchObject([{ matchId: some[57]?.matchId, refusals: [{ kind: 'approval_of_current_revision' }] }]);
    const verbs = await desk.db
      .selectFrom('auditEvent')
      .select(['verb', ({ fn }) => fn.countAll<bigint>().as('events')])
      .where(
        'subject',
        'in',
        some.map(({ matchId }) => `match ${matchId}`),
      )
      .where('verb', '=', 'approve match')
      .groupBy('verb')
      .execute();
    expect(verbs).toEqual([{ verb: 'approve match', events: 119n }]);
  }, 120_000);

  test('many at once: each line keeps its own refusals, and none keeps the others back', async () => {
    const known = await lineOf({ amountFen: 96_00n, name: '周五' });
    const key = randomUUID();
    const [made] = (await enter(known, '', key)).entered;
    const taken = await lineOf({ amountFen: 97_00n, name: '吴六' });
    await enter(taken, '');
    const [hidden, out, good] = [
      await lineOf({ amountFen: 98_00n, name: '*七' }),
      await lineOf({ amountFen: 99_00n, flow: 'out', name: '郑八' }),
      await lineOf({ amountFen: 101_00n, name: '王九' }),
    ];
    const gifts = [known, taken, hidden, out, 0n, good].map((line) => ({
      ...{ line, donor: { kind: 'person' as const, legalName: '' } },
    }));
    const { entered, failed } = await enterGifts(desk.db, {
      ...{ by: desk.clerk, defaults, idempotencyKey: key },
      gifts: [...gifts, { line: good, donor: { kind: 'person', legalName: '' } }],
    });
    expect(entered.map(({ line, existing }) => [line, existing])).toEqual([
      [known, true],
      [good, false],
    ]);
    expect(entered[0]?.actId).toBe(made?.actId);
    expect(new Map(failed.map(({ line, refusals }) => [line, refusals.map(({ kind }) => kind)]))).toEqual(
      new Map([
        [taken, ['money_match_line_once']],
        [hidden, ['linePayerMissing']],
        [out, ['lineFlowDoesNotFit']],
        [0n, ['matchLineUnknown']],
      ]),
    );
  });

  test('two forms that share lines enter each line once, and what is their own', async () => {
    const lines = await statementLines(
      desk.db,
      desk.clerk,
      Array.from({ length: 24 }, (_, at) => ({
        ...{ account, day: '2020-02-14', flow: 'in' as const, amountFen: 2_000n + BigInt(at), name: `合写${at}` },
        serial: `SHARED-${at}`,
      })),
    );
    const form = (own: readonly bigint[]) =>
      enterGifts(desk.db, {
        ...{ by: desk.clerk, defaults, idempotencyKey: randomUUID() },
        gifts: own.map((line) => ({ line, donor: { kind: 'person', legalName: '' } })),
      });
    const both = await Promise.all([form(lines.slice(0, 20)), form(lines.slice(4))]);
    const entered = both.flatMap((each) => each.entered.map(({ line }) => line));
    expect([...entered].sort()).toEqual([...lines].sort());
    const failed = both.flatMap((each) => each.failed);
    expect(failed).toHaveLength(16);
    expect(new Set(failed.flatMap(({ refusals }) => refusals.map(({ kind }) => kind)))).toEqual(
      new Set(['money_match_line_once']),
    );
  });
});

describe('the work queue', () => {
  test('counts a gift entered from a line once, and its approval on either page is that of both', async () => {
    const toDo = async (person: bigint) => ({
      acts: (await countOpenTasks(desk.db, person)).approve,
      matches: await countDecidable(desk.db, person),
    });
    const before = await toDo(desk.reviewer);
    const [made] = (await enter(await lineOf({ amountFen: 120_00n, name: '冯十' }), '')).entered;
    expect(await toDo(desk.reviewer)).toEqual({ ...before, matches: before.matches + 1n });
    const { actId = 0n, matchId = 0n } = made ?? {};
    const listed = await listOpenTasks(desk.db, { person: desk.reviewer, task: 'approve', limit: 500 });
    expect(listed.map(({ act }) => act.id)).not.toContain(actId);
    const approval = { actId, revision: 1, by: desk.reviewer };
    expect(kindsOf((await approveEntered(desk.db, { ...approval, revision: 2 })) ?? refused())).toEqual([
      'approval_of_current_revision',
    ]);
    given((await approveEntered(desk.db, approval)) ?? refused());
    expect(await toDo(desk.reviewer)).toEqual(before);
    expect((await matchOf(desk.db, matchId))?.state).toBe('approved');
    expect(await approveEntered(desk.db, approval)).toBeUndefined();
  });

  test('leaves out of what waits for a word what a line alone confirms, and says where a match was given up', async () => {
    const waits = async () =>
      (await listOpenTasks(desk.db, { person: desk.reviewer, task: 'confirm', limit: 500 })).map(({ act }) => act.id);
    const gift = cashGift(124_00n);
    const banked = await proposeGift(desk, { ...gift, header: { ...gift.header, moneyAccount: account } });
    const reported = await proposeGift(desk, { ...gift, header: { ...gift.header, source: '《衡阳日报》2020-02-11' } });
    for (const { actId } of [banked, reported])
      given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(await waits()).not.toContain(banked.actId);
    expect(await waits()).toContain(reported.actId);
    const acts = [banked.actId, reported.actId];
    expect(await onceMatched(desk.db, acts)).toEqual(new Map());
    const line = await lineOf({ amountFen: 124_00n });
    const parts = { lines: [line], acts: [banked.actId], idempotencyKey: randomUUID() };
    const { matchId } = given(await confirmMatch(desk.db, { by: desk.clerk, way: 'person', ...parts }));
    given(await refuseMatch(desk.db, { matchId, by: desk.reviewer, reason: '不是这一笔' }));
    expect(await onceMatched(desk.db, acts)).toEqual(new Map([[banked.actId, 'open']]));
    given(await parkLine(desk.db, { lineId: line, by: desk.clerk, reason: 'underReview' }));
    expect(await onceMatched(desk.db, acts)).toEqual(new Map([[banked.actId, 'parked']]));
  });

  test('a match of an act that is not approved yet is not to be decided, and one that was sent back neither', async () => {
    const line = await lineOf({ amountFen: 121_00n });
    const { actId } = await proposeGift(desk, cashGift(121_00n));
    const count = () => countDecidable(desk.db, desk.reviewer);
    const before = await count();
    const parts = { lines: [line], acts: [actId], idempotencyKey: randomUUID() };
    given(await confirmMatch(desk.db, { by: desk.clerk, way: 'person', ...parts }));
    expect(await count()).toBe(before);
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(await count()).toBe(before + 1n);
    const [made] = (await enter(await lineOf({ amountFen: 122_00n, name: '陈一' }), '')).entered;
    expect(await count()).toBe(before + 2n);
    const sent = { actId: made?.actId ?? 0n, revision: 1, by: desk.reviewer, reason: '请补回单' };
    given(await returnAct(desk.db, sent));
    expect(await count()).toBe(before + 1n);
    // Its recorder gives it up: the line is open again.
    given(await withdrawMatch(desk.db, { matchId: made?.matchId ?? 0n, by: desk.clerk, reason: '重登' }));
    expect((await getAct(desk.db, sent.actId))?.status).toBe('withdrawn');
    expect((await linesById(desk.db, [made?.line ?? 0n]))[0]?.state).toBe('open');
  });

  test('tells of each entity how many lines nobody has dealt with', async () => {
    const open = async () => (await countOpenLines(desk.db)).find(({ entity }) => entity === 'charity')?.lines ?? 0n;
    const before = await open();
    const line = await lineOf({ amountFen: 123_00n });
    expect(await open()).toBe(before + 1n);
    given(await parkLine(desk.db, { lineId: line, by: desk.clerk, reason: 'payerUnknown' }));
    expect(await open()).toBe(before);
  });
});

test('of many ticked at once only what looks like a gift is taken', async () => {
  const line = async (change: Partial<LineOfTest>) => (await linesById(desk.db, [await lineOf(change)]))[0];
  const own = new Set(['43050001200000000001']);
  const why = async (change: Partial<LineOfTest>) => {
    const found = await line(change);
    return found && whyNoGift(found, own);
  };
  expect(await why({ name: '张三', purpose: '爱心捐款' })).toBeUndefined();
  expect(await why({ name: '张三', counterpartyAccount: '6217 0001', purpose: '' })).toBeUndefined();
  expect(await why({ kind: '结息', purpose: '活期 利 息' })).toBe('interest');
  expect(await why({ name: '财付通支付科技有限公司', purpose: '微信商户 20200221 结算款' })).toBe('payout');
  expect(await why({ name: '支付宝（中国）网络技术有限公司' })).toBe('payout');
  expect(await why({ name: '李四', kind: '退汇' })).toBe('returned');
  expect(await why({ name: '某某商贸有限公司', purpose: '货款' })).toBe('trade');
  expect(await why({ name: '某某商贸有限公司', purpose: '捐款 用货款余额' })).toBeUndefined();
  expect(await why({ name: '市慈善总会', counterpartyAccount: '4305 0001 2000 0000 0001' })).toBe('own');
  expect(await why({ name: '*三' })).toBe('nameless');
  expect(await why({ purpose: '往来款' })).toBe('nameless');
});

describe('other entries from lines', () => {
  test('a fee of what went out, interest of what came in, and never the other way round', async () => {
    await receiveCash(desk, 500_00n);
    const [fee, interest] = [await lineOf({ flow: 'out', amountFen: 5_00n }), await lineOf({ amountFen: 3_00n })];
    const entry = { by: desk.clerk, ...books, explanation: '手续费', idempotencyKey: randomUUID() };
    expect(kindsOf(await enterFee(desk.db, { ...entry, line: interest }))).toEqual(['lineFlowDoesNotFit']);
    for (const made of [
      given(await enterFee(desk.db, { ...entry, line: fee })),
      given(await enterInterest(desk.db, { ...entry, line: interest })),
    ]) {
      const revisions = { [String(made.actId)]: 1 };
      const match = await matchOf(desk.db, made.matchId);
      expect(match?.acts[0]).toMatchObject({ amountFen: match?.lines[0]?.amountFen });
      const approved = await approveMatch(desk.db, { matchId: made.matchId, by: desk.reviewer, revisions });
      if (made.line === interest) given(approved);
    }
  });

  test('a transfer joins one line out and one in, of two accounts and one amount', async () => {
    const out = await lineOf({ account: alipay, flow: 'out', amountFen: 700_00n });
    const into = await lineOf({ amountFen: 700_00n });
    const other = await lineOf({ amountFen: 699_00n });
    const entry = { by: desk.clerk, ...books, explanation: '提现', idempotencyKey: randomUUID() };
    expect(kindsOf(await enterTransfer(desk.db, { ...entry, lines: [out, other] }))).toEqual(['transferLinesDoNotFit']);
    const { matchId } = given(await enterTransfer(desk.db, { ...entry, lines: [into, out] }));
    expect((await matchOf(desk.db, matchId))?.acts[0]).toMatchObject({
      ...{ flow: 'none', amountFen: 700_00n, account: { id: alipay }, toAccount: { id: account } },
    });
  });

  test('a grant to families is entered with its match, to the fen, and one approval books both', async () => {
    await receiveCash(desk, 90_000_00n);
    const line = await lineOf({ flow: 'out', amountFen: 30_000_00n, day: '2020-02-20' });
    const grants = (shareFen: bigint) => ({
      ...batch(3n * 5n, shareFen),
      header: { ...header('2020-02-20'), stream: 'donation' as const, moneyAccount: account },
    });
    const of = (shareFen: bigint) =>
      enterAct(desk.db, { by: desk.clerk, lines: [line], idempotencyKey: randomUUID() }, (tx, _, key) =>
        proposeBatchWithin(tx, grants(shareFen), desk.clerk, key),
      );
    const acts = () => desk.db.selectFrom('act').select('id').where('kind', '=', 'batch').execute();
    expect(kindsOf(await of(1_999_00n))).toEqual(['money_match_to_the_fen']);
    expect(await acts()).toEqual([]);
    const { actId } = given(await of(2_000_00n));
    given((await approveEntered(desk.db, { actId, revision: 1, by: desk.reviewer })) ?? refused());
    expect(await getAct(desk.db, actId)).toMatchObject({ status: 'confirmed', openTasks: ['publish'] });
    expect((await linesById(desk.db, [line]))[0]?.state).toBe('matched');
  });

  test('a refund reverses the gift that the line gives back, of the same amount and once', async () => {
    const donor = { kind: 'person' as const, legalName: '韩冬至' };
    const gift = { ...cashGift(77_00n), donor, display: 'masked' as const };
    const { actId } = await proposeGift(desk, { ...gift, header: { ...gift.header, moneyAccount: account } });
    const line = await lineOf({ flow: 'out', amountFen: 77_00n, name: '韩冬至', day: '2020-02-25' });
    const [seen] = await linesById(desk.db, [line]);
    if (!seen) throw new Error('the line is gone');
    expect(await refundableGifts(desk.db, seen)).toEqual([]);
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    expect(await refundableGifts(desk.db, seen)).toMatchObject([{ actId, title: '韩冬至' }]);
    const entry = { by: desk.clerk, line, reason: '误转，全额退回', idempotencyKey: randomUUID() };
    const another = await receiveCash(desk, 78_00n);
    expect(kindsOf(await enterRefund(desk.db, { ...entry, gift: another }))).toEqual(['money_match_to_the_fen']);
    const refund = given(await enterRefund(desk.db, { ...entry, gift: actId }));
    expect(await refundableGifts(desk.db, seen)).toEqual([]);
    expect(await recordsById(desk.db, [refund.actId])).toMatchObject([
      { occurred: { from: '2020-02-25', to: '2020-02-25' }, party: '韩冬至' },
    ]);
    const revisions = { [String(refund.actId)]: 1 };
    given(await approveMatch(desk.db, { matchId: refund.matchId, by: desk.reviewer, revisions }));
    expect((await getAct(desk.db, actId))?.status).toBe('reversed');
    expect((await linesById(desk.db, [line]))[0]?.state).toBe('matched');
  });

  test('a rule says what it would have met, counts once approved by another, and makes the entries', async () => {
    const own = await moneyAccount(desk.db, desk, { entity: 'charity', name: '结息账户' });
    const line = await lineOf({
      account: own,
      amountFen: 1_23n,
      kind: '结息',
      purpose: '存款 结 息',
      day: '2020-03-21',
    });
    await lineOf({ account: own, amountFen: 4_00n, name: '张三', purpose: '结息日捐款', day: '2020-03-21' });
    const rule = { moneyAccount: own, makes: 'interest' as const, words: '结息', ...books, validFrom: '2020-03-01' };
    expect(await tryRule(desk.db, rule)).toMatchObject({ count: 1, sumFen: 1_23n, open: 1, lines: [{ id: line }] });
    const { ruleId } = given(await proposeRule(desk.db, rule, desk.clerk));
    const scope = {
      by: desk.clerk,
      entity: 'charity',
      moneyAccount: own,
      explanations: { fee: '费', interest: '利息' },
    };
    expect((await enterByRules(desk.db, { ...scope, idempotencyKey: randomUUID() })).entered).toEqual([]);
    expect(kindsOf(await decideRule(desk.db, { ruleId, by: desk.clerk, decision: 'approved' }))).toEqual([
      'match_rule_by_another_person',
    ]);
    given(await decideRule(desk.db, { ruleId, by: desk.reviewer, decision: 'approved' }));
    expect(await listRules(desk.db, { entity: 'charity' })).toMatchObject([{ id: ruleId, decision: 'approved' }]);
    const { entered } = await enterByRules(desk.db, { ...scope, idempotencyKey: randomUUID() });
    expect(entered.map((each) => each.line)).toEqual([line]);
  });
});

test('proposals come from the books and the lines that are open, and are confirmed as they are', async () => {
  const own = await moneyAccount(desk.db, desk, { entity: 'charity', name: '提议账户' });
  const gift = cashGift(12_345_67n);
  const { actId } = await proposeGift(desk, { ...gift, donor: { kind: 'enterprise', legalName: '提议实业有限公司' } });
  given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
  const line = await lineOf({ account: own, day: '2020-02-10', amountFen: 12_345_67n, name: '提议实业有限公司' });
  const scope = { entity: 'charity', moneyAccount: own };
  const { proposals, version } = await proposeMatches(desk.db, scope);
  expect(proposals).toMatchObject([{ way: 'score', lines: [{ id: line }], acts: [{ actId }] }]);
  const [proposal] = proposals;
  const { way = 'score', score = 0, explanation = {} } = proposal ?? {};
  const { matchId } = given(
    await confirmMatch(desk.db, {
      ...{ by: desk.clerk, way, score, explanation, algorithmVersion: version },
      ...{ lines: [line], acts: [actId], idempotencyKey: randomUUID() },
    }),
  );
  expect(await matchOf(desk.db, matchId)).toMatchObject({ way: 'score', algorithmVersion: version, explanation });
  expect((await linesById(desk.db, [line]))[0]?.state).toBe('confirmed');
  expect((await proposeMatches(desk.db, scope)).proposals).toEqual([]);
});
