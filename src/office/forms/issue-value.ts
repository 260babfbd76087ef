import type { Database } from '#database/connection.ts';
import { type ValueLeaving, valuesLeaving } from '#disbursement/value-of-stock.ts';
import { formatFen, parseYuan } from '#ledger/money.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { readIssue } from '#office/forms/issue-form.ts';
import { rowsOf, type Values } from '#office/forms/values.ts';
import type { UnitWords } from '#office/units.ts';

/** What should leave with each row's goods, by row; rows without value are left out. */
export async function valuesOfRows(
  db: Database,
  typed: Values,
  units: UnitWords,
): Promise<Map<number, NonNullable<ValueLeaving>>> {
  const { input } = readIssue(typed, units);
  const { entity, fund, stream } = input.header;
  if (entity === '' || fund === '') return new Map();
  const { restriction } = input;
  const taken = input.lines.map(({ valueFen: _, ...line }) => ({ entity, fund, stream, restriction, ...line }));
  const values = await valuesLeaving(db, taken);
  return new Map(
    values.flatMap((value, index) =>
      value !== undefined && (input.lines[index]?.quantity ?? 0n) > 0n ? [[index + 1, value] as const] : [],
    ),
  );
}

/**
 * Goods with a value do not leave it behind unsaid: where a row says nothing of it, the figure is filled in and the
 * person sends the form once more, or ticks that the value stays. What was filled in and not touched follows when the
 * quantity changes.
 */
export async function askForValue(
  db: Database,
  typed: Values,
  units: UnitWords,
): Promise<{ refusals: Refusal[]; values: Values }> {
  const leaving = await valuesOfRows(db, typed, units);
  const values = new Map(typed);
  const refusals: Refusal[] = [];
  for (const row of rowsOf(typed, 'lines')) {
    const [field, proposed] = [`lines.${row}.valueFen`, `lines.${row}.valueProposed`];
    const stated = typed.get(field) ?? '';
    const touched = stated !== '' && stated !== typed.get(proposed);
    const value = leaving.get(row);
    if (touched || typed.get(`lines.${row}.valueStays`) === 'yes') continue;
    if (value === 'joint') {
      refusals.push({ kind: 'issueValueJoint', field, line: row });
    } else if (value !== undefined && !sameFen(stated, value.fen)) {
      values.set(field, formatFen(value.fen));
      values.set(proposed, formatFen(value.fen));
      refusals.push({ kind: 'issueValueAsked', field, line: row, values: { value: formatFen(value.fen) } });
    } else if (value === undefined && stated !== '') {
      values.delete(field);
      values.delete(proposed);
    }
  }
  return { refusals, values };
}

function sameFen(stated: string, fen: bigint): boolean {
  const read = parseYuan(stated);
  return read.ok && read.value === fen;
}
