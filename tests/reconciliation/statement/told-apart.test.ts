import { describe, expect, test } from 'vitest';
import { inspected, linesOf } from './statements.ts';

const table = (...rows: string[]) => rows.join('\n');
const flowsOf = async (text: string) => (await linesOf(text)).map(({ flow }) => flow);

describe('a note in a heading', () => {
  const accounts = (heading: string, balance = '1300.00') =>
    table(
      `交易日期,收入金额,支出金额,余额,${heading},摘要`,
      '2025-07-01,100.00,,1100.00,6222000011112222,捐款',
      `2025-07-02,200.00,,${balance},6222000011113333,捐款`,
    );

  test.for(['账号(对方)', '账号（付款方）', '账号(收款方)'])('names another account than ours: %s', async (heading) => {
    expect((await linesOf(accounts(heading))).map(({ account }) => account)).toEqual([undefined, undefined]);
    expect((await inspected(accounts(heading, '1900.00'))).refusals).toEqual(['statementChainBroken:3']);
  });

  test('says that an account or number is ours, or how it is written', async () => {
    const own = await linesOf(accounts('账号(本方)'));
    expect(own[0]?.account).toBe('6222000011112222');
    const written = table('交易日期(YYYY-MM-DD),借贷标志(1-借 2-贷),发生额', '2025-07-01,借,1.00');
    expect(await linesOf(written)).toMatchObject([{ day: '2025-07-01', flow: 'out' }]);
  });

  test('names the serial of another, or the day of value', async () => {
    const text = table('日期(起息),交易日期,收入,流水号(对方)', '2025-06-30,2025-07-01,1.00,A1');
    const [line] = await linesOf(text);
    expect(line).toMatchObject({ day: '2025-07-01' });
    expect(line).not.toHaveProperty('serial');
  });

  test('names the direction of another, which is asked about', async () => {
    const text = table('交易日期,借贷标志(对方),交易金额', '2025-07-01,借,100.00', '2025-07-02,贷,50.00');
    expect((await inspected(text)).refusals).toEqual(['statementFlowUnknown:2']);
    expect(await flowsOf(text)).toEqual(['in', 'in']);
  });
});

describe('words of a direction under a heading about something else', () => {
  const of = (heading: string, ...rows: string[]) =>
    table(`交易日期,${heading},交易金额`, ...rows.map((row, at) => `2025-07-0${at + 1},${row}`));

  test.for([
    ['卡类型', '借记,100.00', '贷记,200.00', ['in', 'in']],
    ['对方角色', '付方,100.00', '收方,-200.00', ['in', 'out']],
    ['支付方式', '存款,100.00', '取现,200.00', ['in', 'in']],
    ['附注', '-,100.00', '+,-200.00', ['in', 'out']],
  ] as const)('are none: %s', async ([heading, first, second, flows]) => {
    const text = of(heading, first, second);
    expect((await inspected(text)).refusals).toEqual([]);
    expect(await flowsOf(text)).toEqual(flows);
  });

  test('are asked about where the amounts have no signs', async () => {
    expect((await inspected(of('备注', '+,100.00', '-,200.00'))).refusals).toEqual(['statementFlowUnsure:2']);
  });

  test('are one where the balances prove it, and none where they prove the signs', async () => {
    const rows = (last: string) => of('附注', '+,100.00', '-,20.00').replace(/$/gm, last);
    const proven = rows('').split('\n');
    const balances = (...all: string[]) => proven.map((row, at) => `${row},${all[at]}`).join('\n');
    expect(await inspected(balances('余额', '100.00', '80.00'))).toMatchObject({ refusals: [] });
    expect(await flowsOf(balances('余额', '100.00', '80.00'))).toEqual(['in', 'out']);
    expect(await flowsOf(balances('余额', '100.00', '120.00'))).toEqual(['in', 'in']);
  });
});

test('a title of what a credit card bought is of a card', async () => {
  const text = table(
    '某银行信用卡消费明细',
    '交易日期,交易金额,交易摘要',
    '2025-07-01,100.00,超市',
    '2025-07-02,5.00,加油',
  );
  expect(await flowsOf(text)).toEqual(['out', 'out']);
});

describe('a row without a day', () => {
  const sides = (row: string) => table('交易日期,收入金额,支出金额,摘要', '2025-07-01,100.00,,捐款', row);

  test('whose amount stands behind a word is refused, and a signature or a total is not', async () => {
    expect((await inspected(sides(',金额:200.00,,捐款'))).refusals).toEqual(['statementAmountUnreadable:3']);
    expect((await inspected(sides(',复核：李四,,'))).refusals).toEqual([]);
    expect((await inspected(sides(',收入合计：100.00,,'))).refusals).toEqual([]);
  });

  test('with 收50 beside its amount is a movement, and alone a total', async () => {
    expect((await inspected(sides(',50.00,,收50'))).refusals).toEqual(['statementDayMissing:3']);
    expect((await inspected(sides('收 100.00 支 0.00'))).refusals).toEqual([]);
    expect((await inspected(sides('收 101.00 支 0.00'))).refusals).toEqual(['statementControlDiffers:3']);
  });

  test('with a long cell of blanks is read at once', async () => {
    const before = performance.now();
    await inspected(sides(`,,,1${' '.repeat(60_000)}x`));
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  test('of totals may have the count of lines under the amounts', async () => {
    const of = (total: string) =>
      table('交易日期,交易金额,摘要', '2025-07-01,100.00,捐款', '2025-07-02,30.00,捐款', total);
    expect((await inspected(of('合计,2,130.00'))).refusals).toEqual([]);
    expect((await inspected(of('本页小计,2,130.00'))).refusals).toEqual([]);
    expect((await inspected(of('合计,3,130.00'))).refusals).toEqual(['statementControlDiffers:4']);
  });
});

test('a remark of a gift says nothing against positive amounts', async () => {
  const gifts = (remark: string) =>
    table('交易日期,交易金额,摘要', '2025-07-01,100.00,捐款', `2025-07-02,200.00,${remark}`);
  for (const remark of ['消费帮扶捐款', '消费扶贫', '消费券', '转出善款'])
    expect(await inspected(gifts(remark))).toMatchObject({ refusals: [], reports: [{ credits: '300.00' }] });
  expect((await inspected(gifts('消费'))).refusals).toEqual(['statementSignAlike:3']);
});

describe('CAMT.053', () => {
  const camt = (inner: string) =>
    `<Document><BkToCstmrStmt><Stmt>${inner}<Acct><Id><Othr><Id>1</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
<TxsSummry><TtlCdtNtries><NbOfNtries>2</NbOfNtries></TtlCdtNtries></TxsSummry>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt>60</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2025-07-31</Dt></Dt></Bal>
<Ntry><Amt>60</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>DAY</Ntry></Stmt></BkToCstmrStmt></Document>`;
  const page = (said: string) => camt(`<StmtPgntn>${said}</StmtPgntn>`).replace('DAY', '');
  const dayed = (day: string) => camt('').replace('DAY', day).replace('<NbOfNtries>2', '<NbOfNtries>1');

  test.for([
    '<BookgDt><Dt>12.07.2025</Dt></BookgDt>',
    '<BookgDt><Dt>2025-02-30</Dt></BookgDt>',
    '<BookgDt>2025-13-30</BookgDt>',
    '<BookgDt><DtTm>12:00</DtTm></BookgDt><ValDt><Dt>2025-07-12</Dt></ValDt>',
    '<ValDt><Dt>2025-13-30</Dt></ValDt>',
  ])('refuses an entry whose day is there and is none: %s', async (day) => {
    expect((await inspected(dayed(day))).refusals).toContain('statementDayUnreadable:4');
  });

  test.for([
    ['', '2025-07-31'],
    ['<BookgDt/>', '2025-07-31'],
    ['<BookgDt><Dt> </Dt></BookgDt><ValDt><Dt>2025-07-12</Dt></ValDt>', '2025-07-12'],
  ] as const)('falls back where there is none: %s', async ([day, read]) => {
    expect((await linesOf(dayed(day))).map((line) => line.day)).toEqual([read]);
  });

  test.for([
    ['<PgNb>01</PgNb><LastPgInd>true</LastPgInd>', true],
    ['<PgNb>00001</PgNb>', true],
    ['<PgNb>00002</PgNb><LastPgInd>true</LastPgInd>', false],
    ['<PgNb>01</PgNb><LastPgInd>false</LastPgInd>', false],
  ] as const)('holds the summary of a single page to its entries: %s', async ([said, held]) => {
    expect((await inspected(page(said))).refusals).toEqual(held ? ['statementControlDiffers:2'] : []);
  });
});
