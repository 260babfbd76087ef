import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposeAdjustment } from '#disbursement/propose-adjustment.ts';
import { closeBefore } from '#reconciliation/close/close-before.ts';
import { closeState } from '#reconciliation/close/close-state.ts';
import { parkRecord } from '#reconciliation/close/park-record.ts';
import { decideClose, proposeClose } from '#reconciliation/close/propose-close.ts';
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
import { untilWaiting } from '../../support/lock-waits.ts';
import { openMoneyAccount } from '../../support/money-accounts.ts';
import { approvedMatch, statementLines } from '../../support/statement-lines.ts';
import { bookByHand } from './book-by-hand.ts';

const FEBRUARY = { firstDay: '2020-02-01', lastDay: '2020-02-29' };
const MARCH = { firstDay: '2020-03-01', lastDay: '2020-03-31' };
let desk: Desk;
const bank = () => openMoneyAccount(desk.db, { recorder: desk.clerk, reviewer: desk.reviewer }, 'bank');

type Moved = [day: string, fen: bigint];
/** A statement with its lines: money in positive. */
const statement = (
  account: bigint,
  days: { firstDay: string; lastDay: string },
  openingFen: bigint | undefined,
  lines: Moved[],
) =>
  statementLines(
    desk.db,
    desk.clerk,
    lines.map(([day, fen]) => ({
      ...{ account, day, flow: fen > 0n ? ('in' as const) : ('out' as const) },
      amountFen: fen > 0n ? fen : -fen,
    })),
    openingFen === undefined ? undefined : { ...days, openingFen },
  );
const giftOn = async (day: string, fen: bigint, moneyAccount: bigint): Promise<bigint> => {
  const gift = cashGift(fen);
  return approved(desk, await proposeGift(desk, { ...gift, header: { ...gift.header, ...header(day), moneyAccount } }));
};
const matched = (lines: bigint[], acts: bigint[]) =>
  approvedMatch(desk.db, { clerk: desk.otherClerk, reviewer: desk.otherReviewer }, { lines, acts });
/** What stands on the account at the end of a day: its sheet, and what keeps it open. */
async function lookedAt(account: bigint, through: string) {
  const state = await closeState(desk.db, 'charity', through);
  const sheet = state?.sheets.find((each) => each.account.id === account);
  const issues = state?.issues.filter((issue) => 'accountId' in issue && issue.accountId === account);
  return { sheet, issues };
}

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test('a transfer over the end of a month is in transit on the account it has not reached, and on no other', async () => {
  const [from, to] = [await bank(), await bank()];
  const first = await giftOn('2020-02-03', 500_00n, from);
  const [received] = await statement(from, FEBRUARY, 0n, [['2020-02-03', 500_00n]]);
  const [out] = await statement(from, FEBRUARY, 500_00n, [['2020-02-29', -200_00n]]);
  const [before] = await statement(to, FEBRUARY, 0n, [['2020-02-02', 1n]]);
  const [into] = await statement(to, MARCH, 1n, [['2020-03-01', 200_00n]]);
  await matched([before ?? 0n], [await giftOn('2020-02-02', 1n, to)]);
  await matched([received ?? 0n], [first]);
  const transfer = given(
    await proposeAdjustment(
      desk.db,
      {
        header: { ...header('2020-02-29'), stream: 'donation', moneyAccount: from },
        ...{ reason: 'transfer', unit: 'CNY', amount: 200_00n, restriction: 'unrestricted', toMoneyAccount: to },
        explanation: '账户间划转',
      },
      desk.clerk,
      key(),
    ),
  );
  await approved(desk, transfer);
  await matched([out ?? 0n, into ?? 0n], [transfer.actId]);
  expect((await lookedAt(from, '2020-02-29')).sheet).toMatchObject({
    ...{ bookFen: 300_00n, statementFen: 300_00n, differenceFen: 0n, bankOnly: [], booksOnly: [] },
  });
  expect((await lookedAt(to, '2020-02-29')).sheet).toMatchObject({
    ...{ bookFen: 200_01n, statementFen: 1n, differenceFen: 0n },
    booksOnly: [{ amountFen: 200_00n, reason: 'clearedLater' }],
  });
});

test('of a match with parts on both sides of the day only the remainder stands on the sheet', async () => {
  const account = await bank();
  const [early, late, whole] = [
    await giftOn('2020-02-29', 100_00n, account),
    await giftOn('2020-03-02', 50_00n, account),
    await giftOn('2020-02-28', 70_00n, account),
  ];
  const [line, part] = await statement(account, FEBRUARY, 0n, [
    ['2020-02-29', 150_00n],
    ['2020-02-28', 30_00n],
  ]);
  const [rest] = await statement(account, MARCH, 180_00n, [['2020-03-01', 40_00n]]);
  await matched([line ?? 0n], [early, late]);
  await matched([part ?? 0n, rest ?? 0n], [whole]);
  const { sheet, issues } = await lookedAt(account, '2020-02-29');
  expect(sheet).toMatchObject({
    bankOnly: [{ id: String(line), amountFen: 50_00n, reason: 'bookedLater' }],
    booksOnly: [{ id: String(whole), amountFen: 40_00n, reason: 'clearedLater' }],
    differenceFen: 0n,
  });
  expect(issues).toEqual([]);
});

test('what was booked before the first statement is inside its opening unless a later line or a reason says otherwise', async () => {
  const account = await bank();
  const [answered, parked] = [await giftOn('2020-02-03', 100_00n, account), await giftOn('2020-02-03', 9_00n, account)];
  await giftOn('2020-02-02', 20_00n, account);
  const [line] = await statement(account, { ...FEBRUARY, firstDay: '2020-02-05' }, 25_00n, [['2020-02-05', 100_00n]]);
  await matched([line ?? 0n], [answered]);
  given(await parkRecord(desk.db, { actId: parked, by: desk.clerk, reason: 'inTransit' }));
  const { sheet, issues } = await lookedAt(account, '2020-02-29');
  expect(sheet).toMatchObject({
    ...{ bookFen: 129_00n, outsideFen: 5_00n, statementFen: 125_00n, differenceFen: 0n },
    ...{ inOpening: { count: 1, fen: 20_00n }, booksOnly: [{ id: String(parked), reason: 'inTransit' }] },
  });
  expect(issues).toEqual([]);
});

test('statements that do not meet, or state another balance than their lines come to, keep the days open', async () => {
  const account = await bank();
  const line = async (days: { firstDay: string; lastDay: string }, openingFen: bigint, fen: bigint) => {
    const [id] = await statement(account, days, openingFen, [[days.firstDay, fen]]);
    await matched([id ?? 0n], [await giftOn(days.firstDay, fen, account)]);
  };
  await line({ firstDay: '2020-02-01', lastDay: '2020-02-15' }, 0n, 100_00n);
  expect((await lookedAt(account, '2020-02-15')).issues).toEqual([]);
  await line({ firstDay: '2020-02-16', lastDay: '2020-02-29' }, 500_00n, 1_00n);
  expect((await lookedAt(account, '2020-02-29')).issues).toMatchObject([
    {
      kind: 'balancesBreak',
      ...{ closed: '2020-02-15', closingFen: 100_00n, opened: '2020-02-16', openingFen: 500_00n },
    },
    { kind: 'closingDiffers', day: '2020-02-29', statedFen: 501_00n, computedFen: 101_00n },
  ]);
});

test('an account is reckoned from the first statement that states a balance, and is open where none does', async () => {
  const account = await bank();
  const gifts = [await giftOn('2020-02-01', 30_00n, account), await giftOn('2020-02-29', 40_00n, account)];
  const lines = await statement(account, FEBRUARY, undefined, [
    ['2020-02-01', 30_00n],
    ['2020-02-29', 40_00n],
  ]);
  for (const [at, line] of lines.entries()) await matched([line], [gifts[at] ?? 0n]);
  expect((await lookedAt(account, '2020-02-29')).issues).toMatchObject([{ kind: 'balanceUnknown' }]);
  const [march] = await statement(account, MARCH, 75_00n, [['2020-03-05', 1_00n]]);
  await matched([march ?? 0n], [await giftOn('2020-03-05', 1_00n, account)]);
  const { sheet, issues } = await lookedAt(account, '2020-02-29');
  expect(sheet).toMatchObject({ outsideFen: 5_00n, statementFen: 75_00n, differenceFen: 0n });
  expect(issues).toEqual([]);
});

test('a close begins with the one before, until a match of its days is undone or a statement reaches into them', async () => {
  const other = await openDesk();
  const [mine, theirs] = [desk, other];
  desk = theirs;
  try {
    const account = await bank();
    const [shown, transit] = [await giftOn('2020-02-03', 80_00n, account), await giftOn('2020-02-29', 20_00n, account)];
    const [line] = await statement(account, FEBRUARY, 0n, [['2020-02-03', 80_00n]]);
    await matched([line ?? 0n], [shown]);
    given(await parkRecord(desk.db, { actId: transit, by: desk.clerk, reason: 'inTransit' }));
    const { closeId } = given(
      await proposeClose(desk.db, { entity: 'charity', through: '2020-02-29', by: desk.clerk }),
    );
    given(await decideClose(desk.db, { id: closeId, decision: 'approved', by: desk.reviewer }));

    const [arrived] = await statement(account, MARCH, 80_00n, [['2020-03-01', 20_00n]]);
    expect((await lookedAt(account, '2020-03-31')).issues).toMatchObject([{ kind: 'linesOpen', count: 1 }]);
    await matched([arrived ?? 0n], [transit]);
    expect(await closeBefore(desk.db, 'charity', '2020-03-01')).toMatchObject({ through: '2020-02-29' });
    const even = { bookFen: 100_00n, outsideFen: 0n, statementFen: 100_00n, differenceFen: 0n, booksOnly: [] };
    expect(await lookedAt(account, '2020-03-31')).toMatchObject({ sheet: even, issues: [] });

    await desk.db
      .insertInto('moneyMatchUndoing')
      .values({
        matchId: (
          await desk.db
            .selectFrom('moneyMatchAct')
            .select('matchId')
            .where('actId', '=', shown)
            .executeTakeFirstOrThrow()
        ).matchId,
        ...{ reason: '配错', proposedBy: desk.clerk },
      })
      .execute();
    await desk.db
      .updateTable('moneyMatchUndoing')
      .set({ decision: 'approved', decidedBy: desk.reviewer, decidedAt: new Date() })
      .execute();
    expect(await closeBefore(desk.db, 'charity', '2020-03-01')).toBeUndefined();
    expect((await lookedAt(account, '2020-03-31')).issues?.map(({ kind }) => kind)).toEqual([
      'linesOpen',
      'recordsOpen',
    ]);
  } finally {
    desk = mine;
    await other.close();
  }
});

test('whoever approves a close waits for what is being booked, and sees it', async () => {
  const [mine, theirs] = [desk, await openDesk()];
  desk = theirs;
  try {
    const account = await bank();
    const gift = await giftOn('2020-02-03', 80_00n, account);
    const [line] = await statement(account, FEBRUARY, 0n, [['2020-02-03', 80_00n]]);
    await matched([line ?? 0n], [gift]);
    const { closeId } = given(
      await proposeClose(desk.db, { entity: 'charity', through: '2020-02-29', by: desk.clerk }),
    );
    const stated = cashGift(5_00n);
    const act = await proposeGift(desk, {
      ...stated,
      header: { ...stated.header, ...header(), moneyAccount: account },
    });
    const deciding = await desk.owner.transaction().execute(async (tx) => {
      await bookByHand(tx, desk, act.actId, 5_00n);
      const decision = decideClose(desk.db, { id: closeId, decision: 'approved', by: desk.otherReviewer });
      await untilWaiting(desk.db, '');
      return { decision };
    });
    expect(kindsOf(await deciding.decision)).toEqual(['closeRecordsOpen']);
  } finally {
    desk = mine;
    await theirs.close();
  }
});

test('a match is not approved while the books of its entity are being closed', async () => {
  const account = await bank();
  const gift = await giftOn('2020-02-03', 80_00n, account);
  const [line] = await statement(account, FEBRUARY, 0n, [['2020-02-03', 80_00n]]);
  const order: string[] = [];
  const { match } = await desk.owner.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('books of charity', 0))`.execute(tx);
    const match = matched([line ?? 0n], [gift]).then(() => order.push('matched'));
    await untilWaiting(desk.db, '');
    order.push('closed');
    return { match };
  });
  await match;
  expect(order).toEqual(['closed', 'matched']);
});
