import { CASH, FEN_SCALE, parseAmount, VALUATION } from '#i18n/amounts.ts';
import { type BalanceRow, COLUMNS } from './balance-rows.ts';

/**
 * The name of a figure on a page: kind, entity, fund (`*` for all), units joined by `+`, column.
 * Such as `donation hengyang-charity hengyang-2020 CNY received`.
 */
export interface TotalName {
  kind: string;
  entity: string;
  fund: string;
  units: readonly string[];
  column: (typeof COLUMNS)[number];
}

export const writeTotalName = ({ kind, entity, fund, units, column }: TotalName): string =>
  [kind, entity, fund, units.join('+'), column].join(' ');

export function readTotalName(text: string): TotalName | undefined {
  const [kind = '', entity = '', fund = '', units = '', name = ''] = text.split(' ');
  const column = COLUMNS.find((each) => each === name);
  return column && { kind, entity, fund, units: units.split('+'), column };
}

/** What a figure of this name must be. */
export function totalOf({ kind, entity, fund, units, column }: TotalName, rows: readonly BalanceRow[]): bigint {
  return rows
    .filter(
      (row) =>
        row.kind === kind &&
        (entity === '*' || row.entity === entity) &&
        (fund === '*' || row.fund === fund) &&
        units.includes(row.unit),
    )
    .reduce((sum, row) => sum + BigInt(row[column]), 0n);
}

/** A figure as a page shows it: `value` for machines, `text` for people; both must be the same total. */
export interface ShownTotal {
  name: string;
  value: string;
  text: string;
}

/** Undefined when the page shows what the log says; else what it should have shown. */
export function mistakeInTotal(shown: ShownTotal, rows: readonly BalanceRow[]): string | undefined {
  const name = readTotalName(shown.name);
  if (name === undefined) return shown.name;
  const expected = totalOf(name, rows);
  const scale = scaleOf(name, shown.text.trim());
  const agrees = shown.value === expected.toString() && parseAmount(shown.text.trim(), scale) === expected;
  return agrees ? undefined : `${shown.name}: ${shown.text.trim()} ≠ ${expected}`;
}

/** Money has fen; an item of weight or volume has the decimals it is shown with. */
const scaleOf = ({ units: [unit = ''] }: TotalName, text: string): number =>
  unit === CASH || unit === VALUATION ? FEN_SCALE : (text.split('.')[1]?.length ?? 0);
