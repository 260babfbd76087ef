import { utils, type WorkSheet, write } from '@e965/xlsx';
import type { Merge } from './grid.ts';

/** Text, or a figure in decimal notation that is to be a number in the sheet. */
export type WrittenCell = string | { decimal: string };

export interface Written {
  name: string;
  rows: readonly (readonly WrittenCell[])[];
  merges?: readonly Merge[];
}

/** A workbook of one sheet. A cell of text is text: what begins with = + - or @ is no formula, and 007 stays 007. */
export function writeXlsx({ name, rows, merges = [] }: Written): Uint8Array {
  const sheet: WorkSheet = utils.aoa_to_sheet(rows.map((row) => row.map(cellOf)));
  sheet['!merges'] = merges.map(({ firstRow, lastRow, firstColumn, lastColumn }) => ({
    s: { r: firstRow - 1, c: firstColumn },
    e: { r: lastRow - 1, c: lastColumn },
  }));
  const width = Math.max(0, ...rows.map((row) => row.length));
  sheet['!cols'] = Array.from({ length: width }, (_, column) => ({ wch: widthOf(rows, column) }));
  const book = { SheetNames: [name], Sheets: { [name]: sheet } };
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);
}

/** A sheet holds figures as binary numbers; up to 15 digits they come back as they were written. */
function cellOf(cell: WrittenCell) {
  if (typeof cell === 'string') return cell === '' ? null : { t: 's' as const, v: cell, z: '@' };
  const decimals = cell.decimal.split('.')[1]?.length ?? 0;
  return { t: 'n' as const, v: Number(cell.decimal), z: decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}` };
}

/** Of the first rows, in signs of one width; a Chinese one takes two. */
function widthOf(rows: Written['rows'], column: number): number {
  const widths = rows.slice(0, 50).map((row) => textOf(row[column]).replaceAll(/[^\u0020-\u00ff]/g, 'xx').length + 2);
  return Math.min(60, Math.max(8, ...widths));
}

const textOf = (cell: WrittenCell = ''): string => (typeof cell === 'string' ? cell : cell.decimal);
