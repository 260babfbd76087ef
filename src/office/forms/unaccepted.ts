import { listHoldings } from '#approval/positions.ts';
import type { Database } from '#database/connection.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { readIssue } from '#office/forms/issue-form.ts';
import { askForValue } from '#office/forms/issue-value.ts';
import type { Values } from '#office/forms/values.ts';
import type { UnitWords } from '#office/units.ts';

/** What of a quantity taken is not accepted yet, as a refusal; undefined where enough is. */
export const unaccepted = (
  { unit, taken, held, awaiting }: { unit: string; taken: bigint; held: bigint; awaiting: bigint },
  units: UnitWords,
): Refusal | undefined => {
  const free = held - awaiting;
  // What is not there at all is told by the books themselves.
  if (awaiting === 0n || taken <= free || taken > held) return undefined;
  const figures = { free: units.figure(unit, free), awaiting: units.figure(unit, awaiting) };
  return { kind: 'goodsAwaitAcceptance', values: { ...figures, measure: units.measure(unit) } };
};

/** Goods that wait to be accepted are not issued; and what an issue has to say of their value. */
export async function askOfIssue(db: Database, typed: Values, units: UnitWords) {
  const asked = await askForValue(db, typed, units);
  const { input } = readIssue(typed, units);
  const { entity, fund } = input.header;
  const holdings = entity === '' || fund === '' ? [] : await listHoldings(db, { entity, fund });
  const refusals = input.lines.flatMap((line, index) => {
    const there = holdings.filter(
      (row) =>
        row.unit === line.unit &&
        row.restriction === input.restriction &&
        row.lot?.id === line.lotId &&
        row.location?.code === line.location,
    );
    const sum = (of: 'amount' | 'awaiting') => there.reduce((total, row) => total + row[of], 0n);
    const found = { unit: line.unit, taken: line.quantity, held: sum('amount'), awaiting: sum('awaiting') };
    const refusal = unaccepted(found, units);
    return refusal ? [{ ...refusal, field: 'quantity', line: index + 1 }] : [];
  });
  return { ...asked, refusals: [...refusals, ...asked.refusals] };
}
