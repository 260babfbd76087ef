import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppropriationInput } from '#disbursement/appropriation.ts';
import { proposeAppropriation } from '#disbursement/propose-appropriation.ts';
import { compared } from '#office/reconciliation/compare.ts';
import { valuesOfLine } from '#office/reconciliation/from-line.ts';
import { bankWords } from '#office/reconciliation/item-words.ts';
import { loadRegister } from '#office/register-choices.ts';
import { suggestGifts } from '#reconciliation/matches/enter-from-line.ts';
import { linesById, recordsById } from '#reconciliation/matches/work-list.ts';
import { approved, cashGift, type Desk, given, header, key, openDesk, proposeGift } from '../../approval/desk.ts';
import { type LineOfTest, moneyAccount, statementLine } from '../../support/statement-lines.ts';

let desk: Desk;
let account: bigint;
beforeAll(async () => {
  desk = await openDesk();
  account = await moneyAccount(desk.db, desk, { entity: 'charity', name: '募捐专户' });
});
afterAll(() => desk.close());

async function lineOf(line: Partial<LineOfTest>) {
  const id = await statementLine(desk.db, desk.clerk, {
    ...{ account, day: '2020-02-20', flow: 'in', amountFen: 1n, ...line },
  });
  const [found] = await linesById(desk.db, [id]);
  if (!found) throw new Error('the line was not stored');
  return found;
}

async function passedOn(items: [receiver: string, amount: bigint][]) {
  const appropriation: AppropriationInput = {
    header: { ...header('2020-02-20'), stream: 'donation' },
    ...{ direction: 'out', allotment: 1n, purpose: '第一批医疗物资款', restriction: 'unrestricted' },
    items: items.map(([receiver, amount]) => ({
      ...{ receiver, amount, form: 'advance', unit: 'CNY', provenance: 'stated' },
    })),
  };
  const { actId } = given(await proposeAppropriation(desk.db, appropriation, desk.clerk, key()));
  const [record] = await recordsById(desk.db, [actId]);
  if (!record) throw new Error('the appropriation was not stored');
  return record;
}

const nameOf = (facts: ReturnType<typeof compared>) => facts.find(({ fact }) => fact === 'name')?.same;

describe('the other side of a line', () => {
  test('is compared with the receiver of an appropriation, not with what it is for', async () => {
    const record = await passedOn([['hospital', 1_000_00n]]);
    expect(record).toMatchObject({ title: '第一批医疗物资款', party: '市第一医院' });
    const paid = { flow: 'out', amountFen: 1_000_00n } as const;
    expect(nameOf(compared(await lineOf({ ...paid, name: '市第一医院' }), record))).toBe(true);
    expect(nameOf(compared(await lineOf({ ...paid, name: '区分会' }), record))).toBe(false);
  });

  test('may be any receiver of several', async () => {
    const record = await passedOn([...[['hospital', 5_00n] as [string, bigint]], ['branch', 6_00n]]);
    expect(nameOf(compared(await lineOf({ flow: 'out', name: '区分会' }), record))).toBe(true);
    expect(nameOf(compared(await lineOf({ flow: 'out', name: '市卫健委' }), record))).toBe(false);
  });
});

test('what comes in may be what a receiver had left: the form begins with the line, as money given back', async () => {
  const line = await lineOf({ amountFen: 12_600_00n, name: '区分会', purpose: '退回结余 BK2025-003' });
  const values = await valuesOfLine(desk.db, 'appropriations', line, await loadRegister(desk.db));
  expect(Object.fromEntries(values)).toMatchObject({
    ...{ direction: 'return', occurredFrom: '2020-02-20', moneyAccount: String(account) },
    ...{ 'lines.1.amount': '12,600.00', 'lines.1.receiver': 'branch' },
  });
  const out = await lineOf({ flow: 'out', amountFen: 2n, name: '区分会' });
  const paid = await valuesOfLine(desk.db, 'appropriations', out, await loadRegister(desk.db));
  expect(paid.get('direction')).toBe('out');
});

test('givers of one name are told apart by the last gift of each', async () => {
  const donor = { kind: 'person' as const, legalName: '张三' };
  const gifts = [];
  for (const fen of [10_00n, 20_00n])
    gifts.push(await proposeGift(desk, { ...cashGift(fen), donor, display: 'masked' }));
  for (const gift of gifts) await approved(desk, gift);
  const { id } = await lineOf({ amountFen: 30_00n, name: '张三' });
  const [suggestion] = await suggestGifts(desk.db, [id]);
  expect(suggestion?.donors.map(({ lastGift }) => lastGift).sort()).toEqual(gifts.map(({ number }) => number).sort());
});

test.each([
  [{ kind: '网银转账', purpose: '网银转账 捐款' }, '网银转账 捐款'],
  [{ kind: '手续费', purpose: '手续费' }, '手续费'],
  [{ kind: '转账', purpose: '捐款' }, '转账 · 捐款'],
  [{ kind: '转账' }, '转账'],
  [{ purpose: '捐款' }, '捐款'],
  [{}, ''],
])('the words of the bank are said once: %o', (line, said) => {
  expect(bankWords(line)).toBe(said);
});
