import { describe, expect, test } from 'vitest';
import { refusalText } from '#i18n/refusals.ts';
import { inMemory, inspectStatement } from '#reconciliation/statement/inspect.ts';
import { CCB, inspected, linesOf } from './statements.ts';

describe('a table', () => {
  test('is read by its headings, whatever their order', async () => {
    const turned = CCB.map(
      (row) =>
        row
          .match(/("[^"]*"|[^,]*)(?:,|$)/g)
          ?.map((cell) => cell.replace(/,$/, ''))
          .reverse()
          .slice(1)
          .join(',') ?? '',
    );
    expect(await linesOf(turned.join('\n'))).toEqual(await linesOf(CCB.join('\n')));
  });

  test.for(['utf-8', 'gb18030', 'utf-16le'] as const)('is the same in %s', async (encoding) => {
    expect((await inspected(encode(CCB.join('\r\n'), encoding))).reports).toMatchObject([
      {
        format: 'ccb-corporate',
        lines: 4,
        credits: '50400.00',
        debits: '300000.00',
        opening: '1000000.00',
        closing: '750400.00',
      },
    ]);
  });

  test('keeps two equal gifts of one second', async () => {
    const [, first, second] = await linesOf(CCB.join('\n'));
    expect(first).toMatchObject({
      day: '2025-07-12',
      time: '10:15:42',
      flow: 'in',
      counterparty: { name: '张三', account: '6217' },
    });
    expect({ ...first, place: 0, serial: '', balance: 0 }).toEqual({ ...second, place: 0, serial: '', balance: 0 });
  });

  test.for([
    ['oldest first', CCB, []],
    ['newest first', [CCB[0], ...CCB.slice(1).reverse()], []],
    ['mixed within a second', [CCB[0], CCB[1], CCB[3], CCB[2], CCB[4]], []],
    ['a line is missing', CCB.filter((_, index) => index !== 2), ['statementChainBroken:3']],
    [
      'an amount was changed',
      CCB.map((row) => row.replace(',200.00,1050400', ',250.00,1050400')),
      ['statementChainBroken:4'],
    ],
    ['a row stands twice', [...CCB.slice(0, 3), CCB[2], ...CCB.slice(3)], ['statementRowDoubled:4']],
    ['a page stands twice', [...CCB, ...CCB.slice(2)], [6, 7, 8].map((line) => `statementRowDoubled:${line}`)],
    [
      'a row stands twice and another is missing',
      [...CCB.slice(0, 2), CCB[1], ...CCB.slice(3)],
      ['statementChainBroken:4'],
    ],
  ] as const)('whose lines come %s', async ([, rows, refusals]) => {
    expect((await inspected(rows.join('\n'))).refusals).toEqual(refusals);
  });

  test.for([
    ['oldest first', CCB, { line: 3, values: { place: '3', statedFlow: 'out', amount: '200.00' } }],
    [
      'newest first',
      [CCB[0], ...CCB.slice(1).reverse()],
      { line: 2, values: { place: '2', statedFlow: 'in', amount: '300000.00' } },
    ],
  ] as const)('whose columns of debit and credit are exchanged, %s, says so and where', async ([, rows, refusal]) => {
    const swapped = rows.map((row, at) =>
      at === 0 ? row : row?.replace(/,(0|300000\.00),("[^"]*"|[\d.]+),/, (_, debit, credit) => `,${credit},${debit},`),
    );
    const [read] = await inspectStatement(inMemory('statement', new TextEncoder().encode(swapped.join('\n'))));
    expect(read?.refusals).toMatchObject([{ kind: 'statementFlowsSwapped', ...refusal }]);
    const text = refusalText(read?.refusals[0] ?? { kind: '' }, 'zh-Hans');
    expect(text.message).toMatch(
      /^收入与支出看来对调了（“贷方发生额\(收入\)”与“借方发生额\(支取\)”两列）：第 \d 行写的是(支出 200\.00，余额却正好增加|收入 300000\.00，余额却正好减少)了这么多/,
    );
  });

  test('that gives one column for both directions names none of them where they are exchanged', async () => {
    const text = '交易日期,收/支,金额,余额\n2025-01-02,支出,100.00,1100.00\n2025-01-03,收入,30.00,1070.00';
    const [read] = await inspectStatement(inMemory('statement', new TextEncoder().encode(text)));
    expect(refusalText(read?.refusals[0] ?? { kind: '' }, 'zh-Hans').message).toMatch(/^收入与支出看来对调了：第 3 行/);
  });

  test.for([
    [
      '借贷标志 with red entries',
      '交易日期,借贷标志,发生额,余额\n20250101,贷,100.00,100.00\n20250102,贷,-30.00,70.00\n20250103,借,20.00,50.00',
      '100.00',
      '50.00',
    ],
    ['signs', '交易日期,交易金额,余额\n2025/1/1,+100.00,100.00\n2025/1/2,-50.00,50.00', '100.00', '50.00'],
    [
      '收入 and 支出 written as minus',
      '发生时间,收入金额（+元）,支出金额（-元）,账户余额（元）\n2025-01-01 08:00:00,100.00,0.00,100.00\n2025-01-02 08:00:00,0.00,-50.00,50.00',
      '100.00',
      '50.00',
    ],
    [
      'dashes for nothing',
      '交易时间,收入金额,支出金额,账户余额\n2025-01-01,100.00,--,100.00\n2025-01-02,--,50.00,50.00',
      '100.00',
      '50.00',
    ],
  ])('tells the direction by %s', async ([, text, credits, debits]) => {
    const { reports, refusals } = await inspected(text as string);
    expect(refusals).toEqual([]);
    expect(reports).toMatchObject([{ credits, debits, closing: '50.00' }]);
  });

  test.for([
    ['an amount', '交易日期,交易金额\n20250101,一百', 'statementAmountUnreadable:2'],
    ['a day', '交易日期,交易金额\n20251301,100.00', 'statementDayUnreadable:2'],
    ['a day that is not there', '交易日期,交易金额\n,100.00', 'statementDayMissing:2'],
    ['a day, though its time', '交易日期,交易时间,交易金额\n1/32,10:00,100.00', 'statementDayUnreadable:2'],
    ['both sides', '交易日期,收入,支出\n20250101,1.00,2.00', 'statementBothWays:2'],
    ['thousands torn apart', '交易日期,交易金额\n20250101,"1,00.00"', 'statementAmountUnreadable:2'],
  ])('is refused by line where %s cannot be', async ([, text, refusal]) => {
    const { reports, refusals } = await inspected(text as string);
    expect(refusals).toEqual([refusal]);
    expect(reports).toMatchObject([{ lines: 1, credits: '0', debits: '0' }]);
  });

  test('is held to the totals above it, unless they are called indicative', async () => {
    const rows = [
      '总笔数,2',
      '贷方发生总额,"100.00"',
      '交易日期,交易类型,交易金额',
      '20250101,来账,100.00',
      '20250102,往账,50.00',
    ];
    expect((await inspected(rows.join('\n'))).refusals).toEqual([]);
    expect((await inspected(rows.join('\n').replace('"100.00"', '"100.01"'))).refusals).toEqual([
      'statementControlDiffers:2',
    ]);
    const alipay = [
      '收入：1笔 28.50元',
      '6.因统计逻辑不同，统计金额不一致，请以实际交易金额为准',
      '交易时间,收/支,金额',
      '2023-02-10 08:00:00,收入,99.00',
    ];
    expect(await inspected(alipay.join('\n'))).toMatchObject({ refusals: [], notes: ['statementIndicativeDiffers'] });
  });

  test('of several currencies comes to one report each', async () => {
    const rows = '交易日期,币种,交易金额\n20250101,人民币,10.00\n20250101,美元,20.00\n20250102,人民币,-1.00';
    expect((await inspected(rows)).reports).toMatchObject([
      { currency: 'CNY', lines: 2, credits: '10.00', debits: '1.00' },
      { currency: 'USD', lines: 1, credits: '20.00', debits: '0' },
    ]);
  });
});

function encode(text: string, encoding: 'utf-8' | 'gb18030' | 'utf-16le'): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(`\ufeff${text}`);
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return Buffer.concat(Array.from(text, (sign) => GB.get(sign) ?? Buffer.from(sign)));
}

/** Two-byte signs of GB18030, by decoding all of them. */
const GB = new Map<string, Buffer>();
const decoder = new TextDecoder('gb18030');
for (let lead = 0xa1; lead <= 0xf7; lead++) {
  for (let trail = 0xa1; trail <= 0xfe; trail++) {
    const bytes = Buffer.from([lead, trail]);
    GB.set(decoder.decode(bytes), bytes);
  }
}
