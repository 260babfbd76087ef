import type { Database } from '#database/connection.ts';
import { type ValueLeaving, valuesLeaving } from '#disbursement/value-of-stock.ts';
import { isGoods } from '#ledger/unit.ts';
import { readAdjustment } from '#office/forms/adjustment-form.ts';
import type { Values } from '#office/forms/values.ts';
import type { UnitWords } from '#office/units.ts';

/** The value that would stay behind when these goods are written off: a leaf of the log tells one figure of an adjustment. */
export async function valueLost(db: Database, typed: Values, units: UnitWords): Promise<ValueLeaving> {
  const { header, reason, unit, amount, restriction, lotId, location } = readAdjustment(typed, units).input;
  const lost = typed.get('reason') !== undefined && (reason === 'writeOff' || reason === 'stocktakeShort');
  if (!lost || !isGoods(unit) || amount <= 0n || header.entity === '' || header.fund === '') return undefined;
  const { entity, fund, stream } = header;
  const place = { ...(lotId !== undefined && { lotId }), ...(location !== undefined && { location }) };
  const [value] = await valuesLeaving(db, [{ entity, fund, stream, restriction, unit, quantity: amount, ...place }]);
  return value;
}
