import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '#database/transaction.ts';
import { type Desk, openDesk, receiveCash } from '../approval/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

test('every function looks in public first, and among temporary tables last', async () => {
  const { rows } = await sql<{ name: string; schema: string; safe: boolean }>`
    select p.oid::regprocedure::text as name, n.nspname::text as schema,
      'search_path=public, pg_temp' = any (coalesce(p.proconfig, '{}')) as safe
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and p.prokind in ('f', 'p')`.execute(desk.owner);
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter(({ safe }) => !safe).map(({ name }) => name)).toEqual([]);
});

test('a temporary view in the place of what confirms lets no unconfirmed gift into the log', async () => {
  const actId = await receiveCash(desk, 100n);
  const forged = inTransaction(desk.db, async (tx) => {
    await sql`create temporary view standing_confirmation as
      select id as act_id, 'press'::text as kind, recorded_by as confirmed_by, now() as confirmed_at,
        null::bigint as attachment_id, null::text as note, null::bigint as match_id from act`.execute(tx);
    await sql`create temporary view confirmed_side as
      select id as act_id, side from act cross join unnest(array['cash', 'goods']) as side`.execute(tx);
    await sql`create temporary view moved_side as
      select id as act_id, 'cash'::text as side from act where false`.execute(tx);
    const leaf = { leafIndex: 0n, kind: 'intake', actId, bytes: Buffer.from('{}'), hash: Buffer.alloc(32) };
    await tx.insertInto('logLeaf').values(leaf).execute();
  });
  await expect(forged).rejects.toMatchObject({ code: '23514', constraint: 'log_leaf_confirmed' });
});

test('a temporary view of roles makes nobody a reviewer', async () => {
  const forged = inTransaction(desk.db, async (tx) => {
    const account = {
      entityCode: 'charity',
      kind: 'cash',
      accountCode: '1001',
      name: '保险柜',
      proposedBy: desk.clerk,
    };
    const { id } = await tx.insertInto('moneyAccount').values(account).returning('id').executeTakeFirstOrThrow();
    await sql`create temporary view standing_role as
      select id as user_id, 'reviewer'::text as role from app_user`.execute(tx);
    await tx
      .updateTable('moneyAccount')
      .set({ decision: 'approved', decidedBy: desk.otherClerk, decidedAt: new Date() })
      .where('id', '=', id)
      .execute();
  });
  await expect(forged).rejects.toMatchObject({ code: '23514', constraint: 'wish_decided_by_reviewer' });
});
