import type { FormReader } from '#office/forms/reader.ts';
import type { UnitWords } from '#office/units.ts';

const NOUGHT = /^0+(\.0+)?$/;

/** A quantity that may be nought: none were found. Left blank it is undefined, never nought. */
export function countedQuantity(form: FormReader, name: string, unit: string, units: UnitWords): bigint | undefined {
  const stated = form.text(name)?.normalize('NFKC').trim();
  if (stated !== undefined && NOUGHT.test(stated)) return 0n;
  return form.quantity(name, unit, units);
}
