import { type BookType, utils, type WorkSheet, write } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { inspected } from './statements.ts';

type Rows = readonly (readonly (string | number)[])[];

const HEADINGS = ['交易日期', '摘要', '收入', '支出', '余额'];
const ROWS: Rows = [
  ['2025-01-02', '捐款', 300, '', 1300],
  ['2025-01-03', '拨款', '', 200, 1100],
];
const TABLE: Rows = [HEADINGS, ...ROWS];

const sheetOf = (rows: Rows): WorkSheet => utils.aoa_to_sheet(rows.map((row) => [...row]));

/** `hidden`: names of sheets that are, by how much. */
function book(
  sheets: Record<string, WorkSheet>,
  bookType: BookType,
  hidden: Record<string, 0 | 1 | 2> = {},
): Uint8Array {
  const SheetNames = Object.keys(sheets);
  const Workbook = { Sheets: SheetNames.map((name) => ({ name, Hidden: hidden[name] ?? (0 as const) })) };
  return new Uint8Array(write({ SheetNames, Sheets: sheets, Workbook }, { type: 'array', bookType }) as ArrayBuffer);
}

const ONCE = { lines: 2, credits: '300', debits: '200', opening: '1000', closing: '1100' };

describe.for(['xlsx', 'biff8'] as const)('a workbook (%s)', (type) => {
  const of = (rows: Rows) => inspected(book({ 明细: sheetOf(rows) }, type));

  test('is read with a title over all columns, totals and signatures', async () => {
    const rows = [
      ['账户明细'],
      ['账号：6222000011112222'],
      ...TABLE,
      ['合计', '', 300, 200],
      ['经办：张三', '', '复核：李四'],
    ];
    const sheet = sheetOf(rows);
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 4 } }];
    expect(await inspected(book({ 明细: sheet }, type))).toMatchObject({ refusals: [], reports: [ONCE] });
  });

  test('with formulas counts what they last came to', async () => {
    const sheet = sheetOf([...TABLE, ['合计', '', 0, 0]]);
    sheet.C4 = { t: 'n', f: 'SUM(C2:C3)', v: 300 };
    sheet.D4 = { t: 'n', f: 'SUM(D2:D3)', v: 201 };
    expect(await inspected(book({ 明细: sheet }, type))).toMatchObject({
      refusals: ['statementControlDiffers:4'],
      reports: [ONCE],
    });
  });

  test.for([1, 2] as const)('is not read where a sheet is hidden, and says so (%i)', async (hidden) => {
    const bytes = book({ 明细: sheetOf(TABLE), 底稿: sheetOf(TABLE) }, type, { 底稿: hidden });
    expect(await inspected(bytes)).toMatchObject({ refusals: [], notes: ['statementSheetHidden'], reports: [ONCE] });
  });

  test('with the same sheet twice is refused, with two months it is not', async () => {
    const twice = book({ 明细: sheetOf(TABLE), '明细 (2)': sheetOf([...TABLE, ['']]) }, type);
    expect((await inspected(twice)).refusals).toEqual(['statementSheetTwice']);
    const months = book({ 一月: sheetOf(TABLE), 二月: sheetOf([HEADINGS, ['2025-02-02', '捐款', 5, '', 1105]]) }, type);
    expect(await inspected(months)).toMatchObject({ refusals: [], reports: [{ lines: 3, closing: '1105' }] });
    const empty = book({ 一月: sheetOf([HEADINGS]), 二月: sheetOf([HEADINGS]) }, type);
    expect((await inspected(empty)).refusals).toEqual([]);
  });

  test.for([
    ['合计', '', 0, 0, 1100],
    ['本月无交易', '', '', '', ''],
  ])('with two months without movements is not the same sheet twice: %s', async (row) => {
    const of = (rows: Rows) => sheetOf([HEADINGS, ...rows]);
    const months = book({ '1月': of(ROWS), '2月': of([row]), '3月': of([row]) }, type);
    expect(await inspected(months)).toMatchObject({ refusals: [], reports: [{ lines: 2 }] });
  });

  test('whose day is merged over two rows is refused where it is missing', async () => {
    const rows = TABLE.map((row, at) => (at === 2 ? ['', ...row.slice(1)] : row));
    expect((await of(rows)).refusals).toEqual(['statementDayMissing:3']);
  });

  test('is refused from where another table begins, and where two stand side by side', async () => {
    const below = [...TABLE, [], ['日期', '说明', '转出', '转入'], ['2025-01-05', '', 9, '']];
    expect((await of(below)).refusals).toContain('statementAnotherTable:5');
    const again = [...TABLE.slice(0, 2), [], HEADINGS, ...TABLE.slice(2)];
    expect(await of(again)).toMatchObject({ refusals: [], reports: [ONCE] });
    const abreast = TABLE.map((row) => [...row, '', ...row]);
    expect((await of(abreast)).refusals).toEqual(['statementTablesAbreast']);
  });

  test('is read in full-width figures and with signs of money', async () => {
    const rows = [
      HEADINGS,
      ['２０２５－０１－０２', '捐款', '３００．００', '', '￥1,300.00'],
      ['2025年1月3日', '拨款', '', '(200.00)', '¥1,100.00元'],
    ];
    expect(await of(rows)).toMatchObject({ refusals: [], reports: [{ credits: '300.00', debits: '200.00' }] });
  });
});

describe('the part of an .xlsx that names its sheets', () => {
  const sheets = { 'a>b': sheetOf(TABLE), 明细: sheetOf(TABLE) };
  /** With that part changed. */
  function withPart(change: (part: string) => string): Uint8Array {
    const parts = unzipSync(book(sheets, 'xlsx', { 'a>b': 1 }));
    const part = change(strFromU8(parts['xl/workbook.xml'] as Uint8Array));
    return zipSync({ ...parts, 'xl/workbook.xml': strToU8(part) });
  }
  const hidden = { refusals: [], notes: ['statementSheetHidden'], reports: [ONCE] };

  test('says which are hidden in any quotation marks, and beside a bare >', async () => {
    expect(await inspected(withPart((part) => part.replace('state="hidden"', "state='hidden'")))).toMatchObject(hidden);
    expect(await inspected(withPart((part) => part.replace('a&gt;b', 'a>b')))).toMatchObject(hidden);
  });

  test('is refused at once where it is no XML', async () => {
    const bytes = withPart((part) => part + '<sheet '.repeat(30_000));
    const before = performance.now();
    expect((await inspected(bytes)).refusals).toEqual(['statementWorkbookBroken']);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
