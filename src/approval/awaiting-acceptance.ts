import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Stream } from '#ledger/posting.ts';

/** Goods that are booked and that nobody has accepted yet (待验收), where they are said to lie. */
export interface AwaitingGoods {
  entity: string;
  fund: string;
  stream: Stream;
  unit: string;
  restriction: string;
  lotId: bigint | null;
  location: string | null;
  quantity: bigint;
}

/**
 * What of approved gifts and purchases the warehouse has not accepted, and nothing else confirms: in the books, and not
 * yet in stock; what it is, the view says. Reads the tasks of acts that wait for their confirmation, so it costs what is
 * waiting.
 */
export async function listAwaitingAcceptance(
  db: Database,
  { entity, fund, unit }: { entity?: string; fund?: string; unit?: string } = {},
): Promise<AwaitingGoods[]> {
  const { rows } = await sql<Omit<AwaitingGoods, 'quantity'> & { quantity: string }>`
    select w.entity_code as entity, w.fund_code as fund, w.stream, w.unit_code as unit, w.restriction,
           w.lot_id, w.location_code as location, sum(w.amount)::text as quantity
    from open_task t
    join awaiting_goods w on w.act_id = t.act_id
    where t.task = 'confirm'
      and (${entity ?? null}::text is null or w.entity_code = ${entity ?? null})
      and (${fund ?? null}::text is null or w.fund_code = ${fund ?? null})
      and (${unit ?? null}::text is null or w.unit_code = ${unit ?? null})
    group by w.entity_code, w.fund_code, w.stream, w.unit_code, w.restriction, w.lot_id, w.location_code
    having sum(w.amount) > 0`.execute(db);
  return rows.map(({ quantity, ...row }) => ({ ...row, quantity: BigInt(quantity) }));
}

/** How much of what lies there waits; what left before it was accepted waits no more. */
export const waitingOf = (
  awaiting: readonly AwaitingGoods[],
  held: bigint,
  isThere: (goods: AwaitingGoods) => boolean,
): bigint => {
  const waits = awaiting.filter(isThere).reduce((sum, { quantity }) => sum + quantity, 0n);
  return waits < held ? waits : held;
};
