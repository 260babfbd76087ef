import { closedThrough } from '#approval/closed-days.ts';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';

/** An entry that is to be made: whose books it goes into, and the day it says. */
export interface Dated {
  entity: string | undefined;
  day: Day;
}

/** Of one entity's entries, how many are of days that are closed: they are booked on the day of their approval. */
export interface BookedLater {
  entity: string;
  closed: Day;
  count: number;
}

export async function bookedLater(db: Database, entries: readonly Dated[]): Promise<BookedLater[]> {
  const found: BookedLater[] = [];
  for (const [entity, own] of Map.groupBy(entries, (entry) => entry.entity)) {
    const closed = entity === undefined ? undefined : await closedThrough(db, entity);
    if (entity === undefined || closed === undefined) continue;
    const count = own.filter(({ day }) => day <= closed).length;
    if (count > 0) found.push({ entity, closed, count });
  }
  return found;
}
