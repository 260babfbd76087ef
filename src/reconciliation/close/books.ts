import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import type { CloseBefore } from './close-before.ts';

/** What was booked on an account, in fen. */
export interface BookedOn {
  fen: bigint;
  /** Before its first statement; of the days that were read. */
  beforeFen: bigint;
  first: Day;
  last: Day;
}

/** Days of the books that are read: up to `through`, and after the close that the figures begin with. */
export interface DaysRead {
  entity: string;
  through: Day;
  before: CloseBefore | undefined;
}

export const inDays = ({ entity, through, before }: DaysRead) =>
  sql<boolean>`p.entity_code = ${entity} and p.booked_on <= ${through}::date and p.booked_on > ${before?.through ?? '-infinity'}::date`;

/** Cash booked in these days by money account; undefined as key: on none that anybody named. firstDays: of statements. */
export async function bookedOn(
  db: Database,
  days: DaysRead,
  firstDays: ReadonlyMap<bigint, Day>,
): Promise<Map<bigint | undefined, BookedOn>> {
  const { rows } = await sql<{ account: bigint | null; fen: string; before: string | null; first: Day; last: Day }>`
    select p.money_account_id as account, sum(p.amount)::text as fen, min(p.booked_on) as first, max(p.booked_on) as last,
           (sum(p.amount) filter (where p.booked_on < f.day))::text as before
    from money_account_posting p
    left join unnest(${[...firstDays.keys()].map(String)}::bigint[], ${[...firstDays.values()]}::date[]) as f (id, day)
      on f.id = p.money_account_id
    where ${inDays(days)}
    group by p.money_account_id`.execute(db);
  return new Map(
    rows.map(({ account, fen, before, first, last }) => [
      account ?? undefined,
      { fen: BigInt(fen), beforeFen: BigInt(before ?? '0'), first, last },
    ]),
  );
}
