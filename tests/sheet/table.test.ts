import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GIFT_REGISTER } from '#intake/import/sheet.ts';
import type { Result } from '#ledger/refusal.ts';
import { csvText } from '#sheet/csv-text.ts';
import type { Merge } from '#sheet/grid.ts';
import { readSheetFile } from '#sheet/read-file.ts';
import { restOf } from '#sheet/rest.ts';
import { readTable } from '#sheet/table.ts';
import { writeXlsx } from '#sheet/write-xlsx.ts';

const certain = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
};

/** The first sheet of a file, read as a register of gifts. */
async function tableOf(bytes: Uint8Array, year?: number) {
  const [grid] = certain(await readSheetFile(bytes)).sheets;
  if (!grid) throw new Error('no sheet');
  return certain(readTable(grid, GIFT_REGISTER, { year }));
}
const xlsx = (rows: string[][], merges: Merge[] = []) => writeXlsx({ name: '登记表', rows, merges });
const csv = (rows: string[][]) => new TextEncoder().encode(csvText(rows));
const merge = (firstColumn: number, firstRow: number, lastRow: number, lastColumn = firstColumn): Merge => ({
  ...{ firstRow, lastRow, firstColumn, lastColumn },
});

const HEADINGS = ['日期', '捐赠人', '物资名称', '规格', '数量', '单位', '金额(元)'];
const ROWS = [
  ['2020年2月3日', '甲公司', '', '', '', '', '¥1,000.50'],
  ['2020.2.4', '乙公司', '口罩', '一次性', '200只', '', ''],
  ['2月5日', '丙', '大米', '', '10', '袋', ''],
];

describe('whatever surrounds the rows', () => {
  const plain = async () => (await tableOf(xlsx([HEADINGS, ...ROWS]), 2020)).rows.map(({ cells }) => cells);

  test('columns in any order give the same rows, from either kind of file', async () => {
    const wanted = await plain();
    const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 });
    await fc.assert(
      fc.asyncProperty(orders, fc.boolean(), async (order, asCsv) => {
        const rows = [HEADINGS, ...ROWS].map((row) => order.map((at) => row[at] ?? ''));
        const table = await tableOf(asCsv ? csv(rows) : xlsx(rows), 2020);
        expect(table.rows.map(({ cells }) => cells)).toEqual(wanted);
      }),
      { numRuns: 25 },
    );
  });

  test('titles above, empty rows between and columns of no meaning change nothing but the numbers of rows', async () => {
    const wanted = await plain();
    const gaps = fc.array(fc.nat(2), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.nat(5), gaps, fc.boolean(), async (titles, blank, asCsv) => {
        const rows = [
          ...Array.from({ length: titles }, () => ['某某慈善总会接收捐赠登记表']),
          ...[HEADINGS, ...ROWS].flatMap((row, index) => [
            ...Array.from({ length: blank[index] ?? 0 }, () => []),
            [...row, index === 0 ? '序号' : String(index)],
          ]),
        ];
        const table = await tableOf(asCsv ? csv(rows) : xlsx(rows), 2020);
        expect(table.rows.map(({ cells }) => cells)).toEqual(wanted);
        const places = table.rows.map(({ row }) => rows[row - 1]?.[1]);
        expect(places).toEqual(['甲公司', '乙公司', '丙']);
        expect(table.ignored).toEqual(['序号']);
      }),
      { numRuns: 40 },
    );
  });

  test('a date without a year takes it from the title, and stays as it is where nothing names it', async () => {
    const titled = await tableOf(xlsx([['2020年2月捐赠登记表'], HEADINGS, ...ROWS]));
    expect(titled.rows.map(({ cells }) => cells.day)).toEqual(['2020-02-03', '2020-02-04', '2020-02-05']);
    const untitled = await tableOf(xlsx([HEADINGS, ...ROWS]));
    expect(untitled.rows.map(({ cells }) => cells.day)).toEqual(['2020-02-03', '2020-02-04', '2月5日']);
  });
});

describe('how registers are written', () => {
  test('headings of two rows: 物资 over its own columns', async () => {
    const rows = [
      ['捐赠登记表'],
      ['日期', '捐赠单位', '物资', '', '', '', '捐赠资金（万元）', '备注'],
      ['', '', '名称', '规格', '数量', '单位', '', ''],
      ['2020/2/6', '甲公司', '防护服', 'L', '100', '套', '', ''],
      ['2020/2/6', '乙公司', '', '', '', '', '1.5', '电汇'],
    ];
    const merges = [
      merge(0, 1, 1, 7),
      merge(0, 2, 3),
      merge(1, 2, 3),
      merge(2, 2, 2, 5),
      merge(6, 2, 3),
      merge(7, 2, 3),
    ];
    for (const file of [xlsx(rows, merges), csv(rows)]) {
      const { rows: read } = await tableOf(file);
      expect(
        read.map(({ row, cells }) => [row, cells.donor, cells.item, cells.quantity, cells.measure, cells.amount]),
      ).toEqual([
        [4, '甲公司', '防护服', '100', '套', ''],
        [5, '乙公司', '', '', '', '15000'],
      ]);
    }
  });

  test('a donor merged over several goods gives one gift; a further day of the same donor another', async () => {
    const rows = [
      ['日期', '捐赠人', '物资名称', '数量', '单位'],
      ['2020-02-06', '甲公司', '口罩', '100', '只'],
      ['', '', '防护服', '5', '套'],
      ['2020-02-07', '', '手套', '8', '副'],
      ['2020-02-07', '乙', '手套', '9', '副'],
    ];
    const table = await tableOf(xlsx(rows, [merge(0, 2, 3), merge(1, 2, 4)]));
    expect(table.rows.map(({ row, first, cells }) => [row, first, cells.donor, cells.day])).toEqual([
      [2, 2, '甲公司', '2020-02-06'],
      [3, 2, '甲公司', '2020-02-06'],
      [4, 4, '甲公司', '2020-02-07'],
      [5, 5, '乙', '2020-02-07'],
    ]);
    expect(table.spread).toEqual([]);
  });

  test('in a CSV only a row that leaves all of the giver open continues the one above, and is told of', async () => {
    const rows = [
      ['日期', '捐赠人', '物资名称', '数量', '单位'],
      ['2020-02-06', '甲公司', '口罩', '100', '只'],
      ['', '', '防护服', '5', '套'],
      ['2020-02-07', '', '手套', '8', '副'],
    ];
    const table = await tableOf(csv(rows));
    expect(table.rows.map(({ first, cells }) => [first, cells.donor])).toEqual([
      [2, '甲公司'],
      [2, '甲公司'],
      [4, ''],
    ]);
    expect(table.spread).toEqual([3]);
    // A workbook says itself what is merged: an empty cell is one.
    expect((await tableOf(xlsx(rows))).rows.map(({ cells }) => cells.donor)).toEqual(['甲公司', '', '']);
  });

  test('totals are held against the rows and no entries, signatures and repeated headings neither', async () => {
    const rows = [
      HEADINGS,
      ['2020-02-03', '甲公司', '', '', '', '', '1,000.50'],
      ['2020-02-03', '乙公司', '', '', '', '', '２００元'],
      ['小计', '', '', '', '', '', '1200.50'],
      HEADINGS,
      ['2020-02-04', '丙公司', '', '', '', '', '0.1万元'],
      ['合  计', '', '', '', '', '', '￥2,200.50'],
      ['制表人：张三', '', '审核人：李四'],
      ['', '', '', '', '', '某某慈善总会'],
      ['', '', '', '', '', '2020年2月5日'],
    ];
    const table = await tableOf(xlsx(rows));
    expect(table.rows.map(({ cells }) => cells.amount)).toEqual(['1,000.50', '２００元', '1000']);
    expect(table.refusals).toEqual([]);
    expect(table.held).toBe(2);
    expect(table.passed.map(({ row }) => row)).toEqual([4, 5, 7, 8, 9, 10]);
  });

  test('a total that the rows do not come to is refused with both figures', async () => {
    const rows = [HEADINGS, ['2020-02-03', '甲公司', '', '', '', '', '100'], ['合计', '', '', '', '', '', '110']];
    expect((await tableOf(xlsx(rows))).refusals).toEqual([
      {
        kind: 'importTotalsDisagree',
        field: '金额(元)',
        line: 3,
        values: { cell: 'G3', stated: '110', summed: '100', difference: '10' },
      },
    ]);
  });

  test('a donor that is called like a signature is a donor', async () => {
    const rows = [
      HEADINGS,
      ['会计师事务所', '甲', '', '', '', '', '5'],
      ['2020-02-03', '会计学会', '', '', '', '', '5'],
    ];
    expect((await tableOf(xlsx(rows))).rows.length).toBe(2);
  });
});

describe('what goes back to be mended', () => {
  test('reads as the same rows again, with what the title and merged cells said', async () => {
    const rows = [
      ['2020年捐赠登记表'],
      ['日期', '捐赠人', '物资名称', '数量', '单位', '备注'],
      ['2月6日', '甲公司', '口罩', '100', '只', '=1+1'],
      ['', '', '防护服', '5', '套', ''],
      ['2月7日', '', '手套', '8', '副', ''],
    ];
    const table = await tableOf(xlsx(rows, [merge(0, 3, 4), merge(1, 3, 5)]));
    const back = restOf(table, table.rows, GIFT_REGISTER, (row) => `第 ${row} 行有误`);
    const again = await tableOf(back);
    expect(again.rows.map(({ cells }) => cells)).toEqual(table.rows.map(({ cells }) => cells));
    expect(again.rows.map(({ row, first }) => row - first)).toEqual([0, 1, 0]);
    expect(again.ignored).toEqual([]);
    expect(again.rows[0]?.raw).toContain('第 3 行有误');
  });
});
