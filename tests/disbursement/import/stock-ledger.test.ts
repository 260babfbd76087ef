import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#database/transaction.ts';
import { previewStock, proposeIssuesWithin } from '#disbursement/import/import-stock.ts';
import type { LedgerIssue } from '#disbursement/import/issues-of-ledger.ts';
import { stockCsv, stockXlsx } from '#disbursement/import/templates.ts';
import { getIssue } from '#disbursement/issue-rows.ts';
import { csvText } from '#sheet/csv-text.ts';
import { writeXlsx } from '#sheet/write-xlsx.ts';
import { type Desk, given, openDesk, registered } from '../../approval/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await registered(desk, { subject: 'item', code: 'flour', name: '面粉', measure: '袋', scale: 0 });
  await registered(desk, { subject: 'organisation', code: 'east', name: '东院', kind: 'hospital', keepsBooks: false });
});
afterAll(() => desk.close());

const CHOICES = { entity: 'charity', fund: 'relief', restriction: 'unrestricted' } as const;
const HEADINGS = ['日期', '品名', '单位', '入库数量', '出库数量', '结存', '来源单位', '领用单位'];
const ledger = (...rows: string[][]) =>
  writeXlsx({ name: '台账', rows: [['2020年物资出入库台账'], HEADINGS, ...rows] });
const look = async (bytes: Uint8Array) => given(await previewStock(desk.db, bytes, CHOICES, {}));
const proposed = (issues: readonly LedgerIssue[]) =>
  inTransaction(desk.db, (tx) => proposeIssuesWithin(tx, issues, desk.clerk));
const IN = ['2月3日', '面粉', '袋', '100', '', '100', '甲公司', ''];
const OUT = ['2月4日', '面粉', '', '', '30', '70', '', '东院'];

describe('a ledger of stock', () => {
  test('tells ins from outs, and whom each names', async () => {
    const { ledger: read, issues, refusals } = await look(ledger(IN, OUT, ['合计', '', '', '100', '30', '']));
    expect(refusals).toEqual([]);
    expect(read.whole).toEqual([]);
    expect(read.movements.map(({ row, flow, day, quantity, partner }) => [row, flow, day, quantity, partner])).toEqual([
      [3, 'in', '2020-02-03', 100n, '甲公司'],
      [4, 'out', '2020-02-04', 30n, '东院'],
    ]);
    expect(issues).toMatchObject([
      { rows: [4], input: { receiver: 'east', lines: [{ unit: 'item:flour', quantity: 30n }] } },
    ]);
  });

  test('names the row of the headings where a column is missing', async () => {
    const bytes = writeXlsx({ name: '台账', rows: [['台账'], [], ['日期', '入库数量'], ['2020-02-03', '1']] });
    expect(await previewStock(desk.db, bytes, CHOICES, {})).toMatchObject({
      ok: false,
      refusals: [{ kind: 'importColumnMissing', line: 3 }],
    });
  });

  test('with one column of quantities says by its kind what came and went', async () => {
    const rows = [
      ['日期', '类别', '品名', '数量', '往来单位'],
      ['2020-02-03', '入库', '面粉', '100袋', '甲公司'],
      ['2020-02-04', '领用', '面粉', '30', '东院'],
      ['2020-02-05', '盘点', '面粉', '1', '东院'],
    ];
    const { ledger: read, refusals } = await look(new TextEncoder().encode(csvText(rows)));
    expect(read.movements.map(({ flow }) => flow)).toEqual(['in', 'out']);
    expect(refusals).toMatchObject([{ kind: 'importWordUnknown', field: '类别', line: 4 }]);
  });

  test('whose running stock does not follow from its rows is refused with both figures', async () => {
    const { ledger: read } = await look(ledger(IN, [...OUT.slice(0, 5), '80', '', '东院']));
    expect(read.whole).toEqual([
      { kind: 'stockRunningDisagrees', field: '结存', line: 4, values: { stated: '80', wanted: '70', item: '面粉' } },
    ]);
  });

  test('names rows that say the same twice, and takes each once where they are left out', async () => {
    const rows = [
      ['日期', '单号', '品名', '入库数量', '出库数量', '往来单位'],
      ['2020-02-03', 'R-1', '面粉', '100', '', '甲公司'],
      ['2020-02-03', 'R-1', '面粉', '100', '', '甲公司'],
      ['2020-02-04', 'C-1', '面粉', '', '30', '东院'],
      ['2020-02-04', 'C-2', '面粉', '', '30', '东院'],
    ];
    const file = new TextEncoder().encode(csvText(rows));
    const { ledger: both } = await look(file);
    expect(both.twins).toEqual([{ row: 3, of: 2 }]);
    expect(both.movements.map(({ row }) => row)).toEqual([2, 3, 4, 5]);
    const { ledger: once } = given(await previewStock(desk.db, file, CHOICES, { leaveOut: true }));
    expect(once.twins).toEqual([{ row: 3, of: 2 }]);
    expect(once.movements.map(({ row }) => row)).toEqual([2, 4, 5]);
  });

  test('names the cell of an unknown item, receiver or movement', async () => {
    const { refusals } = await look(
      ledger(
        ['2月3日', '飞毯', '', '1', '', '', '甲', ''],
        [...OUT.slice(0, 7), '无此单位'],
        ['2月5日', '面粉', '', '1', '1', '', '', '东院'],
      ),
    );
    expect(refusals.map(({ kind, field, line }) => [line, field, kind])).toEqual([
      [3, '品名', 'importItemUnknown'],
      [4, '去向', 'importNameUnknown'],
      [5, '出库数量', 'stockBothWays'],
    ]);
  });

  test('its outs become issues for another person, once', async () => {
    const file = ledger(IN, OUT, [...OUT.slice(0, 5), '40', '', '东院']);
    const { issues } = await look(file);
    const added = given(await proposed(issues));
    expect(added.map(({ rows }) => rows)).toEqual([[4, 5]]);
    expect(await getIssue(desk.db, added[0]?.actId ?? 0n)).toMatchObject({
      header: { entity: 'charity', fund: 'relief', occurred: { from: '2020-02-04' } },
      receiver: 'east',
      lines: [{ quantity: 30n }, { quantity: 30n }],
    });
    const again = await look(file);
    expect(again.issues.map(({ known }) => known?.number)).toEqual([added[0]?.number]);
    expect(given(await proposed(again.issues))).toEqual([]);
  });
});

test('a template as it was handed out is shown as examples alone', async () => {
  for (const bytes of [stockXlsx(), new TextEncoder().encode(stockCsv())]) {
    const { ledger: read, issues, refusals } = await look(bytes);
    expect({ ...read, issues, refusals }).toMatchObject({ refusals: [], whole: [], rows: [], skipped: 2, issues: [] });
    expect(read.ignored).toEqual([]);
  }
});
