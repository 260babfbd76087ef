import { rosterColumns, rosterExamples } from '#i18n/zh-Hans/roster-columns.ts';
import { stockColumns, stockExamples } from '#i18n/zh-Hans/stock-columns.ts';
import { csvText } from '#sheet/csv-text.ts';
import { writeXlsx } from '#sheet/write-xlsx.ts';

function rowsOf(
  columns: Readonly<Record<string, readonly string[]>>,
  examples: readonly Readonly<Record<string, string>>[],
): string[][] {
  const names = Object.keys(columns);
  return [
    names.map((name) => columns[name]?.[0] ?? ''),
    ...examples.map((example) => names.map((name) => example[name] ?? '')),
  ];
}

export const rosterCsv = (): string => csvText(rowsOf(rosterColumns, rosterExamples));
export const rosterXlsx = (): Uint8Array =>
  writeXlsx({ name: '发放花名册', rows: rowsOf(rosterColumns, rosterExamples) });

export const stockCsv = (): string => csvText(rowsOf(stockColumns, stockExamples));
export const stockXlsx = (): Uint8Array => writeXlsx({ name: '出入库台账', rows: rowsOf(stockColumns, stockExamples) });
