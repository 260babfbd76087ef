import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalText } from '#i18n/refusals.ts';
import { previewImport } from '#intake/import-donations.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { csvText } from '#sheet/csv-text.ts';
import { writeXlsx } from '#sheet/write-xlsx.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertLogHead } from '../support/log.ts';
import { insertPerson } from '../support/people.ts';
import { register } from './register.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await insertLogHead(database.owner);
  const [recorder, reviewer] = [
    await insertPerson(database.owner, '林经办', ['recorder']),
    await insertPerson(database.owner, '复核', ['reviewer']),
  ];
  await register(database.db, recorder, reviewer);
});
afterAll(() => database.close());

const forms: [string, (rows: string[][]) => Uint8Array][] = [
  ['a workbook', (rows) => writeXlsx({ name: '登记表', rows })],
  ['a CSV', (rows) => new TextEncoder().encode(csvText(rows))],
];
const said = (refusal: Refusal) => refusalText(refusal, 'zh-Hans').message;
const common = (donor: string) => ['2020-02-05', donor, '个人', '测试慈善总会', '测试专项'];
const COMMON = ['日期', '捐赠人', '捐赠人类别', '核算主体', '专项资金'];

test.each(forms)(
  'a row that gives nothing is told at the amount by the heading of the file, in %s',
  async (_, file) => {
    const rows = [
      [...COMMON, '金额(元)', '物品', '数量', '单位'],
      [...common('张三'), '5.00', '', '', ''],
      [...common('李四'), '', '', '', ''],
    ];
    const looked = await previewImport(database.db, file(rows));
    if (!looked.ok) throw new Error(JSON.stringify(looked.refusals));
    const { refusals, places } = looked.value;
    expect(refusals.map(({ kind, field, line }) => `${line} ${field} ${kind}`)).toEqual([
      '3 金额(元) importNothingGiven',
    ]);
    expect(places.get('金额(元)')).toEqual({ letter: 'F', heading: '金额(元)' });
    expect(refusals.map(said)).toEqual(['没有金额；是物资的请填物品和数量。']);
  },
);

test('a register of money alone is not asked for goods', async () => {
  const [[, file]] = forms as [(typeof forms)[0]];
  const looked = await previewImport(
    database.db,
    file([
      [...COMMON, '捐赠金额'],
      [...common('张三'), ''],
    ]),
  );
  expect(looked.ok && looked.value.refusals.map(said)).toEqual(['没有金额。']);
  expect(looked.ok && looked.value.places.get('金额(元)')?.heading).toBe('捐赠金额');
});

test.each(forms)(
  'a column that is missing is told at the row of the headings, with those nobody knew, in %s',
  async (_, file) => {
    const rows = [
      ['青石镇捐赠登记表'],
      ['日期', '捐赠人', '来历', '金额/数量'],
      ['2020-02-05', '张三', '个人', '5.00'],
    ];
    const looked = await previewImport(database.db, file(rows), {
      entity: '测试慈善总会',
      fund: '测试专项',
      donorKind: '个人',
    });
    expect(looked.ok ? [] : looked.refusals).toEqual([
      { kind: 'importColumnMissing', field: '类别', line: 2 },
      { kind: 'importHeadingsUnread', line: 2, values: { headings: '来历、金额/数量' } },
    ]);
  },
);
