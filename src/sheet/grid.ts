/** Cells that one value covers, both ends included; rows from 1 as a spreadsheet numbers them, columns from 0. */
export interface Merge {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

export interface GridRow {
  /** As a spreadsheet numbers it, the first row being 1. */
  row: number;
  cells: readonly string[];
  /** Kinds of refusal by column: a formula that was never computed, or that came to an error. */
  faults?: ReadonlyMap<number, string>;
}

/** One sheet as text. Dates that a workbook stores as numbers are written YYYY-MM-DD; empty rows may be left out. */
export interface Grid {
  name: string;
  from: 'csv' | 'xlsx';
  rows: readonly GridRow[];
  merges: readonly Merge[];
  /** Day 0 of a number in a column of days is 1904-01-01. */
  since1904: boolean;
}

/** 0 → A, 26 → AA. */
export function columnLetter(column: number): string {
  const before = Math.floor(column / 26) - 1;
  return (before < 0 ? '' : columnLetter(before)) + String.fromCharCode(65 + (column % 26));
}

/** `D7` */
export const cellName = (column: number, row: number): string => `${columnLetter(column)}${row}`;

/** How headings and words are compared: in one width, without blanks, and without the asterisk of a required column. */
export const plainWord = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/^\*+|\*+$/g, '');
