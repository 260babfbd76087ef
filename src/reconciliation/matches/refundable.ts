import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { WorkLine, WorkRecord } from './money-match.ts';
import { selectRecords, workRecord } from './record-rows.ts';

/** Many gave the same: so many are offered, the newest. */
const MOST = 60;

/** Gifts that stand and are of the line's entity and amount, newest first: an outgoing line may have given one of them back. */
export async function refundableGifts(db: Database, { entity, amountFen }: WorkLine): Promise<WorkRecord[]> {
  const rows = await selectRecords(db)
    .where('act.entityCode', '=', entity)
    .where('act.kind', '=', 'donation')
    .where('actCash.amount', '=', amountFen)
    .where('actStatus.status', 'in', ['approved', 'confirmed', 'published'])
    .where(
      sql<boolean>`not exists (
        select 1 from reversal r where r.reverses_act_id = act.id
          and not exists (select 1 from withdrawal w where w.act_id = r.act_id))`,
    )
    .orderBy('act.id', 'desc')
    .limit(MOST)
    .execute();
  return rows.map(workRecord);
}
