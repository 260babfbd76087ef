import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountSheet } from '#reconciliation/close/account-sheet.ts';
import { checkNotes, DENOMINATIONS, totalOf } from '#reconciliation/close/cash-notes.ts';
import { cutOff } from '#reconciliation/close/month/cut-off.ts';
import { gapsOf } from '#reconciliation/statements/coverage.ts';

const item = (amountFen: bigint) => ({ id: '1', day: '2020-02-03', amountFen, label: 'x' });

test('both sides of a sheet meet once what only one side shows is added', () => {
  const sheet = accountSheet({
    bookFen: 100_00n,
    outsideFen: 5_00n,
    statementFen: 128_00n,
    bankOnly: [item(30_00n), item(-2_00n)],
    booksOnly: [item(5_00n)],
  });
  expect(sheet).toMatchObject({ adjustedBookFen: 133_00n, adjustedStatementFen: 133_00n, differenceFen: 0n });
});

test('without a balance on the statement nothing is said to agree', () => {
  const sheet = accountSheet({ bookFen: 1n, outsideFen: 0n, bankOnly: [], booksOnly: [] });
  expect(sheet.differenceFen).toBeUndefined();
});

test('days that no statement speaks of are gaps, unless the next one opens with what the last one closed with', () => {
  const [early, late] = [
    { firstDay: '2020-02-01', lastDay: '2020-02-05', openingFen: 0n, closingFen: 10n },
    { firstDay: '2020-02-09', lastDay: '2020-02-20', openingFen: 11n, closingFen: 20n },
  ];
  expect(gapsOf([late, early], { from: '2020-02-01', through: '2020-02-29' })).toEqual([
    { from: '2020-02-06', to: '2020-02-08' },
    { from: '2020-02-21', to: '2020-02-29' },
  ]);
  expect(gapsOf([early, { ...late, openingFen: 10n }], { from: '2020-02-01', through: '2020-02-20' })).toEqual([]);
  expect(gapsOf([], { from: '2020-02-01', through: '2020-02-02' })).toEqual([{ from: '2020-02-01', to: '2020-02-02' }]);
});

test('a quiet time that began before the days asked for is no gap of theirs', () => {
  const [january, february] = [
    { firstDay: '2020-01-01', lastDay: '2020-01-25', openingFen: 0n, closingFen: 10n },
    { firstDay: '2020-02-03', lastDay: '2020-02-29', openingFen: 10n, closingFen: 20n },
  ];
  expect(gapsOf([january, february], { from: '2020-02-01', through: '2020-02-29' })).toEqual([]);
});

test('gaps and statements never overlap, and together they are all days asked for', () => {
  const day = fc.integer({ min: 1, max: 28 });
  const written = (n: number) => `2020-02-${String(n).padStart(2, '0')}`;
  const statement = fc.tuple(day, day).map(([a, b]) => ({
    firstDay: written(Math.min(a, b)),
    lastDay: written(Math.max(a, b)),
  }));
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
      const gaps = gapsOf(statements, { from: '2020-02-01', through: '2020-02-28' });
      for (let n = 1; n <= 28; n++) {
        const covered = statements.some(({ firstDay, lastDay }) => firstDay <= written(n) && written(n) <= lastDay);
        const open = gaps.filter(({ from, to }) => from <= written(n) && written(n) <= to).length;
        expect(open).toBe(covered ? 0 : 1);
      }
    }),
  );
});

test('cash is counted in whole notes and coins of the renminbi', () => {
  expect(totalOf({ '10000': 3, '50': 1 })).toBe(300_50n);
  expect(DENOMINATIONS.map(String)).toContain('10');
  expect(checkNotes({ '10000': 3 })).toEqual([]);
  for (const odd of [{ '10000': -1 }, { '10000': 0.5 }, { '300': 1 }, { '100': Number.NaN }]) {
    expect(checkNotes(odd)).toMatchObject([{ kind: 'cashNotesWhole' }]);
  }
});

const MARCH = { from: '2020-03-01', to: '2020-03-31' };
test.each([
  [
    'a month that is not closed: its last day that has come',
    undefined,
    '2020-03-12',
    { day: '2020-03-12', closed: false },
  ],
  ['one after the last close', '2020-02-29', '2020-04-02', { day: '2020-03-31', closed: false }],
  ['one closed in part: its last closed day', '2020-03-10', '2020-04-02', { day: '2020-03-10', closed: true }],
  ['one closed: its last day', '2020-05-31', '2020-06-02', { day: '2020-03-31', closed: true }],
])('the papers of a month are as of one day: %s', (_, closed, today, cut) => {
  expect(cutOff(MARCH, { closed, today })).toEqual(cut);
});
