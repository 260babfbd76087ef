import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '#database/connection.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
let families: Database;
beforeAll(async () => {
  database = await testDatabase();
  families = openDatabase(database.urls.families, { max: 1 });
  // A table as a later migration will make one: rights come from what stands today.
  await sql`create table families.household (name text)`.execute(database.owner);
});
afterAll(async () => {
  await families.destroy();
  await database.close();
});

const denied = { code: '42501' };

test('the application reads nothing of the families', async () => {
  await expect(sql`select name from families.household`.execute(database.db)).rejects.toMatchObject(denied);
});

test('the families’ login reads nothing of the books, nor of donors', async () => {
  for (const table of ['public.donor', 'public.posting', 'public.app_user', 'public.audit_event']) {
    await expect(sql`select from ${sql.table(table)}`.execute(families)).rejects.toMatchObject(denied);
  }
});

describe('the application', () => {
  test('cannot make itself an administrator', async () => {
    const crown = database.db
      .insertInto('roleGrant')
      .values({ userId: 1n, role: 'administrator', bootstrap: true, confirmedAt: new Date() });
    await expect(crown.execute()).rejects.toMatchObject(denied);
  });

  test('writes the audit trail only through its function, which chains the hashes', async () => {
    const insert = sql`insert into audit_event (verb, subject, hash) values ('forged', 'x', sha256('x'))`;
    await expect(insert.execute(database.db)).rejects.toMatchObject(denied);
    await sql`select audit(null, 'one', 'x', '{}'), audit(null, 'two', 'x', '{"a": 1}')`.execute(database.db);
    const { rows } = await sql<{ whole: boolean }>`
      select bool_and(hash = sha256(before || convert_to(jsonb_build_array(
        to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor_id, verb, subject, detail)::text, 'UTF8'))) as whole
      from (select *, lag(hash, 1, sha256('')) over (order by id) as before from audit_event) trail`.execute(
      database.db,
    );
    expect(rows).toEqual([{ whole: true }]);
    const head = await database.db.selectFrom('auditHead').select('hash').executeTakeFirstOrThrow();
    const last = await database.db
      .selectFrom('auditEvent')
      .select('hash')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(head.hash).toEqual(last.hash);
  });

  test('writes through no view', async () => {
    const { rows } = await sql<{ name: string; writable: boolean }>`
      select c.oid::regclass::text as name,
        has_table_privilege('mingzhang_app', c.oid, 'insert, update, delete, truncate') as writable
      from pg_class c where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace`.execute(database.owner);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter(({ writable }) => writable)).toEqual([]);
  });

  test('creates no tables and sees none of the migrations’', async () => {
    await expect(sql`create table public.mine ()`.execute(database.db)).rejects.toMatchObject(denied);
    await expect(sql`select from migration.kysely_migration`.execute(database.db)).rejects.toMatchObject(denied);
  });
});

describe('the log', () => {
  const root = Buffer.alloc(32);
  const leaf = (leafIndex: bigint) => ({ leafIndex, kind: 'key', bytes: Buffer.from('{}'), hash: root });

  beforeAll(async () => {
    await database.db.insertInto('logHead').values({ origin: 'example.org/log', verifierKey: 'k', root }).execute();
    await database.db.transaction().execute(async (tx) => {
      await tx
        .insertInto('logLeaf')
        .values([leaf(0n), leaf(1n)])
        .execute();
      await tx.updateTable('logHead').set({ size: 2n }).execute();
    });
  });

  test('takes no leaf beyond its head, and none after a gap', async () => {
    const beyond = database.db.insertInto('logLeaf').values(leaf(2n)).execute();
    await expect(beyond).rejects.toMatchObject({ constraint: 'log_leaf_follows' });
    const gap = database.db.transaction().execute(async (tx) => {
      await tx.insertInto('logLeaf').values(leaf(3n)).execute();
      await tx.updateTable('logHead').set({ size: 4n }).execute();
    });
    await expect(gap).rejects.toMatchObject({ constraint: 'log_leaf_follows' });
  });

  test('keeps its origin and key, and never shrinks', async () => {
    for (const change of [{ origin: 'example.com/log' }, { verifierKey: 'other' }, { size: 1n }, { notices: 9n }]) {
      const update = database.owner.updateTable('logHead').set(change).execute();
      await expect(update).rejects.toMatchObject({ constraint: 'log_head_only_grows' });
    }
  });
});
