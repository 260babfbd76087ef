import { describe, expect, test } from 'vitest';
import { inspected } from './statements.ts';

const HEADINGS = '交易日期,收/支,金额,余额';
const oldestFirst = (...rows: string[]) => [HEADINGS, ...rows].join('\n');
const newestFirst = (...rows: string[]) => [HEADINGS, ...rows.toReversed()].join('\n');
/** Rows in either order, and as if all were of one day. */
const orders = (rows: readonly string[]) => {
  const ofOneDay = rows.map((row) => row.replace(/^2025-01-../, '2025-01-02'));
  return [oldestFirst(...rows), newestFirst(...rows), oldestFirst(...ofOneDay), newestFirst(...ofOneDay)];
};

const HOLDING: [string, string[]][] = [
  ['moved in', ['2025-01-02,收入,100.00,1100.00', '2025-01-03,其他,5.00,1105.00', '2025-01-04,收入,150.00,1255.00']],
  ['moved out', ['2025-01-02,收入,100.00,1100.00', '2025-01-03,/,5.00,1095.00', '2025-01-04,支出,95.00,1000.00']],
  ['moved nothing', ['2025-01-02,收入,100.00,1100.00', '2025-01-03,--,5.00,1100.00', '2025-01-04,收入,150.00,1250.00']],
  ['is without balance', ['2025-01-02,收入,100.00,1100.00', '2025-01-03,其他,5.00,', '2025-01-04,收入,150.00,1255.00']],
  ['is the first', ['2025-01-02,其他,5.00,1000.00', '2025-01-03,收入,100.00,1100.00', '2025-01-04,收入,1.00,1101.00']],
];

describe('a line that is neither in nor out', () => {
  test.for(HOLDING)('%s, and the balances hold', async ([, rows]) => {
    for (const text of orders(rows)) expect((await inspected(text)).refusals).toEqual([]);
  });

  test.for([
    [
      'where the next balance does not follow',
      ['2025-01-02,收入,100.00,1100.00', '2025-01-03,/,5.00,1105.00', '2025-01-04,收入,150.00,1205.00'],
    ],
    [
      'where its own is none it can come to',
      ['2025-01-02,收入,100.00,1100.00', '2025-01-03,其他,5.00,1107.00', '2025-01-04,收入,150.00,1257.00'],
    ],
    [
      'and another line was changed',
      ['2025-01-02,收入,100.00,1100.00', '2025-01-03,其他,5.00,1100.00', '2025-01-04,收入,100.00,9999.00'],
    ],
  ] as const)('%s is refused', async ([, rows]) => {
    for (const text of orders(rows))
      expect((await inspected(text)).refusals).toEqual([expect.stringMatching(/^statementChainBroken:/)]);
  });
});

describe.for(['', 'abc'])('a balance that is “%s”', (balance) => {
  const rows = (between: string, last: string) => [
    '2025-01-02,收入,100.00,1100.00',
    `2025-01-03,收入,${between},${balance}`,
    `2025-01-04,支出,30.00,${balance}`,
    `2025-01-05,收入,100.00,${last}`,
  ];

  test('is passed over where what moved comes to the next one', async () => {
    for (const text of orders(rows('50.00', '1220.00'))) expect((await inspected(text)).refusals).toEqual([]);
    expect((await inspected(oldestFirst(...rows('50.00', '1220.00')))).reports).toMatchObject([
      { opening: '1000.00', closing: '1220.00' },
    ]);
  });

  test('is no cover for an amount that was changed', async () => {
    for (const text of orders(rows('999.00', '1220.00')))
      expect((await inspected(text)).refusals).toEqual([expect.stringMatching(/^statementChainBroken:/)]);
  });

  test('at the end or the beginning leaves opening and closing as the amounts say', async () => {
    const ends = [
      `2025-01-02,收入,10.00,${balance}`,
      '2025-01-03,收入,100.00,1100.00',
      `2025-01-04,支出,30.00,${balance}`,
    ];
    for (const text of [oldestFirst(...ends), newestFirst(...ends)]) {
      expect(await inspected(text)).toMatchObject({
        refusals: [],
        reports: [{ opening: '990.00', closing: '1070.00' }],
      });
    }
  });
});
