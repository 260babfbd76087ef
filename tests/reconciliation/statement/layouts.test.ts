import { describe, expect, test } from 'vitest';
import { inMemory, inspectStatement } from '#reconciliation/statement/inspect.ts';
import { inspected, linesOf } from './statements.ts';

/** 300.00 came in and 200.00 went out of an account with 1000.00, under the headings of one bank or another. */
interface Layout {
  bank: string;
  above?: string[];
  headings: string;
  rows: [string, string];
  below?: string[];
  currency?: string;
  /** Money out once the payment is changed to 250.00, where no balance proves any more that the minus is a payment. */
  changed?: string;
}

const LAYOUTS: Layout[] = [
  {
    bank: '兴业: 借方金额(支出), the day and the time of day apart',
    headings: '银行流水号,账号,户名,币种,借方金额(支出),贷方金额(收入),账户余额,摘要,对方户名,记账日期,交易时间',
    rows: [
      'N1,1170,某会,人民币,,300.00,1300.00,捐款,甲,20250102,10:01:02',
      'N2,1170,某会,人民币,200.00,,1100.00,拨款,乙,20250103,10:01:02',
    ],
  },
  {
    bank: '平安: 贷方(收入)金额',
    headings: '交易日期,账号,借方(支出)金额,贷方(收入)金额,账户余额,币种,对方账户名称,摘要',
    rows: [
      '2025-01-02 10:00:00,1500,0.00,300.00,1300.00,RMB,甲,',
      '2025-01-03 10:00:00,1500,200.00,0.00,1100.00,RMB,乙,',
    ],
  },
  {
    bank: '交行 corporate: 借方发生额（支出）, the query above',
    above: ['查询账号:,310066000000000001,户名:,某会,币种:,全部,,'],
    headings: '交易时间,借方发生额（支出）,贷方发生额（收入）,账户余额,对方户名,摘要',
    rows: ['2025-01-02 10:00:00,,300.00,1300.00,甲,捐款', '2025-01-03 10:00:00,200.00,,1100.00,乙,拨款'],
  },
  {
    bank: '交行 card: 贷 Cr',
    headings: '序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方户名,摘要',
    rows: [
      '1,2025-01-02,10:00:00,转账,贷 Cr,300.00,1300.00,甲,',
      '2,2025-01-03,10:00:00,转账,借 Dr,200.00,1100.00,乙,',
    ],
  },
  {
    bank: '工银亚洲: traditional characters, 入賬 and 扣賬',
    headings: '賬戶名稱,賬號,交易時間,扣賬/入賬,幣種,金額,餘額,摘要,對方戶名',
    rows: [
      '某会,861,2025-01-02 10:00:00,入賬,港元,300.00,1300.00,donation,甲',
      '某会,861,2025-01-03 10:00:00,扣賬,港元,200.00,1100.00,grant,乙',
    ],
    currency: 'HKD',
  },
  {
    bank: 'a bank of Hong Kong: day, month, year, and its balance newest first',
    headings: 'Date,Description,Billing amount,Billing currency,Balance',
    rows: ['13/01/2025,B,"-200.00"\t,HKD,"1,100.00"\t', '02/01/2025,A,"300.00"\t,HKD,"1,300.00"\t'],
    currency: 'HKD',
  },
  {
    bank: 'CREDIT and DEBIT beside amounts with signs',
    headings: 'Date Posted,Transaction Type, Transaction Amount,Balance,Description',
    rows: ['20250102,CREDIT,300.00,1300.00,A', '20250103,DEBIT,-200.00,1100.00,B'],
    changed: '0',
  },
  {
    bank: '支出 and 收入 as one column',
    headings: '交易日期,收入/支出金额,账户余额,摘要',
    rows: ['2025年1月2日,+300.00,"1,300.00",捐款', '2025年1月3日,-200.00,"1,100.00",拨款'],
  },
  {
    bank: 'English behind every heading',
    headings: '交易日期 Transaction Date,借方金额 Debit Amount,贷方金额(Credit Amount),余额/Balance',
    rows: ['2025-01-02,,300.00,1300.00', '2025-01-03,200.00,,1100.00'],
  },
  {
    bank: 'the names of months',
    headings: 'Transaction Date,Money out,Money in,Balance',
    rows: ['02-Jan-2025,,300.00,1300.00', '3 January 2025,200.00,,1100.00'],
  },
  {
    bank: 'days as a spreadsheet counts them, times without their zero',
    headings: '交易日期,交易时间,转出金额,转入金额,余额',
    rows: ['45659,93000,,300.00,1300.00', '45660,101500,200.00,,1100.00'],
  },
  {
    bank: 'a card within an account, in its currency',
    above: ['账户账号,622908000000000001', '卡内账户,002 活期储蓄存款 港币 现汇', '起始日期,2025-01-01'],
    headings: '交易时间,记账日,支出,收入,账户余额,摘要',
    rows: [
      '2025-01-02 00:00:00,2025-01-02,,300.00,1300.00,汇入',
      '2025-01-03 00:00:00,2025-01-03,200.00,,1100.00,汇出',
    ],
    below: ['说明,交易明细仅供参考。'],
    currency: 'HKD',
  },
  {
    bank: 'payments with a minus in their own column',
    headings: '交易日期,收入,支出,余额',
    rows: ['2025-01-02,300.00,,1300.00', '2025-01-03,,-200.00,1100.00'],
    changed: '0',
  },
  {
    bank: '借方 and 贷方 under 发生额, in a second row',
    headings: '日期,摘要,发生额,,余额\n,,借方,贷方,',
    rows: ['2025-01-02,捐款,,300.00,1300.00', '2025-01-03,拨款,200.00,,1100.00'],
  },
  {
    bank: 'English in a second row',
    headings: '交易日期,摘要,收入,支出,账户余额\nDate,Summary,Income,Expense,Balance',
    rows: ['2025-01-02,捐款,300.00,,1300.00', '2025-01-03,拨款,,200.00,1100.00'],
  },
  {
    bank: 'pages with their headings and balances again',
    above: ['某银行交易明细'],
    headings: '交易日期,摘要,收入,支出,余额',
    rows: [
      '2025-01-02,捐款,300.00,,1300.00\n第1页,共2页\n某银行交易明细\n 交易日期 ,摘要, 收入 ,支出,余额,\n承前页,,,,1300.00',
      '2025-01-03,拨款,,200.00,1100.00',
    ],
    below: ['过次页,,,,1100.00', '第2页 共2页', '打印柜员：001 打印时间：2025-02-01 10:00:00'],
  },
  {
    bank: 'balances carried over as rows, with and without a day',
    headings: '交易日期,摘要,收入,支出,余额',
    rows: ['2025-01-02,捐款,300.00,,1300.00', '2025-01-03,拨款,,200.00,1100.00'],
    below: ['2025-01-31,期末余额,,,1100.00', '合计,,300.00,200.00,'],
    above: ['期初余额：1,000.00 借方笔数:1 贷方笔数:1'],
  },
];

describe('under the headings of', () => {
  test.for(LAYOUTS)('$bank', async ({ above = [], headings, rows, below = [], currency = 'CNY' }) => {
    const text = [...above, headings, ...rows, ...below].join('\n');
    expect(await inspected(text)).toMatchObject({
      refusals: [],
      reports: [{ lines: 2, credits: '300.00', debits: '200.00', opening: '1000.00', closing: '1100.00', currency }],
    });
    const days = (await linesOf(text)).map(({ day }) => day).toSorted();
    expect(days[0]).toBe('2025-01-02');
  });

  test.for(LAYOUTS)(
    '$bank, an amount that was changed is refused',
    async ({ above = [], headings, rows, below = [], changed: debits = '250.00' }) => {
      const changed = rows.map((row) => row.replace(/(?<=[-+,"])200\.00/, '250.00')) as [string, string];
      expect(changed).not.toEqual(rows);
      const { reports, refusals } = await inspected([...above, headings, ...changed, ...below].join('\n'));
      expect(refusals).not.toEqual([]);
      expect(reports).toMatchObject([{ lines: 2, debits }]);
    },
  );
});

describe('a day without a year in front', () => {
  const statement = (days: string[], above: string[] = []) =>
    [...above, 'Date,Amount', ...days.map((each) => `${each},1.00`)].join('\n');
  const day = async (days: string[], above?: string[]) =>
    (await linesOf(statement(days, above))).map((line) => line.day);

  test('is read as another row shows', async () => {
    expect(await day(['01/02/2025', '13/02/2025'])).toEqual(['2025-02-01', '2025-02-13']);
    expect(await day(['02/01/2025', '02/13/2025'])).toEqual(['2025-02-01', '2025-02-13']);
  });

  test('is read as the period of the file allows', async () => {
    const april = ['起止日期：2025-04-01 至 2025-04-30'];
    expect(await day(['01/04/2025', '09/04/2025'], april)).toEqual(['2025-04-01', '2025-04-09']);
    expect(await day(['04/01/2025', '04/09/2025'], april)).toEqual(['2025-04-01', '2025-04-09']);
  });

  test.for([
    ['one day', ['05/06/2025'], []],
    ['days that come in order one way and not the other', ['03/01/2025', '01/05/2025', '02/07/2025'], []],
    ['days that stay in order read as day and month', ['01/04/2025', '09/04/2025', '02/05/2025'], []],
    ['days within the period either way', ['01/02/2025', '02/01/2025'], ['起止日期：2025-01-01 至 2025-03-31']],
    ['days out of the period either way', ['01/02/2025'], ['起止日期：2024-01-01 至 2024-03-31']],
  ] as const)('is refused by its order where nothing tells: %s', async ([, days, above]) => {
    const text = statement([...days], [...above]);
    const { refusals } = await inspected(text);
    expect(refusals).toEqual(days.map((_, at) => `statementDayOrderUnclear:${at + 2 + above.length}`));
    expect(await linesOf(text)).toEqual([]);
  });
});

test.for([
  ['2025-01-02 星期四', undefined],
  ['2025-01-02(周四) 09:03', '09:03:00'],
  ['2025年1月2日 星期四 9时03分', '09:03:00'],
  ['2025年1月2日9时03分05秒', '09:03:05'],
  ['202501020903', '09:03:00'],
  ['="2025-01-02"', undefined],
] as const)('a day is read however a bank writes it: %s', async ([stated, time]) => {
  const [line] = await linesOf(`交易日期,收入,支出\n${stated},1.00,`);
  expect([line?.day, line?.time]).toEqual(['2025-01-02', time]);
});

describe('a day that a spreadsheet counts', () => {
  const days = async (...stated: string[]) => {
    const text = ['交易日期,收入,支出', ...stated.map((each) => `${each},1.00,`)].join('\n');
    return { days: (await linesOf(text)).map((line) => line.day), refusals: (await inspected(text)).refusals };
  };
  const soon = (ahead: number) => `${Math.floor(Date.now() / 86_400_000) + 25_569 + ahead}`;

  test('is read where all days are such numbers', async () => {
    expect(await days('45658', '45659')).toEqual({ days: ['2025-01-01', '2025-01-02'], refusals: [] });
    expect((await days(soon(-1), soon(0))).refusals).toEqual([]);
  });

  test.for([
    ['alone', ['45658'], ['statementDayUnreadable:2']],
    ['beside another kind of day', ['45658', '2025-01-02'], ['statementDayUnreadable:2']],
    ['of the last century', ['20250', '20251'], ['statementDayUnreadable:2', 'statementDayUnreadable:3']],
    ['that is to come', ['45658', soon(30)], ['statementDayUnreadable:2', 'statementDayUnreadable:3']],
  ] as const)('is refused %s', async ([, stated, refusals]) => {
    expect((await days(...stated)).refusals).toEqual(refusals);
  });

  test('is refused outside the period of the file', async () => {
    const text = '起止日期：2025-02-01 至 2025-02-28\n交易日期,收入,支出\n45658,1.00,\n45659,1.00,';
    expect((await inspected(text)).refusals).toEqual(['statementDayUnreadable:3', 'statementDayUnreadable:4']);
  });
});

test('a cell of blanks in the column of days is refused at once', async () => {
  const before = performance.now();
  const { refusals } = await inspected(`交易日期,收入,支出\n2025-01-02${' '.repeat(100_000)}x,1.00,`);
  expect(refusals).toEqual(['statementDayUnreadable:2']);
  expect(performance.now() - before).toBeLessThan(3_000);
});

describe('signs', () => {
  test('of red entries are told from those of payments by the balances', async () => {
    const red = '交易日期,支出,收入,余额\n2025-01-02,,20.00,20.00\n2025-01-03,-20.00,,40.00\n2025-01-04,40.00,,0.00';
    expect(await inspected(red)).toMatchObject({ refusals: [], reports: [{ credits: '40.00', debits: '40.00' }] });
    const only = '交易日期,借贷标志,发生额,余额\n2025-01-02,借,-20.00,120.00\n2025-01-03,借,-5.00,125.00';
    expect(await inspected(only)).toMatchObject({ refusals: [], reports: [{ credits: '25.00', debits: '0' }] });
  });

  test('of a card’s charges are told by what the file says it is', async () => {
    const bill =
      '信用卡账单\n交易日期,入账日期,交易摘要,交易金额,交易货币\n2025/01/05,2025/01/06,（消费）甲,15.90,人民币\n2025/01/07,2025/01/07,（还款）乙,-30.00,人民币';
    expect(await inspected(bill)).toMatchObject({ refusals: [], reports: [{ credits: '30.00', debits: '15.90' }] });
    expect((await inspected(bill.slice(bill.indexOf('\n') + 1))).refusals).toEqual(['statementSignUnclear:2']);
    const account = '交易日期,摘要,交易金额\n2025/01/05,信用卡还款,-15.90\n2025/01/07,工资,30.00';
    expect(await inspected(account)).toMatchObject({ refusals: [], reports: [{ credits: '30.00', debits: '15.90' }] });
  });

  test('a word that says no direction is refused by its column, and never taken for neither', async () => {
    const { reports, refusals } = await inspected('交易日期,借贷标志,发生额\n2025-01-02,贷,1.00\n2025-01-03,转,2.00');
    expect(refusals).toEqual(['statementFlowUnknown:3']);
    expect(reports).toMatchObject([{ lines: 2, credits: '1.00', debits: '0', neutral: '0' }]);
  });
});

describe('totals', () => {
  const rows = (...more: string[]) =>
    ['交易日期,摘要,借方金额,贷方金额', '2025-01-02,汇总缴税,1.00,', '2025-01-03,捐款,,4.00', ...more].join('\n');

  test.for([
    ['本页小计,,1.00,4.00\n2025-01-04,捐款,,2.00\n本页小计,,0.00,2.00\n合计,,1.00,6.00', []],
    ['本页小计,,1.00,4.00\n2025-01-04,捐款,,2.00\n本页小计,,0.00,3.00\n合计,,1.00,6.00', ['statementControlDiffers:6']],
    ['本月合计,,1.00,4.00\n本年累计,,100.00,400.00', []],
    ['合计,,1.00,5.00', ['statementControlDiffers:4']],
    ['汇总收入金额,4.00,汇总支出金额,1.00', []],
    ['汇总收入金额,4.00,汇总支出金额,1.50', ['statementControlDiffers:4']],
    ['借方笔数：1笔 贷方笔数：2笔', ['statementControlDiffers:4']],
    ['2025-01-31,合计,1.00,4.00', []],
    ['2,支 1.00,收 4.00,', []],
    ['2 收 4.00 支 1.00', []],
    ['2,支 1.00,收 5.00,', ['statementControlDiffers:4']],
  ] as const)('%s', async ([below, refusals]) => {
    const found = await inspected(rows(below as string));
    expect(found.refusals).toEqual(refusals);
    expect(found.reports[0]?.debits).toBe('1.00');
  });

  test('of several currencies are held to the lines of theirs, or to all lines', async () => {
    const text =
      '共3笔记录\n交易日期,币种,收入,支出\n2025-01-02,人民币,1.00,\n2025-01-02,美元,2.00,\n2025-01-03,美元,3.00,\n人民币合计,,1.00,0.00\n美元合计,,5.00,0.00';
    expect((await inspected(text)).refusals).toEqual([]);
    expect((await inspected(text.replace('美元合计,,5', '美元合计,,6'))).refusals).toEqual([
      'statementControlDiffers:7',
    ]);
    expect((await inspected(text.replace('共3笔', '共4笔'))).refusals).toEqual(['statementControlDiffers:1']);
  });
});

test('支付宝’s older export counts what moved, and is held to that', async () => {
  const text = [
    '支付宝交易记录明细查询',
    '交易号,商家订单号,交易创建时间,付款时间,类型,交易对方,商品名称,金额（元）,收/支,交易状态,资金状态,',
    '1\t,,2025-01-05 10:00:00,2025-01-05 10:00:00,即时到账交易,甲,物资,25.00,支出,交易成功,已支出,',
    '2\t,,2025-01-06 10:00:00,2025-01-06 10:00:00,即时到账交易,乙,捐款,100.00,收入,交易成功,已收入,',
    '3\t,,2025-01-07 10:00:00,,即时到账交易,丙,未付,70.00,支出,交易关闭,,',
    '4\t,,2025-01-08 10:00:00,,即时到账交易,余额宝,转入,50.00,,交易成功,资金转移,',
    '共4笔记录',
    '已收入:1笔,100.00元',
    '待收入:0笔,0.00元',
    '已支出:1笔,25.00元',
    '待支出:1笔,70.00元',
  ].join('\n');
  expect(await inspected(text)).toMatchObject({
    refusals: [],
    reports: [{ lines: 4, credits: '100.00', debits: '25.00', neutral: '120.00' }],
  });
  expect((await inspected(text.replace('已支出:1笔,25', '已支出:1笔,26'))).refusals).toEqual([
    'statementControlDiffers:10',
  ]);
});

describe('an account that is emptied every day', () => {
  const rows = [
    '交易日期,收入,支出,余额',
    '2025-01-02,20.00,,20.00',
    '2025-01-02,,20.00,0.00',
    '2025-01-03,40.00,,40.00',
    '2025-01-03,,40.00,0.00',
    '2025-01-04,60.00,,60.00',
    '2025-01-04,,60.00,0.00',
  ];

  test.for([
    ['is read in either order', 0, []],
    ['and lacks what came in is refused', 3, ['statementChainBroken:4']],
    ['and lacks what went out is refused', 4, ['statementChainBroken:4']],
  ] as const)('%s', async ([, without, refusals]) => {
    const left = rows.filter((_, index) => index === 0 || index !== without);
    expect((await inspected(left.join('\n'))).refusals).toEqual(refusals);
    const turned = await inspected([left[0], ...left.slice(1).reverse()].join('\n'));
    expect(turned.refusals).toHaveLength(refusals.length);
  });
});

test('a quotation mark within quotation marks ends no cell', async () => {
  const rows = ['2025-01-02,"捐“甲"乙",300.00,', '2025-01-03,"丙",,"1,200.00"\t'];
  const text = ['交易日期,摘要,收入,支出', ...rows].join('\n');
  expect(await inspected(text)).toMatchObject({ refusals: [], reports: [{ credits: '300.00', debits: '1200.00' }] });
  expect((await linesOf(text)).map(({ purpose }) => purpose)).toEqual(['捐“甲"乙', '丙']);
  const asText = '交易日期,账号,收入,支出\n2025-01-02,="6222000011112222",="300.00",';
  expect((await linesOf(asText)).map(({ account }) => account)).toEqual(['6222000011112222']);
  expect((await inspected(asText)).reports).toMatchObject([{ credits: '300.00' }]);
  // With a comma behind it, it moves what follows, which is refused.
  expect((await inspected(text.replace('甲"乙', '甲"乙,丁'))).refusals).toEqual([expect.stringMatching(/:2$/)]);
});

test('headings with the unit before a note are amounts', async () => {
  const text =
    '交易日期(YYYYMMDD),借方发生额/元(支取),贷方发生额/元(收入),余额/元\n20250102,,300.00,1300.00\n20250103,200.00,,1100.00';
  expect(await inspected(text)).toMatchObject({
    refusals: [],
    reports: [{ credits: '300.00', debits: '200.00', opening: '1000.00' }],
  });
});

test.for([
  ['in brackets', '(200.00)'],
  ['behind', '200.00-'],
  ['before the sign of the currency', '-¥200.00'],
  ['behind the sign of the currency', '￥-200.00元'],
])('a minus is read %s', async ([, written]) => {
  const text = `交易日期,交易金额,余额\n2025-01-02,300.00,1300.00\n2025-01-03,${written},1100.00`;
  expect(await inspected(text)).toMatchObject({ refusals: [], reports: [{ credits: '300.00', debits: '200.00' }] });
});

test('amounts in 万元 or dollars are not read as 元', async () => {
  for (const unit of ['万元', '美元']) {
    const text = `交易日期,收入金额（${unit}）,支出金额（${unit}）\n2025-01-02,300.00,`;
    expect((await inspected(text)).refusals).toEqual(['statementHeadingsMissing']);
  }
});

test.for([
  ['with headings alone', '交易日期,摘要,收入,支出,余额'],
  ['that says so', '交易日期,摘要,收入,支出,余额\n没有符合条件的记录,,,,'],
  ['with totals', '期初余额,100.00,期末余额,100.00\n交易日期,摘要,收入,支出,余额\n合计,,0.00,0.00,'],
])('a statement %s is of no line, and no refusal', async ([, text]) => {
  expect(await inspected(text as string)).toMatchObject({
    refusals: [],
    reports: [{ lines: 0, credits: '0', debits: '0' }],
  });
});

test('a line without its amount is refused by the columns where it would stand', async () => {
  const text = '交易日期,摘要,收入金额（元）,支出金额（元）\n2025-01-02,捐款,,';
  const [found] = await inspectStatement(inMemory('statement', new TextEncoder().encode(text)));
  expect(found?.refusals).toEqual([{ kind: 'statementAmountMissing', line: 2, field: '收入金额、支出金额' }]);
});
