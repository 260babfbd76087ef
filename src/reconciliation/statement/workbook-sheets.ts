import { ZipTooLarge } from '#sheet/zip.ts';
import type { Workbook } from './detect.ts';
import { sheetsOfHtml } from './html-sheets.ts';
import { sheetsOfSpreadsheetXml } from './spreadsheet-xml.ts';
import type { StatementEvent, StatementFile } from './statement.ts';
import { type Sheet, sheetsOfXls, sheetsOfXlsx, WorkbookTooLarge, WorkbookUnreadable } from './workbook.ts';

const SHEETS_OF: Readonly<Record<Workbook, (file: StatementFile) => Promise<Sheet[]>>> = {
  xls: sheetsOfXls,
  xlsx: sheetsOfXlsx,
  html: sheetsOfHtml,
  'spreadsheet-xml': sheetsOfSpreadsheetXml,
};

/** Throws `WorkbookUnreadable`, `WorkbookTooLarge` and `ZipTooLarge`. */
export const sheetsOf = (file: StatementFile, content: Workbook): Promise<Sheet[]> => SHEETS_OF[content](file);

/** Sheets of a workbook that whoever opens it sees; undefined where it cannot be opened or is too large, which its reader says in words. */
export async function sheetsIfReadable(file: StatementFile, content: Workbook): Promise<Sheet[] | undefined> {
  try {
    const sheets = await sheetsOf(file, content);
    return sheets.filter(({ hidden }) => !hidden);
  } catch (cause) {
    if (cause instanceof WorkbookUnreadable || cause instanceof WorkbookTooLarge || cause instanceof ZipTooLarge)
      return undefined;
    throw cause;
  }
}

export const hiddenRowsNoted = (rows: number): StatementEvent => ({
  kind: 'noted',
  note: { kind: 'statementRowsHidden', values: { rows: String(rows) } },
});
