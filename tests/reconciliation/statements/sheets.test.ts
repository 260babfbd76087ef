import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mappingOf } from '#office/forms/statement-mapping.ts';
import type { Mapping } from '#reconciliation/statement/table/mapping.ts';
import { askToStore, readAnew } from '#reconciliation/statements/acts.ts';
import type { FileReport } from '#reconciliation/statements/file-report.ts';
import { workOnFile } from '#reconciliation/statements/work.ts';
import { type StatementBooks, statementBooks } from './statement-books.ts';

let books: StatementBooks;
beforeAll(async () => {
  books = await statementBooks();
});
afterAll(() => books.close());

const HEADINGS = ['过账', '摘录', '数额'];
const ICBC = [HEADINGS, ['2025-07-31', '甲', '5.00'], ['2025-07-30', '乙', '-2.00']];
const CCB = [HEADINGS, ['2025-07-31', '丙', '500.00'], ['2025-07-30', '丁', '700.00']];
const MAPPING: Mapping = {
  ...{ delimiter: ',', headerRow: 1, headings: HEADINGS, columns: { day: 0, purpose: 1, amount: 2 } },
  ...{ signRule: 'minusIsOut', dateOrder: 'asWritten' },
};

function workbook(sheets: Readonly<Record<string, string[][]>>): Buffer {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

async function readAs(account: bigint, content: Buffer, mapping: Mapping) {
  const { fileId } = await books.read(account, content);
  const anew = await readAnew(books.db, { fileId, by: books.recorder, mapping });
  if (!anew.ok) throw new Error(JSON.stringify(anew.refusals));
  await workOnFile(books.db, books.dataDir, anew.value.fileId);
  const row = await books.db
    .selectFrom('statementFile')
    .select(['id', 'state', 'report'])
    .where('id', '=', anew.value.fileId)
    .executeTakeFirstOrThrow();
  return { ...row, report: row.report as unknown as FileReport };
}

test('of several sheets with the same headings none is read until one is chosen, then only that one', async () => {
  const account = await books.account();
  const both = workbook({ 工行: ICBC, 建行: CCB });
  const unchosen = await readAs(account, both, MAPPING);
  expect(unchosen.state).toBe('refused');
  expect(unchosen.report.refusals).toEqual([{ kind: 'statementSheetNotChosen', values: { sheets: '工行、建行' } }]);
  const chosen = await readAs(account, both, { ...MAPPING, sheet: '工行' });
  expect(chosen.report).toMatchObject({
    parts: [{ sheet: '工行', lines: 2 }],
    notes: [{}, { kind: 'statementSheetsNotRead', values: { sheet: '工行', others: '建行' } }],
  });
  await askToStore(books.db, chosen.id, books.recorder);
  await workOnFile(books.db, books.dataDir, chosen.id);
  expect((await books.lines(account)).map(({ purpose }) => purpose)).toEqual(['甲', '乙']);
  // The next month's is read by what was chosen for the account.
  const next = workbook({ 建行: CCB, 工行: [HEADINGS, ['2025-08-02', '戊', '6.00']] });
  expect((await books.read(account, next)).report.parts).toMatchObject([{ sheet: '工行', inFen: '600' }]);
});

test('one sheet that fits is read whatever it is called', async () => {
  const { state, report } = await readAs(await books.account(), workbook({ 说明: [['请勿外传']], 八月: ICBC }), {
    ...MAPPING,
    sheet: '七月',
  });
  expect({ state, parts: report.parts }).toMatchObject({ state: 'read', parts: [{ sheet: '八月' }] });
});

test('the form keeps the sheet with the columns', () => {
  const values = new Map([
    ['sheetName', '工行'],
    ['headings', JSON.stringify(HEADINGS)],
    ['day', '0'],
  ]);
  expect(mappingOf(values)).toMatchObject({ sheet: '工行', headings: HEADINGS, columns: { day: 0 } });
});
