import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { getAct } from '#approval/queries.ts';
import { returnAct } from '#approval/return-act.ts';
import { todayInShanghai } from '#ledger/day.ts';
import type { Result } from '#ledger/refusal.ts';
import { decideClose, proposeClose } from '#reconciliation/close/propose-close.ts';
import { confirmMatch, confirmWithin } from '#reconciliation/matches/confirm-match.ts';
import {
  type ApprovedMatches,
  approveEntered,
  approveMatches,
  type MatchApproval,
  refuseMatch,
  withdrawMatch,
} from '#reconciliation/matches/decide-match.ts';
import { enterGifts, type GiftDefaults } from '#reconciliation/matches/enter-from-line.ts';
import { parkLine } from '#reconciliation/matches/park-line.ts';
import { decideUndo, proposeUndo } from '#reconciliation/matches/undo-match.ts';
import { linesById } from '#reconciliation/matches/work-list.ts';
import { cashGift, type Desk, given, header, kindsOf, openDesk, proposeGift } from '../../approval/desk.ts';
import { untilWaiting } from '../../support/lock-waits.ts';
import { moneyAccount, statementLines } from '../../support/statement-lines.ts';

let desk: Desk;
let account: bigint;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  account = await moneyAccount(desk.db, desk, { entity: 'charity', name: `募捐专户 ${randomUUID()}` });
});

const defaults: GiftDefaults = {
  ...{ fund: 'relief', restriction: 'unrestricted', path: 'throughEntity' },
  ...{ displayOfPeople: 'masked', displayOfOrganisations: 'named' },
};

interface Entered {
  matchId: bigint;
  actId: bigint;
  line: bigint;
}

const linesOf = (count: number, stated?: Parameters<typeof statementLines>[3]): Promise<bigint[]> =>
  statementLines(
    desk.db,
    desk.clerk,
    Array.from({ length: count }, (_, at) => ({
      ...{ account, day: '2020-02-12', flow: 'in' as const, amountFen: BigInt(100_00 + at), name: `赵${at}` },
      serial: randomUUID(),
    })),
    stated,
  );

const enter = (lines: readonly bigint[], by = desk.clerk) =>
  enterGifts(desk.db, {
    ...{ by, defaults, idempotencyKey: randomUUID() },
    gifts: lines.map((line, at) => ({ line, donor: { kind: 'person', legalName: `赵${at}` }, another: true })),
  });

/** Gifts entered from as many lines, waiting for their second person. */
async function entered(count: number): Promise<Entered[]> {
  const { entered: made, failed } = await enter(await linesOf(count));
  expect(failed).toEqual([]);
  return made;
}

const approvals = (gifts: readonly Entered[], by: bigint): MatchApproval[] =>
  gifts.map(({ matchId, actId }) => ({ matchId, by, revisions: { [String(actId)]: 1 } }));
const approve = (gifts: readonly Entered[], by: bigint) => approveMatches(desk.db, approvals(gifts, by));

const kindsFailed = ({ failed }: ApprovedMatches) =>
  [...new Set(failed.flatMap(({ refusals }) => refusals.map(({ kind }) => kind)))].sort();

/** How gifts stand, in the order given, in all that their approval writes together. */
async function standings(gifts: readonly Entered[]) {
  const asked = gifts.map(
    ({ matchId, actId, line }, at) => sql`(${at}::int, ${matchId}::bigint, ${actId}::bigint, ${line}::bigint)`,
  );
  const { rows } = await sql<{
    decision: string | null;
    free: boolean;
    approvals: bigint;
    entries: bigint;
    fen: bigint;
    unmatched: boolean;
    status: string;
    tasks: string[];
  }>`
    select m.decision,
      not exists (select 1 from money_match_line l where l.line_id = gift.line and not l.released) as free,
      (select count(*) from approval a where a.act_id = gift.act) as approvals,
      (select count(*) from journal_entry e where e.act_id = gift.act) as entries,
      (select coalesce(sum(p.amount), 0)::bigint from journal_entry e join posting p on p.entry_id = e.id
        where e.act_id = gift.act and p.account_code like '10%') as fen,
      exists (select 1 from unmatched_line u where u.line_id = gift.line) as unmatched,
      (select s.status from act_status s where s.act_id = gift.act) as status,
      array(select t.task from open_task t where t.act_id = gift.act order by t.task) as tasks
    from (values ${sql.join(asked)}) as gift (place, match, act, line)
    join money_match m on m.id = gift.match
    order by gift.place`.execute(desk.db);
  return rows;
}

/** Approved whole, each of them: one yes, one entry of the line's amount, ready to be published. */
async function areWhole(gifts: readonly Entered[]): Promise<void> {
  const lines = await linesById(
    desk.db,
    gifts.map(({ line }) => line),
  );
  const amounts = new Map(lines.map(({ id, amountFen }) => [id, amountFen]));
  expect(await standings(gifts)).toEqual(
    gifts.map(({ line }) => ({
      ...{ decision: 'approved', free: false, approvals: 1n, entries: 1n, fen: amounts.get(line) },
      ...{ unmatched: false, status: 'confirmed', tasks: ['publish'] },
    })),
  );
}

/** Not approved at all, and its line is there for somebody else. */
async function isNothing(gift: Entered, as: { decision: string; status: string; tasks: string[] }): Promise<void> {
  expect(await standings([gift])).toEqual([
    { free: true, approvals: 0n, entries: 0n, fen: 0n, unmatched: true, ...as },
  ]);
}

/** Every unit of every entry, and what is held of each account, adds up. */
async function sumsHold(): Promise<void> {
  const { rows: off } = await sql`
    select entry_id, unit_code from posting group by entry_id, unit_code having sum(amount) <> 0`.execute(desk.db);
  expect(off).toEqual([]);
  const { rows: folded } = await sql`
    select b.account_code from account_balance b
    where b.amount <> (
      select coalesce(sum(p.amount), 0) from posting p
      where (p.entity_code, p.fund_code, p.stream, p.account_code, p.unit_code, p.restriction)
          = (b.entity_code, b.fund_code, b.stream, b.account_code, b.unit_code, b.restriction)
        and p.lot_id is not distinct from b.lot_id and p.location_code is not distinct from b.location_code
        and p.counterparty is not distinct from b.counterparty)`.execute(desk.db);
  expect(folded).toEqual([]);
}

const ROUNDS = [1, 2];

describe('gifts that are approved together, at the same moment as', () => {
  test('another reviewer approves the same: each gift by one of them, and the other hears who', async () => {
    for (const _ of ROUNDS) {
      const gifts = await entered(12);
      const [one, other] = await Promise.all([
        approve(gifts, desk.reviewer),
        approve(gifts.toReversed(), desk.otherReviewer),
      ]);
      expect([...one.approved, ...other.approved].sort()).toEqual(gifts.map(({ matchId }) => matchId).sort());
      for (const { refusals } of [...one.failed, ...other.failed]) {
        expect(refusals).toEqual([
          { kind: 'money_match_decided_once', values: { by: expect.stringMatching(/^复核[丙丁]$/) } },
        ]);
      }
      await areWhole(gifts);
    }
    await sumsHold();
  });

  test('the same reviewer sends the form again: done once, and both are told so', async () => {
    const gifts = await entered(8);
    const sent = await Promise.all([1, 2, 3].map(() => approve(gifts, desk.reviewer)));
    for (const { approved, failed } of sent) expect([approved.length, failed]).toEqual([8, []]);
    await areWhole(gifts);
    await sumsHold();
  });

  test('overlapping bulks in opposite order: none waits for the other for ever', async () => {
    for (const _ of ROUNDS) {
      const gifts = await entered(30);
      const ways = [gifts.slice(0, 20), gifts.slice(10).toReversed(), [...gifts.slice(15), ...gifts.slice(0, 15)]];
      const tried = await Promise.all(
        ways.map((some, at) => approve(some, at === 1 ? desk.otherReviewer : desk.reviewer)),
      );
      for (const bulk of tried) {
        expect(['', 'money_match_decided_once']).toContain(kindsFailed(bulk).join());
      }
      await areWhole(gifts);
    }
    await sumsHold();
  });

  test('one of the gifts is approved on its own page: once, whoever was first', async () => {
    for (const _ of ROUNDS) {
      const gifts = await entered(6);
      const [own] = gifts.slice(3);
      if (!own) throw new Error('six were entered');
      const [bulk, single] = await Promise.all([
        approve(gifts, desk.reviewer),
        approveEntered(desk.db, { actId: own.actId, revision: 1, by: desk.otherReviewer }),
      ]);
      // Nothing waits any more where the bulk was through before the page was asked.
      if (single?.ok) expect(bulk.failed.map(({ matchId }) => matchId)).toEqual([own.matchId]);
      else {
        expect(bulk.failed).toEqual([]);
        if (single) expect(kindsOf(single)).toEqual(['money_match_decided_once']);
      }
      await areWhole(gifts);
    }
    await sumsHold();
  });

  test('the clerk withdraws one of them: it is approved whole or withdrawn whole', async () => {
    for (const _ of ROUNDS) {
      const gifts = await entered(6);
      const [, , taken] = gifts;
      if (!taken) throw new Error('six were entered');
      const [bulk, withdrawn] = await Promise.all([
        approve(gifts, desk.reviewer),
        withdrawMatch(desk.db, { matchId: taken.matchId, by: desk.clerk }),
      ]);
      await oneOutcome(gifts, taken, bulk, withdrawn, { decision: 'withdrawn', status: 'withdrawn', tasks: [] });
    }
    await sumsHold();
  });

  test('another reviewer refuses one of them: it is approved whole or sent back whole', async () => {
    for (const _ of ROUNDS) {
      const gifts = await entered(6);
      const [, , taken] = gifts;
      if (!taken) throw new Error('six were entered');
      const [bulk, refusal] = await Promise.all([
        approve(gifts, desk.reviewer),
        refuseMatch(desk.db, { matchId: taken.matchId, by: desk.otherReviewer, reason: '缺回单' }),
      ]);
      await oneOutcome(gifts, taken, bulk, refusal, { decision: 'refused', status: 'returned', tasks: ['revise'] });
    }
    await sumsHold();
  });

  /** Either the yes to all, or all but the one that somebody else decided. */
  async function oneOutcome(
    gifts: readonly Entered[],
    taken: Entered,
    bulk: ApprovedMatches,
    other: Result<unknown>,
    instead: Parameters<typeof isNothing>[1],
  ): Promise<void> {
    if (other.ok) {
      expect(bulk.failed).toMatchObject([
        {
          matchId: taken.matchId,
          refusals: [{ kind: 'money_match_decided_once', values: { by: expect.any(String) } }],
        },
      ]);
      await isNothing(taken, instead);
    } else {
      expect(kindsOf(other)).toEqual(['money_match_decided_once']);
      expect(bulk.failed).toEqual([]);
    }
    await areWhole(gifts.filter((gift) => gift !== taken || !other.ok));
  }

  test('another reviewer sends one of the gifts back on its own page: approved whole, or not at all', async () => {
    for (const _ of ROUNDS) {
      const gifts = await entered(6);
      const [, , taken] = gifts;
      if (!taken) throw new Error('six were entered');
      const [bulk, back] = await Promise.all([
        approve(gifts, desk.reviewer),
        returnAct(desk.db, { actId: taken.actId, revision: 1, by: desk.otherReviewer, reason: '缺回单' }),
      ]);
      if (back.ok) {
        expect(bulk.failed.map(({ matchId }) => matchId)).toEqual([taken.matchId]);
        expect(kindsFailed(bulk)).toEqual(['alreadyReturned']);
        expect(await standings([taken])).toMatchObject([{ decision: null, entries: 0n, status: 'returned' }]);
      } else {
        expect(kindsOf(back)).toEqual(['alreadyApproved']);
        expect(bulk.failed).toEqual([]);
      }
      await areWhole(gifts.filter((gift) => gift !== taken || !back.ok));
    }
    await sumsHold();
  });

  test('two people decide to undo what is approved meanwhile: undone after the yes, or refused before it', async () => {
    const gifts = await entered(4);
    const [first] = gifts;
    if (!first) throw new Error('four were entered');
    const [bulk, early] = await Promise.all([
      approve(gifts, desk.reviewer),
      proposeUndo(desk.db, { matchId: first.matchId, by: desk.otherClerk, reason: '核对有误' }),
    ]);
    expect(bulk.failed).toEqual([]);
    if (!early.ok) expect(kindsOf(early)).toEqual(['money_match_undoing_of_standing_match']);
    const { undoingId } = early.ok
      ? early.value
      : given(await proposeUndo(desk.db, { matchId: first.matchId, by: desk.otherClerk, reason: '核对有误' }));
    const [again, undone] = await Promise.all([
      approve(gifts, desk.reviewer),
      decideUndo(desk.db, { undoingId, by: desk.otherReviewer, decision: 'approved' }),
    ]);
    given(undone);
    expect(again.failed).toEqual([]);
    expect(await standings([first])).toEqual([
      {
        ...{ decision: 'approved', free: true, approvals: 1n, entries: 1n, fen: 100_00n },
        ...{ unmatched: true, status: 'approved', tasks: ['confirm'] },
      },
    ]);
    await areWhole(gifts.slice(1));
    await sumsHold();
  });

  test('the clerk parks their lines or matches them elsewhere: the lines stay where they are, and the clerk hears it', async () => {
    const gifts = await entered(6);
    const { actId } = await proposeGift(desk, cashGift(100_00n));
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    const [bulk, elsewhere, ...parked] = await Promise.all([
      approve(gifts, desk.reviewer),
      confirmMatch(desk.db, {
        ...{ by: desk.otherClerk, way: 'person', lines: [gifts[0]?.line ?? 0n], acts: [actId] },
        idempotencyKey: randomUUID(),
      }),
      ...gifts.map(({ line }) => parkLine(desk.db, { lineId: line, by: desk.clerk, reason: 'payerUnknown' })),
    ]);
    expect(bulk.failed).toEqual([]);
    expect(kindsOf(elsewhere)).toEqual(['money_match_line_once']);
    for (const each of parked) expect(kindsOf(each)).toEqual(['money_match_line_once']);
    await areWhole(gifts);
    expect((await getAct(desk.db, actId))?.openTasks).toEqual(['confirm']);
  });
});

describe('a line', () => {
  const parkingsOf = (lineId: bigint) =>
    desk.db.selectFrom('lineParking').select('endedBy').where('lineId', '=', lineId).execute();
  const park = (lineId: bigint) => parkLine(desk.db, { lineId, by: desk.otherClerk, reason: 'payerUnknown' });
  const giftOf = async (fen: bigint) => {
    const { actId } = await proposeGift(desk, cashGift(fen));
    given(await approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }));
    return actId;
  };
  const matchWith = (lines: bigint[], acts: bigint[]) => ({
    ...{ by: desk.clerk, way: 'person' as const, lines, acts, idempotencyKey: randomUUID() },
  });

  test('is not put aside while somebody matches it: whoever parks waits, and hears that it is taken', async () => {
    const [[line = 0n], act] = [await linesOf(1), await giftOf(100_00n)];
    const matching = await desk.db.startTransaction().execute();
    given(await confirmWithin(matching, matchWith([line], [act])));
    const parked = park(line);
    await untilWaiting(desk.db, 'line_parking');
    await matching.commit().execute();
    expect(kindsOf(await parked)).toEqual(['money_match_line_once']);
    expect(await parkingsOf(line)).toEqual([]);
  });

  test('that somebody is just putting aside is taken up by who matches it', async () => {
    const [[line = 0n], act] = [await linesOf(1), await giftOf(100_00n)];
    const parking = await desk.db.startTransaction().execute();
    await parking
      .insertInto('lineParking')
      .values({ lineId: line, reason: 'payerUnknown', parkedBy: desk.otherClerk })
      .execute();
    const matched = confirmMatch(desk.db, matchWith([line], [act]));
    await untilWaiting(desk.db, 'money_match_line');
    await parking.commit().execute();
    given(await matched);
    expect(await parkingsOf(line)).toEqual([{ endedBy: desk.clerk }]);
  });

  test('that two clerks enter, in bulks of opposite order, is entered once, and the other hears it', async () => {
    for (const _ of ROUNDS) {
      const lines = await linesOf(12);
      const [one, other] = await Promise.all([enter(lines), enter(lines.toReversed(), desk.otherClerk)]);
      expect([...one.entered, ...other.entered].map(({ line }) => line).sort()).toEqual([...lines].sort());
      for (const { refusals } of [...one.failed, ...other.failed]) {
        expect(refusals).toMatchObject([{ kind: 'money_match_line_once', values: { day: '2020-02-12' } }]);
      }
    }
  });

  test('is never both put aside and in a match, whoever is first', async () => {
    for (const _ of ROUNDS) {
      const lines = await linesOf(8);
      const [made, ...parked] = await Promise.all([enter(lines), ...lines.map(park)]);
      expect(made.failed).toEqual([]);
      for (const each of parked) if (!each.ok) expect(kindsOf(each)).toEqual(['money_match_line_once']);
      for (const line of await linesById(desk.db, lines)) {
        expect(line).toMatchObject({ state: 'confirmed' });
        expect(line.parking).toBeUndefined();
      }
    }
  });
});

describe('while a day is being closed', () => {
  let books: Desk;
  beforeAll(async () => {
    [books, desk] = [desk, await openDesk()];
  });
  afterAll(async () => {
    await desk.close();
    desk = books;
  });

  const days = { firstDay: '2020-02-01', lastDay: '2020-02-29', openingFen: 0n };
  const through = '2020-02-29';
  const bookedOn = async ({ actId }: { actId: bigint }) =>
    (await desk.db.selectFrom('journalEntry').select('bookedOn').where('actId', '=', actId).executeTakeFirst())
      ?.bookedOn;

  test('its gifts are approved together: the close has all of them or is refused, and each is booked on its day', async () => {
    const { entered: gifts } = await enter(await linesOf(10, days));
    const close = async () => {
      const proposed = await proposeClose(desk.db, { entity: 'charity', through, by: desk.clerk });
      return proposed.ok
        ? decideClose(desk.db, { id: proposed.value.closeId, decision: 'approved', by: desk.otherReviewer })
        : proposed;
    };
    const [bulk, ...tried] = await Promise.all([approve(gifts, desk.reviewer), close(), close(), close()]);
    expect(bulk.failed).toEqual([]);
    for (const each of tried) {
      if (!each.ok) {
        expect(['closeLinesWaiting', 'closeChanged', 'book_close_open_once', 'closeNothingOpen']).toContain(
          kindsOf(each)[0],
        );
      }
    }
    if (tried.every(({ ok }) => !ok)) given(await close());
    await areWhole(gifts);
    for (const gift of gifts) expect(await bookedOn(gift)).toBe('2020-02-12');
    const { rows } = await sql<{ vouchers: bigint }>`select count(*) as vouchers from voucher`.execute(desk.db);
    expect(rows).toEqual([{ vouchers: 10n }]);
    await sumsHold();
  });

  test('gifts of that day that are about to be booked are booked today, together or by themselves', async () => {
    account = await moneyAccount(desk.db, desk, { entity: 'charity', name: '另一专户' });
    const march = async (count: number) => {
      const lines = await statementLines(
        desk.db,
        desk.clerk,
        Array.from({ length: count }, (_, at) => ({
          ...{ account, day: '2020-03-02', flow: 'in' as const, amountFen: BigInt(300_00 + at), name: `钱${at}` },
          serial: randomUUID(),
        })),
      );
      return (await enter(lines)).entered;
    };
    const [many, [alone]] = [await march(3), await march(1)];
    if (!alone) throw new Error('one was entered');
    const { actId } = await proposeGift(desk, { ...cashGift(1_00n), header: { ...header('2020-03-02') } });
    const closing = await desk.owner.startTransaction().execute();
    const { id } = await closing
      .insertInto('bookClose')
      .values({
        ...{ entityCode: 'charity', firstDay: '2020-03-01', through: '2020-03-02' },
        sheet: '{}',
        proposedBy: desk.clerk,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await sql`
      update book_close set decision = 'approved', decided_by = ${desk.otherReviewer}, decided_at = now()
      where id = ${id}`.execute(closing);
    const tried = Promise.all([
      approve(many, desk.reviewer),
      approve([alone], desk.otherReviewer),
      approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }),
    ]);
    await untilWaiting(desk.db, 'insert into "posting"', 3);
    await closing.commit().execute();
    const [together, single, act] = await tried;
    expect([...together.failed, ...single.failed]).toEqual([]);
    given(act);
    await areWhole([...many, alone]);
    for (const gift of [...many, alone, { actId }]) expect(await bookedOn(gift)).toBe(todayInShanghai());
    await sumsHold();
  });
});
