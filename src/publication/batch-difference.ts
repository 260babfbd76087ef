import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { SMALLEST_GROUP } from '#ledger/smallest-group.ts';

/**
 * A batch in place of a public one that was or is to be reversed: when their counts differ by a few, subtracting one from
 * the other tells of those few (LOG §5).
 */
export async function whyNotInItsPlace(tx: Tx, actId: bigint): Promise<Refusal[]> {
  const { rows } = await sql<{ number: string; difference: bigint }>`
    select voided.number, abs(mine.headcount - other.headcount) as difference
    from batch mine
    join act on act.id = mine.act_id
    join act voided on voided.entity_code = act.entity_code and voided.fund_code = act.fund_code and voided.id <> act.id
    join batch other on other.act_id = voided.id and other.unit_code = mine.unit_code
      and (other.programme_code = mine.programme_code or other.title = mine.title)
    join log_leaf on log_leaf.act_id = voided.id
    where mine.act_id = ${actId}
      and abs(mine.headcount - other.headcount) between 1 and ${SMALLEST_GROUP - 1n}
      and exists (
        select 1 from reversal
        where reversal.reverses_act_id = voided.id
          and not exists (select 1 from withdrawal where withdrawal.act_id = reversal.act_id)
      )
    order by voided.id`.execute(tx);
  return rows.map(({ number, difference }) => ({
    kind: 'batchDiffersByFew',
    values: { number, difference: String(difference), fewest: String(SMALLEST_GROUP) },
  }));
}
