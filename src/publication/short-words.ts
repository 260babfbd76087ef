import type { Database } from '#database/connection.ts';
import { formatFen } from '#ledger/money.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { formatQuantity, isGoods, unitOfItem } from '#ledger/unit.ts';
import type { Awaited } from './public-stock.ts';

/** What is public and what is needed, by the item's own name and measure, and what would have to be public first. */
export async function sayShort(
  db: Database,
  kind: 'publicBalanceShort' | 'publicStockShort',
  { unit, held, needed }: { unit: string; held: bigint; needed: bigint },
  awaits: readonly Awaited[],
): Promise<Refusal> {
  const item = isGoods(unit) ? await findItem(db, unit) : undefined;
  const figure = (amount: bigint) => (item ? formatQuantity(amount, item.scale) : formatFen(amount));
  return {
    kind,
    values: {
      unit: item?.name ?? unit,
      measure: item?.measure ?? '',
      held: figure(held),
      needed: figure(needed),
      ...(awaits.length > 0 && { awaited: awaits.map(({ number }) => number).join('、') }),
    },
  };
}

const findItem = (db: Database, unit: string) =>
  db
    .selectFrom('item')
    .select(['name', 'measure', 'scale'])
    .where('code', '=', unit.slice(unitOfItem('').length))
    .executeTakeFirst();
