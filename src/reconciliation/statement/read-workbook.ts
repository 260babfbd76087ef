import type { StatementEvent, StatementFile } from './statement.ts';
import { headerAmong } from './table/header.ts';
import { readRows } from './table/read-table.ts';
import { MOST_PREAMBLE } from './table/rows.ts';
import { type Sheet, sheetsOfXls, sheetsOfXlsx, WorkbookTooLarge, WorkbookUnreadable } from './workbook.ts';
import { ZipTooLarge } from './zip.ts';

/** Every sheet whose headings are those of a statement is one. */
export async function* readWorkbook(file: StatementFile, content: 'xls' | 'xlsx'): AsyncGenerator<StatementEvent> {
  let sheets: Sheet[];
  try {
    sheets = await (content === 'xls' ? sheetsOfXls(file) : sheetsOfXlsx(file));
  } catch (cause) {
    if (cause instanceof WorkbookUnreadable)
      return yield { kind: 'refused', refusal: { kind: 'statementWorkbookBroken' } };
    if (cause instanceof WorkbookTooLarge || cause instanceof ZipTooLarge) {
      return yield { kind: 'refused', refusal: { kind: 'statementTooLarge' } };
    }
    throw cause;
  }
  let any = false;
  for (const { rows } of sheets) {
    const header = headerAmong(rows.slice(0, MOST_PREAMBLE).map(({ cells }) => cells));
    if (header === undefined) continue;
    any = true;
    yield* readRows(rows, header);
  }
  if (!any) yield { kind: 'refused', refusal: { kind: 'statementHeadingsMissing' } };
}
