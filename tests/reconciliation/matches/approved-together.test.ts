import { randomUUID } from 'node:crypto';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findEntryOfAct } from '#approval/journal.ts';
import { postingsOf } from '#approval/postings-of-act.ts';
import { getAct } from '#approval/queries.ts';
import { approveMatches, type MatchApproval } from '#reconciliation/matches/decide-match.ts';
import { enterFee, enterGifts, type GiftDefaults } from '#reconciliation/matches/enter-from-line.ts';
import { type Desk, given, openDesk } from '../../approval/desk.ts';
import { moneyAccount, statementLines } from '../../support/statement-lines.ts';

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

/** Gifts entered from as many lines, and how their second person says yes to each. */
async function entered(count: number): Promise<(MatchApproval & { actId: bigint; number: string })[]> {
  const lines = await statementLines(
    desk.db,
    desk.clerk,
    Array.from({ length: count }, (_, at) => ({
      ...{ account, day: '2020-02-12', flow: 'in' as const, amountFen: BigInt(100_00 + at), name: `赵${at}` },
      serial: randomUUID(),
    })),
  );
  const { entered: made, failed } = await enterGifts(desk.db, {
    ...{ by: desk.clerk, defaults, idempotencyKey: randomUUID() },
    gifts: lines.map((line, at) => ({ line, donor: { kind: 'person', legalName: `赵${at}` } })),
  });
  expect(failed).toEqual([]);
  return made.map(({ matchId, actId, number }) => ({
    ...{ matchId, actId, number, by: desk.reviewer, revisions: { [String(actId)]: 1 } },
  }));
}

/** The same database, and how many statements were sent to it. */
function counting() {
  let asked = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { db: desk.db.withPlugin(plugin), asked: () => asked };
}

test('gifts of cash are approved together: statements do not grow with their number', async () => {
  const asked = async (count: number) => {
    const approvals = await entered(count);
    const counted = counting();
    const { approved, failed } = await approveMatches(counted.db, approvals);
    expect([approved.length, failed]).toEqual([count, []]);
    for (const { actId } of approvals) {
      expect(await getAct(desk.db, actId)).toMatchObject({ status: 'confirmed', openTasks: ['publish'] });
      const entry = await findEntryOfAct(desk.db, actId);
      expect(entry?.bookedOn).toBe('2020-02-12');
      // What one approved by itself posts.
      expect(entry?.postings).toEqual(given(await postingsOf(desk.db, actId)));
    }
    return counted.asked();
  };
  const few = await asked(5);
  expect(await asked(40)).toBe(few);
  expect(few).toBeLessThan(25);
});

test('one of them that cannot be approved keeps none of the others back, and nothing else is loosened', async () => {
  const approvals = await entered(6);
  const unseen = approvals[2];
  if (unseen === undefined) throw new Error('six were entered');
  const fee = (
    await statementLines(desk.db, desk.clerk, [{ account, day: '2020-02-13', flow: 'out', amountFen: 5_00n }])
  )[0];
  const books = { fund: 'relief', stream: 'donation' as const, restriction: 'unrestricted' as const };
  const paid = given(
    await enterFee(desk.db, {
      ...{ by: desk.clerk, line: fee ?? 0n, ...books, explanation: '银行手续费', idempotencyKey: randomUUID() },
    }),
  );
  const { approved, failed } = await approveMatches(desk.db, [
    ...approvals.map((each) => (each === unseen ? { ...each, revisions: { [String(each.actId)]: 9 } } : each)),
    { matchId: paid.matchId, by: desk.reviewer, revisions: { [String(paid.actId)]: 1 } },
  ]);
  expect(failed.map(({ matchId, refusals }) => [matchId, refusals[0]?.kind])).toEqual([
    [unseen.matchId, 'approval_of_current_revision'],
  ]);
  expect(new Set(approved)).toEqual(
    new Set([...approvals.filter((each) => each !== unseen).map(({ matchId }) => matchId), paid.matchId]),
  );
  expect(await findEntryOfAct(desk.db, unseen.actId)).toBeUndefined();
  // Whoever recorded is refused as ever.
  const again = await entered(1);
  const refused = await approveMatches(
    desk.db,
    again.map((each) => ({ ...each, by: desk.clerk })),
  );
  expect(refused.failed[0]?.refusals[0]?.kind).toBe('money_match_by_another_person');
});
