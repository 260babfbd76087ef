import { ZipTooLarge } from '#sheet/zip.ts';
import type { StatementEvent, StatementFile } from './statement.ts';
import { conventionsOf } from './table/find-conventions.ts';
import { headerAmong } from './table/header.ts';
import { readRows } from './table/read-rows.ts';
import { MOST_PREAMBLE } from './table/rows.ts';
import { isWechatHeader, readWechatRows } from './wechat-merchant.ts';
import { type Sheet, sheetsOfXls, sheetsOfXlsx, WorkbookTooLarge, WorkbookUnreadable } from './workbook.ts';

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
  for (const { name, rows } of sheets) {
    const header = headerAmong(rows.slice(0, MOST_PREAMBLE).map(({ cells }) => cells));
    if (header === undefined) continue;
    any = true;
    const read = isWechatHeader(header.headings)
      ? readWechatRows(rows)
      : readRows(rows, header, await conventionsOf(rows, header));
    for await (const event of read) {
      yield event.kind === 'statement' ? { ...event, head: { ...event.head, sheet: name.slice(0, 80) } } : event;
    }
  }
  if (!any) yield { kind: 'refused', refusal: { kind: 'statementHeadingsMissing' } };
}
