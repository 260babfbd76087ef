import { ZipTooLarge } from '#sheet/zip.ts';
import type { StatementFile } from './statement.ts';
import { type Sheet, sheetsOfXls, sheetsOfXlsx, WorkbookTooLarge, WorkbookUnreadable } from './workbook.ts';

/** Sheets of a workbook; undefined where it cannot be opened or is too large, which its reader says in words. */
export async function sheetsIfReadable(file: StatementFile, content: 'xls' | 'xlsx'): Promise<Sheet[] | undefined> {
  try {
    return await (content === 'xls' ? sheetsOfXls(file) : sheetsOfXlsx(file));
  } catch (cause) {
    if (cause instanceof WorkbookUnreadable || cause instanceof WorkbookTooLarge || cause instanceof ZipTooLarge)
      return undefined;
    throw cause;
  }
}
