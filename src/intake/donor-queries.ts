import type { Database } from '#database/connection.ts';
import type { DonorKind } from './donor.ts';

export interface DonorRow {
  id: bigint;
  kind: DonorKind;
  legalName: string;
  /** Tells two of the same name apart on a clerk's screen. */
  phone: string | null;
  createdAt: Date;
}

/** Givers to choose from, newest first: those whose name or phone holds the words, or the latest. */
export async function listDonors(db: Database, search: string, limit: number): Promise<DonorRow[]> {
  const words = search.trim().replace(/[\\%_]/g, '\\$&');
  let query = db.selectFrom('donor').select(['id', 'kind', 'legalName', 'phone', 'createdAt']);
  if (words) {
    query = query.where((eb) => eb.or([eb('legalName', 'ilike', `%${words}%`), eb('phone', 'ilike', `%${words}%`)]));
  }
  const rows = await query.orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => ({ ...row, kind: row.kind as DonorKind }));
}
