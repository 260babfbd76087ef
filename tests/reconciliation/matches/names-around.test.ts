import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { onDay } from '#ledger/day.ts';
import { parkLine } from '#reconciliation/matches/park-line.ts';
import { proposeMatches } from '#reconciliation/matches/propose-matches.ts';
import { cashGift, type Desk, given, openDesk, proposeGift } from '../../approval/desk.ts';
import { approvedMatch, type LineOfTest, moneyAccount, statementLine } from '../../support/statement-lines.ts';

let desk: Desk;
let account: bigint;
beforeAll(async () => {
  desk = await openDesk();
  account = await moneyAccount(desk.db, desk, { entity: 'charity', name: '同名账户' });
});
afterAll(async () => {
  await desk?.close();
});

/** Of a giver of their own, whoever else bears the name. */
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
const lineOf = (line: Omit<LineOfTest, 'account' | 'flow'>) =>
  statementLine(desk.db, desk.clerk, { account, flow: 'in', ...line });
const proposalOf = async (line: bigint) =>
  (await proposeMatches(desk.db, { entity: 'charity' })).proposals.find(({ lines }) =>
    lines.some(({ id }) => id === line),
  );

test('a name that another giver bears says nothing, when the gift of that other is matched long since', async () => {
  const day = '2021-03-10';
  await approvedGift('赵同名', 200_00n, day);
  const line = await lineOf({ day, amountFen: 200_00n, name: '赵同名' });
  expect(await proposalOf(line)).toBeDefined();

  const other = await approvedGift('赵同名', 300_00n, '2020-11-02');
  const paid = await lineOf({ day: '2020-11-02', amountFen: 300_00n, name: '赵 同名' });
  await approvedMatch(desk.db, desk, { lines: [paid], acts: [other] });
  expect(await proposalOf(line)).toBeUndefined();
});

test('but not when what the other gave was withdrawn', async () => {
  const day = '2021-04-10';
  await approvedGift('钱同名', 200_00n, day);
  const line = await lineOf({ day, amountFen: 200_00n, name: '钱同名' });
  const other = await proposedGift('钱同名', 300_00n, day);
  expect(await proposalOf(line)).toBeUndefined();
  given(await withdrawAct(desk.db, { actId: other, by: desk.clerk, reason: 'duplicate' }));
  expect(await proposalOf(line)).toBeDefined();
});

test('a name that pays from another account within these weeks says nothing, when the line of it is parked', async () => {
  const day = '2021-05-10';
  await approvedGift('孙同名', 200_00n, day);
  const line = await lineOf({ day, amountFen: 200_00n, name: '孙同名', counterpartyAccount: '6222000011110001' });
  expect(await proposalOf(line)).toBeDefined();

  const other = await lineOf({
    day: '2021-05-14',
    amountFen: 700_00n,
    name: '孙同名',
    counterpartyAccount: '6222000011110002',
  });
  expect(await proposalOf(line)).toBeUndefined();
  given(await parkLine(desk.db, { lineId: other, by: desk.clerk, reason: 'underReview' }));
  expect(await proposalOf(line)).toBeUndefined();
});

test('a hidden name is the one that its account gives in full, on a line that is parked', async () => {
  const day = '2021-06-10';
  await approvedGift('李全名', 200_00n, day);
  const line = await lineOf({ day, amountFen: 200_00n, name: '*全名', counterpartyAccount: '6222000011110003' });
  expect(await proposalOf(line)).toBeUndefined();

  const other = await lineOf({
    day: '2021-06-14',
    amountFen: 700_00n,
    name: '李全名',
    counterpartyAccount: '6222000011110003',
  });
  given(await parkLine(desk.db, { lineId: other, by: desk.clerk, reason: 'underReview' }));
  expect((await proposalOf(line))?.explanation.features).toEqual([
    { feature: 'sameDay', points: 30 },
    { feature: 'nameOfAccount', points: 40 },
  ]);
});

test('what else is open, of another time, changes nothing for a line whose name also pays from another account', async () => {
  const day = '2022-03-10';
  await approvedGift('周同名', 200_00n, day);
  const line = await lineOf({ day, amountFen: 200_00n, name: '周同名', counterpartyAccount: '6222000011110004' });
  const other = { amountFen: 700_00n, name: '周同名', counterpartyAccount: '6222000011110005' };
  const far = await lineOf({ day: '2022-06-01', ...other });
  const unrelated = await lineOf({ day: '2022-08-01', amountFen: 900_00n, name: '吴某某' });
  const before = await proposalOf(line);
  expect(before).toBeDefined();
  for (const lineId of [far, unrelated])
    given(await parkLine(desk.db, { lineId, by: desk.clerk, reason: 'underReview' }));
  expect(await proposalOf(line)).toEqual(before);
});

test('nor for one whose account gave the hidden name in full long before', async () => {
  const [day, counterpartyAccount] = ['2023-06-10', '6222000011110006'];
  await approvedGift('郑全名', 200_00n, day);
  const line = await lineOf({ day, amountFen: 200_00n, name: '*全名', counterpartyAccount });
  const long = await lineOf({ day: '2022-01-14', amountFen: 700_00n, name: '郑全名', counterpartyAccount });
  const before = await proposalOf(line);
  expect(before).toBeDefined();
  given(await parkLine(desk.db, { lineId: long, by: desk.clerk, reason: 'underReview' }));
  expect(await proposalOf(line)).toEqual(before);
  expect((await proposeMatches(desk.db, { entity: 'charity', from: day })).proposals).toHaveLength(1);
});
