import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import { keptPostings } from './kept-postings.ts';
import type { Period } from './trial-balance.ts';

/** Goods that lie somewhere at the end of a day. */
export interface StockAgeRow {
  item: string;
  location: string | null;
  lot: string | null;
  expiresOn: Day | null;
  quantity: bigint;
  /** The day the first of it came to the entity, at whatever place it lay since. */
  since: Day;
  days: number;
}

/**
 * 在库天数: per item, lot and location what is left and for how long, counted from the first arrival; longest first. Goods
 * that were moved (移库) grow no younger: what came from another place counts from its arrival there.
 */
export async function stockAge(
  db: Database,
  { entity, to, limit }: Pick<Period, 'entity' | 'to'> & { limit: number },
): Promise<StockAgeRow[]> {
  const kept = await keptPostings(db, entity, to);
  const { rows } = await sql<Omit<StockAgeRow, 'quantity'> & { quantity: string }>`
    with recursive lying as (
      select p.unit_code, p.lot_id, p.location_code, sum(p.amount) as quantity, min(p.since) as since
      from ${kept} p
      join account a on a.code = p.account_code and a.flow = 'holding'
      where p.unit_code like 'item:%'
      group by p.unit_code, p.lot_id, p.location_code
      having sum(p.amount) > 0
    ),
    moved as (
      select d.unit_code, d.lot_id, d.location_code as from_code, d.to_location_code as to_code
      from adjustment d
      join act on act.id = d.act_id and act.entity_code = ${entity}
      join journal_entry e on e.act_id = d.act_id and e.booked_on <= ${to}::date
      where d.to_location_code is not null
        and not exists (select 1 from reversal r join approval y on y.act_id = r.act_id where r.reverses_act_id = d.act_id)
    ),
    -- The places that goods came from to where they lie; a union ends even where they went in a circle.
    origin as (
      select unit_code, lot_id, location_code, location_code as at_code from lying
      union
      select o.unit_code, o.lot_id, o.location_code, m.from_code
      from origin o
      join moved m on m.unit_code = o.unit_code and m.lot_id is not distinct from o.lot_id and m.to_code = o.at_code
    ),
    came as (
      select o.unit_code, o.lot_id, o.location_code, min(e.booked_on) as since
      from origin o
      join posting p on p.entity_code = ${entity} and p.unit_code = o.unit_code and p.lot_id is not distinct from o.lot_id
        and p.location_code is not distinct from o.at_code and p.amount > 0
      join account a on a.code = p.account_code and a.flow = 'holding'
      join journal_entry e on e.id = p.entry_id and e.booked_on <= ${to}::date
      where o.at_code is distinct from o.location_code
      group by o.unit_code, o.lot_id, o.location_code
    )
    select substr(y.unit_code, 6) as item, l.name as location, t.lot_number as lot, t.expires_on, y.quantity::text as quantity,
           least(y.since, c.since) as since, ${to}::date - least(y.since, c.since) as days
    from lying y
    left join came c on c.unit_code = y.unit_code and c.lot_id is not distinct from y.lot_id
      and c.location_code is not distinct from y.location_code
    left join lot t on t.id = y.lot_id
    left join location l on l.code = y.location_code
    order by days desc, item, location, lot
    limit ${limit}`.execute(db);
  return rows.map(({ quantity, ...row }) => ({ ...row, quantity: BigInt(quantity) }));
}
