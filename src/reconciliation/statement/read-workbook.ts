import { createHash } from 'node:crypto';
import { ZipTooLarge } from '#sheet/zip.ts';
import type { Workbook } from './detect.ts';
import type { StatementEvent, StatementFile } from './statement.ts';
import { PLAIN_CONVENTIONS } from './table/conventions.ts';
import { conventionsOf, movementsOf } from './table/find-conventions.ts';
import { headerAmong } from './table/header.ts';
import { readRows } from './table/read-rows.ts';
import { MOST_PREAMBLE, type Row } from './table/rows.ts';
import { isWechatHeader, readWechatRows } from './wechat-merchant.ts';
import { type Sheet, WorkbookTooLarge, WorkbookUnreadable } from './workbook.ts';
import { hiddenRowsNoted, sheetsOf } from './workbook-sheets.ts';

/** Every sheet whose headings are those of a statement is one. */
export async function* readWorkbook(file: StatementFile, content: Workbook): AsyncGenerator<StatementEvent> {
  let sheets: Sheet[];
  try {
    sheets = await sheetsOf(file, content);
  } catch (cause) {
    if (cause instanceof WorkbookUnreadable)
      return yield { kind: 'refused', refusal: { kind: 'statementWorkbookBroken' } };
    if (cause instanceof WorkbookTooLarge || cause instanceof ZipTooLarge) {
      return yield { kind: 'refused', refusal: { kind: 'statementTooLarge' } };
    }
    throw cause;
  }
  if (content === 'html' && sheets.length === 0) return yield { kind: 'refused', refusal: { kind: 'statementIsHtml' } };
  let any = false;
  const seen = new Map<string, string>();
  for (const { name, rows, hidden, hiddenRows } of sheets) {
    const header = headerAmong(rows.slice(0, MOST_PREAMBLE).map(({ cells }) => cells));
    if (header === undefined) continue;
    if (hidden) {
      yield { kind: 'noted', note: { kind: 'statementSheetHidden', values: { sheet: name.slice(0, 80) } } };
      continue;
    }
    any = true;
    if (hiddenRows !== undefined) yield hiddenRowsNoted(hiddenRows);
    const isWechat = isWechatHeader(header.headings);
    const conventions = isWechat ? PLAIN_CONVENTIONS : await conventionsOf(rows, header);
    const isOneOfSeveral = sheets.length > 1 && movementsOf(rows, header, conventions).length > 0;
    const first = isOneOfSeveral ? twinOf(name, rows, seen) : undefined;
    if (first !== undefined) {
      const values = { first, second: name.slice(0, 80) };
      yield { kind: 'refused', refusal: { kind: 'statementSheetTwice', values } };
    }
    const read = isWechat ? readWechatRows(rows) : readRows(rows, header, conventions);
    for await (const event of read) {
      yield event.kind === 'statement' ? { ...event, head: { ...event.head, sheet: name.slice(0, 80) } } : event;
    }
  }
  if (!any) yield { kind: 'refused', refusal: { kind: 'statementHeadingsMissing' } };
}

/** The sheet before it that has the very same rows: what a clerk copied would count twice. */
function twinOf(name: string, rows: readonly Row[], seen: Map<string, string>): string | undefined {
  const filled = rows.map(({ cells }) => cells.join('\t').trim());
  const digest = createHash('sha256').update(filled.join('\n').trim()).digest('hex');
  const first = seen.get(digest);
  if (first === undefined) seen.set(digest, name.slice(0, 80));
  return first;
}
