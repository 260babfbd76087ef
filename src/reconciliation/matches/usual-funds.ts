import type { Database } from '#database/connection.ts';

/** So many of the newest entries tell what an entity works on. */
const NEWEST = 200;

/** Codes of the funds that the newest entries of an entity are of, the most frequent first. */
export async function usualFunds(db: Database, entity: string): Promise<string[]> {
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('act')
        .select('fundCode')
        .where('entityCode', '=', entity)
        .where('fundCode', 'is not', null)
        .orderBy('id', 'desc')
        .limit(NEWEST)
        .as('newest'),
    )
    .select(({ fn }) => ['fundCode', fn.countAll<bigint>().as('uses')])
    .groupBy('fundCode')
    .orderBy('uses', 'desc')
    .orderBy('fundCode')
    .execute();
  return rows.flatMap(({ fundCode }) => (fundCode === null ? [] : [fundCode]));
}
