import { describe, expect, test } from 'vitest';
import { inspected } from './statements.ts';

const refusalsOf = async (text: string): Promise<string[]> => (await inspected(text)).refusals;

describe('what a file states of itself', () => {
  const CONTROLLED =
    '期初余额：1000.00\n期末余额：1150.00\n总收入笔数：2\n交易日期,账号,币种,收入,支出,摘要\n' +
    '2025-01-02,111111,人民币,100.00,,a\n2025-01-03,111111,人民币,50.00,,b\n合计,,,150.00,0.00,\n';

  test('is held where it is of one account and one currency', async () => {
    expect(await refusalsOf(CONTROLLED)).toEqual([]);
    expect(await refusalsOf(CONTROLLED.replace(',50.00', ',51.00'))).toEqual([
      'statementControlDiffers:2',
      'statementControlDiffers:7',
    ]);
  });

  test('does not fall away with one changed account number', async () => {
    expect(await refusalsOf(CONTROLLED.replace('-03,111111', '-03,111112'))).toEqual([
      'statementFigureOfAccounts:1',
      'statementFigureOfAccounts:2',
    ]);
  });

  test('does not fall away with one changed currency, and two are never added', async () => {
    expect(await refusalsOf(CONTROLLED.replace('111111,人民币,50', '111111,美元,50'))).toEqual(
      expect.arrayContaining(['statementFigureOfCurrencies:1', 'statementFigureOfCurrencies:7']),
    );
    const sumsAlone = CONTROLLED.split('\n').slice(3).join('\n');
    expect(await refusalsOf(sumsAlone)).toEqual([]);
    expect(await refusalsOf(sumsAlone.replace('111111,人民币,50', '111111,美元,50'))).toEqual([
      'statementFigureOfCurrencies:4',
      'statementFigureOfCurrencies:4',
    ]);
  });

  test.each([
    ['两个账号', '111111', '111112', '人民币', '人民币'],
    ['两个币种', '111111', '111111', '人民币', '美元'],
  ])('as a balance of %s holds nothing, and is refused', async (_, one, other, currency, otherCurrency) => {
    const text = `期初余额：1000.00\n期末余额：9999.00\n交易日期,账号,币种,收入,支出\n2025-01-02,${one},${currency},100.00,\n2025-01-03,${other},${otherCurrency},,40.00\n`;
    expect(await refusalsOf(text)).toHaveLength(2);
  });

  const TWO = '交易日期,账号,收入,支出\n2025-01-02,111111,100.00,\n2025-01-03,111112,,40.00\n';

  test('as a sum or a count of several accounts is held against all of them', async () => {
    expect(await refusalsOf(`共2笔记录\n${TWO}合计,,100.00,40.00`)).toEqual([]);
    expect(await refusalsOf(`共3笔记录\n${TWO}合计,,100.00,41.00`)).toEqual([
      'statementControlDiffers:1',
      'statementControlDiffers:5',
    ]);
  });

  test('as balances of each of several accounts are held where they are as many and each fits one', async () => {
    const each = (closings: readonly string[]) =>
      `期初余额：10.00,期末余额：${closings[0]}\n期初余额：90.00,期末余额：${closings[1]}\n${TWO}`;
    expect(await refusalsOf(each(['110.00', '50.00']))).toEqual([]);
    const crossed = `期初余额：90.00,期末余额：50.00\n期初余额：10.00,期末余额：110.00\n${TWO}`;
    expect(await refusalsOf(crossed)).toEqual([]);
    expect(await refusalsOf(each(['110.00', '51.00']))).toHaveLength(4);
  });

  test('in a currency of its own is held against the lines of it, though there be none', async () => {
    const text =
      '交易日期,币种,收入,支出\n2025-01-02,人民币,1.00,\n2025-01-03,美元,5.00,\n人民币合计,,1.00,0.00\n美元合计,,5.00,0.00\n港币合计,,0.00,0.00';
    expect(await refusalsOf(text)).toEqual([]);
    expect(await refusalsOf(text.replace('03,美元', '03,人民币'))).toEqual([
      'statementControlDiffers:4',
      'statementControlDiffers:5',
    ]);
  });
});

describe('totals and subtotals', () => {
  const page = (second: string, between = '2025-01-03,50.00,,b') =>
    `交易日期,收入,支出,摘要\n2025-01-02,100.00,,a\n本页小计,100.00,0,\n${between}\n本页小计,${second},0,\n`;

  test('of a page count from the one before, and nothing else', async () => {
    expect(await refusalsOf(page('50.00'))).toEqual([]);
    expect(await refusalsOf(page('150.00'))).toEqual(['statementControlDiffers:5']);
  });

  test('of a page do not add two currencies', async () => {
    const text = (currency: string, label = '本页小计') =>
      `交易日期,币种,收入,支出\n2025-01-02,人民币,100.00,\n2025-01-03,${currency},50.00,\n${label},,150.00,0.00\n`;
    expect(await refusalsOf(text('人民币'))).toEqual([]);
    expect(await refusalsOf(text('美元'))).toEqual(['statementFigureOfCurrencies:4', 'statementFigureOfCurrencies:4']);
  });

  test('in words and under the columns are both held', async () => {
    const text = (row: string) => `交易日期,收入,支出,摘要\n2025-01-02,100.00,,a\n${row}\n`;
    expect(await refusalsOf(text('合计,100.00,0.00,汇总收入金额:100.00'))).toEqual([]);
    expect(await refusalsOf(text('合计,999.00,888.00,汇总收入金额:100.00'))).toEqual([
      'statementControlDiffers:3',
      'statementControlDiffers:3',
    ]);
    expect(await refusalsOf(text('合计,100.00,0.00,汇总收入金额:101.00'))).toEqual(['statementControlDiffers:3']);
    // The figure behind its words is theirs, whatever column it stands in.
    expect(await refusalsOf(text('汇总支出金额,0.00,汇总收入金额,100.00'))).toEqual([]);
  });
});

describe('a total under one column of amounts', () => {
  const signed = (total: string, label = '合计') =>
    `交易日期,摘要,交易金额\n2025-01-02,a,+100.00\n2025-01-03,b,-30.00\n${label},,${total}\n`;
  const worded = (total: string) =>
    `交易日期,收/支,金额\n2025-01-02,收入,100.00\n2025-01-03,支出,30.00\n2025-01-04,/,5.00\n合计,,${total}\n`;

  test.each(['70.00', '130.00', '100.00', '30.00', '-30.00', '-70.00'])(
    'is held as its net, all of it or one side: %s',
    async (total) => {
      expect(await refusalsOf(signed(total))).toEqual([]);
      expect(await refusalsOf(signed(total, '本页小计'))).toEqual([]);
    },
  );

  test('is refused as any other', async () => {
    expect(await refusalsOf(signed('71.00'))).toEqual(['statementControlDiffers:4']);
    expect(await refusalsOf(signed('71.00', '本页小计'))).toEqual(['statementControlDiffers:4']);
    expect(await refusalsOf(signed('70.00').replace('+100', '+110'))).toEqual(['statementControlDiffers:4']);
    expect(await refusalsOf(worded('136.00'))).toEqual(['statementControlDiffers:5']);
  });

  test('counts what is neither in nor out, or leaves it out', async () => {
    expect(await refusalsOf(worded('135.00'))).toEqual([]);
    expect(await refusalsOf(worded('130.00'))).toEqual([]);
  });

  test('is of no currency where there are two', async () => {
    const text = '交易日期,币种,交易金额\n2025-01-02,人民币,100.00\n2025-01-03,美元,-30.00\n合计,,70.00\n';
    expect(await refusalsOf(text)).toEqual(['statementFigureOfCurrencies:4']);
  });
});

describe('a merchant’s bill', () => {
  const HEADINGS = '交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,应结订单金额,退款金额,商品名称,手续费';
  const row = (amount: string, goods = '捐款') =>
    `\`2025-01-02 10:00:00,\`a,\`1,\`4200,\`D1,\`SUCCESS,\`${amount},\`0.00,\`${goods},\`0.00`;
  const TOTALS = ['总交易单数,应结订单总金额,退款总金额,手续费总金额', '`2,`30.00,`0.00,`0.00'];
  const bill = (...rows: readonly string[]) => [HEADINGS, ...rows].join('\n');

  test('whose goods are named as a total has that line like any other', async () => {
    const named = bill(row('10.00', '总交易单数'), row('20.00'), ...TOTALS);
    expect(await inspected(named)).toMatchObject({ refusals: [], reports: [{ lines: 2, credits: '30.00' }] });
    expect(await inspected(named.replaceAll('`', ''))).toMatchObject({ refusals: [], reports: [{ lines: 2 }] });
    expect(await refusalsOf(bill(row('10.00'), row('20.00'), row('99.00', '总交易单数'), ...TOTALS))).toEqual([
      'statementControlDiffers:6',
      'statementControlDiffers:6',
    ]);
  });

  test('that ends with the headings of its totals, or within their figures, was cut off', async () => {
    const rows = [row('10.00'), row('20.00'), TOTALS[0] ?? ''];
    expect(await refusalsOf(bill(...rows))).toEqual(['statementTrailerMissing']);
    expect(await refusalsOf(bill(...rows, '`2,`30.00'))).toEqual(['statementTrailerMissing']);
  });

  test('counts a line below its totals', async () => {
    expect(await refusalsOf(bill(row('10.00'), row('20.00'), ...TOTALS, row('77.00')))).toEqual([
      'statementControlDiffers:5',
      'statementControlDiffers:5',
    ]);
  });
});
