import { ZipTooLarge } from '#sheet/zip.ts';
import type { StatementFile } from './statement.ts';
import { type Sheet, sheetsOfXls, sheetsOfXlsx, WorkbookTooLarge, WorkbookUnreadable } from './workbook.ts';

/** Sheets of a workbook that whoever opens it sees; undefined where it cannot be opened or is too large, which its reader says in words. */
export async function sheetsIfReadable(file: StatementFile, content: 'xls' | 'xlsx'): Promise<Sheet[] | undefined> {
  try {
    const sheets = await (content === 'xls' ? sheetsOfXls(file) : sheetsOfXlsx(file));
    return sheets.filter(({ hidden }) => !hidden);
  } catch (cause) {
    if (cause instanceof WorkbookUnreadable || cause instanceof WorkbookTooLarge || cause instanceof ZipTooLarge)
      return undefined;
    throw cause;
  }
}
