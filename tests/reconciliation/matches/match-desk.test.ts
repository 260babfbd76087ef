import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { onDay, todayInShanghai } from '#ledger/day.ts';
import { confirmMatch } from '#reconciliation/matches/confirm-match.ts';
import { withdrawMatch } from '#reconciliation/matches/decide-match.ts';
import { createMatchDesk, type MatchDesk, type Proposed } from '#reconciliation/matches/match-desk.ts';
import { bookRecords } from '#reconciliation/matches/matching-input.ts';
import { parkLine } from '#reconciliation/matches/park-line.ts';
import { type MatchScope, proposeMatches } from '#reconciliation/matches/propose-matches.ts';
import { tryRule } from '#reconciliation/matches/rules.ts';
import { cashGift, type Desk, given, openDesk, proposeGift } from '../../approval/desk.ts';
import { approvedMatch, type LineOfTest, moneyAccount, statementLine } from '../../support/statement-lines.ts';

/** A thread takes a second to start on a busy machine; nothing here measures how quick it is. */
const LONG = 60_000;

let desk: Desk;
let matcher: MatchDesk;
let account: bigint;
beforeAll(async () => {
  desk = await openDesk();
  account = await moneyAccount(desk.db, desk, { entity: 'charity', name: '提议账户' });
  matcher = createMatchDesk(desk.db, desk.urls.app);
});
afterAll(async () => {
  await matcher?.close();
  await desk?.close();
});

async function proposedGift(legalName: string, amountFen: bigint, day: string): Promise<bigint> {
  const gift = cashGift(amountFen);
  const { actId } = await proposeGift(desk, {
    ...{ ...gift, donor: { kind: 'enterprise', legalName } },
    header: { ...gift.header, occurred: onDay(day) },
  });
  return actId;
}
async function approvedGift(legalName: string, amountFen: bigint, day: string): Promise<bigint> {
  const actId = await proposedGift(legalName, amountFen, day);
  given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
  return actId;
}
async function giftAndLine(legalName: string, amountFen: bigint, day = '2020-02-10', name = legalName) {
  const actId = await approvedGift(legalName, amountFen, day);
  const line = await statementLine(desk.db, desk.clerk, { account, day, flow: 'in', amountFen, name });
  return { actId, line };
}
const scope = { entity: 'charity' };
const linesIn = ({ proposed }: Proposed) => proposed?.proposals.flatMap(({ lines }) => lines.map(({ id }) => id));

describe('the matcher in its thread', () => {
  test('says the same as on this one, and what is confirmed, parked and taken back is seen at once', async () => {
    const one = await giftAndLine('甲实业有限公司', 1_111_11n);
    const two = await giftAndLine('乙商贸有限公司', 2_222_22n);
    const first = await matcher.proposed(scope, LONG);
    expect(first.state).toBe('current');
    expect(first.proposed).toEqual(await proposeMatches(desk.db, scope));
    expect(linesIn(first)).toEqual(expect.arrayContaining([one.line, two.line]));

    const input = { by: desk.clerk, way: 'person' as const, lines: [one.line], acts: [one.actId] };
    const { matchId } = given(await confirmMatch(desk.db, { ...input, idempotencyKey: randomUUID() }));
    given(await parkLine(desk.db, { lineId: two.line, by: desk.clerk, reason: 'underReview' }));
    // Nothing is made anew for what was only taken away.
    const after = await matcher.proposed(scope, 0);
    expect([after.state, linesIn(after)]).toEqual(['current', []]);

    given(await withdrawMatch(desk.db, { matchId, by: desk.clerk }));
    expect(linesIn(await matcher.proposed(scope, LONG))).toEqual([one.line]);
  });

  test('shows what it knew while it looks at what is new', async () => {
    const known = await matcher.proposed(scope, LONG);
    const { line } = await giftAndLine('丙建材有限公司', 3_333_33n);
    const meanwhile = await matcher.proposed(scope, 0);
    expect([meanwhile.state, linesIn(meanwhile)]).toEqual(['underway', linesIn(known)]);
    expect(linesIn(await matcher.proposed(scope, LONG))).toContain(line);
  });

  test('looks at the days somebody chose', async () => {
    const { line } = await giftAndLine('丁纺织有限公司', 4_444_44n, '2020-02-14');
    const later = await matcher.proposed({ ...scope, from: '2020-02-14', to: '2020-02-20' }, LONG);
    expect(linesIn(later)).toEqual([line]);
    expect(later.proposed?.window).toEqual({ from: '2020-02-14', to: '2020-02-14' });
  });

  test('tries a rule there too, and knows how many lines it meets until others come', async () => {
    const fee = (amountFen: bigint) =>
      statementLine(desk.db, desk.clerk, { account, day: '2020-02-16', flow: 'out', amountFen, purpose: '汇兑手续费' });
    await fee(5_00n);
    const books = { fund: 'relief', stream: 'donation' as const, restriction: 'unrestricted' as const };
    const rule = { moneyAccount: account, makes: 'fee' as const, words: '手续费', ...books, validFrom: '2020-01-01' };
    expect(await matcher.countMet(rule, LONG)).toBe(1);
    await fee(6_00n);
    expect(await matcher.countMet(rule, 0)).toBe(1);
    expect(await matcher.countMet(rule, LONG)).toBe(2);
    expect(await matcher.tryRule(rule)).toEqual(await tryRule(desk.db, rule));
  });

  test('keeps nobody waiting: what is not there in time is said to be underway, and a run that dies to have failed', async () => {
    const slow = createMatchDesk(desk.db, desk.urls.app);
    expect(await slow.proposed(scope, 0)).toEqual({ state: 'underway' });
    await slow.close();
    const complaints: string[] = [];
    const complain = (text: string) => complaints.push(text);
    const dying = createMatchDesk(desk.db, 'postgres://nobody@127.0.0.1:1/nothing', { complain });
    expect(await dying.proposed(scope, LONG)).toEqual({ state: 'failed' });
    expect(complaints).toHaveLength(1);
    // It is not tried again with every view.
    expect(await dying.proposed(scope, LONG)).toEqual({ state: 'failed' });
    expect(complaints).toHaveLength(1);
    await dying.close();
  });
});

describe('what was dealt with before still speaks', () => {
  const lineOf = (line: Omit<LineOfTest, 'account'>) => statementLine(desk.db, desk.clerk, { account, ...line });
  const isProposed = async (line: bigint, given: Partial<MatchScope> = {}) =>
    (await proposeMatches(desk.db, { ...scope, ...given })).proposals.some(({ lines }) =>
      lines.some(({ id }) => id === line),
    );

  test('of money that went back, when the line of it is parked, or outside the days looked at', async () => {
    const day = '2020-03-10';
    const { line } = await giftAndLine('己食品有限公司', 200_00n, day);
    expect(await isProposed(line)).toBe(true);
    const back = await lineOf({ day: '2020-03-12', flow: 'out', amountFen: 200_00n, name: '己食品有限公司' });
    expect(await isProposed(line)).toBe(false);
    expect(await isProposed(line, { from: day, to: day })).toBe(false);
    given(await parkLine(desk.db, { lineId: back, by: desk.clerk, reason: 'underReview' }));
    expect(await isProposed(line)).toBe(false);
    // To somebody else, or weeks later, it says nothing.
    const other = await giftAndLine('庚食品有限公司', 200_00n, '2020-03-30');
    expect(await isProposed(other.line)).toBe(true);
  });

  test.for([
    ['a line and its gift', '2020-04-10', '辛商贸有限公司', [140_957n]],
    ['a gift that was paid in two parts', '2020-05-10', '子商贸有限公司', [40_957n, 100_000n]],
  ] as const)('of an odd amount that is not the only one, when %s of it are matched', async ([, day, name, parts]) => {
    const giver = name.replace('商贸', '运输');
    const masked = await giftAndLine(name, 140_957n, day, '*商贸有限公司');
    expect(await isProposed(masked.line)).toBe(true);

    const twin = await approvedGift(giver, 140_957n, day);
    const lines: bigint[] = [];
    for (const amountFen of parts) lines.push(await lineOf({ day, flow: 'in', amountFen, name: giver }));
    expect(await isProposed(masked.line)).toBe(false);
    await approvedMatch(desk.db, desk, { lines, acts: [twin] });
    expect(await isProposed(masked.line)).toBe(false);
  });

  test('but not of an entry that was withdrawn', async () => {
    const masked = await giftAndLine('癸商贸有限公司', 140_957n, '2020-06-10', '*商贸有限公司');
    const twin = await proposedGift('癸商贸有限公司', 140_957n, '2020-06-11');
    expect(await isProposed(masked.line)).toBe(false);
    given(await withdrawAct(desk.db, { actId: twin, by: desk.clerk, reason: 'duplicate' }));
    expect(await isProposed(masked.line)).toBe(true);
  });
});

test('an act that tells no day is of the day in China on which it was recorded, whatever zone the connection is in', async () => {
  const gift = cashGift(5_555_55n);
  const { actId } = await proposeGift(desk, {
    ...gift,
    header: { ...gift.header, occurred: { precision: 'notStated' } },
  });
  const day = todayInShanghai();
  for (const zone of ['Pacific/Honolulu', 'Pacific/Kiritimati']) {
    const found = await desk.db.transaction().execute(async (tx) => {
      await sql`select set_config('TimeZone', ${zone}, true)`.execute(tx);
      return bookRecords(tx, 'charity', { from: day, to: todayInShanghai() }, 10_000);
    });
    expect([...found.values()].map((each) => each.actId)).toContain(actId);
  }
  expect((await bookRecords(desk.db, 'charity', { from: '2000-01-01', to: '2100-01-01' }, 2)).size).toBe(2);
});
