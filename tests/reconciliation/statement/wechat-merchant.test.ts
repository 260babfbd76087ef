import { expect, test } from 'vitest';
import { inspected, linesOf } from './statements.ts';

const TRADE = [
  '交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,微信退款单号,商户退款单号,退款金额,商品名称,手续费,订单金额',
  '`2025-07-12 10:00:00,`wx0,`1900000001,`42001,`DN001,`SUCCESS,`CNY,`66.66,`0,`0,`0.00,`救灾捐款, 定向 青石镇,`0.40000,`66.66',
  '`2025-07-12 18:05:00,`wx0,`1900000001,`42001,`DN001,`REFUND,`CNY,`0.00,`50301,`RF001,`66.66,`救灾捐款,`-0.40000,`0.00',
  '总交易单数,应结订单总金额,退款总金额,手续费总金额',
  '`2,`66.66,`66.66,`0.00000',
];
const FLOW = [
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号',
  '`2025-07-12 10:00:00,`42001,`1000001,`交易,`交易,`收入,`66.66,`66.66,`system,`,`DN001',
  '`2025-07-12 10:00:00,`42001,`1000002,`扣除交易手续费,`交易,`支出,`0.40,`66.26,`system,`,`DN001',
  '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额',
  '`2,`1,`66.66,`1,`0.40',
];

test('a comma within a name is told from a separator by the backtick', async () => {
  const [trade, refund] = await linesOf(TRADE.join('\n'));
  expect(trade).toMatchObject({ flow: 'in', purpose: '救灾捐款, 定向 青石镇', references: ['DN001'], serial: '42001' });
  expect(refund).toMatchObject({ flow: 'out', references: ['DN001', 'RF001', '42001'], serial: '50301' });
});

test('trades, refunds and fees are held to the totals at the end', async () => {
  expect(await inspected(TRADE.join('\r\n'))).toMatchObject({
    reports: [{ format: 'wechat-merchant-trade', lines: 2, credits: '66.66', debits: '66.66', fees: '0.00000' }],
    refusals: [],
  });
  expect(
    (await inspected(TRADE.join('\n').replace('`66.66,`66.66,`0.00000', '`66.67,`66.66,`0.00000'))).refusals,
  ).toEqual(['statementControlDiffers:5']);
});

test('the fund flow has a balance after each line', async () => {
  expect(await inspected(FLOW.join('\n'))).toMatchObject({
    reports: [
      { format: 'wechat-merchant-fund-flow', credits: '66.66', debits: '0.40', opening: '0.00', closing: '66.26' },
    ],
    refusals: [],
  });
});

test('a bill without its totals was cut off', async () => {
  expect((await inspected(FLOW.slice(0, 3).join('\n'))).refusals).toEqual(['statementTrailerMissing']);
});

/** As the service wrote it before it told settled from ordered amounts, and below titles. */
const OLDER = [
  '交易时间,公众账号ID,商户号,子商户号,微信订单号,商户订单号,交易状态,货币种类,总金额,微信退款单号,商户退款单号,退款金额,商品名称,手续费,费率',
  '`2014-11-1016：33：45,`wx0,`1000,`0,`42001,`DN001,`SUCCESS,`CNY,`30.00,`0,`0,`0,`捐款,`0.18,`0.60%',
  '`2014-11-10 16：46：14,`wx0,`1000,`0,`42001,`DN001,`REFUND,`CNY,`0.00,`503,`RF1,`10.00,`捐款,`-0.06,`0.60%',
  '总交易单数,总交易额,总退款金额,总代金券或立减优惠退款金额,手续费总金额',
  '`2.0,`30.00,`10.0,`0.0,`0.12',
];

test.for([
  ['as they were', OLDER.join('\n')],
  ['without backticks', OLDER.join('\n').replaceAll('`', '')],
  ['below titles and with empty lines', `微信支付对账单\n\n${OLDER.join('\n\n')}`],
])('older bills are read %s', async ([, text]) => {
  expect(await inspected(text as string)).toMatchObject({
    refusals: [],
    reports: [{ format: 'wechat-merchant-trade', lines: 2, credits: '30.00', debits: '10.00', fees: '0.12' }],
  });
  expect(
    (await inspected((text as string).replace('30.00,`0,`0', '31.00,`0,`0').replace('30.00,0,0', '31.00,0,0')))
      .refusals,
  ).toHaveLength(1);
});

test('a comma that nothing marks moves what is behind it, and is refused', async () => {
  const text = OLDER.join('\n').replaceAll('`', '').replace('捐款,0.18', '捐款,定向,0.18');
  expect((await inspected(text)).refusals).toContain('statementAmountUnreadable:2');
});

test('an amount that cannot be read is refused by its column', async () => {
  expect((await inspected(TRADE.join('\n').replace('`66.66,`0,`0', '`甲,`0,`0'))).refusals).toContain(
    'statementAmountUnreadable:2',
  );
});
