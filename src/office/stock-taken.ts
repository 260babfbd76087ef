import type { Database } from '#database/connection.ts';
import { choices } from '#i18n/zh-Hans/office-choices.ts';
import { countWords } from '#i18n/zh-Hans/office-stock.ts';
import { type Choosable, loadUnits } from '#office/register-choices.ts';
import type { UnitWords } from '#office/units.ts';
import { listFunds } from '#registry/queries.ts';
import { partKey } from '#stock/count.ts';
import { listHeldParts } from '#stock/count-queries.ts';
import { findStock } from '#stock/stock-place.ts';
import { inStockOf, type StockRow } from '#stock/stock-queries.ts';

/** Goods that a form takes from where they lie, and whose they are: by fund and restriction, the most first. */
export interface StockTaken {
  row: StockRow;
  units: UnitWords;
  parts: Choosable[];
  /** All of the first part that was accepted, as a form states it. */
  whole: string | undefined;
}

/** Undefined where nothing is left of what the key names. */
export async function loadStockTaken(db: Database, key: string): Promise<StockTaken | undefined> {
  const row = await findStock(db, key);
  if (!row) return undefined;
  const { entity, location, unit, lot } = row;
  const [units, funds, held] = await Promise.all([
    loadUnits(db),
    listFunds(db),
    listHeldParts(db, { entity: entity.code, location: location?.code, unit, lotId: lot?.id }),
  ]);
  const fundName = (code: string) => funds.find((fund) => fund.code === code)?.name ?? code;
  const figure = (quantity: bigint) => units.figure(unit, quantity);
  const [most] = held;
  const accepted = inStockOf(row);
  return {
    row,
    units,
    parts: held.map((part) => ({
      code: partKey(part),
      words: countWords.partOf(fundName(part.fund), choices.restriction[part.restriction], figure(part.quantity)),
    })),
    whole: most && figure(most.quantity < accepted ? most.quantity : accepted),
  };
}
