import type { Database } from '#database/connection.ts';

/** `20200118 · 2022-01-17`: number and expiry of these lots, by id. */
export async function lotWords(db: Database, lotIds: readonly bigint[]): Promise<Map<bigint, string>> {
  if (lotIds.length === 0) return new Map();
  const rows = await db.selectFrom('lot').select(['id', 'lotNumber', 'expiresOn']).where('id', 'in', lotIds).execute();
  return new Map(rows.map((lot) => [lot.id, [lot.lotNumber, lot.expiresOn].filter(Boolean).join(' · ')]));
}
