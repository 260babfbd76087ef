import { Readable } from 'node:stream';
import { read, set_cptable, utils, type WorkBook } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import readXlsx, { InvalidSpreadsheetError } from 'read-excel-file/node';
import { storedNumber } from '#sheet/stored-number.ts';
import { unzip, ZipBroken } from '#sheet/zip.ts';
import { MOST } from './limits.ts';
import type { StatementFile } from './statement.ts';
import type { Row } from './table/rows.ts';
import { elementsOf, XmlBroken } from './xml-elements.ts';

// Older workbooks of Chinese banks keep their text in code page 936.
set_cptable(codepages);

export class WorkbookUnreadable extends Error {}
export class WorkbookTooLarge extends Error {}

export interface Sheet {
  name: string;
  rows: Row[];
  /** Nobody who opens the workbook sees it. */
  hidden: boolean;
  /** Rows with several cells that nobody sees and that are left out. */
  hiddenRows?: number;
}

/** A workbook is held in memory: markup is its own text, so that its size is known before. Throws `WorkbookTooLarge`. */
export function openedWhole({ bytes }: StatementFile): void {
  if (bytes > MOST.unpackedBytes) throw new WorkbookTooLarge();
}

/** Sheets of an .xlsx; its parts are unpacked once before, so that a bomb goes off where its size is counted. */
export async function sheetsOfXlsx(file: StatementFile): Promise<Sheet[]> {
  let hidden: readonly boolean[] = [];
  try {
    const members = await unzip(file, MOST);
    hidden = await hiddenSheets(members.find(({ name }) => name === 'xl/workbook.xml')?.bytes);
  } catch (cause) {
    if (cause instanceof ZipBroken) throw new WorkbookUnreadable('no workbook', { cause });
    throw cause;
  }
  try {
    // Numbers stay the text they are stored as: a float never comes near an amount.
    const sheets = await readXlsx(await bytesOf(file), { parseNumber: (text) => text });
    return sheets.map(({ sheet, data }, at) => ({
      name: sheet,
      rows: rowsOf(data as readonly (readonly unknown[])[]),
      hidden: hidden[at] ?? false,
    }));
  } catch (cause) {
    if (cause instanceof InvalidSpreadsheetError) throw new WorkbookUnreadable('no workbook', { cause });
    throw cause;
  }
}

/** Sheets of an .xls (BIFF). It stores numbers as doubles; fifteen digits of them are what was entered. */
export async function sheetsOfXls(file: StatementFile): Promise<Sheet[]> {
  const book = await openXls(file);
  return book.SheetNames.flatMap((name, at) => {
    const sheet = book.Sheets[name];
    if (sheet === undefined) return [];
    const data = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, blankrows: true, defval: null });
    return [{ name, rows: rowsOf(data), hidden: (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) > 0 }];
  });
}

/** In the order of the workbook, as its parts name them. Throws `WorkbookUnreadable`. */
async function hiddenSheets(part: Uint8Array | undefined): Promise<boolean[]> {
  if (part === undefined) return [];
  try {
    const hidden: boolean[] = [];
    for await (const found of elementsOf(Readable.from([new TextDecoder().decode(part)]), new Set(['sheet'])))
      if ('closed' in found) hidden.push(/^(?:hidden|veryHidden)$/.test(found.closed.attributes.state ?? ''));
    return hidden;
  } catch (cause) {
    if (cause instanceof XmlBroken) throw new WorkbookUnreadable('no workbook', { cause });
    throw cause;
  }
}

async function openXls(file: StatementFile): Promise<WorkBook> {
  try {
    return read(await bytesOf(file), {
      type: 'buffer',
      codepage: 936,
      cellDates: true,
      UTC: true,
      cellFormula: false,
      cellHTML: false,
      sheetRows: MOST.workbookRows + 1,
    });
  } catch (cause) {
    throw new WorkbookUnreadable('no workbook', { cause });
  }
}

async function bytesOf(file: StatementFile): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of file.open()) parts.push(part);
  return Buffer.concat(parts);
}

function rowsOf(data: readonly (readonly unknown[])[]): Row[] {
  if (data.length > MOST.workbookRows) throw new WorkbookTooLarge();
  return data.map((cells, index) => ({ place: index + 1, cells: Array.from(cells, textOfCell) }));
}

function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace('T', ' ')
      .replace(/(?: 00:00:00)?\.\d+Z$/, '');
  if (typeof cell === 'number') return storedNumber(String(cell));
  const text = String(cell);
  return /^-?\d*\.?\d+(?:E[+-]?\d+)?$/i.test(text) ? storedNumber(text) : text;
}
