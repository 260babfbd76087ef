import type { Database } from '#database/connection.ts';
import { listStock, parseStockRowKey, type StockRow } from './stock-queries.ts';

/** The goods that a key of the stock list names, as they lie there now; undefined where nothing is left. */
export async function findStock(db: Database, key: string): Promise<StockRow | undefined> {
  const place = parseStockRowKey(key);
  if (!place) return undefined;
  const { unit, entity, location } = place;
  const rows = await listStock(db, { unit, entity, location: location || 'none', limit: 1000 });
  return rows.find((row) => row.key === key);
}
