import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { type DaysRead, inDays } from './books.ts';

/** Cash booked without saying on which account. */
export interface LooseActs {
  /** What lies there by the books, in fen. */
  fen: bigint;
  /** Numbers of acts whose cash nothing confirms either: a statement, or somebody, has to say where the money is. */
  unconfirmed: string[];
}

/** Acts of these days whose cash has no account, and that neither a confirmation nor a reason stands for. */
export async function unconfirmedActs(db: Database, days: DaysRead): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select distinct a.number
    from money_account_posting p join act a on a.id = p.act_id
    where ${inDays(days)} and p.money_account_id is null and a.kind <> 'reversal'
      and not exists (select 1 from confirmed_side c where c.act_id = p.act_id and c.side = 'cash')
      and not exists (select 1 from reversal r join approval x on x.act_id = r.act_id where r.reverses_act_id = p.act_id)
      and not exists (select 1 from record_parking k where k.act_id = p.act_id and k.ended_at is null)
    order by a.number`.execute(db);
  return rows.map(({ number }) => number);
}
