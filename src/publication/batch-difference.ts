import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { SMALLEST_GROUP } from '#ledger/smallest-group.ts';

/**
 * A batch in place of a public one that was or is to be reversed: when their counts differ by a few, subtracting one from
 * the other tells of those few (LOG §5). A new title or programme hides nothing: what pairs two batches is the same
 * books and unit, and then the programme, the title, days that touch, or one of the last two notices.
 */
export async function whyNotInItsPlace(tx: Tx, actId: bigint): Promise<Refusal[]> {
  const { rows } = await sql<{ number: string; difference: bigint }>`
    select voided.number, abs(mine.headcount - other.headcount) as difference
    from batch mine
    join act on act.id = mine.act_id
    join act voided on voided.entity_code = act.entity_code and voided.fund_code = act.fund_code and voided.id <> act.id
    join batch other on other.act_id = voided.id and other.unit_code = mine.unit_code
    join log_leaf on log_leaf.act_id = voided.id
    where mine.act_id = ${actId}
      and (
        other.programme_code = mine.programme_code
        or other.title = mine.title
        or (
          coalesce(voided.occurred_from, voided.occurred_to) <= coalesce(act.occurred_to, act.occurred_from) + 1
          and coalesce(act.occurred_from, act.occurred_to) <= coalesce(voided.occurred_to, voided.occurred_from) + 1
        )
        or log_leaf.leaf_index >= (
          select min(recent.first_leaf)
          from (select first_leaf from notice order by number desc limit 2) as recent
        )
      )
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
