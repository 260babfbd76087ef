import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAnew } from '#reconciliation/statements/acts.ts';
import { workOnFile } from '#reconciliation/statements/work.ts';
import { type StatementBooks, statementBooks } from './statement-books.ts';

let books: StatementBooks;
beforeAll(async () => {
  books = await statementBooks();
});
afterAll(() => books.close());

type Moved = [day: string, yuan: number, who?: string];

/** A message whose lines have no number of their own and no balance: equal ones are alike to the letter. */
function mt940([opened, closed]: [string, string], opening: number, moved: readonly Moved[], sequence = 1): string {
  const closing = moved.reduce((total, [, yuan]) => total + yuan, opening);
  return [
    ...[`:20:X${sequence}`, ':25:5300', `:28C:${sequence}`, `:60F:C${opened}CNY${opening},`],
    ...moved.flatMap(([day, yuan, who]) => [
      `:61:${day}${day.slice(2)}${yuan < 0 ? 'D' : 'C'}${Math.abs(yuan)},NTRFNONREF`,
      ...(who === undefined ? [] : [`:86:166?00GUTSCHRIFT?20GABE?32${who}`]),
    ]),
    ...[`:62F:C${closed}CNY${closing},`, '-', ''],
  ].join('\r\n');
}

/** Equal gifts on the fourth, on which one export ends and the next begins. */
const UP_TO_NOON: Moved[] = [
  ['250702', 7],
  ['250704', 50],
];
const MORNING = mt940(['250702', '250704'], 100, UP_TO_NOON);
const count = async (account: bigint) => (await books.lines(account)).length;

describe('equal lines of a day on which one export ends and another begins', () => {
  const later = (opening: number, ...moved: number[]) =>
    mt940(['250704', '250706'], opening, [...moved.map((yuan): Moved => ['250704', yuan]), ['250706', 9]], 2);

  test.each([
    ['are two where the second opens as the first closed', later(157, 50), 4],
    ['are one where the second opens before it', later(107, 50), 3],
    ['are two where one stands in both and one came after', later(107, 50, 50), 4],
    ['are three where both of the second came after', later(157, 50, 50), 5],
  ])('%s, in either order of the files, and once however often they are read', async (_, second, lines) => {
    for (const order of [
      [MORNING, second],
      [second, MORNING],
    ]) {
      const account = await books.account();
      for (const text of order) expect(await books.stored(account, text)).toEqual({ state: 'stored', kinds: [] });
      expect(await count(account)).toBe(lines);
      for (const text of order) await books.stored(account, text.replaceAll(':20:X', ':20:AGAIN'));
      expect(await count(account)).toBe(lines);
    }
  });

  test('are as many as the whole day has, which then is known', async () => {
    const account = await books.account();
    await books.stored(account, MORNING);
    await books.stored(account, later(157, 50));
    const month: Moved[] = [...UP_TO_NOON, ['250704', 50], ['250706', 9]];
    const { report } = await books.read(account, mt940(['250701', '250731'], 100, month));
    expect(report).toMatchObject({ refusals: [], parts: [{ known: 4, fresh: 0 }] });
  });

  test('of slices of one day are counted too', async () => {
    const slices = [
      mt940(['250704', '250704'], 0, [['250704', 50]]),
      mt940(['250704', '250704'], 50, [['250704', 50]]),
    ];
    for (const order of [slices, slices.toReversed()]) {
      const account = await books.account();
      for (const text of order) expect((await books.stored(account, text)).state).toBe('stored');
      expect(await count(account)).toBe(2);
    }
  });
});

describe('exports with the newest line of a day first', () => {
  const day: Moved[] = [
    ['250704', 50, 'ZHANG'],
    ['250704', 50, 'LI'],
  ];
  const noon = mt940(['250702', '250704'], 100, [['250702', 7, 'JIA'], ...day.slice(0, 1)]);
  const whole = (rows: readonly Moved[]) => mt940(['250704', '250706'], 107, [...rows, ['250706', 9, 'WANG']], 2);

  test.each([
    ['with names', noon, whole(day.toReversed())],
    ['with the purpose alone', noon.replaceAll('?32', '?21'), whole(day.toReversed()).replaceAll('?32', '?21')],
    ['oldest first', noon, whole(day)],
  ])('share the line that was stored, not the first that has its amount: %s', async (_, first, second) => {
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      const account = await books.account();
      for (const text of order) expect(await books.stored(account, text)).toEqual({ state: 'stored', kinds: [] });
      expect(await count(account)).toBe(4);
    }
  });

  test('are refused where the balances fit either of two stored lines', async () => {
    const account = await books.account();
    await books.stored(account, mt940(['250702', '250704'], 107, day));
    const afterFirst = mt940(['250704', '250706'], 157, [...day.toReversed(), ['250706', 9]], 2);
    expect(await books.stored(account, afterFirst)).toEqual({ state: 'refused', kinds: ['statementCutUnclear'] });
  });

  test('whatever the day and wherever both are cut, what is stored is true, or the second is refused', async () => {
    const gift = fc.constantFrom<Moved>(
      ['250704', 50, 'ZHANG'],
      ['250704', 50, 'LI'],
      ['250704', 20, 'ZHANG'],
      ['250704', -50, 'ZHANG'],
    );
    const cuts = fc.record({
      shared: fc.array(gift, { minLength: 2, maxLength: 5 }),
      ends: fc.nat(5),
      begins: fc.nat(5),
      newestFirst: fc.tuple(fc.boolean(), fc.boolean()),
      laterFirst: fc.boolean(),
    });
    const total = (moved: readonly Moved[]) => moved.reduce((sum, [, yuan]) => sum + yuan, 0);
    let stored = 0;
    const ran = fc.asyncProperty(cuts, async ({ shared, newestFirst, laterFirst, ...at }) => {
      const ends = 1 + (at.ends % shared.length);
      const begins = at.begins % (ends + 1);
      const ordered = (rows: Moved[], flip: boolean) => (flip ? rows.toReversed() : rows);
      const early: Moved[] = [['250702', 7], ...ordered(shared.slice(0, ends), newestFirst[0])];
      const late: Moved[] = [...ordered(shared.slice(begins), newestFirst[1]), ['250706', 9]];
      const opening = 1_107 + total(shared.slice(0, begins));
      const files = [mt940(['250702', '250704'], 1_100, early), mt940(['250704', '250706'], opening, late, 2)];
      const account = await books.account();
      const states: string[] = [];
      for (const text of laterFirst ? files.toReversed() : files)
        states.push((await books.stored(account, text)).state);
      expect(states[0]).toBe('stored');
      if (states[1] === 'refused') return;
      stored += 1;
      const whole: Moved[] = [['250702', 7], ...shared, ['250706', 9]];
      const kept = await books.db
        .selectFrom('statementLine')
        .select(['flow', 'amountFen', 'counterpartyName'])
        .where('moneyAccountId', '=', account)
        .execute();
      const told = kept.map(({ flow, amountFen, counterpartyName }) => `${flow} ${amountFen} ${counterpartyName}`);
      const truth = whole.map(([, yuan, who = null]) => `${yuan < 0 ? 'out' : 'in'} ${Math.abs(yuan)}00 ${who}`);
      expect(told.sort()).toEqual(truth.sort());
    });
    await fc.assert(ran, { numRuns: 60, seed: 20_250_704 });
    // Most are told apart: a test in which all are refused would say nothing.
    expect(stored).toBeGreaterThan(40);
  }, 120_000);
});

test('a balance that is wrong is not said to be checked', async () => {
  const wrong = MORNING.replace(':62F:C250704CNY157,', ':62F:C250704CNY158,');
  const { state, report } = await books.read(await books.account(), wrong);
  expect(state).toBe('refused');
  expect(report).toMatchObject({
    refusals: [{ kind: 'statementControlDiffers' }],
    parts: [{ checked: [], differs: true }],
  });
});

test('of a workbook with several sheets the one with the table is shown first, and read', async () => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['本表由财务导出'], ['请勿外传']]), '说明');
  const table = [
    ['过账', '摘录', '数额'],
    ['2025-07-31', '甲', '5.00'],
    ['2025-07-31', '乙', '-2.00'],
  ];
  utils.book_append_sheet(book, utils.aoa_to_sheet(table), '七月');
  const account = await books.account();
  const { fileId, report } = await books.read(account, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  expect(report).toMatchObject({ tabular: true, sheets: [{ name: '七月' }, { name: '说明' }] });
  expect(report.firstRows?.[0]).toEqual(['过账', '摘录', '数额']);
  const columns = { day: 0, purpose: 1, amount: 2 };
  const rule = { signRule: 'minusIsOut', dateOrder: 'asWritten' } as const;
  const mapping = { delimiter: ',' as const, headerRow: 1, headings: table[0] ?? [], columns, ...rule };
  const anew = await readAnew(books.db, { fileId, by: books.recorder, mapping });
  if (!anew.ok) throw new Error(JSON.stringify(anew.refusals));
  expect(await workOnFile(books.db, books.dataDir, anew.value.fileId)).toBe('read');
});

test('what is no table has no columns to tell', async () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  const picture = await books.read(await books.account(), png);
  expect(picture.report).toMatchObject({ refusals: [{ kind: 'statementIsPicture' }] });
  expect(picture.report.tabular).toBeUndefined();
  const letter = await books.read(await books.account(), '请将对账单寄给我们。\n谢谢。\n');
  expect(letter.report.refusals).toMatchObject([{ kind: 'statementHeadingsMissing' }]);
  expect(letter.report.tabular).toBeUndefined();
});
