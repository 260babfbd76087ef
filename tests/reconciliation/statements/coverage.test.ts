import { expect, test } from 'vitest';
import { type CoveredWithBalances, gapsOf } from '#reconciliation/statements/coverage.ts';

const of = (firstDay: string, lastDay: string, openingFen?: bigint, closingFen?: bigint): CoveredWithBalances => ({
  firstDay,
  lastDay,
  openingFen: openingFen ?? null,
  closingFen: closingFen ?? null,
});

test.for<[string, CoveredWithBalances[], string[]]>([
  ['one statement', [of('2025-07-01', '2025-07-31')], []],
  ['months one after the other', [of('2025-08-01', '2025-08-31'), of('2025-07-01', '2025-07-31')], []],
  ['a day between', [of('2025-07-01', '2025-07-30'), of('2025-08-01', '2025-08-31')], ['2025-07-31 2025-07-31']],
  [
    'quiet days between, by the balances',
    [of('2025-07-01', '2025-07-20', 0n, 5n), of('2025-08-01', '2025-08-31', 5n, 9n)],
    [],
  ],
  [
    'a month that is missing',
    [of('2025-07-01', '2025-07-31', 0n, 5n), of('2025-09-01', '2025-09-30', 6n, 9n)],
    ['2025-08-01 2025-08-31'],
  ],
  [
    'a short statement within a long one',
    [of('2025-07-01', '2025-07-31'), of('2025-07-05', '2025-07-06'), of('2025-08-01', '2025-08-02')],
    [],
  ],
])('days that no statement covers: %s', ([, statements, expected]) => {
  expect(gapsOf(statements).map(({ from, to }) => `${from} ${to}`)).toEqual(expected);
});
