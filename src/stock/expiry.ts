import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { type Day, daysAfter } from '#ledger/day.ts';

/** How long before they expire goods are pointed out, in days; from the most urgent. */
export const EXPIRY_WARNINGS = [30, 90] as const;

export type Expiry = 'expired' | (typeof EXPIRY_WARNINGS)[number];

/** The last day goods may be used is the day they expire on. */
export function expiryOf(expiresOn: Day | undefined, today: Day): Expiry | undefined {
  if (expiresOn === undefined) return undefined;
  if (expiresOn < today) return 'expired';
  return EXPIRY_WARNINGS.find((days) => expiresOn <= daysAfter(today, days));
}

/** How many lots at how many places are in each state, each counted once, under the most urgent. */
export async function countExpiring(db: Database, today: Day): Promise<Map<Expiry, bigint>> {
  const { rows } = await sql<{ expiresOn: Day; places: bigint }>`
    select l.expires_on, count(distinct (b.entity_code, b.unit_code, b.lot_id, b.location_code)) as places
    from account_balance b
    join account a on a.code = b.account_code and a.flow = 'holding'
    join lot l on l.id = b.lot_id
    where b.amount > 0 and l.expires_on <= ${daysAfter(today, Math.max(...EXPIRY_WARNINGS))}
    group by l.expires_on`.execute(db);
  const found = new Map<Expiry, bigint>();
  for (const { expiresOn, places } of rows) {
    const expiry = expiryOf(expiresOn, today);
    if (expiry !== undefined) found.set(expiry, (found.get(expiry) ?? 0n) + places);
  }
  return found;
}
