import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getDonation } from '#intake/donation-queries.ts';
import { leftRows } from '#office/forms/line-gift-form.ts';
import { earmarkOf } from '#reconciliation/matches/earmark-words.ts';
import {
  enterGifts,
  type GiftDefaults,
  type GiftOfLine,
  suggestGifts,
} from '#reconciliation/matches/enter-from-line.ts';
import { whyNoGift } from '#reconciliation/matches/payer.ts';
import { linesById } from '#reconciliation/matches/work-list.ts';
import { type Desk, openDesk } from '../../approval/desk.ts';
import { type LineOfTest, moneyAccount, statementLine } from '../../support/statement-lines.ts';

describe('what a payer says the money is for', () => {
  test.each([
    ['捐款 定向:青石镇安置点', '定向:青石镇安置点'],
    ['指定青石镇卫生院，谢谢', '指定青石镇卫生院'],
    ['善款专用于灾后重建', '专用于灾后重建'],
    ['捐款用于购买棉被', '用于购买棉被'],
    ['仅限用于助学；张三', '仅限用于助学'],
    ['专款专用', '专款专用'],
    ['捐款', undefined],
    ['爱心捐款 不指定用途', undefined],
    ['非定向捐款', undefined],
    ['汇入指定账户', undefined],
    ['', undefined],
  ])('“%s” says %s', (purpose, said) => {
    expect(earmarkOf({ purpose })).toBe(said);
  });
});

describe('a line whose payer says what it is for', () => {
  let desk: Desk;
  let account: bigint;
  beforeAll(async () => {
    desk = await openDesk();
    account = await moneyAccount(desk.db, desk, { entity: 'charity', name: '募捐专户' });
  });
  afterAll(() => desk.close());
  const defaults: GiftDefaults = {
    ...{ fund: 'relief', restriction: 'unrestricted', path: 'throughEntity' },
    ...{ displayOfPeople: 'masked', displayOfOrganisations: 'named' },
  };
  const lineOf = (line: Partial<LineOfTest>) =>
    statementLine(desk.db, desk.clerk, {
      ...{ account, day: '2020-02-12', flow: 'in', amountFen: 1n, name: '张三', ...line },
    });
  const enter = (...gifts: Omit<GiftOfLine, 'donor'>[]) =>
    enterGifts(desk.db, {
      ...{ by: desk.clerk, defaults, idempotencyKey: randomUUID() },
      gifts: gifts.map((gift) => ({ ...gift, donor: { kind: 'person', legalName: '张三' } })),
    });

  test('is not taken for a gift when many are ticked at once, and its form quotes the words', async () => {
    const id = await lineOf({ amountFen: 500_00n, purpose: '捐款 定向:青石镇安置点' });
    const [line] = await linesById(desk.db, [id]);
    expect(line && whyNoGift(line, new Set())).toBe('earmarked');
    expect((await suggestGifts(desk.db, [id]))[0]?.earmark).toBe('定向:青石镇安置点');
  });

  test('goes in only as a person decided for it, beside others that go by the defaults', async () => {
    const said = await lineOf({ amountFen: 501_00n, purpose: '捐款 定向:青石镇安置点' });
    const silent = await lineOf({ amountFen: 502_00n, purpose: '捐款' });
    const { entered, failed } = await enter({ line: said }, { line: silent });
    expect(entered.map(({ line }) => line)).toEqual([silent]);
    const values = { stated: '定向:青石镇安置点' };
    expect(failed).toEqual([{ line: said, refusals: [{ kind: 'giftEarmarked', field: 'restriction', values }] }]);
    const restricted = { line: said, restriction: 'restricted' as const };
    expect((await enter(restricted)).failed[0]?.refusals[0]?.field).toBe('restrictionReason');
    const made = (await enter({ ...restricted, restrictionReason: '青石镇安置点' })).entered[0];
    expect(await getDonation(desk.db, made?.actId ?? 0n)).toMatchObject({
      ...{ restriction: 'restricted', restrictionReason: '青石镇安置点' },
    });
  });

  test('may be decided to be unearmarked', async () => {
    const line = await lineOf({ amountFen: 503_00n, purpose: '用于救灾' });
    const [made] = (await enter({ line, restriction: 'unrestricted' })).entered;
    expect((await getDonation(desk.db, made?.actId ?? 0n))?.restriction).toBe('unrestricted');
  });

  test('is refused at the field of its own row, and elsewhere at its name', () => {
    const refusals = [{ kind: 'giftEarmarked', field: 'restriction' }];
    const typed = new Map([
      ['gifts.1.line', '7'],
      ['gifts.1.restriction', ''],
      ['gifts.2.line', '8'],
    ]);
    const failed = [7n, 8n].map((line) => ({ line, refusals }));
    expect(leftRows(typed, [7n, 8n], failed).refusals.map(({ field }) => field)).toEqual([
      ...['gifts.1.restriction', 'gifts.2.legalName'],
    ]);
  });
});
