import type { Cells, Column, Table } from './table.ts';

/** UTF-8 byte order mark: without it Excel reads Chinese as another encoding. */
export const BYTE_ORDER_MARK = '\uFEFF';

export const headerRow = ({ columns }: Table): string => csvRow(columns.map(({ name }) => name));

/** A row in the order of the table's columns; RFC 4180, ends in CR LF. A cell that is not there stays empty. */
export const tableRow = ({ columns }: Table, cells: Cells): string =>
  csvRow(columns.map((column) => cellText(column, cells[column.name])));

export const csvRow = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

/** Figures and days are ours and stay as they are; only words can be formulas. */
const cellText = ({ type }: Column, value: string | undefined): string =>
  value === undefined ? '' : type === 'string' ? safeText(value) : value;

/**
 * A spreadsheet takes a text that begins with one of these for a formula; an apostrophe before it says that it is text.
 * One before a text's own apostrophe keeps the rule reversible: a leading apostrophe is never part of the text.
 */
export const safeText = (text: string): string =>
  /^['\t\r\n]/.test(text) || FORMULA.test(plainBeginning(text)) ? `'${text}` : text;

/** The minus of mathematics too: some programs read it as a hyphen. */
const FORMULA = /^[=+\-@\u2212]/;

/** As a program may read it that drops white space and signs nobody sees, and knows small and full-width forms. */
const plainBeginning = (text: string): string =>
  text
    .replace(/^[\s\p{Cf}\p{Cc}]+/u, '')
    .normalize('NFKC')
    .trimStart();

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
