import type { Tx } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import { isGoods } from '#ledger/unit.ts';

/** The lot by maker's number and expiry, made on first sight; no number given is a lot of its own per expiry. */
export async function lotOf(tx: Tx, unit: string, lot: { number?: string; expiresOn?: Day }): Promise<bigint | null> {
  if (!isGoods(unit)) return null;
  const row = { itemCode: unit.slice('item:'.length), lotNumber: lot.number ?? '', expiresOn: lot.expiresOn ?? null };
  await tx
    .insertInto('lot')
    .values(row)
    .onConflict((conflict) => conflict.constraint('lot_once').doNothing())
    .execute();
  const { id } = await tx
    .selectFrom('lot')
    .select('id')
    .where('itemCode', '=', row.itemCode)
    .where('lotNumber', '=', row.lotNumber)
    .where('expiresOn', 'is not distinct from', row.expiresOn)
    .executeTakeFirstOrThrow();
  return id;
}
