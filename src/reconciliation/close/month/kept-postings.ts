import { type RawBuilder, sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';

/** Rows of `account_code, fund_code, stream, unit_code, restriction, location_code, lot_id, amount, since`. */
export type KeptPostings = RawBuilder<unknown>;

/**
 * What was posted for an entity up to a day, as rows to add up: what was kept at the end of the last closed month, and the
 * postings after it. `since` is the day on which a posting brought something in, or the first such day of what was kept.
 */
export async function keptPostings(db: Database, entity: string, through: Day): Promise<KeptPostings> {
  const kept = await db
    .selectFrom('monthBalance')
    .select('through')
    .where('entityCode', '=', entity)
    .where('through', '<=', through)
    .orderBy('through', 'desc')
    .limit(1)
    .executeTakeFirst();
  const after = kept?.through ?? '-infinity';
  return sql`(
    select b.account_code, b.fund_code, b.stream, b.unit_code, b.restriction, b.location_code, b.lot_id, b.amount, b.since
    from month_balance b where b.entity_code = ${entity} and b.through = ${after}::date
    union all
    select p.account_code, p.fund_code, p.stream, p.unit_code, p.restriction, p.location_code, p.lot_id, p.amount,
           case when p.amount > 0 then e.booked_on end
    from journal_entry e join posting p on p.entry_id = e.id
    where p.entity_code = ${entity} and e.booked_on <= ${through}::date and e.booked_on > ${after}::date
  )`;
}
