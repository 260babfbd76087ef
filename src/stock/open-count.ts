import { sql } from 'kysely';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { formKey } from './form-key.ts';

export interface CountPlace {
  entity: string;
  /** Absent: goods without a place. */
  location?: string;
  note?: string;
}

/** Opens the count of a place with what the books have there at this moment, item by item and lot by lot. */
export async function openCount(
  db: Database,
  { entity, location, note }: CountPlace,
  by: bigint,
  idempotencyKey: string,
): Promise<Result<{ countId: bigint }>> {
  const overlong = tooLong({ note }, { note: 400 });
  if (overlong.length > 0) return refused(...overlong);
  const key = formKey('count', by, idempotencyKey);
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<{ countId: bigint }>> => {
      const before = await tx
        .selectFrom('stockCount')
        .select('id')
        .where('idempotencyKey', '=', key)
        .executeTakeFirst();
      if (before) return done({ countId: before.id });
      const place = await placeName(db, entity, location);
      if (place === undefined) return refused({ kind: 'countPlaceUnknown', field: 'place' });
      const { id } = await tx
        .insertInto('stockCount')
        .values({
          ...{ entityCode: entity, locationCode: location ?? null, note: note?.trim() || null },
          ...{ idempotencyKey: key, openedBy: by },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await sql`
        insert into stock_count_line (count_id, unit_code, lot_id, book_quantity)
        select ${id}::bigint, b.unit_code, b.lot_id, sum(b.amount)
        from account_balance b
        join account a on a.code = b.account_code and a.flow = 'holding'
        join unit u on u.code = b.unit_code
        join item i on i.code = u.item_code
        left join lot l on l.id = b.lot_id
        where b.entity_code = ${entity} and b.location_code is not distinct from ${location ?? null} and b.amount > 0
        group by b.unit_code, b.lot_id, i.name, l.lot_number, l.expires_on
        order by i.name, b.unit_code, l.expires_on, l.lot_number`.execute(tx);
      await audit(tx, by, 'open count', place, { count: String(id) });
      return done({ countId: id });
    }),
  );
}

/** What the place is called; undefined where the entity keeps no books or has no such place. */
async function placeName(db: Database, entity: string, location: string | undefined): Promise<string | undefined> {
  const row = await db
    .selectFrom('organisation')
    .innerJoin('approval', 'approval.actId', 'organisation.actId')
    .leftJoin('location', (join) =>
      join.onRef('location.entityCode', '=', 'organisation.code').on('location.code', '=', location ?? ''),
    )
    .select(['organisation.name', 'location.name as place'])
    .where('organisation.code', '=', entity)
    .where('keepsBooks', '=', true)
    .executeTakeFirst();
  if (!row || (location !== undefined && row.place === null)) return undefined;
  return row.place ?? row.name;
}
