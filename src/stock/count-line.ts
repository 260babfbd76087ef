import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import type { Day } from '#ledger/day.ts';
import { LARGEST_AMOUNT } from '#ledger/decimal.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { isGoods } from '#ledger/unit.ts';
import { checkNames } from '#registry/check-names.ts';
import { lotOf } from '#registry/lot.ts';
import { formKey } from './form-key.ts';

export interface LineCount {
  countId: bigint;
  lineId: bigint;
  round: 1 | 2;
  /** Nought: looked for, and none found. */
  quantity: bigint;
  /** The count of this line that the person had before them, if any. */
  after?: bigint;
}

/** One person's count of one line. The same form sent twice is one count; one sent past another person's is refused. */
export async function countLine(
  db: Database,
  { countId, lineId, round, quantity, after }: LineCount,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<undefined>> {
  if (quantity > LARGEST_AMOUNT) return refused({ kind: 'value_out_of_range', field: 'quantity' });
  const key = formKey('count line', by, idempotencyKey);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
      const line = await tx
        .selectFrom('stockCountLine')
        .select('id')
        .where('id', '=', lineId)
        .where('countId', '=', countId)
        .executeTakeFirst();
      if (!line) return refused({ kind: 'countLineUnknown' });
      const before = await tx
        .selectFrom('stockCountEntry')
        .select('id')
        .where('idempotencyKey', '=', key)
        .executeTakeFirst();
      if (before) return done(undefined);
      await tx
        .insertInto('stockCountEntry')
        .values({
          ...{ lineId, round, quantity, bookQuantity: 0n, afterEntryId: after ?? null },
          ...{ idempotencyKey: key, countedBy: by },
        })
        .execute();
      return done(undefined);
    }),
  );
}

export interface FoundGoods {
  countId: bigint;
  unit: string;
  lot?: { number?: string; expiresOn?: Day };
}

/** Adds goods to a count that lie there though the books have none; they are counted like any other line. */
export async function addFoundGoods(
  db: Database,
  { countId, unit, lot }: FoundGoods,
  by: bigint,
): Promise<Result<{ lineId: bigint }>> {
  if (!isGoods(unit)) return refused({ kind: 'itemUnknown', field: 'unit', values: { code: unit } });
  if ([...(lot?.number ?? '')].length > 60) {
    return refused({ kind: 'text_too_long', field: 'lotNumber', values: { most: '60' } });
  }
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<{ lineId: bigint }>> => {
      const unknown = await checkNames(tx, { units: [{ unit, field: 'unit' }] });
      if (unknown.length > 0) return refused(...unknown);
      const lotId = lot?.number || lot?.expiresOn ? await lotOf(tx, unit, withoutBlanks(lot)) : null;
      const { id } = await tx
        .insertInto('stockCountLine')
        .values({ countId, unitCode: unit, lotId, bookQuantity: 0n, addedBy: by })
        .returning('id')
        .executeTakeFirstOrThrow();
      return done({ lineId: id });
    }),
  );
}

const withoutBlanks = ({ number, ...lot }: NonNullable<FoundGoods['lot']>) => ({
  ...lot,
  ...(number && { number: number.trim() }),
});
