import { importExamples } from '#i18n/zh-Hans/import-columns.ts';
import { csvText } from '#sheet/csv-text.ts';
import { writeXlsx } from '#sheet/write-xlsx.ts';
import { COLUMNS, type Column, headingOf } from './sheet.ts';

const rows = (): string[][] => [
  COLUMNS.map(headingOf),
  ...importExamples.map((example: Partial<Record<Column, string>>) => COLUMNS.map((column) => example[column] ?? '')),
];

/** The empty register to fill in, for Excel: UTF-8 with byte order mark. */
export const templateCsv = (): string => csvText(rows());

/** The same as a workbook. */
export const templateXlsx = (): Uint8Array => writeXlsx({ name: '捐赠登记表', rows: rows() });
