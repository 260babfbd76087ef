import { describe, expect, test } from 'vitest';
import { eventsOf, inMemory } from '#reconciliation/statement/inspect.ts';
import type { Mapping } from '#reconciliation/statement/table/mapping.ts';
import { inspected, linesOf } from './statements.ts';

const moved = async (text: string) =>
  (await linesOf(text)).map(({ flow, amount }) => `${flow} ${Number(amount.digits) / 10 ** amount.scale}`);

describe('one column with signs', () => {
  const of = (...rows: string[]) =>
    ['交易日期,交易金额,对方户名,摘要', ...rows.map((row, at) => `2025-01-0${at + 2},${row}`)].join('\n');

  test.for([
    [
      '转入余额宝',
      of('500.00,张三,捐款', '-500.00,某基金,转入余额宝', '88.00,李四,爱心'),
      ['in 500', 'out 500', 'in 88'],
    ],
    ['转入定期', of('500.00,张三,捐款', '-500.00,本单位,转入定期'), ['in 500', 'out 500']],
    ['转出退回', of('500.00,张三,捐款', '-300.00,王五,拨款', '300.00,王五,转出退汇'), ['in 500', 'out 300', 'in 300']],
    ['消费捐赠', of('500.00,张三,消费捐赠善款', '-300.00,王五,拨款'), ['in 500', 'out 300']],
  ] as const)('is not turned by a remark: %s', async ([, text, flows]) => {
    expect(await moved(text)).toEqual(flows);
    expect((await inspected(text)).refusals).toEqual([]);
  });

  test('is asked about where most remarks say the opposite of their signs', async () => {
    const text = of('20.00,甲,消费', '35.00,乙,消费', '-50.00,丙,存入');
    expect((await inspected(text)).refusals).toEqual(['statementSignUnclear:2']);
    expect(await moved(text)).toEqual(['in 20', 'in 35', 'out 50']);
  });

  test('is asked about where no sign stands against one remark', async () => {
    const unsigned = of('300.00,甲,捐款', '20.00,乙,消费', '88.00,丙,捐款');
    expect((await inspected(unsigned)).refusals).toEqual(['statementSignAlike:3']);
    expect((await inspected(unsigned.replace('20.00', '-20.00'))).refusals).toEqual([]);
  });

  test('is read as its balances prove, whatever the remarks say', async () => {
    const gifts = (...rows: string[]) => ['交易日期,金额,余额,摘要', ...rows].join('\n');
    const alike = gifts(
      '2025-01-02,200.00,1200.00,捐款',
      '2025-01-03,200.00,1400.00,消费券捐赠',
      '2025-01-04,200.00,1600.00,捐款',
    );
    expect(await moved(alike)).toEqual(['in 200', 'in 200', 'in 200']);
    expect((await inspected(alike)).refusals).toEqual([]);
    const ofOneDay = alike.replaceAll(/2025-01-0./g, '2025-01-02');
    expect(await moved(ofOneDay)).toEqual(['in 200', 'in 200', 'in 200']);
    expect((await inspected(ofOneDay)).refusals).toEqual([]);
    const charged = gifts('2025-01-02,20.00,980.00,甲', '2025-01-03,30.00,950.00,乙', '2025-01-04,-500.00,1450.00,丙');
    expect(await moved(charged)).toEqual(['out 20', 'out 30', 'in 500']);
    expect((await inspected(charged)).refusals).toEqual([]);
  });

  test.for([
    ['查询条件：信用卡还款', ['in 20', 'out 5']],
    ['查询条件,账户明细 信用卡', ['in 20', 'out 5']],
    ['1. 信用卡还款等交易计入中性交易', ['in 20', 'out 5']],
    ['摘要：信用卡', ['in 20', 'out 5']],
    ['某银行信用卡对账单', ['out 20', 'in 5']],
    ['卡种,贷记卡', ['out 20', 'in 5']],
  ] as const)('is of a card only where the file is said to be: %s', async ([title, flows]) => {
    expect(await moved(`${title}\n${of('20.00,甲,捐款', '-5.00,乙,拨款')}`)).toEqual(flows);
  });

  test('of a card’s bill may still have its purchases with a minus', async () => {
    expect(await moved(`贷记卡对账单\n${of('-20.00,甲,消费', '-35.00,乙,消费')}`)).toEqual(['out 20', 'out 35']);
    expect(await moved(`贷记卡对账单\n${of('20.00,甲,消费', '-5.00,甲,消费撤销')}`)).toEqual(['out 20', 'in 5']);
  });
});

describe('one column without signs', () => {
  const of = (heading: string, ...words: [string, string]) =>
    [`交易日期,${heading},金额,摘要`, `2025-01-02,${words[0]},300.00,捐款`, `2025-01-03,${words[1]},200.00,拨款`].join(
      '\n',
    );

  test.for([
    ['类型', '收入', '支出'],
    ['收支方式', '收', '付'],
    ['DC标志', 'C', 'D'],
    ['交易类型', '存款', '取款'],
    ['借贷标志', 'C-贷', 'D-借'],
    ['收支标识', '收入(+)', '支出(-)'],
    ['交易方向(本方)', '贷方（收）', '借方（付）'],
    ['资金流向', '流入', '流出'],
    ['类别', '支出', '收入'],
  ] as const)('has its direction from the words under %s', async ([heading, first, second]) => {
    const text = of(heading, first, second);
    expect((await inspected(text)).refusals).toEqual([]);
    expect(await moved(text)).toEqual(first === '支出' ? ['out 300', 'in 200'] : ['in 300', 'out 200']);
  });

  test('is asked about where words that nobody knows stand under a direction', async () => {
    expect((await inspected(of('账务借贷', '1', '2'))).refusals).toEqual(['statementFlowUnknown:2']);
    expect((await inspected(of('借贷标志(1收2付)', '1', '2'))).refusals).toEqual(['statementFlowUnknown:2']);
    expect((await inspected(of('交易类型', '转出', '转账'))).refusals).toEqual(['statementFlowUnknown:3']);
  });

  test('is no money in where a word is missing once that all others have', async () => {
    const many = Array.from({ length: 2_100 }, (_, at) => `2025-01-03,${at % 2 === 0 ? '收入' : '支出'},1.00,`);
    const text = ['交易日期,类型,金额,摘要', ...many, '2025-01-03,转账,1.00,'].join('\n');
    expect((await inspected(text)).refusals).toEqual(['statementFlowUnknown:2102']);
  });

  test.for([
    ['the signs', '交易日期,状态,金额\n2025-01-02,入账,300.00\n2025-01-03,入账,-20.00', []],
    ['the balances', '交易日期,类型,金额,余额\n2025-01-02,收入,300.00,1300.00\n2025-01-03,支出,20.00,1320.00', []],
  ] as const)('is read against a word where %s say otherwise', async ([, text, refusals]) => {
    expect((await inspected(text)).refusals).toEqual(refusals);
    expect(await moved(text)).toEqual(['in 300', text.includes('-20') ? 'out 20' : 'in 20']);
  });

  test('of what a merchant 实收 is paid back where the row is a 退款', async () => {
    const text = '业务类型,完成时间,商家实收（元）\n交易,2025-01-02 10:00:00,3.50\n退款,2025-01-02 10:00:01,0.50';
    expect(await moved(text)).toEqual(['in 3.5', 'out 0.5']);
    expect(await moved(text.replace(',0.50', ',-0.50'))).toEqual(['in 3.5', 'out 0.5']);
  });
});

describe('a minus among payments', () => {
  const two = (...rows: string[]) => ['交易日期,借方发生额,贷方发生额,摘要', ...rows].join('\n');
  const word = (...rows: string[]) => ['交易日期,借贷标志,交易金额', ...rows].join('\n');

  test.for([
    ['alone', two('2025-01-02,-100.00,,冲正'), ['in 100']],
    [
      'among others',
      two('2025-01-02,-100.00,,冲正', '2025-01-03,-80.00,,冲正', '2025-01-04,50.00,,付'),
      ['in 100', 'in 80', 'out 50'],
    ],
    ['beside 借', word('2025-01-02,借,-100.00', '2025-01-03,贷,70.00'), ['in 100', 'in 70']],
    [
      'mostly, beside 借',
      word('2025-01-02,借,-100.00', '2025-01-02,借,-10.00', '2025-01-03,借,70.00'),
      ['in 100', 'in 10', 'out 70'],
    ],
    [
      'as the stated balances prove',
      `期初余额：1000.00\n期末余额：1100.00\n${two('2025-01-02,-100.00,,冲正')}`,
      ['in 100'],
    ],
  ] as const)('is a red entry: %s', async ([, text, flows]) => {
    expect(await moved(text)).toEqual(flows);
    expect((await inspected(text)).refusals).toEqual([]);
  });

  test('is a red entry before money in of the same amount, as the balances have it', async () => {
    const rows = ['2025-01-02,,50.00,1050.00', '2025-01-03,-100.00,,1150.00', '2025-01-04,,100.00,1250.00'];
    for (const text of [rows, rows.toReversed()].map((each) => ['交易日期,借方,贷方,余额', ...each].join('\n'))) {
      expect((await inspected(text)).refusals).toEqual([]);
      expect((await moved(text)).toSorted()).toEqual(['in 100', 'in 100', 'in 50']);
    }
  });

  test.for([
    ['two columns', two('2025-01-02,-100.00,,甲', '2025-01-03,-80.00,,乙', '2025-01-04,,30.00,丙')],
    ['a word', word('2025-01-02,借,-100.00', '2025-01-03,借,-80.00', '2025-01-04,贷,30.00')],
    [
      'a total that only adds up the column',
      two('2025-01-02,-100.00,,甲', '2025-01-03,-80.00,,乙', '合计,-180.00,0.00,'),
    ],
  ])('is asked about where all of them have one and nothing tells: %s', async ([, text]) => {
    expect((await inspected(text as string)).refusals).toContain('statementMinusUnclear:2');
    expect((await moved(text as string)).slice(0, 2)).toEqual(['in 100', 'in 80']);
  });

  test.for([
    ['a balance', '交易日期,收入,支出,余额\n2025-01-02,,-100.00,900.00\n2025-01-03,,-80.00,820.00'],
    ['a total', '交易日期,收入,支出\n2025-01-02,,-100.00\n2025-01-03,,-80.00\n合计,0.00,180.00'],
    ['its heading', '交易日期,收入,支出金额（-元）\n2025-01-02,,-100.00\n2025-01-03,,-80.00'],
    [
      'the balances stated above',
      '期初余额：1000.00\n期末余额：820.00\n交易日期,收入,支出\n2025-01-02,,-100.00\n2025-01-03,,-80.00',
    ],
  ])('is a payment where %s says so', async ([, text]) => {
    expect(await moved(text as string)).toEqual(['out 100', 'out 80']);
    expect((await inspected(text as string)).refusals).toEqual([]);
  });
});

describe('read by mapping', () => {
  const mapped = async (text: string, mapping: Pick<Mapping, 'columns' | 'signRule' | 'wordIn'>) => {
    const lines = text.split('\n');
    const headerRow = lines.findIndex((line) => line.startsWith('交易日期')) + 1;
    const whole: Mapping = {
      ...mapping,
      ...{ delimiter: ',', headerRow, dateOrder: 'asWritten' },
      headings: lines[headerRow - 1]?.split(',') ?? [],
    };
    const flows: string[] = [];
    for await (const { event } of eventsOf(inMemory('statement', new TextEncoder().encode(text)), whole)) {
      if (event.kind === 'line') flows.push(`${event.line.flow} ${Number(event.line.amount.digits) / 100}`);
      if (event.kind === 'refused') flows.push(event.refusal.kind);
    }
    return flows;
  };
  const twoColumns = { columns: { day: 0, out: 1, in: 2, balance: 3 }, signRule: 'twoColumns' } as const;

  test.for([
    '交易日期,借方,贷方,余额\n2025-01-02,-100.00,,1100.00\n2025-01-03,,50.00,1150.00',
    '交易日期,借方,贷方,余额\n2025-01-02,-100.00,,900.00\n2025-01-03,,50.00,950.00',
    '交易日期,借方,贷方,余额\n2025-01-02,-100.00,,\n2025-01-03,,50.00,',
  ])('two columns come to the same as by their headings', async (text) => {
    expect(await mapped(text, twoColumns)).toEqual(await moved(text));
  });

  test('a red entry beside 借 stays one', async () => {
    const text = '交易日期,借贷标志,交易金额\n2025-01-02,借,-100.00\n2025-01-03,贷,70.00';
    const word = { columns: { day: 0, flow: 1, amount: 2 }, signRule: 'word', wordIn: '贷' } as const;
    expect(await mapped(text, word)).toEqual(['in 100', 'in 70']);
    expect(await mapped(text, word)).toEqual(await moved(text));
  });

  test('a clerk says whether a minus among payments is one', async () => {
    const text = '交易日期,支出,收入\n2025-01-02,-100.00,\n2025-01-03,-80.00,\n2025-01-04,,30.00';
    expect((await inspected(text)).refusals).toEqual(['statementMinusUnclear:2']);
    const columns = { day: 0, out: 1, in: 2 };
    expect(await mapped(text, { columns, signRule: 'twoColumns' })).toEqual(['in 100', 'in 80', 'in 30']);
    expect(await mapped(text, { columns, signRule: 'minusIsPaid' })).toEqual(['out 100', 'out 80', 'in 30']);
  });

  test('a clerk says what a sign means, whatever the title says', async () => {
    const text = '信用卡捐款明细\n交易日期,金额\n2025-01-02,20.00\n2025-01-03,-5.00';
    const columns = { day: 0, amount: 1 };
    expect(await mapped(text, { columns, signRule: 'minusIsOut' })).toEqual(['in 20', 'out 5']);
    expect(await mapped(text, { columns, signRule: 'minusIsIn' })).toEqual(['out 20', 'in 5']);
  });
});
