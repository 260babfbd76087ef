import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import type { Period } from './trial-balance.ts';

/** An official receipt (公益事业捐赠票据) as it was recorded with a gift. */
export interface ReceiptRow {
  state: 'issued' | 'cancelled';
  code: string | null;
  number: string;
  on: Day | null;
  act: { id: bigint; number: string };
}

export interface ReceiptsUsed {
  issued: number;
  cancelled: number;
  waived: number;
  rows: ReceiptRow[];
  /** There are more than were asked for. */
  more: boolean;
}

interface ReceiptOfMonth {
  id: bigint;
  actNumber: string;
  kind: string;
  code: string | null;
  number: string | null;
  day: Day | null;
}

/** Receipts of the month by their own day, or by the gift's where none was written down. */
export async function receiptsUsed(
  db: Database,
  { entity, from, to, limit }: Period & { limit: number },
): Promise<ReceiptsUsed> {
  // Two ways, each with an index of its own: one over both would look at every gift there ever was.
  const receipts = sql<ReceiptOfMonth>`(
    select a.id, a.number as act_number, d.receipt_kind as kind, d.receipt_code as code, d.receipt_number as number, d.receipt_on as day
    from donation d
    join act a on a.id = d.act_id and a.entity_code = ${entity}
    join approval p on p.act_id = d.act_id
    where d.receipt_kind <> 'none' and d.receipt_on is not null and d.receipt_on between ${from}::date and ${to}::date
    union all
    select a.id, a.number, d.receipt_kind, d.receipt_code, d.receipt_number, null
    from act a
    cross join lateral (
      select d.* from donation d join approval p on p.act_id = d.act_id
      where d.act_id = a.id and d.receipt_kind <> 'none' and d.receipt_on is null limit 1
    ) d
    where a.kind = 'donation' and a.entity_code = ${entity}
      and coalesce(a.occurred_to, a.occurred_from) between ${from}::date and ${to}::date
  )`;
  const counts = await db
    .selectFrom(receipts.as('receipt'))
    .select(({ fn }) => ['kind', fn.countAll<bigint>().as('count')])
    .groupBy('kind')
    .execute();
  const rows = await db
    .selectFrom(receipts.as('receipt'))
    .selectAll()
    .where('number', 'is not', null)
    .orderBy('code')
    .orderBy('number')
    .limit(limit + 1)
    .execute();
  const count = (kind: string) => Number(counts.find((each) => each.kind === kind)?.count ?? 0n);
  return {
    ...{ issued: count('issued'), cancelled: count('cancelled'), waived: count('waived') },
    rows: rows.slice(0, limit).map((row) => ({
      state: row.kind as ReceiptRow['state'],
      ...{ code: row.code, number: row.number ?? '', on: row.day },
      act: { id: row.id, number: row.actNumber },
    })),
    more: rows.length > limit,
  };
}
