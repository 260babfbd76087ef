import type { Database } from '#database/connection.ts';
import { type Day, todayInShanghai } from '#ledger/day.ts';

/** The last day that an entity's books are closed up to; undefined while none is. before: of those that end earlier. */
export async function closedThrough(db: Database, entity: string, before?: Day): Promise<Day | undefined> {
  const row = await db
    .selectFrom('bookClose')
    .select(({ fn }) => fn.max<Day | null>('through').as('through'))
    .where('entityCode', '=', entity)
    .where('decision', '=', 'approved')
    .$if(before !== undefined, (query) => query.where('through', '<', before ?? ''))
    .executeTakeFirst();
  return row?.through ?? undefined;
}

/** Up to which day the books are closed where that day is among the closed ones; undefined where it is open. */
export async function closedOver(db: Database, entity: string | undefined, day: Day): Promise<Day | undefined> {
  const closed = entity === undefined ? undefined : await closedThrough(db, entity);
  return closed !== undefined && day <= closed ? closed : undefined;
}

/** The day an entry is booked on: its own, or today where its own is closed already. The database refuses any other. */
export const openDay = async (db: Database, entity: string | undefined, day: Day): Promise<Day> =>
  (await closedOver(db, entity, day)) === undefined ? day : todayInShanghai();
