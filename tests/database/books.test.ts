import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '#database/connection.ts';
import { refusalOf } from '#database/refusal.ts';
import { inTransaction } from '#database/transaction.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type Ground, insertAct, insertApproval, layGround } from '../support/ground.ts';

let database: TestDatabase;
let ground: Ground;
beforeAll(async () => {
  database = await testDatabase();
  ground = await layGround(database.owner);
});
afterAll(() => database.close());

type Line = [account: string, amount: bigint, unit?: string, stream?: string];

async function insertPostings(tx: Tx, entryId: bigint, lines: Line[], { entity, fund } = ground): Promise<void> {
  await tx
    .insertInto('posting')
    .values(
      lines.map(([accountCode, amount, unitCode = 'CNY', stream = 'donation']) => ({
        ...{ entryId, accountCode, amount, unitCode, stream },
        ...{ entityCode: entity, fundCode: fund, restriction: 'unrestricted' },
      })),
    )
    .execute();
}

async function insertEntry(tx: Tx, actId: bigint, reversesId: bigint | null = null): Promise<bigint> {
  const { id } = await tx
    .insertInto('journalEntry')
    .values({ actId, bookedOn: '2020-02-08', postedBy: ground.reviewer, reversesId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Records, approves and posts, as approving does, in one transaction of the application's login. */
function post(lines: Line[], on = ground): Promise<bigint> {
  return inTransaction(database.db, async (tx) => {
    const actId = await insertAct(tx, on);
    await insertApproval(tx, actId, on);
    await insertPostings(tx, await insertEntry(tx, actId), lines, on);
    return actId;
  });
}

/** The constraint that refused it. */
async function refusedBy(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown) => thrown,
  );
  return error instanceof pg.DatabaseError ? (error.constraint ?? error.code) : error;
}

const RECEIVED: Line[] = [
  ['100201', 50_000n],
  ['410101', -50_000n],
];
const PAID: Line[] = [
  ['510101', 20_000n],
  ['100201', -20_000n],
];
const FORBIDDEN = '42501';

describe('a journal entry', () => {
  test('is booked when it sums to zero, and its balances follow', async () => {
    const on = await layGround(database.owner);
    await post(RECEIVED, on);
    await post(PAID, on);
    const rows = await database.db
      .selectFrom('fundPosition')
      .select(['received', 'disbursed', 'balance'])
      .where('fundCode', '=', on.fund)
      .execute();
    expect(rows).toEqual([{ received: 50_000n, disbursed: 20_000n, balance: 30_000n }]);
  });

  test.for<[string, Line[]]>([
    [
      'in cash',
      [
        ['100201', 12_000n],
        ['410101', -10_000n],
      ],
    ],
    [
      'across units',
      [
        ['100201', 500n],
        ['410101', -500n, 'CNY:goods'],
      ],
    ],
  ])('that does not sum to zero %s is refused', async ([, lines]) => {
    expect(await refusedBy(post(lines))).toBe('journal_entry_sums_to_zero');
  });

  test('without postings is refused', async () => {
    const bare = inTransaction(database.db, async (tx) => {
      const actId = await insertAct(tx, ground);
      await insertApproval(tx, actId, ground);
      await insertEntry(tx, actId);
    });
    expect(await refusedBy(bare)).toBe('journal_entry_has_postings');
  });

  test('takes no further posting once its transaction is over', async () => {
    const actId = await post(RECEIVED);
    const { id } = await database.db
      .selectFrom('journalEntry')
      .select('id')
      .where('actId', '=', actId)
      .executeTakeFirstOrThrow();
    const late = inTransaction(database.db, (tx) => insertPostings(tx, id, RECEIVED));
    expect(await refusedBy(late)).toBe('posting_with_its_entry');
  });

  test('is posted once per act', async () => {
    const twice = inTransaction(database.db, async (tx) => {
      const actId = await insertAct(tx, ground);
      await insertApproval(tx, actId, ground);
      for (let time = 0; time < 2; time++) await insertPostings(tx, await insertEntry(tx, actId), RECEIVED);
    });
    expect(await refusedBy(twice)).toBe('journal_entry_once');
  });

  test('belongs to the entity, fund and stream of its act', async () => {
    const elsewhere = await layGround(database.owner);
    const foreign = inTransaction(database.db, async (tx) => {
      const actId = await insertAct(tx, ground);
      await insertApproval(tx, actId, ground);
      await insertPostings(tx, await insertEntry(tx, actId), RECEIVED, elsewhere);
    });
    expect(await refusedBy(foreign)).toBe('posting_within_its_act');
  });

  test('does not mix gifts with other money', async () => {
    const mixed: Line[] = [
      ['100201', 500n],
      ['480102', -500n, 'CNY', 'funding'],
    ];
    expect(['journal_entry_sums_to_zero', 'posting_within_its_act']).toContain(await refusedBy(post(mixed)));
  });

  test('is for accounting entities only', async () => {
    const on = await layGround(database.owner);
    // An approved organisation cannot change, so the owner takes that trigger away for a moment.
    await sql`alter table organisation disable trigger organisation_frozen`.execute(database.owner);
    await database.owner.updateTable('organisation').set({ keepsBooks: false }).where('code', '=', on.entity).execute();
    await sql`alter table organisation enable trigger organisation_frozen`.execute(database.owner);
    expect(await refusedBy(post(RECEIVED, on))).toBe('posting_entity_keeps_books');
  });
});

describe('approving', () => {
  test('one’s own record is refused', async () => {
    const actId = await insertAct(database.db, ground);
    const alone = insertApproval(database.db, actId, { recorder: ground.recorder, reviewer: ground.recorder });
    expect(await refusedBy(alone)).toBe('approval_by_another_person');
  });

  test('under a false recorder’s name is refused', async () => {
    const actId = await insertAct(database.db, ground);
    const disguised = insertApproval(database.db, actId, { recorder: ground.reviewer, reviewer: ground.recorder });
    expect(await refusedBy(disguised)).toBe('approval_of_recorded_act');
  });

  test('without posting is refused', async () => {
    const actId = await insertAct(database.db, ground);
    expect(await refusedBy(insertApproval(database.db, actId, ground))).toBe('approval_posts_its_entry');
  });

  test('posts once, however many reviewers press at the same moment', async () => {
    const actId = await insertAct(database.db, ground);
    const approve = () =>
      inTransaction(database.db, async (tx) => {
        await insertApproval(tx, actId, ground);
        await insertPostings(tx, await insertEntry(tx, actId), RECEIVED);
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, approve));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [refusalOf(outcome.reason)?.kind] : [],
    );
    expect(new Set(refusals)).toEqual(new Set(['approval_pkey']));
  });
});

describe('what was done stays', () => {
  test.for([
    ['journal_entry', 'booked_on'],
    ['posting', 'amount'],
    ['approval', 'approved_by'],
    ['audit_event', 'actor_id'],
    ['log_leaf', 'bytes'],
    ['log_checkpoint', 'note'],
    ['notice', 'cutoff'],
  ] as const)('the application may neither change nor delete %s', async ([table, column]) => {
    await post(RECEIVED);
    expect(await refusedBy(sql`delete from ${sql.table(table)}`.execute(database.db))).toBe(FORBIDDEN);
    expect(await refusedBy(sql`truncate ${sql.table(table)}`.execute(database.db))).toBe(FORBIDDEN);
    const update = sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)}`;
    expect(await refusedBy(update.execute(database.db))).toBe(FORBIDDEN);
    // Not even the owner, unless the trigger itself is taken away.
    expect(await refusedBy(sql`delete from ${sql.table(table)}`.execute(database.owner))).toBe('append_only');
    expect(await refusedBy(sql`truncate ${sql.table(table)} cascade`.execute(database.owner))).toBe('append_only');
  });

  test('balances change through postings alone', async () => {
    await post(RECEIVED);
    expect(await refusedBy(database.db.updateTable('accountBalance').set({ amount: 1n }).execute())).toBe(FORBIDDEN);
    expect(await refusedBy(database.db.deleteFrom('accountBalance').execute())).toBe(FORBIDDEN);
  });

  test('an approved act keeps its words', async () => {
    const actId = await post(RECEIVED);
    const change = database.db.updateTable('act').set({ note: '改' }).where('id', '=', actId).execute();
    expect(await refusedBy(change)).toBe('act_frozen_after_approval');
  });
});

describe('a reversal', () => {
  async function reverse(voided: bigint, lines: Line[]): Promise<bigint> {
    return inTransaction(database.db, async (tx) => {
      const actId = await insertAct(tx, ground, 'reversal');
      await tx
        .insertInto('reversal')
        .values({ actId, reversesActId: voided, reasonCode: 'duplicate', reason: '重复' })
        .execute();
      await insertApproval(tx, actId, ground);
      const original = await tx
        .selectFrom('journalEntry')
        .select('id')
        .where('actId', '=', voided)
        .executeTakeFirstOrThrow();
      await insertPostings(tx, await insertEntry(tx, actId, original.id), lines);
      return actId;
    });
  }
  const NEGATIVE: Line[] = RECEIVED.map(([account, amount]) => [account, -amount]);

  test('is the exact negative of what it voids', async () => {
    const voided = await post(RECEIVED);
    const half: Line[] = NEGATIVE.map(([account, amount]) => [account, amount / 2n]);
    expect(await refusedBy(reverse(voided, half))).toBe('journal_entry_reverses_exactly');
    await reverse(voided, NEGATIVE);
  });

  test('happens once', async () => {
    const voided = await post(RECEIVED);
    await reverse(voided, NEGATIVE);
    expect(await refusedBy(reverse(voided, NEGATIVE))).toBe('reversal_once');
  });

  test('of what is not approved is refused: a proposal is withdrawn', async () => {
    const proposed = await insertAct(database.db, ground);
    const early = inTransaction(database.db, async (tx) => {
      const actId = await insertAct(tx, ground, 'reversal');
      await tx
        .insertInto('reversal')
        .values({ actId, reversesActId: proposed, reasonCode: 'other', reason: '误' })
        .execute();
      await insertApproval(tx, actId, ground);
    });
    expect(await refusedBy(early)).toBe('reversal_of_approved_act');
  });
});

test('the same form sent twice is recorded once', async () => {
  const record = () =>
    database.db
      .insertInto('act')
      .values({
        kind: 'listing',
        number: crypto.randomUUID(),
        idempotencyKey: 'form-7f3a',
        recordedBy: ground.recorder,
      })
      .execute();
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, record));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

describe('32 writers at once', () => {
  const amount = fc.bigInt({ min: 1n, max: 900n });
  const movement = fc.oneof(
    fc.record({ kind: fc.constant('receive' as const), amount }),
    fc.record({ kind: fc.constant('pay' as const), amount }),
    fc.record({ kind: fc.constant('issue' as const), amount }),
    fc.record({ kind: fc.constant('receiveGoods' as const), amount }),
  );

  test('leave books that sum to zero, keep the identity, and never hold less than nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(movement, { minLength: 32, maxLength: 96 }), async (movements) => {
        const on = await layGround(database.owner);
        const linesOf = {
          receive: ['100201', '410101', 'CNY'],
          pay: ['510101', '100201', 'CNY'],
          issue: ['510101', '1201', on.unit],
          receiveGoods: ['1201', '410101', on.unit],
        };
        const waiting = movements.map(({ kind, amount }): Line[] => {
          const [debit = '', credit = '', unit = ''] = linesOf[kind];
          return [
            [debit, amount, unit],
            [credit, -amount, unit],
          ];
        });
        const refused: unknown[] = [];
        await Promise.all(
          Array.from({ length: 32 }, async () => {
            for (let lines = waiting.pop(); lines; lines = waiting.pop()) {
              await post(lines, on).catch((error) => refused.push(refusalOf(error)?.kind ?? error));
            }
          }),
        );
        expect(refused.filter((kind) => kind !== 'account_balance_not_negative')).toEqual([]);
        await checkBooks(on, movements.length - refused.length);
      }),
      { numRuns: 4 },
    );
  }, 120_000);

  async function checkBooks(on: Ground, booked: number): Promise<void> {
    const postings = await database.db
      .selectFrom('posting')
      .select(['accountCode', 'unitCode', sql<bigint>`sum(amount)`.as('amount')])
      .where('fundCode', '=', on.fund)
      .groupBy(['accountCode', 'unitCode'])
      .orderBy('accountCode')
      .orderBy('unitCode')
      .execute();
    const balances = await database.db
      .selectFrom('accountBalance')
      .select(['accountCode', 'unitCode', 'amount'])
      .where('fundCode', '=', on.fund)
      .orderBy('accountCode')
      .orderBy('unitCode')
      .execute();
    expect(balances).toEqual(postings);
    const { entries } = await database.db
      .selectFrom('journalEntry')
      .innerJoin('act', 'act.id', 'journalEntry.actId')
      .where('act.fundCode', '=', on.fund)
      .select(({ fn }) => fn.countAll<bigint>().as('entries'))
      .executeTakeFirstOrThrow();
    expect(entries).toBe(BigInt(booked));
    for (const unit of ['CNY', on.unit]) {
      const sum = postings
        .filter(({ unitCode }) => unitCode === unit)
        .reduce((total, { amount }) => total + amount, 0n);
      expect(sum).toBe(0n);
    }
    for (const p of await database.db
      .selectFrom('fundPosition')
      .selectAll()
      .where('fundCode', '=', on.fund)
      .execute()) {
      const parts = [p.disbursed, p.appropriated, p.adjusted, p.unstated, p.balance];
      expect(p.received).toBe(parts.reduce<bigint>((sum, part) => sum + (part ?? 0n), 0n));
      expect(p.balance).toBeGreaterThanOrEqual(0n);
    }
  }
});
