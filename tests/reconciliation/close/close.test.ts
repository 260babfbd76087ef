import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { refusing } from '#database/refusing.ts';
import { todayInShanghai } from '#ledger/day.ts';
import { done } from '#ledger/refusal.ts';
import { recordCount, witnessCount } from '#reconciliation/close/cash-count.ts';
import { closeState } from '#reconciliation/close/close-state.ts';
import { earmarks } from '#reconciliation/close/month/earmarks.ts';
import { trialBalance, trialTotals } from '#reconciliation/close/month/trial-balance.ts';
import { VOUCHER_LAYOUTS } from '#reconciliation/close/month/voucher-layouts.ts';
import { type VoucherLine, voucherLines } from '#reconciliation/close/month/vouchers.ts';
import { openBox } from '#reconciliation/close/open-box.ts';
import { parkRecord } from '#reconciliation/close/park-record.ts';
import { decideClose, findClose, proposeClose } from '#reconciliation/close/propose-close.ts';
import {
  approved,
  cashGift,
  type Desk,
  given,
  header,
  key,
  kindsOf,
  openDesk,
  proposeGift,
} from '../../approval/desk.ts';
import { openMoneyAccount } from '../../support/money-accounts.ts';
import { approvedMatch, statementLines } from '../../support/statement-lines.ts';
import { bookByHand } from './book-by-hand.ts';

let desk: Desk;
let bank: bigint;
let gift: bigint;

/** One statement of the account, from the first day to the last, with its lines of money in. */
const statement = (
  account: bigint,
  [firstDay, lastDay]: [string, string],
  openingFen: bigint,
  lines: [string, bigint][],
) =>
  statementLines(
    desk.db,
    desk.clerk,
    lines.map(([day, amountFen]) => ({ account, day, flow: 'in', amountFen })),
    { firstDay, lastDay, openingFen },
  );

const giftOn = async (day: string, fen: bigint, moneyAccount?: bigint): Promise<bigint> => {
  const gift = cashGift(fen);
  const stated = {
    ...gift,
    header: { ...gift.header, ...header(day), ...(moneyAccount !== undefined && { moneyAccount }) },
  };
  return approved(desk, await proposeGift(desk, stated));
};
const bookedOn = async (actId: bigint) =>
  (await desk.db.selectFrom('journalEntry').select('bookedOn').where('actId', '=', actId).executeTakeFirstOrThrow())
    .bookedOn;

beforeAll(async () => {
  desk = await openDesk();
  bank = await openMoneyAccount(desk.db, { recorder: desk.clerk, reviewer: desk.reviewer }, 'bank');
  gift = await giftOn('2020-02-03', 100_00n);
});
afterAll(() => desk.close());

describe('up to a day', () => {
  test('nothing closes while cash has no account and no confirmation', async () => {
    const state = await closeState(desk.db, 'charity', '2020-02-29');
    expect(state?.firstDay).toBe('2020-02-03');
    expect(state?.issues).toMatchObject([
      { kind: 'uncovered', accountId: bank },
      { kind: 'accountMissing', numbers: [expect.stringMatching(/^D2020-|^D2026-/)] },
    ]);
    const proposed = await proposeClose(desk.db, { entity: 'charity', through: '2020-02-29', by: desk.clerk });
    expect(kindsOf(proposed)).toEqual(['closeUncovered', 'closeAccountMissing']);
  });

  test('a line nobody matched and an act no statement shows keep it open; a reason is enough for either', async () => {
    const [line] = await statement(bank, ['2020-02-01', '2020-02-29'], 7_00n, [
      ['2020-02-03', 100_00n],
      ['2020-02-10', 50_00n],
    ]);
    await approvedMatch(
      desk.db,
      { clerk: desk.otherClerk, reviewer: desk.reviewer },
      { lines: [line ?? 0n], acts: [gift] },
    );
    const other = await desk.db
      .selectFrom('statementLine')
      .select('id')
      .where('amountFen', '=', 50_00n)
      .executeTakeFirstOrThrow();
    const late = await giftOn('2020-02-29', 30_00n, bank);
    const issues = (await closeState(desk.db, 'charity', '2020-02-29'))?.issues.map(({ kind }) => kind);
    expect(issues).toEqual(['linesOpen', 'recordsOpen']);
    await desk.db
      .insertInto('lineParking')
      .values({ lineId: other.id, reason: 'payerUnknown', parkedBy: desk.clerk })
      .execute();
    given(await parkRecord(desk.db, { actId: late, by: desk.clerk, reason: 'inTransit' }));
    const state = await closeState(desk.db, 'charity', '2020-02-29');
    expect(state?.issues).toEqual([]);
    const sheet = state?.sheets.find(({ account }) => account.id === bank);
    expect(sheet).toMatchObject({
      bookFen: 130_00n,
      outsideFen: 7_00n,
      statementFen: 157_00n,
      adjustedBookFen: 187_00n,
      differenceFen: 0n,
    });
  });

  test('days without a statement, and days that are not over, are not closed', async () => {
    expect((await closeState(desk.db, 'charity', '2020-03-05'))?.issues).toMatchObject([
      { kind: 'uncovered', gaps: [{ from: '2020-03-01', to: '2020-03-05' }] },
    ]);
    const today = await proposeClose(desk.db, { entity: 'charity', through: todayInShanghai(), by: desk.clerk });
    expect(kindsOf(today)).toEqual(['book_close_of_past_days']);
  });

  test('one prepares, another approves; what changed in between is prepared anew', async () => {
    const { closeId } = given(
      await proposeClose(desk.db, { entity: 'charity', through: '2020-02-29', by: desk.clerk }),
    );
    const twice = await proposeClose(desk.db, { entity: 'charity', through: '2020-02-29', by: desk.clerk });
    expect(kindsOf(twice)).toEqual(['book_close_open_once']);
    const later = await giftOn('2020-02-28', 1_00n, bank);
    given(await parkRecord(desk.db, { actId: later, by: desk.clerk, reason: 'inTransit' }));
    const stale = await decideClose(desk.db, { id: closeId, decision: 'approved', by: desk.reviewer });
    expect(kindsOf(stale)).toEqual(['closeChanged']);
    const byClerk = await decideClose(desk.db, { id: closeId, decision: 'approved', by: desk.clerk });
    expect(byClerk.ok).toBe(false);
    given(await decideClose(desk.db, { id: closeId, decision: 'refused', by: desk.reviewer, reason: '有补登' }));

    const again = given(await proposeClose(desk.db, { entity: 'charity', through: '2020-02-29', by: desk.clerk }));
    given(await decideClose(desk.db, { id: again.closeId, decision: 'approved', by: desk.reviewer }));
    const close = await findClose(desk.db, again.closeId);
    expect(close?.sheet.accounts[0]).toMatchObject({ bookFen: '13100', statementFen: '15700' });
    expect(JSON.stringify(close?.sheet)).not.toContain('捐赠人');
    // The first was found on a statement; nothing stands behind the others yet.
    const lines: VoucherLine[] = [];
    const month = { entity: 'charity', from: '2020-02-01', to: '2020-02-29' };
    for await (const line of voucherLines(desk.db, month)) lines.push(line);
    expect(lines.map(({ papers }) => papers)).toEqual([1, 1, 0, 0, 0, 0]);
    expect(lines[0]).toMatchObject({
      fund: { code: 'relief', name: '援鄂关爱专项' },
      act: { kind: 'donation', day: '2020-02-03', account: { kind: 'bank' } },
    });
  });

  test('a closed day takes no entry: what belongs to it is booked today and keeps its own day', async () => {
    const forgotten = await giftOn('2020-02-05', 5_00n);
    expect(await bookedOn(forgotten)).toBe(todayInShanghai());
    const act = await desk.db.selectFrom('act').select('occurredFrom').where('id', '=', forgotten).executeTakeFirst();
    expect(act?.occurredFrom).toBe('2020-02-05');
    const reversal = given(
      await proposeReversal(desk.db, {
        ...{ actId: gift, by: desk.clerk, idempotencyKey: key() },
        ...{ reasonCode: 'notReceived' as const, reason: '未到账' },
      }),
    );
    expect(await bookedOn(await approved(desk, reversal))).toBe(todayInShanghai());
    const proposal = await proposeGift(desk, cashGift(1n));
    const raw = await refusing(async () => {
      await desk.owner.transaction().execute((tx) => bookByHand(tx, desk, proposal.actId, 1n));
      return done(undefined);
    });
    expect(kindsOf(raw)).toEqual(['posting_not_into_closed_days']);
  });

  test('vouchers are numbered without a gap and add up; both layouts carry the same money', async () => {
    const period = { entity: 'charity', from: '2020-02-01', to: '2020-02-29' };
    const lines: VoucherLine[] = [];
    for await (const line of voucherLines(desk.db, period)) lines.push(line);
    expect([...new Set(lines.map(({ number }) => number))]).toEqual([1, 2, 3]);
    const total = (of: (line: VoucherLine) => bigint) => lines.reduce((all, line) => all + of(line), 0n);
    expect(total(({ debitFen }) => debitFen)).toBe(131_00n);
    expect(total(({ creditFen }) => creditFen)).toBe(131_00n);
    for (const { headings, cells } of Object.values(VOUCHER_LAYOUTS)) {
      for (const line of lines) {
        const row = cells(line, { account: (code) => code, summary: ({ number }) => number });
        expect(row).toHaveLength(headings.length);
        expect(row.filter((cell) => cell && 'fen' in cell).map((cell) => (cell as { fen: bigint }).fen)).toEqual([
          line.debitFen,
          line.creditFen,
        ]);
      }
    }
  });

  test('the trial balance is even, month by month, with reversals in red on their own side', async () => {
    for (const period of [
      { entity: 'charity', from: '2020-02-01', to: '2020-02-29' },
      { entity: 'charity', from: '2020-03-01', to: todayInShanghai() },
    ]) {
      const totals = trialTotals(await trialBalance(desk.db, period));
      expect(totals.debit).toBe(totals.credit);
      expect(totals.openingDebit).toBe(totals.openingCredit);
      expect(totals.closingDebit).toBe(totals.closingCredit);
    }
    const rows = await trialBalance(desk.db, { entity: 'charity', from: '2020-03-01', to: todayInShanghai() });
    const bankRow = rows.find(({ account }) => account === '100201');
    expect(bankRow).toMatchObject({
      openingFen: 131_00n,
      debitFen: 5_00n - 100_00n,
      creditFen: 0n,
      closingFen: 36_00n,
    });
  });
});

test('papers of a month are as of its last closed day, and list as earmarked only what was given for a purpose', async () => {
  const restricted = cashGift(9_00n, 'restricted');
  await approved(
    desk,
    await proposeGift(desk, { ...restricted, header: { ...restricted.header, ...header('2020-02-05') } }),
  );
  expect(await earmarks(desk.db, { entity: 'charity', to: '2020-02-29' })).toEqual([]);
  expect(await earmarks(desk.db, { entity: 'charity', to: todayInShanghai() })).toMatchObject([
    { restriction: 'restricted', unit: 'CNY', received: 9_00n, used: 0n, left: 9_00n },
  ]);
});

test('what is kept at the end of a closed month is what its postings come to', async () => {
  const kept = await sql<{ account: string; amount: string }>`
    select account_code as account, sum(amount)::text as amount from month_balance where through = '2020-02-29' group by 1 order by 1`.execute(
    desk.db,
  );
  const posted = await sql<{ account: string; amount: string }>`
    select p.account_code as account, sum(p.amount)::text as amount from posting p join journal_entry e on e.id = p.entry_id
    where p.entity_code = 'charity' and e.booked_on <= '2020-02-29' group by 1 order by 1`.execute(desk.db);
  expect(kept.rows).toEqual(posted.rows);
  expect(kept.rows).not.toEqual([]);
});

describe('a cash box', () => {
  test('is counted by one person and seen by another', async () => {
    const box = await openMoneyAccount(desk.db, { recorder: desk.clerk, reviewer: desk.reviewer }, 'cash');
    await giftOn('2020-03-02', 300_50n, box);
    const issuesOfBox = async () =>
      (await closeState(desk.db, 'charity', '2020-03-05'))?.issues.filter(
        (issue) => 'accountId' in issue && issue.accountId === box,
      );
    expect(await issuesOfBox()).toMatchObject([{ kind: 'cashNotCounted' }]);
    const count = (notes: Record<string, number>) =>
      recordCount(desk.db, { moneyAccount: box, day: '2020-03-03', notes, by: desk.clerk });
    const { countId } = given(await count({ '10000': 3 }));
    expect(kindsOf(await witnessCount(desk.db, { id: countId, by: desk.clerk }))).toEqual(['cash_count_by_two']);
    expect(await issuesOfBox()).toMatchObject([{ kind: 'cashNotCounted' }]);
    given(await witnessCount(desk.db, { id: countId, by: desk.otherClerk }));
    expect(await issuesOfBox()).toMatchObject([{ kind: 'cashDiffers', countedFen: 300_00n, bookFen: 300_50n }]);
    const better = given(await count({ '10000': 3, '50': 1 }));
    given(await witnessCount(desk.db, { id: better.countId, by: desk.otherClerk }));
    expect(await issuesOfBox()).toEqual([]);
    expect(kindsOf(await count({ '10000': -1 }))).toEqual(['cashNotesWhole']);
    expect(kindsOf(await count({}))).toEqual(['cashNothingCounted']);
  });
});

test('a collection box that is opened before two people is one gift into the cash box', async () => {
  const box = await openMoneyAccount(desk.db, { recorder: desk.clerk, reviewer: desk.reviewer }, 'cash');
  const opening = {
    ...{ entity: 'charity', fund: 'relief', moneyAccount: box, box: '3 号（市图书馆）', day: '2020-03-04' },
    ...{ notes: { '1000': 7, '50': 3 }, openedBefore: '甲某、乙某', by: desk.clerk },
  };
  for (const [change, kind] of [
    [{ openedBefore: ' 、' }, 'box_opening_witnesses_given'],
    [{ openedBefore: '甲某、' }, 'box_opening_one_witness'],
    [{ openedBefore: `甲某、${'乙'.repeat(200)}` }, 'box_opening_witnesses_short'],
    [{ notes: {} }, 'box_opening_total_positive'],
    [{ box: ' ' }, 'box_opening_box_given'],
  ] as const) {
    expect(kindsOf(await openBox(desk.db, { ...opening, ...change }, key()))).toEqual([kind]);
  }
  const same = key();
  const first = given(await openBox(desk.db, opening, same));
  expect(given(await openBox(desk.db, opening, same)).actId).toBe(first.actId);
  await approved(desk, first);
  const kept = await desk.db.selectFrom('moneyAccountPosting').selectAll().where('actId', '=', first.actId).execute();
  expect(kept).toMatchObject([{ moneyAccountId: box, amount: 71_50n }]);
});
