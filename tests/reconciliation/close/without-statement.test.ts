import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusing } from '#database/refusing.ts';
import { done } from '#ledger/refusal.ts';
import { endBalance, findBalancePaper, stateBalance } from '#reconciliation/close/balance-seen.ts';
import { closeState } from '#reconciliation/close/close-state.ts';
import { sheetsAt } from '#reconciliation/close/month/sheets-at.ts';
import { parkRecord } from '#reconciliation/close/park-record.ts';
import { decideClose, findClose, proposeClose } from '#reconciliation/close/propose-close.ts';
import { explainAbsence } from '#reconciliation/close/statement-absence.ts';
import { listCoverage } from '#reconciliation/statements/queries.ts';
import { approved, cashGift, type Desk, given, header, kindsOf, openDesk, proposeGift } from '../../approval/desk.ts';
import { openMoneyAccount } from '../../support/money-accounts.ts';
import { approvedMatch, statementLines } from '../../support/statement-lines.ts';

const THROUGH = '2020-02-29';
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
let desk: Desk;
let dataDir: string;
let account: bigint;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-close-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));
beforeEach(async () => {
  desk = await openDesk();
  account = await openMoneyAccount(desk.db, { recorder: desk.clerk, reviewer: desk.reviewer }, 'wechat');
  return () => desk.close();
});

const giftOn = async (day: string, fen: bigint): Promise<bigint> => {
  const gift = cashGift(fen);
  return approved(
    desk,
    await proposeGift(desk, { ...gift, header: { ...gift.header, ...header(day), moneyAccount: account } }),
  );
};
const see = (day: string, fen: bigint, by = desk.otherClerk) =>
  stateBalance(desk.db, dataDir, { moneyAccount: account, day, fen, fileName: '余额.png', bytes: PNG, by });
const explain = (reason: 'noMovement' | 'other', note?: string) =>
  explainAbsence(desk.db, {
    ...{ moneyAccount: account, from: '2020-02-01', to: THROUGH, reason, by: desk.otherClerk },
    ...(note !== undefined && { note }),
  });
const looked = async (through = THROUGH) => {
  const state = await closeState(desk.db, 'charity', through);
  const sheet = state?.sheets.find((each) => each.account.id === account);
  const issues = state?.issues.filter((issue) => 'accountId' in issue && issue.accountId === account);
  return { sheet, kinds: issues?.map(({ kind }) => kind) };
};
const close = async (through = THROUGH) => {
  const { closeId } = given(await proposeClose(desk.db, { entity: 'charity', through, by: desk.clerk }));
  given(await decideClose(desk.db, { id: closeId, decision: 'approved', by: desk.reviewer }));
  return findClose(desk.db, closeId);
};

describe('an account that has only bills of orders', () => {
  const bill = () =>
    statementLines(desk.db, desk.clerk, [
      { account, day: '2020-02-03', flow: 'in', amountFen: 80_00n, scope: 'detail' },
    ]);

  test('is held against the balance that somebody saw at the end of the days, with its picture', async () => {
    await giftOn('2020-02-03', 80_00n);
    await bill();
    expect((await looked()).kinds).toEqual(['uncovered', 'recordsOpen']);
    given(await see('2020-02-20', 80_00n));
    expect((await looked()).kinds).toEqual(['uncovered', 'recordsOpen']);
    given(await see(THROUGH, 79_00n));
    const { sheet, kinds } = await looked();
    expect(kinds).toEqual(['sheetDiffers']);
    expect(sheet).toMatchObject({ balanceOnly: true, statementFen: 79_00n, differenceFen: -1_00n });
    given(await see(THROUGH, 80_00n));
    expect((await looked()).kinds).toEqual([]);
    const closed = await close();
    expect(closed?.sheet.accounts).toMatchObject([
      {
        balanceOnly: true,
        seen: [{ day: THROUGH, fen: '8000' }],
        inOpening: { count: 1, fen: '8000' },
        statedBy: [String(desk.otherClerk)],
      },
    ]);
    const id = BigInt(closed?.sheet.accounts[0]?.seen?.[0]?.id ?? 0);
    expect((await findBalancePaper(desk.db, dataDir, id))?.bytes).toEqual(Buffer.from(PNG));
  });

  test('goes on from its close; an act that the balance does not hold yet has a reason', async () => {
    await giftOn('2020-02-03', 80_00n);
    given(await see(THROUGH, 80_00n));
    await close();
    const late = await giftOn('2020-03-31', 5_00n);
    given(await see('2020-03-31', 80_00n));
    expect((await looked('2020-03-31')).kinds).toEqual(['sheetDiffers']);
    given(await parkRecord(desk.db, { actId: late, by: desk.clerk, reason: 'inTransit' }));
    const { sheet, kinds } = await looked('2020-03-31');
    expect(kinds).toEqual([]);
    expect(sheet).toMatchObject({ bookFen: 85_00n, statementFen: 80_00n, booksOnly: [{ amountFen: 5_00n }] });
  });

  test('what it held before the books began is seen on the day before', async () => {
    await giftOn('2020-02-03', 80_00n);
    given(await see(THROUGH, 100_00n));
    given(await see('2020-02-02', 20_00n));
    expect(await looked()).toMatchObject({ kinds: [], sheet: { outsideFen: 20_00n, differenceFen: 0n } });
  });
});

test('lines without any balance are reckoned from the one that was seen, and later ones are held against it', async () => {
  const gift = await giftOn('2020-02-10', 30_00n);
  const [line] = await statementLines(desk.db, desk.clerk, [
    { account, day: '2020-02-10', flow: 'in', amountFen: 30_00n },
    { account, day: '2020-02-29', flow: 'in', amountFen: 2_00n },
  ]);
  await approvedMatch(desk.db, { clerk: desk.clerk, reviewer: desk.reviewer }, { lines: [line ?? 0n], acts: [gift] });
  expect((await looked()).kinds).toContain('balanceUnknown');
  given(await see('2020-02-20', 31_00n));
  const { sheet, kinds } = await looked();
  expect(kinds).toEqual(['linesOpen']);
  expect(sheet).toMatchObject({ outsideFen: 1_00n, statementFen: 33_00n, balanceOnly: false });
  given(await see('2020-02-29', 40_00n));
  expect((await looked()).kinds).toEqual(['closingDiffers', 'linesOpen']);
});

describe('an account without any statement', () => {
  test('keeps the days open until somebody says why, whoever approves it being another', async () => {
    await giftOnOther();
    expect((await looked()).kinds).toEqual(['uncovered']);
    expect(kindsOf(await explain('other'))).toEqual(['statement_absence_other_explained']);
    given(await explain('noMovement'));
    expect((await looked()).kinds).toEqual([]);
    const closed = await close();
    expect(closed?.sheet.accounts.find(({ id }) => id === String(account))).toMatchObject({
      absences: [{ reason: 'noMovement', to: THROUGH }],
    });
  });

  test('is not approved by who said why', async () => {
    await giftOnOther();
    given(
      await explainAbsence(desk.db, {
        ...{ moneyAccount: account, from: '2020-02-01', to: THROUGH, reason: 'notInUse', by: desk.reviewer },
      }),
    );
    const { closeId } = given(await proposeClose(desk.db, { entity: 'charity', through: THROUGH, by: desk.clerk }));
    const own = await decideClose(desk.db, { id: closeId, decision: 'approved', by: desk.reviewer });
    expect(kindsOf(own)).toEqual(['book_close_stated_by_another_person']);
    given(await decideClose(desk.db, { id: closeId, decision: 'approved', by: desk.otherReviewer }));
  });

  test('nor where the sheet that was kept leaves out who said it', async () => {
    await giftOnOther();
    const by = desk.reviewer;
    given(await explain('noMovement'));
    const silent = async () => {
      const { closeId } = given(await proposeClose(desk.db, { entity: 'charity', through: THROUGH, by: desk.clerk }));
      const raw = await refusing(async () => {
        await desk.owner.transaction().execute(async (tx) => {
          await sql`alter table book_close disable trigger book_close_decided_once`.execute(tx);
          await sql`update book_close set sheet = sheet #- '{accounts}' where id = ${closeId}`.execute(tx);
          await sql`alter table book_close enable trigger book_close_decided_once`.execute(tx);
          await sql`update book_close set decision = 'approved', decided_by = ${by}, decided_at = now() where id = ${closeId}`.execute(
            tx,
          );
        });
        return done(undefined);
      });
      given(await decideClose(desk.db, { id: closeId, decision: 'refused', by, reason: '重来' }));
      return kindsOf(raw);
    };
    given(await see('2020-02-10', 0n, by));
    expect(await silent()).toEqual(['book_close_stated_by_another_person']);
    const seen = await desk.db.selectFrom('balanceSeen').select('id').where('endedAt', 'is', null).execute();
    for (const { id } of seen) given(await endBalance(desk.db, { id, by }));
    given(
      await explainAbsence(desk.db, {
        ...{ moneyAccount: account, from: '2020-02-01', to: THROUGH, reason: 'notInUse', by },
      }),
    );
    expect(await silent()).toEqual(['book_close_stated_by_another_person']);
    // What was said anew by another is his.
    given(await explain('noMovement'));
    const { closeId } = given(await proposeClose(desk.db, { entity: 'charity', through: THROUGH, by: desk.clerk }));
    given(await decideClose(desk.db, { id: closeId, decision: 'approved', by }));
  });

  /** Something on another account, so that there are days to close. */
  async function giftOnOther() {
    const bank = await openMoneyAccount(desk.db, { recorder: desk.clerk, reviewer: desk.reviewer }, 'bank');
    const gift = cashGift(10_00n);
    const act = await approved(
      desk,
      await proposeGift(desk, { ...gift, header: { ...gift.header, ...header('2020-02-03'), moneyAccount: bank } }),
    );
    const [line] = await statementLines(
      desk.db,
      desk.clerk,
      [{ account: bank, day: '2020-02-03', flow: 'in', amountFen: 10_00n }],
      { firstDay: '2020-02-01', lastDay: THROUGH, openingFen: 0n },
    );
    await approvedMatch(desk.db, { clerk: desk.clerk, reviewer: desk.reviewer }, { lines: [line ?? 0n], acts: [act] });
  }
});

describe('an account with statements of some of the days', () => {
  const cover = async (firstDay: string, lastDay: string, fen: bigint, openingFen: bigint) => {
    const gift = await giftOn(firstDay, fen);
    const lines = [{ account, day: firstDay, flow: 'in' as const, amountFen: fen }];
    const [line] = await statementLines(desk.db, desk.clerk, lines, { firstDay, lastDay, openingFen });
    await approvedMatch(desk.db, { clerk: desk.clerk, reviewer: desk.reviewer }, { lines: [line ?? 0n], acts: [gift] });
  };
  const say = (from: string, to: string) =>
    explainAbsence(desk.db, { ...{ moneyAccount: account, from, to, reason: 'noMovement', by: desk.otherClerk } });

  test('is asked of each gap by itself, and never of days that a statement covers', async () => {
    await cover('2020-02-03', '2020-02-10', 80_00n, 0n);
    await cover('2020-02-15', '2020-02-20', 5_00n, 81_00n);
    const gaps = async () => {
      const state = await closeState(desk.db, 'charity', THROUGH);
      return state?.issues.flatMap((issue) => (issue.kind === 'uncovered' ? issue.gaps : []));
    };
    const [middle, end] = [
      { from: '2020-02-11', to: '2020-02-14' },
      { from: '2020-02-21', to: THROUGH },
    ];
    expect(await gaps()).toEqual([middle, end]);
    expect(kindsOf(await say('2020-02-03', THROUGH))).toEqual(['statement_absence_of_missing_days']);
    const raw = await refusing(async () => {
      const days = { firstDay: '2020-02-10', lastDay: '2020-02-14' };
      const said = { moneyAccountId: account, ...days, reason: 'noMovement', statedBy: desk.clerk };
      await desk.db.insertInto('statementAbsence').values(said).execute();
      return done(undefined);
    });
    expect(kindsOf(raw)).toEqual(['statement_absence_of_missing_days']);
    given(await say(end.from, end.to));
    expect(await gaps()).toEqual([middle]);
    expect((await looked()).sheet?.absences).toMatchObject([end]);
  });

  test('says no more that days are missing of which a statement came', async () => {
    await cover('2020-02-03', '2020-02-10', 80_00n, 0n);
    given(await say('2020-02-11', THROUGH));
    await cover('2020-02-11', '2020-02-20', 5_00n, 80_00n);
    expect((await looked()).sheet?.absences).toMatchObject([{ from: '2020-02-21', to: THROUGH }]);
    await cover('2020-02-21', THROUGH, 5_00n, 85_00n);
    expect((await looked()).sheet?.absences).toEqual([]);
  });
});

describe('an account that was opened before its first statement', () => {
  let early: bigint;
  const issueOf = async (through: string) => {
    const state = await closeState(desk.db, 'charity', through);
    return state?.issues.find((issue) => issue.kind === 'uncovered' && issue.accountId === early);
  };
  const covered = async () => (await listCoverage(desk.db)).find(({ moneyAccountId }) => moneyAccountId === early);
  beforeEach(async () => {
    const people = { recorder: desk.clerk, reviewer: desk.reviewer };
    early = await openMoneyAccount(desk.db, people, 'bank', { openedOn: '2020-02-01' });
    await giftOn('2020-02-03', 80_00n);
    await statementLines(desk.db, desk.clerk, [{ account: early, day: '2020-02-20', flow: 'in', amountFen: 1_00n }], {
      firstDay: '2020-02-10',
      lastDay: THROUGH,
      openingFen: 0n,
    });
  });

  test('lacks the days between until somebody says why', async () => {
    const gap = { from: '2020-02-01', to: '2020-02-09' };
    expect(await covered()).toMatchObject({ gaps: [gap], explained: [] });
    // The books of the entity begin on the third: of days before, no close is made.
    expect(await issueOf(THROUGH)).toMatchObject({ gaps: [{ from: '2020-02-03', to: '2020-02-09' }] });
    const reason = 'noMovement' as const;
    given(await explainAbsence(desk.db, { moneyAccount: early, ...gap, reason, by: desk.clerk }));
    expect(await covered()).toMatchObject({ gaps: [], explained: [{ ...gap, reason }] });
    expect(await issueOf(THROUGH)).toBeUndefined();
  });

  test('is not explained by a reason for only some of them', async () => {
    const some = { from: '2020-02-01', to: '2020-02-05' };
    given(await explainAbsence(desk.db, { moneyAccount: early, ...some, reason: 'notInUse', by: desk.clerk }));
    expect(await covered()).toMatchObject({ gaps: [{ from: '2020-02-01', to: '2020-02-09' }] });
    expect(await issueOf(THROUGH)).toBeDefined();
  });
});

test('each account has its sheet of a day: as it stands while the day is open, then as the close keeps it', async () => {
  await giftOn('2020-02-03', 80_00n);
  given(await see(THROUGH, 80_00n));
  const of = { accountId: String(account), kind: 'wechat', through: THROUGH };
  const open = (await sheetsAt(desk.db, 'charity', THROUGH)).find(({ accountId }) => accountId === of.accountId);
  expect(open).toMatchObject(of);
  expect(open?.closeId).toBeUndefined();
  const closed = await close();
  for (const day of ['2020-02-15', THROUGH]) {
    expect(await sheetsAt(desk.db, 'charity', day)).toContainEqual(
      expect.objectContaining({ ...of, closeId: closed?.id }),
    );
  }
});
