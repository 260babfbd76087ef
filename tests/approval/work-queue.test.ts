import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countOpenTasks, listOpenTasks } from '#approval/open-tasks.ts';
import { listActs } from '#approval/queries.ts';
import { returnAct } from '#approval/return-act.ts';
import { todayInShanghai } from '#ledger/day.ts';
import { cashGift, type Desk, given, openDesk, proposeGift } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

describe('the work queue', () => {
  test('shows nobody their own acts to approve, and returned ones to their recorder only', async () => {
    const mine = await proposeGift(desk, cashGift(100n));
    const returned = await proposeGift(desk, cashGift(200n));
    given(await returnAct(desk.db, { actId: returned.actId, revision: 1, by: desk.reviewer, reason: '附回单' }));
    const waiting = async (person: bigint, task: 'approve' | 'revise') =>
      (await listOpenTasks(desk.db, { person, task, limit: 500 })).map(({ act }) => act.id);
    expect(await waiting(desk.clerk, 'approve')).not.toContain(mine.actId);
    expect(await waiting(desk.reviewer, 'approve')).toContain(mine.actId);
    expect(await waiting(desk.clerk, 'revise')).toContain(returned.actId);
    expect(await waiting(desk.otherClerk, 'revise')).toEqual([]);
    expect((await countOpenTasks(desk.db, desk.clerk)).approve).toBe(0n);
  });

  test('turns pages by the last task, oldest first, and loses none', async () => {
    const all = await listOpenTasks(desk.db, { person: desk.reviewer, limit: 500 });
    const paged: bigint[] = [];
    for (let after: bigint | undefined; ; ) {
      const page = await listOpenTasks(desk.db, { person: desk.reviewer, limit: 3, ...(after && { after }) });
      if (page.length === 0) break;
      paged.push(...page.map(({ id }) => id));
      after = page.at(-1)?.id;
    }
    expect(paged).toEqual(all.map(({ id }) => id));
    expect(paged.length).toBeGreaterThan(5);
  });
});

describe('lists of acts', () => {
  test('find a gift by part of its giver or of its number, and take % for what it is', async () => {
    const { actId, number } = await proposeGift(desk, {
      ...cashGift(4_200n),
      donor: { kind: 'enterprise', legalName: '百分之100%_有限公司' },
    });
    const found = async (search: string) => (await listActs(desk.db, { search, limit: 50 })).map(({ id }) => id);
    expect(await found('0%_有限')).toEqual([actId]);
    expect(await found('%%')).toEqual([]);
    expect(await found(number)).toEqual([actId]);
    const [row] = await listActs(desk.db, { search: number, limit: 1 });
    expect(row).toMatchObject({
      title: '百分之100%_有限公司',
      figures: [{ unit: 'CNY', amount: 4_200n, scale: 2 }],
      entity: { code: 'charity', name: '市慈善总会' },
      recordedBy: { name: '经办甲' },
    });
  });

  test('turn pages by key, newest first', async () => {
    const all = (await listActs(desk.db, { kind: 'donation', limit: 500 })).map(({ id }) => id);
    const second = await listActs(desk.db, { kind: 'donation', before: all.at(2) ?? 0n, limit: 2 });
    expect(second.map(({ id }) => id)).toEqual(all.slice(3, 5));
    expect(all).toEqual([...all].sort((a, b) => (a > b ? -1 : 1)));
  });

  test('numbers follow each other without a gap, in the year they were entered', async () => {
    const rows = await desk.db
      .selectFrom('act')
      .select('number')
      .where('kind', '=', 'donation')
      .orderBy('id')
      .execute();
    const year = todayInShanghai().slice(0, 4);
    expect(rows.map(({ number }) => number)).toEqual(
      rows.map((_, index) => `D${year}-${String(index + 1).padStart(5, '0')}`),
    );
  });
});
