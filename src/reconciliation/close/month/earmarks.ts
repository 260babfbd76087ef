import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Restriction } from '#ledger/posting.ts';
import { keptPostings } from './kept-postings.ts';
import type { Period } from './trial-balance.ts';

/** What was given for a purpose and what became of it, per fund, restriction and unit, from the beginning to the period's end. */
export interface EarmarkRow {
  fund: string;
  restriction: Restriction;
  unit: string;
  received: bigint;
  used: bigint;
  left: bigint;
}

/** 限定性资金执行: used is what was handed out, passed on or charged; left is what is held. What was given for no purpose is none. */
export async function earmarks(db: Database, { entity, to }: Pick<Period, 'entity' | 'to'>): Promise<EarmarkRow[]> {
  const kept = await keptPostings(db, entity, to);
  const { rows } = await sql<
    Omit<EarmarkRow, 'received' | 'used' | 'left'> & Record<'received' | 'used' | 'left', string>
  >`
    select p.fund_code as fund, p.restriction, p.unit_code as unit,
      coalesce(-sum(p.amount) filter (where a.flow = 'received'), 0)::text as received,
      coalesce(sum(p.amount) filter (where a.flow not in ('received', 'holding')), 0)::text as used,
      coalesce(sum(p.amount) filter (where a.flow = 'holding'), 0)::text as left
    from ${kept} p
    join account a on a.code = p.account_code
    where p.stream = 'donation' and p.restriction <> 'unrestricted'
    group by 1, 2, 3
    having coalesce(-sum(p.amount) filter (where a.flow = 'received'), 0) <> 0
    order by 1, 2, 3`.execute(db);
  return rows.map(({ received, used, left, ...row }) => ({
    ...row,
    received: BigInt(received),
    used: BigInt(used),
    left: BigInt(left),
  }));
}
