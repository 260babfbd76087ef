import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { refusalText } from '#i18n/refusals.ts';
import { getDonation } from '#intake/donation-queries.ts';
import { importDonations, previewImport, type Repeated, templateCsv, templateXlsx } from '#intake/import-donations.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { csvText } from '#sheet/csv-text.ts';
import { readSheetFile } from '#sheet/read-file.ts';
import { writeXlsx } from '#sheet/write-xlsx.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertLogHead } from '../support/log.ts';
import { openMoneyAccount } from '../support/money-accounts.ts';
import { insertPerson } from '../support/people.ts';
import { register } from './register.ts';

let database: TestDatabase;
let recorder: bigint;
let another: bigint;
let reviewer: bigint;

beforeAll(async () => {
  database = await testDatabase();
  await insertLogHead(database.owner);
  recorder = await insertPerson(database.owner, '林经办', ['recorder']);
  another = await insertPerson(database.owner, '周经办', ['recorder']);
  reviewer = await insertPerson(database.owner, '复核', ['reviewer']);
  await register(database.db, recorder, reviewer);
});
afterAll(() => database.close());

const utf8 = (text: string) => new TextEncoder().encode(text);
const certain = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
};

/** The first bytes of an Office file before 2007, and the name of what it holds. */
const oldOffice = (stream: string) =>
  Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, ...Buffer.from(stream, 'utf16le')]);

const HEADINGS = [
  '日期',
  '捐赠人',
  '捐赠人类别',
  '核算主体',
  '专项资金',
  '类别',
  '物品',
  '数量',
  '单位',
  '金额(元)',
  '备注',
];
let marks = 0;
/** A sheet that no other test has imported. */
const sheet = (rows: string[][], headings: string[] = HEADINGS) => {
  const mark = headings.includes('备注') ? [] : ['备注'];
  const note = () => (mark.length > 0 ? [`样 ${++marks}`] : []);
  return csvText([[...headings, ...mark], ...rows.map((row) => [...row, ...note()])]);
};
const cash = (day: string, donor: string, yuan: string, note = `样 ${++marks}`) => [
  ...[day, donor, '个人', '测试慈善总会', '测试专项', '现金', '', '', '', yuan, note],
];
const masks = (day: string, donor: string, quantity: string, measure = '只', note = `样 ${++marks}`) => [
  ...[day, donor, '企业', '测试慈善总会', '测试专项', '物资', '医用口罩', quantity, measure, '', note],
];
const load = (text: string, by = recorder, said: { repeated?: Repeated; fileName?: string } = {}) =>
  importDonations(database.db, { fileName: '登记表.csv', source: utf8(text), ...said }, by);

describe('the account that a sheet names', () => {
  const headings = [...HEADINGS, '收款账户'];
  const into = (row: string[], account: string) => [...row, account];

  test('is an approved one of the entity, by its name; none where the cell is empty', async () => {
    const entity = { entity: 'test-charity' };
    const alipay = await openMoneyAccount(database.db, { recorder, reviewer }, 'alipay', {
      ...entity,
      name: '支付宝商户',
    });
    const rows = [into(cash('2020-02-05', '张三', '1'), '支付宝 商户'), into(cash('2020-02-05', '李四', '2'), '')];
    const { added } = certain(await load(sheet(rows, headings)));
    expect(added.map(({ input }) => input.header.moneyAccount)).toEqual([alipay, undefined]);
    expect((await getDonation(database.db, added[0]?.actId ?? 0n)).header.moneyAccount).toBe(alipay);
  });

  test('is read of a workbook as of a CSV, and under the other names of its column', async () => {
    const entity = { entity: 'test-charity' };
    const wechat = await openMoneyAccount(database.db, { recorder, reviewer }, 'wechat', {
      ...entity,
      name: '微信商户',
    });
    const rows = [into(cash('2020-02-05', '张三', '3'), '微信商户'), into(cash('2020-02-05', '李四', '4'), '没有的')];
    const source = writeXlsx({ name: '表', rows: [[...HEADINGS, '到账账户'], ...rows] });
    const { gifts, refusals, ignored } = certain(await previewImport(database.db, source));
    expect(ignored).toEqual([]);
    expect(gifts.map(({ input }) => input.header.moneyAccount)).toEqual([wechat]);
    expect(refusals).toEqual([{ kind: 'importNameUnknown', field: '收款账户', line: 3, values: { stated: '没有的' } }]);
    const { added } = certain(
      await importDonations(database.db, { fileName: '表.xlsx', source, goodOnly: true }, recorder),
    );
    expect((await getDonation(database.db, added[0]?.actId ?? 0n)).header.moneyAccount).toBe(wechat);
  });

  test('is refused where the entity has none of that name, for goods, and for money it may not hold', async () => {
    const agency = { entity: 'test-charity', name: '代管户', account: '100202' } as const;
    await openMoneyAccount(database.db, { recorder, reviewer }, 'bank', agency);
    const rows = [
      into(cash('2020-02-05', '张三', '1'), '没有的账户'),
      into(masks('2020-02-05', '晨光有限公司', '5'), '代管户'),
      into(cash('2020-02-05', '李四', '2'), '代管户'),
    ];
    const { refusals } = certain(await previewImport(database.db, utf8(sheet(rows, headings))));
    expect(refusals.map(({ kind, field, line }) => [kind, field, line])).toEqual([
      ['importNameUnknown', '收款账户', 2],
      ['ownMoneyInAgencyAccount', '收款账户', 3],
      ['ownMoneyInAgencyAccount', '收款账户', 4],
    ]);
  });
});

describe('what a sheet says', () => {
  test('cash and goods of a sheet become proposals of two people to come', async () => {
    const file = sheet([cash('2020-02-05', '张三', '1,000.50'), masks('2020年2月6日', '晨光有限公司', '1,200')]);
    const preview = certain(await previewImport(database.db, utf8(file)));
    expect(preview).toMatchObject({ encoding: 'UTF-8', rows: 2, refusals: [], ignored: [] });
    expect(preview.controls).toEqual([
      { unit: 'CNY', lines: 1, total: 100_050n },
      { unit: 'item:mask', lines: 1, total: 1_200n },
    ]);
    const { added } = certain(await load(file));
    expect(added.map(({ rows }) => rows)).toEqual([[2], [3]]);
    const [gift] = added;
    const stored = await getDonation(database.db, gift?.actId ?? 0n);
    expect(stored).toMatchObject({
      shownAs: '张**',
      restriction: 'unrestricted',
      lines: [{ unit: 'CNY', quantity: 100_050n }],
      header: { entity: 'test-charity', fund: 'test-fund', occurred: { precision: 'day', from: '2020-02-05' } },
    });
    expect(gift?.receiptCode).toMatch(/^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
  });

  test('columns come in any order, under a title, among columns that mean nothing to us', async () => {
    const headings = ['序号', '金额（元）', '捐赠人类别', '捐赠人', '类别', '专项资金', '接收单位', '日期', '备注'];
    const file = csvText([
      ['二月捐赠登记表'],
      [],
      headings,
      ['1', '88', '企业', '晨光有限公司', '款', 'test-fund', '测试慈善总会', '2020/2/7', `样 ${++marks}`],
    ]);
    const preview = certain(await previewImport(database.db, utf8(file)));
    expect(preview.refusals).toEqual([]);
    expect(preview.ignored).toEqual(['序号']);
    expect(preview.gifts.map(({ rows }) => rows)).toEqual([[4]]);
  });

  test('GB18030, as Excel in China saves it, reads the same', async () => {
    // 日期,捐赠人,捐赠人类别,核算主体,专项资金,类别,金额 / 2020-02-08,张三,个人,测试慈善总会,测试专项,现金,5
    const gb =
      'c8d5c6da2cbee8d4f9c8cb2cbee8d4f9c8cbc0e0b1f02cbacbcbe3d6f7cce52cd7a8cfeed7cabdf02cc0e0b1f02cbdf0b6ee0a' +
      '323032302d30322d30382cd5c5c8fd2cb8f6c8cb2cb2e2cad4b4c8c9c6d7dcbbe12cb2e2cad4d7a8cfee2ccfd6bdf02c350a';
    const preview = certain(await previewImport(database.db, Uint8Array.from(Buffer.from(gb, 'hex'))));
    expect(preview).toMatchObject({ encoding: 'GB18030', refusals: [] });
    expect(preview.gifts[0]?.input.donor).toMatchObject({ legalName: '张三' });
  });

  test('rows of one 捐赠编号 are the lines of one gift', async () => {
    const headings = ['捐赠编号', ...HEADINGS, '折价(元)', '折价方式', '件数', '包装单位', '每件数量'];
    const note = `样 ${++marks}`;
    const head = ['2020-02-09', '晨光有限公司', '企业', '测试慈善总会', '测试专项'];
    const file = csvText([
      headings,
      ['A1', ...head, '物资', '医用口罩', '2000', '只', '', note, '约1,500', '发票', '4', '箱', '500'],
      ['A1', '', '', '', '', '', '现金', '', '', '', '300', '', '', '', '', '', ''],
    ]);
    const { added } = certain(await load(file));
    expect(added.map(({ rows }) => rows)).toEqual([[2, 3]]);
    const gift = await getDonation(database.db, added[0]?.actId ?? 0n);
    expect(gift.header.sourceReference).toBe('A1');
    expect(gift.lines).toMatchObject([
      { unit: 'item:mask', quantity: 2_000n, packs: { count: 4n, measure: '箱', factor: 500n } },
      { unit: 'CNY', quantity: 30_000n },
    ]);
    expect(gift.valuations).toEqual([{ amountFen: 150_000n, method: 'invoice', provenance: 'rounded', lines: [1] }]);
  });

  test('a day the paper does not name is 未载, never today', async () => {
    const preview = certain(await previewImport(database.db, utf8(sheet([cash('未载', '张三', '5')]))));
    expect(preview.gifts[0]?.input.header.occurred).toEqual({ precision: 'notStated' });
  });
});

describe('what a sheet may not say', () => {
  const ok = ['2020-02-05', '张三', '个人', '测试慈善总会', '测试专项', '现金', '', '', '', '5', ''];
  const goods = ['2020-02-05', '晨光', '企业', '测试慈善总会', '测试专项', '物资', '医用口罩', '10', '只', '', ''];
  const withCell = (row: string[], column: string, cell: string) =>
    row.map((value, index) => (HEADINGS[index] === column ? cell : value));

  test.each<[string, string[], string, string]>([
    ['a negative amount', withCell(ok, '金额(元)', '-5'), '金额(元)', 'amountNotPositive'],
    ['an amount of nothing', withCell(ok, '金额(元)', '0.00'), '金额(元)', 'amountNotPositive'],
    ['half a fen', withCell(ok, '金额(元)', '0.005'), '金额(元)', 'amountTooPrecise'],
    ['a huge amount', withCell(ok, '金额(元)', '999999999999'), '金额(元)', 'amountTooLarge'],
    ['a name where the amount belongs', withCell(ok, '金额(元)', '张三'), '金额(元)', 'amountMalformed'],
    ['no amount', withCell(ok, '金额(元)', ''), '金额(元)', 'importCellEmpty'],
    ['an unknown entity', withCell(ok, '核算主体', '别的会'), '核算主体', 'importNameUnknown'],
    ['an unknown fund', withCell(ok, '专项资金', '别的专项'), '专项资金', 'importNameUnknown'],
    ['an unknown kind of donor', withCell(ok, '捐赠人类别', '外星人'), '捐赠人类别', 'importWordUnknown'],
    [
      'a kind of donor called like a property of objects',
      withCell(ok, '捐赠人类别', 'constructor'),
      '捐赠人类别',
      'importWordUnknown',
    ],
    ['no donor', withCell(ok, '捐赠人', ''), '捐赠人', 'importCellEmpty'],
    ['no day', withCell(ok, '日期', ''), '日期', 'importDayEmpty'],
    ['a day that is none', withCell(ok, '日期', '2020-02-30'), '日期', 'dayNotInCalendar'],
    ['a day to come', withCell(ok, '日期', '2999-01-01'), '日期', 'dayInFuture'],
    ['a day before the fund', withCell(ok, '日期', '2019-12-31'), '日期', 'dayBeforeFund'],
    ['an unknown item', withCell(goods, '物品', '防弹衣'), '物品', 'importItemUnknown'],
    ['another measure', withCell(goods, '单位', '箱'), '单位', 'importOtherMeasure'],
    ['half a mask', withCell(goods, '数量', '1.5'), '数量', 'quantityNotWhole'],
    ['money on a goods row', withCell(goods, '金额(元)', '5'), '金额(元)', 'importGoodsHaveCash'],
    ['goods on a cash row', withCell(ok, '数量', '5'), '数量', 'importCashHasGoods'],
    ['a donor and an amount swapped', ['2020-02-05', '5', '张三', ...ok.slice(3)], '捐赠人类别', 'importWordUnknown'],
  ])('%s is refused at its row and column', async (_, row, column, kind) => {
    const outcome = await load(csvText([HEADINGS, ok, row]));
    expect(outcome).toMatchObject({ ok: false, refusals: [{ kind, field: column, line: 3 }] });
    for (const refusal of (outcome as { refusals: Refusal[] }).refusals) {
      for (const language of ['zh-Hans', 'en'] as const) {
        const { message, remedy } = refusalText(refusal, language);
        expect(`${message}${remedy}`).not.toMatch(/undefined|\{|\[object/);
      }
    }
  });

  test.each<[string, Uint8Array, string]>([
    ['a workbook cut off', Uint8Array.of(0x50, 0x4b, 3, 4, 20), 'importWorkbookBroken'],
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 'importOldWorkbook'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1), 'importPicture'],
    ['a photograph of a telephone', utf8('\0\0\0\u0018ftypheic'), 'importPicture'],
    ['a PDF', utf8('%PDF-1.7\n'), 'importPdf'],
    [
      'a document of Word',
      zipSync({ '[Content_Types].xml': utf8('<a/>'), 'word/document.xml': utf8('<w/>') }),
      'importDocument',
    ],
    ['an old document of Word', oldOffice('WordDocument'), 'importDocument'],
    ['a workbook with a password', oldOffice('EncryptedPackage'), 'importEncrypted'],
    ['an archive', zipSync({ '登记表.csv': utf8('日期,捐赠人') }), 'importArchive'],
    ['a web page called .xls', utf8('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>'), 'importWebPage'],
    ['bytes of no kind', Uint8Array.of(0xc3, 0, 0xff, 0x80), 'importNotSheet'],
    ['bytes of no Chinese encoding', Uint8Array.of(0xff, 0xff, 0xff, 0x80), 'importEncodingUnknown'],
    ['nothing', new Uint8Array(), 'importEmpty'],
    ['headings only', utf8(csvText([HEADINGS])), 'importHeadingsOnly'],
    ['a sheet without headings', utf8(csvText([['2020-02-05', '张三', '个人']])), 'importNoHeadings'],
    ['a missing column', utf8(csvText([HEADINGS.slice(1), ['张三']])), 'importColumnMissing'],
    ['a column twice', utf8(csvText([[...HEADINGS, '金额'], ok])), 'importColumnTwice'],
    ['an open quote', utf8(`${HEADINGS.join(',')}\n"2020-02-05,张三\n`), 'importQuotesBroken'],
    ['too many bytes', new Uint8Array(20 * 1024 * 1024 + 1).fill(0x41), 'importTooLarge'],
    ['too many rows', utf8(csvText([HEADINGS, ...Array.from({ length: 20_001 }, () => ok)])), 'importTooManyRows'],
  ])('%s is refused as a whole', async (_, bytes, kind) => {
    const outcome = await previewImport(database.db, bytes);
    expect(outcome).toMatchObject({ ok: false, refusals: [{ kind }] });
    for (const refusal of (outcome as { refusals: Refusal[] }).refusals) refusalText(refusal, 'zh-Hans');
  });

  test('one look at the file tells everything: unknown names, a fraction, a missing earmark and a child at once', async () => {
    const headings = [...HEADINGS.slice(0, 10), '公开方式', '捐赠意愿'];
    const row = (...cells: string[]) => [...cells];
    const file = sheet(
      [
        row(
          '2020-13-01',
          '张某',
          '学生',
          '没有的慈善会',
          '测试专项',
          '物资',
          'N95口罩',
          '20.5',
          '只',
          '',
          '匿名',
          '定向',
        ),
        row(
          '2020-02-05',
          '李某',
          '个人',
          '测试慈善总会',
          '测试专项',
          '物资',
          '医用口罩',
          '0.5',
          '只',
          '',
          '实名',
          '定向',
        ),
      ],
      headings,
    );
    const { refusals, controls } = certain(await previewImport(database.db, utf8(file)));
    expect(refusals.map(({ line, field, kind }) => `${line} ${field} ${kind}`).sort()).toEqual(
      [
        '2 日期 dayNotInCalendar',
        '2 捐赠人类别 importWordUnknown',
        '2 核算主体 importNameUnknown',
        '2 物品 importItemUnknown',
        '2 数量 quantityNotWhole',
        '2 定向要求 donation_restriction_reasoned',
        '3 公开方式 donation_person_named_by_consent',
        '3 数量 quantityNotWhole',
        '3 定向要求 donation_restriction_reasoned',
      ].sort(),
    );
    expect(controls).toEqual([]);
    const said = (kind: string) => {
      const refusal = refusals.find((each) => each.kind === kind);
      return refusal && refusalText(refusal, 'zh-Hans').message;
    };
    expect(said('quantityNotWhole')).toBe('“20.5”不是整数，“只”要填整数。');
    expect(said('importItemUnknown')).toBe('没有登记过“N95口罩（未写规格）”。');
    expect(said('donation_restriction_reasoned')).toContain('须写明定向要求');
  });

  test('a name that is not shown is found in the texts of a sheet', async () => {
    const file = sheet(
      [cash('2020-02-05', '张三丰', '1.00')].map((cells) => [...cells.slice(0, 10), '张三丰来函']),
      [...HEADINGS.slice(0, 10), '出处'],
    );
    const { refusals } = certain(await previewImport(database.db, utf8(file)));
    expect(refusals).toMatchObject([{ kind: 'proseNamesGiver', field: '出处', line: 2, values: { found: '张三丰' } }]);
  });

  test('rows of one gift that disagree are refused where they differ', async () => {
    const headings = ['捐赠编号', ...HEADINGS];
    const file = csvText([headings, ['B1', ...ok], ['B1', ...withCell(ok, '捐赠人', '李四')]]);
    expect(await load(file)).toMatchObject({
      ok: false,
      refusals: [{ kind: 'importGiftDiffers', field: '捐赠人', line: 3, values: { first: '2', stated: '李四' } }],
    });
  });

  test.each<[string, string[], string]>([
    ['in the last column', ['日期', '捐赠人', '捐赠人类别', '核算主体', '专项资金', '类别', '金额(元)'], '1,000.00'],
    ['before an empty last column', [...HEADINGS], '1,000.00,'],
    ['before a note', [...HEADINGS], '1,000,谢谢'],
    ['before headings left empty', [...HEADINGS, '', ''], '1,000.00,谢谢'],
  ])('an amount torn apart by its own comma %s is refused, never booked as 1.00', async (_, headings, tail) => {
    const before = headings.slice(6, headings.indexOf('金额(元)')).map(() => '');
    const row = [...ok.slice(0, 6), ...before, tail].join(',');
    const good = [...ok.slice(0, 6), ...before, '5'].join(',');
    const outcome = await load(`${headings.join(',')}\n${good}\n${row}\n`);
    expect(outcome).toMatchObject({ ok: false, refusals: [{ kind: 'importCellBeyondHeadings', line: 3 }] });
  });

  test('empty cells beyond the headings, as spreadsheets leave them, mean nothing', async () => {
    const row = [...ok.slice(0, 9), '1000', '两格空', '', ' '];
    expect(certain(await previewImport(database.db, utf8(csvText([HEADINGS, row])))).refusals).toEqual([]);
  });

  test('an empty line and a cell of two lines leave the row numbers as the spreadsheet shows them', async () => {
    const file = csvText([HEADINGS, withCell(ok, '备注', '一\n二'), [], withCell(ok, '日期', '明天')]);
    expect(await load(file)).toMatchObject({ ok: false, refusals: [{ field: '日期', line: 4 }] });
  });

  test('a child is not named, whatever the sheet says', async () => {
    const headings = [...HEADINGS, '公开方式', '同意公开的凭据'];
    const file = csvText([headings, [...withCell(ok, '捐赠人类别', '未成年人'), '实名', '本人同意']]);
    expect(await load(file)).toMatchObject({
      ok: false,
      refusals: [{ kind: 'donation_minor_anonymous', field: '公开方式' }],
    });
  });

  test('one wrong row keeps every row out', async () => {
    const count = () =>
      database.db
        .selectFrom('act')
        .select((eb) => eb.fn.countAll<bigint>().as('acts'))
        .executeTakeFirstOrThrow();
    const before = await count();
    const good = Array.from({ length: 20 }, () => cash('2020-02-05', '张三', '5'));
    expect((await load(csvText([HEADINGS, ...good, withCell(ok, '金额(元)', '-1')]))).ok).toBe(false);
    expect(await count()).toEqual(before);
  });
});

test('a day without a year and a day that no year has are told at their cells, and a full day comes in beside them', async () => {
  const rows = [cash('3月5日', '缺年甲', '1'), cash('2月30日', '缺年乙', '2'), cash('2020-03-05', '缺年丙', '3')];
  const preview = certain(await previewImport(database.db, utf8(csvText([HEADINGS, ...rows]))));
  expect(preview.whole).toEqual([]);
  expect(preview.gifts.map(({ rows: own }) => own)).toEqual([[4]]);
  expect(preview.refusals).toEqual([
    { kind: 'dayWithoutYear', field: '日期', line: 2, values: { stated: '3月5日', choice: '年份' } },
    { kind: 'dayNotInCalendar', field: '日期', line: 3, values: { stated: '2月30日' } },
  ]);
  const [open] = preview.refusals;
  expect(open && refusalText(open, 'zh-Hans')).toMatchObject({ message: '“3月5日”没有写年份。' });
});

describe('the rows handed back', () => {
  const CHOICES = { entity: 'test-charity', fund: 'test-fund', donorKind: '企业' };
  const restOf = async (source: Uint8Array) => {
    const outcome = certain(
      await importDonations(database.db, { fileName: '表', source, choices: CHOICES, goodOnly: true }, recorder),
    );
    const file = certain(await readSheetFile(outcome.rest?.file ?? new Uint8Array()));
    return file.sheets[0]?.rows.map(({ cells }) => [...cells]) ?? [];
  };

  test('carry what was chosen for the whole file and say beside each what is wrong; mended, they import as they are', async () => {
    const rows = [
      ['2020年3月捐赠登记表'],
      ['捐赠日期', '捐赠单位', '物资', '', '', '捐赠款', '备注'],
      ['', '', '名称', '数量', '单位', '金额（万元）', ''],
      ['3月5日', '交还甲公司', '', '', '', '0.5', '好的'],
      ['2月30日', '交还乙公司', '', '', '', '1.5', '日子不对'],
      ['3月6日', '交还丙公司', '医用口罩', '一百', '只', '', '数量不对'],
    ];
    const merges = [2, 5].map((firstColumn) => ({
      firstRow: 2,
      lastRow: 2,
      firstColumn,
      lastColumn: firstColumn + (firstColumn === 2 ? 2 : 0),
    }));
    const back = await restOf(writeXlsx({ name: '表', rows, merges }));
    const [headings = [], ...bad] = back;
    expect(headings.at(-1)).toBe('问题');
    expect(headings).toEqual(expect.arrayContaining(['核算主体', '专项资金', '捐赠人类别']));
    expect(bad.map((cells) => cells.at(-1))).toEqual([
      expect.stringContaining('日历上没有“2020-02-30”这一天'),
      expect.stringContaining('“一百”'),
    ]);
    const mended = bad.map((cells) =>
      cells.map((cell) => (cell === '一百' ? '100' : cell.replace(/^2020-02-30$/, '2020-02-29'))),
    );
    const source = writeXlsx({ name: '表', rows: [headings, ...mended] });
    const { added } = certain(await importDonations(database.db, { fileName: '改好的', source }, recorder));
    expect(
      added.map(({ input: { header, lines } }) => [
        header.entity,
        header.fund,
        header.occurred.from,
        lines[0]?.quantity,
      ]),
    ).toEqual([
      ['test-charity', 'test-fund', '2020-02-29', 1_500_000n],
      ['test-charity', 'test-fund', '2020-03-06', 100n],
    ]);
  });

  test('of a gift of several lines say of the sound one which row keeps it out', async () => {
    const headings = ['捐赠编号', '日期', '捐赠人', '物品', '数量', '单位'];
    const rows = [
      headings,
      ['交还-1', '2020-03-07', '丁公司', '医用口罩', '5', '只'],
      ['交还-1', '', '', '飞毯', '1', '只'],
    ];
    const back = await restOf(utf8(csvText([...rows, ['交还-2', '2020-03-07', '戊公司', '医用口罩', '6', '只']])));
    expect(back.slice(1).map((cells) => cells.at(-1))).toEqual([
      '与原表第 3 行是同一笔，那一行有误，所以一起没有登记',
      expect.stringContaining('飞毯'),
    ]);
  });
});

describe('the same twice', () => {
  test('the same file adds nothing and says who imported it', async () => {
    const file = sheet([cash('2020-02-10', '王五', '66')]);
    certain(await load(file));
    const again = await load(file, another, { fileName: '另一个名字.csv' });
    expect(again).toMatchObject({
      ok: false,
      refusals: [{ kind: 'import_file_once', values: { by: '林经办', fileName: '登记表.csv' } }],
    });
    const preview = certain(await previewImport(database.db, utf8(file)));
    expect(preview.refusals).toMatchObject([{ kind: 'import_file_once' }]);
  });

  test('the same file sent twice at once is imported once', async () => {
    const file = sheet([cash('2020-02-10', '王五', '67'), cash('2020-02-10', '王五', '68')]);
    const outcomes = await Promise.all([load(file), load(file), load(file, another)]);
    expect(outcomes.filter(({ ok }) => ok).length).toBe(1);
    for (const outcome of outcomes) {
      if (!outcome.ok) expect(outcome.refusals).toMatchObject([{ kind: 'import_file_once' }]);
    }
  });

  test('two equal gifts of one day both stay, and are pointed out', async () => {
    const row = cash('2020-02-11', '赵六', '100', '同一天两笔');
    const file = csvText([HEADINGS, row, row]);
    const preview = certain(await previewImport(database.db, utf8(file)));
    expect(preview.duplicates).toEqual([{ row: 3, of: { row: 2 } }]);
    expect(await load(file)).toMatchObject({
      ok: false,
      refusals: [{ kind: 'importRepeatedUndecided', values: { rows: '3' } }],
    });
    const { added } = certain(await load(file, recorder, { repeated: 'enter' }));
    expect(added.length).toBe(2);
  });

  test('of equal rows the clerk may leave the later out, and may still enter it with the same file', async () => {
    const row = cash('2020-02-11', '赵六', '101', '粘贴了两遍');
    const file = csvText([HEADINGS, row, row, cash('2020-02-11', '钱七', '5')]);
    const once = certain(await load(file, recorder, { repeated: 'leaveOut' }));
    expect(once.added.map(({ rows }) => rows)).toEqual([[2], [4]]);
    expect(once.leftOut).toEqual([3]);
    expect(once.rows).toBe(2);
    const again = certain(await load(file, recorder, { repeated: 'enter' }));
    expect(again.added.map(({ rows }) => rows)).toEqual([[3]]);
    expect(await load(file, recorder, { repeated: 'enter' })).toMatchObject({
      ok: false,
      refusals: [{ kind: 'import_file_once' }],
    });
  });

  test('equal gifts with payments of their own need no word', async () => {
    const headings = [...HEADINGS, '付款流水号'];
    const row = cash('2020-02-11', '赵六', '102', '每月代扣');
    const file = csvText([headings, [...row, '甲-1'], [...row, '甲-2']]);
    expect(certain(await previewImport(database.db, utf8(file)))).toMatchObject({ duplicates: [], repeated: 0 });
    expect(certain(await load(file)).added.length).toBe(2);
  });

  test('a later file that repeats rows adds only the new ones', async () => {
    const first = cash('2020-02-12', '孙七', '20', '第一笔');
    const second = cash('2020-02-12', '孙七', '30', '第二笔');
    const { added } = certain(await load(csvText([HEADINGS, first])));
    const longer = csvText([HEADINGS, first, second]);
    const preview = certain(await previewImport(database.db, utf8(longer)));
    expect(preview.duplicates).toEqual([{ row: 2, of: { number: added[0]?.number, actId: added[0]?.actId } }]);
    const outcome = certain(await load(longer));
    expect(outcome.known).toEqual([{ actId: added[0]?.actId, number: added[0]?.number, rows: [2] }]);
    expect(outcome.added.map(({ rows }) => rows)).toEqual([[3]]);
  });

  test('a gift taken back is no duplicate any more', async () => {
    const row = cash('2020-02-13', '周八', '40', '录错');
    const { added } = certain(await load(csvText([HEADINGS, row])));
    certain(await withdrawAct(database.db, { actId: added[0]?.actId ?? 0n, by: recorder }));
    const longer = csvText([HEADINGS, row, cash('2020-02-13', '新', '1')]);
    expect(certain(await previewImport(database.db, utf8(longer))).duplicates).toEqual([]);
    const again = certain(await load(longer));
    expect(again.known).toEqual([]);
    expect(again.added.map(({ rows }) => rows)).toEqual([[2], [3]]);
    expect(again.added.map(({ actId }) => actId)).not.toContain(added[0]?.actId);
  });

  test('a file all of whose gifts were taken back is imported anew, and once', async () => {
    const file = csvText([HEADINGS, cash('2020-02-13', '郑十', '41'), cash('2020-02-13', '郑十', '42')]);
    const { added } = certain(await load(file));
    const withdraw = (index: number) => withdrawAct(database.db, { actId: added[index]?.actId ?? 0n, by: recorder });
    certain(await withdraw(0));
    expect(await load(file)).toMatchObject({ ok: false, refusals: [{ kind: 'import_file_once' }] });
    certain(await withdraw(1));
    expect(certain(await previewImport(database.db, utf8(file))).refusals).toEqual([]);
    expect(certain(await load(file)).added.length).toBe(2);
    expect(await load(file)).toMatchObject({ ok: false, refusals: [{ kind: 'import_file_once' }] });
  });

  test('rows are known again whoever imports them', async () => {
    const row = cash('2020-02-13', '冯一', '43');
    const { added } = certain(await load(csvText([HEADINGS, row])));
    const outcome = certain(await load(csvText([HEADINGS, row, cash('2020-02-13', '冯二', '44')]), another));
    expect(outcome.known.map(({ actId }) => actId)).toEqual([added[0]?.actId]);
  });

  test('one official receipt on two rows, or on a gift that stands, is refused', async () => {
    const headings = [...HEADINGS, '票据号码'];
    const row = (name: string) => [...cash('2020-02-13', name, '45'), '票 0099'];
    expect(await load(csvText([headings, row('甲'), row('乙')]))).toMatchObject({
      ok: false,
      refusals: [{ kind: 'officialReceiptTaken', line: 3 }],
    });
    certain(await load(csvText([headings, row('丙')])));
    expect(await load(csvText([headings, row('丁')]))).toMatchObject({
      ok: false,
      refusals: [{ kind: 'officialReceiptTaken', line: 2 }],
    });
  });
});

describe('what leaves as a sheet', () => {
  test('the template is read back as headings, for Excel in Chinese', async () => {
    expect(templateCsv().startsWith('\uFEFF捐赠编号,日期,捐赠人,')).toBe(true);
    // As it was handed out it shows that its examples are none, and enters nothing.
    for (const source of [utf8(templateCsv()), templateXlsx()]) {
      const preview = certain(await previewImport(database.db, source));
      expect(preview).toMatchObject({ refusals: [], rows: 0, gifts: [], skipped: 3, ignored: [] });
      const outcome = await importDonations(database.db, { fileName: '模板', source }, recorder);
      expect(outcome).toMatchObject({ ok: false, refusals: [{ kind: 'importHeadingsOnly' }] });
    }
  });

  test('the examples of the template are skipped beside real gifts, and refused once their mark is gone', async () => {
    const real = [
      ...['', '2020-02-14', '真实捐赠人', '企业', '实名', '', '', '', '测试慈善总会', '测试专项', '', '现金'],
      ...['', '', '', '', '', '', '', '', '', '', '88.00'],
    ];
    const filledIn = templateCsv() + csvText([real]).slice(1);
    expect(certain(await previewImport(database.db, utf8(filledIn)))).toMatchObject({
      rows: 1,
      skipped: 3,
      refusals: [],
      gifts: [{ rows: [5], input: { donor: { legalName: '真实捐赠人' } } }],
    });
    const outcome = certain(await load(filledIn));
    expect(outcome.added.map(({ rows }) => rows)).toEqual([[5]]);
    const unmarked = filledIn.replaceAll(/^示例[^,]*,/gm, ',');
    expect(await load(unmarked)).toMatchObject({
      refusals: [2, 3, 4].map((line) => ({ kind: 'importExampleLeft', line })),
    });
    const spread = filledIn.replaceAll('示例', ' 示 例');
    expect(certain(await previewImport(database.db, utf8(spread))).skipped).toBe(3);
  });

  test('no cell is a formula', () => {
    expect(csvText([['=1+1', '+1', '-1', '@x', '平常', '带"引号"', '带,逗号']])).toBe(
      '\uFEFF\'=1+1,\'+1,\'-1,\'@x,平常,"带""引号""","带,逗号"\r\n',
    );
  });

  test('a formula in a cell stays text both ways', async () => {
    const file = csvText([HEADINGS, cash('2020-02-14', '=HYPERLINK("x")', '5')]);
    const preview = certain(await previewImport(database.db, utf8(file)));
    expect(preview.gifts[0]?.input.donor).toMatchObject({ legalName: '=HYPERLINK("x")' });
  });
});

test('a file imported before is refused with the hour and the person', async () => {
  const file = sheet([cash('2020-02-15', '吴九', '9')]);
  certain(await load(file));
  const again = await load(file);
  const [refusal] = again.ok ? [] : again.refusals;
  if (!refusal) throw new Error('imported twice');
  expect(refusalText(refusal, 'zh-Hans').message).toMatch(
    /^这个文件已经导入过（\d{4}-\d\d-\d\d \d\d:\d\d，林经办，文件名“登记表.csv”）。$/,
  );
});
