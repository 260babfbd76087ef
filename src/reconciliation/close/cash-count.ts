import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { type Day, todayInShanghai } from '#ledger/day.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { type CashNotes, checkNotes, DENOMINATIONS, totalOf } from './cash-notes.ts';
import { closeBefore } from './close-before.ts';

export interface CashCountInput {
  moneyAccount: bigint;
  day: Day;
  notes: CashNotes;
  /** Needed where the count differs from the books. */
  explanation?: string;
  by: bigint;
}

/** A count that two people stand for. */
export interface CountedCash {
  day: Day;
  totalFen: bigint;
}

/** 现金盘点: how many of each note and coin lie in the box. It counts once another person has seen it. */
export async function recordCount(db: Database, input: CashCountInput): Promise<Result<{ countId: bigint }>> {
  const refusals: Refusal[] = checkNotes(input.notes);
  // An empty box is counted too: it says 0 somewhere.
  if (Object.keys(input.notes).length === 0)
    refusals.push({ kind: 'cashNothingCounted', field: `notes-${DENOMINATIONS[0]}` });
  if (input.day > todayInShanghai()) {
    refusals.push({ kind: 'dayInFuture', field: 'day', values: { day: input.day, latest: todayInShanghai() } });
  }
  if (refusals.length > 0) return refused(...refusals);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const account = await tx
        .selectFrom('moneyAccount')
        .select(['name', 'kind', 'decision'])
        .where('id', '=', input.moneyAccount)
        .executeTakeFirst();
      if (account?.kind !== 'cash' || account.decision !== 'approved') {
        return refused({ kind: 'cashBoxUnknown', field: 'moneyAccount' });
      }
      const { id } = await tx
        .insertInto('cashCount')
        .values({
          moneyAccountId: input.moneyAccount,
          countedOn: input.day,
          notes: JSON.stringify(input.notes),
          totalFen: totalOf(input.notes),
          countedBy: input.by,
          explanation: input.explanation?.trim() || null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await audit(tx, input.by, 'count cash', account.name, { day: input.day, fen: String(totalOf(input.notes)) });
      return done({ countId: id });
    }),
  );
}

/** 监盘: another person was there and saw the same. */
export async function witnessCount(db: Database, count: { id: bigint; by: bigint }): Promise<Result<undefined>> {
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const row = await tx
        .selectFrom('cashCount')
        .innerJoin('moneyAccount', 'moneyAccount.id', 'cashCount.moneyAccountId')
        .select(['moneyAccount.name', 'countedBy', 'witnessedBy'])
        .where('cashCount.id', '=', count.id)
        .forUpdate('cashCount')
        .executeTakeFirst();
      if (!row) return refused({ kind: 'cashCountUnknown' });
      if (row.countedBy === count.by) return refused({ kind: 'cash_count_by_two' });
      if (row.witnessedBy !== null) return done(undefined);
      await tx
        .updateTable('cashCount')
        .set({ witnessedBy: count.by, witnessedAt: new Date() })
        .where('id', '=', count.id)
        .execute();
      await audit(tx, count.by, 'witness cash', row.name);
      return done(undefined);
    }),
  );
}

/** The newest count of a box up to a day that two people stand for. */
export async function lastCount(db: Database, moneyAccount: bigint, through: Day): Promise<CountedCash | undefined> {
  const row = await db
    .selectFrom('cashCount')
    .select(['countedOn', 'totalFen'])
    .where('moneyAccountId', '=', moneyAccount)
    .where('countedOn', '<=', through)
    .where('witnessedBy', 'is not', null)
    .orderBy('countedOn', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && { day: row.countedOn, totalFen: row.totalFen };
}

export interface CashCountRow {
  id: bigint;
  account: { id: bigint; name: string; entity: string };
  day: Day;
  notes: CashNotes;
  totalFen: bigint;
  /** What the books say at the end of that day. */
  bookFen: bigint;
  explanation: string | null;
  countedBy: { id: bigint; name: string };
  countedAt: Date;
  witnessedByName: string | null;
}

/** Newest first. */
export async function listCounts(db: Database, { limit, id }: { limit: number; id?: bigint }): Promise<CashCountRow[]> {
  const rows = await db
    .selectFrom('cashCount')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'cashCount.moneyAccountId')
    .innerJoin('appUser as counter', 'counter.id', 'cashCount.countedBy')
    .leftJoin('appUser as witness', 'witness.id', 'cashCount.witnessedBy')
    .select(['cashCount.id', 'moneyAccountId', 'moneyAccount.name', 'entityCode', 'countedOn', 'notes', 'totalFen'])
    .select(['explanation', 'countedBy', 'counter.displayName as counterName', 'countedAt'])
    .select('witness.displayName as witnessedByName')
    .$if(id !== undefined, (query) => query.where('cashCount.id', '=', id ?? 0n))
    .orderBy('cashCount.id', 'desc')
    .limit(limit)
    .execute();
  const booked = await bookedAt(db, rows);
  return rows.map((row) => ({
    id: row.id,
    account: { id: row.moneyAccountId, name: row.name, entity: row.entityCode },
    day: row.countedOn,
    notes: row.notes as CashNotes,
    totalFen: row.totalFen,
    bookFen: booked(row),
    explanation: row.explanation,
    countedBy: { id: row.countedBy, name: row.counterName },
    countedAt: row.countedAt,
    witnessedByName: row.witnessedByName,
  }));
}

interface CountOf {
  moneyAccountId: bigint;
  entityCode: string;
  countedOn: Day;
}

/** What the books say of each count's box at the end of its day: each box read once, from the close before its first count. */
async function bookedAt(db: Database, counts: readonly CountOf[]): Promise<(count: CountOf) => bigint> {
  const days = new Map<bigint, { openingFen: bigint; moved: { day: Day; fen: bigint }[] }>();
  for (const [id, own] of Map.groupBy(counts, ({ moneyAccountId }) => moneyAccountId)) {
    const asked = own.map(({ countedOn }) => countedOn).sort();
    const [first, last] = [asked[0] ?? '', asked.at(-1) ?? ''];
    const before = await closeBefore(db, own[0]?.entityCode ?? '', first);
    const rows = await db
      .selectFrom('moneyAccountPosting')
      .select(({ fn }) => ['bookedOn as day', fn.sum<bigint>('amount').as('fen')])
      .where('moneyAccountId', '=', id)
      .where('bookedOn', '<=', last)
      .$if(before !== undefined, (query) => query.where('bookedOn', '>', before?.through ?? ''))
      .groupBy('bookedOn')
      .execute();
    const moved = rows.flatMap(({ day, fen }) => (day === null ? [] : [{ day, fen: BigInt(fen) }]));
    days.set(id, { openingFen: BigInt(before?.accounts.get(id)?.bookFen ?? 0), moved });
  }
  return ({ moneyAccountId, countedOn }) => {
    const { openingFen, moved } = days.get(moneyAccountId) ?? { openingFen: 0n, moved: [] };
    return moved.reduce((all, { day, fen }) => (day <= countedOn ? all + fen : all), openingFen);
  };
}

/** Approved cash boxes, with whose they are. */
export const cashBoxes = (db: Database): Promise<{ id: bigint; name: string; entity: string; entityCode: string }[]> =>
  db
    .selectFrom('moneyAccount')
    .innerJoin('organisation', 'organisation.code', 'moneyAccount.entityCode')
    .select(['moneyAccount.id', 'moneyAccount.name', 'organisation.name as entity', 'entityCode'])
    .where('moneyAccount.kind', '=', 'cash')
    .where('decision', '=', 'approved')
    .orderBy('moneyAccount.id')
    .execute();

/** Counts that this person, who did not count, may have seen. */
export async function countsToWitness(db: Database, person: bigint): Promise<number> {
  const row = await db
    .selectFrom('cashCount')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('witnessedBy', 'is', null)
    .where('countedBy', '<>', person)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
