import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askToStore, discardStatement, readAnew, uploadStatement } from '#reconciliation/statements/acts.ts';
import type { FileReport } from '#reconciliation/statements/file-report.ts';
import { identitiesOf } from '#reconciliation/statements/identity.ts';
import { workOnFile } from '#reconciliation/statements/work.ts';
import { untilWaiting } from '../../support/lock-waits.ts';
import { linesOf } from '../statement/statements.ts';
import { ccb, type Row, type StatementBooks, statementBooks } from './statement-books.ts';

let books: StatementBooks;
beforeAll(async () => {
  books = await statementBooks();
});
afterAll(() => books.close());

const row = (day: number, time: string, fen: bigint, name = '张三'): Row => ({
  day: `2025-07-0${day}`,
  time,
  fen,
  name,
  serial: `N-${day}-${time}-${fen}`,
});

/** Two equal gifts in the same second of the second day are two vouchers; two more share one. */
const MONTH: Row[] = [
  row(1, '09:00:00', 5_000_000n),
  { ...row(2, '10:15:42', 20_000n), serial: 'N-2-A' },
  { ...row(2, '10:15:42', 20_000n), serial: 'N-2-B' },
  { ...row(2, '11:00:00', 30_000n), serial: 'N-2-C' },
  { ...row(2, '11:00:00', 30_000n), serial: 'N-2-C' },
  row(3, '11:30:00', 7n, '李四'),
  row(4, '08:00:00', 100n),
  row(4, '16:00:00', 100n),
];

const hex = (lines: readonly { identity: Buffer }[]) => lines.map(({ identity }) => identity.toString('hex')).sort();

describe('a statement', () => {
  test('is previewed with what it comes to, and nothing is stored before the yes', async () => {
    const account = await books.account();
    const { state, report } = await books.read(account, ccb(MONTH));
    expect(state).toBe('read');
    expect(report.parts).toEqual([
      expect.objectContaining({
        format: 'ccb-corporate',
        scope: 'movement',
        account: '5300',
        lines: 8,
        inFen: '5100207',
        outFen: '0',
        openingFen: '100000',
        closingFen: '5200207',
        firstDay: '2025-07-01',
        lastDay: '2025-07-04',
        checked: ['chain'],
        known: 0,
        fresh: 8,
      }),
    ]);
    expect(report.preview).toHaveLength(8);
    expect(await books.lines(account)).toEqual([]);
  });

  test('is stored once, by the identities that the rules give', async () => {
    const account = await books.account();
    const text = ccb(MONTH);
    expect(await books.stored(account, text)).toEqual({ state: 'stored', kinds: [] });
    const expected = identitiesOf(await linesOf(text), { format: 'ccb-corporate' });
    expect(hex(await books.lines(account))).toEqual(expected.map((identity) => identity.toString('hex')).sort());
    const again = await uploadStatement(books.db, books.dataDir, {
      moneyAccountId: account,
      by: books.reviewer,
      fileName: 'x',
      content: (async function* () {
        yield Buffer.from(text);
      })(),
    });
    expect(again).toMatchObject({ refusals: [{ kind: 'statementFileStoredBefore', values: { by: '周经办' } }] });
  });

  test('brings only what is new where exports overlap, in whatever order its rows stand', async () => {
    const account = await books.account();
    const noon = MONTH.slice(0, 7);
    expect((await books.stored(account, ccb(noon))).state).toBe('stored');
    const newestFirst = ccb(MONTH).trimEnd().split('\r\n');
    const reversed = [newestFirst[0], ...newestFirst.slice(1).reverse(), ''].join('\r\n');
    const { report } = await books.read(account, reversed);
    expect(report.parts[0]).toMatchObject({ known: 7, fresh: 1 });
    expect((await books.stored(account, reversed)).state).toBe('stored');
    expect(await books.lines(account)).toHaveLength(8);
  });

  test('that lacks a line of a complete day, or has one more, is refused with the day and the amount', async () => {
    const account = await books.account();
    await books.stored(account, ccb(MONTH));
    const without = MONTH.filter(({ serial }) => serial !== 'N-2-B');
    const fewer = await books.read(account, ccb(without));
    expect(fewer).toMatchObject({
      state: 'refused',
      report: { refusals: [{ kind: 'statementOverlapMissing', values: { day: '2025-07-02', yuan: '200.00' } }] },
    });
    const more = MONTH.toSpliced(5, 0, { ...row(2, '12:00:00', 9n), serial: 'N-2-D' });
    expect(await books.stored(account, ccb(more))).toEqual({ state: 'refused', kinds: ['statementOverlapAdded'] });
    expect(await books.lines(account)).toHaveLength(8);
  });

  test('of the same days in another layout is refused rather than doubled', async () => {
    const account = await books.account();
    await books.stored(account, ccb(MONTH));
    const layout = ['交易日期,收入,支出,摘要', ...MONTH.map(({ day, fen }) => `${day},${Number(fen) / 100},,捐款`), ''];
    const { state, kinds } = await books.stored(account, layout.join('\n'));
    expect(state).toBe('refused');
    expect(new Set(kinds)).toEqual(new Set(['statementOverlapAdded', 'statementOverlapMissing']));
    const oneDay = await books.account();
    await books.stored(oneDay, ccb(MONTH.slice(1, 5)));
    const sameDay = [layout[0], ...layout.slice(2, 6), ''].join('\n');
    expect((await books.stored(oneDay, sameDay)).kinds).toContain('statementOverlapOtherwise');
    expect(await books.lines(oneDay)).toHaveLength(4);
  });

  test.for<[string, string, string]>([
    ['another account', ccb(MONTH, { account: '430012345678****' }), 'statementOfAnotherAccount'],
    ['another currency', ccb(MONTH).replaceAll('人民币元', '美元'), 'statementOfAnotherCurrency'],
    ['amounts that are no whole fen', '交易日期,收入,支出\n2025-07-01,1.005,\n', 'statementAmountNotFen'],
    [
      'a broken chain',
      ccb(MONTH).replace('50012.00', '50013.00').replace('51000.00', '51000.01'),
      'statementChainBroken',
    ],
    ['no line at all', `${ccb([])}`, 'statementWithoutLines'],
    ['a picture', '\u0089PNG', 'statementBinary'],
  ])('of %s cannot be stored', async ([, text, kind]) => {
    const account = await books.account();
    const { state, fileId, report } = await books.read(account, text);
    expect(state).toBe('refused');
    expect(report.refusals.map((refusal) => refusal.kind)).toContain(kind);
    expect(await askToStore(books.db, fileId, books.recorder)).toMatchObject({ ok: false });
  });
});

describe('a bill of single orders', () => {
  const HEAD =
    '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
  const order = (day: number, number: string) =>
    `\`2025-07-0${day} 10:00:00,\`wx1,\`1900000109,\`0,\`,\`${number},\`D${number},\`o,\`JSAPI,\`SUCCESS,\`OTHERS,\`CNY,\`100.00,\`0.00,\`0,\`0,\`0.00,\`0.00,\`,\`,\`捐款,\`,\`0.60000,\`0.60%,\`100.00,\`0.00,\``;
  const bill = (...orders: string[]) =>
    [
      HEAD,
      ...orders,
      '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
      `\`${orders.length},\`${orders.length * 100}.00,\`0.00,\`0.00,\`${(orders.length * 0.6).toFixed(5)},\`${orders.length * 100}.00,\`0.00`,
      '',
    ].join('\r\n');

  test('is kept beside the movements, and one that says more or less of a day never contradicts', async () => {
    const account = await books.account('1900000109');
    const all = bill(order(1, '420001'), order(2, '420002'), order(2, '420003'), order(3, '420004'));
    expect(await books.stored(account, all)).toEqual({ state: 'stored', kinds: [] });
    const some = bill(order(1, '420001'), order(2, '420005'), order(3, '420004'));
    expect(await books.stored(account, some)).toEqual({ state: 'stored', kinds: [] });
    const stored = await sql<{ scope: string; state: string; count: bigint }>`
      select l.scope, s.state, count(*) from statement_line l join line_state s on s.line_id = l.id
      where l.money_account_id = ${account} group by 1, 2`.execute(books.db);
    expect(stored.rows).toEqual([{ scope: 'detail', state: 'ignored', count: 5n }]);
  });
});

describe('storing', () => {
  async function ready(rows = MONTH) {
    const account = await books.account();
    const { fileId } = await books.read(account, ccb(rows));
    await askToStore(books.db, fileId, books.recorder);
    return { account, fileId };
  }

  /** Another transaction that holds the last line of the file, so that storing stops in the middle. */
  async function holdLast(account: bigint, fileId: bigint) {
    const held = await books.db.startTransaction().execute();
    const days = { firstDay: '2025-07-01', lastDay: '2025-07-04' };
    const { id } = await held
      .insertInto('statement')
      .values({
        fileId,
        moneyAccountId: account,
        format: 'x',
        scope: 'movement',
        ...days,
        lines: 1n,
        newLines: 1n,
        inFen: 1n,
        outFen: 0n,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const identity = identitiesOf(await linesOf(ccb(MONTH)), { format: 'ccb-corporate' }).at(-1) ?? Buffer.alloc(32);
    const line = { moneyAccountId: account, statementId: id, scope: 'movement', identity, place: 9 };
    await held
      .insertInto('statementLine')
      .values({ ...line, occurredOn: '2025-07-04', flow: 'in', amountFen: 100n })
      .execute();
    return held;
  }

  /** Ends the connection that waits in the middle of storing. */
  async function endWaiting(): Promise<void> {
    const [pid] = await untilWaiting(books.db, 'insert into statement_line');
    await sql`select pg_terminate_backend(${pid})`.execute(books.db);
  }

  test('that breaks off in the middle leaves nothing, and goes on from the beginning', async () => {
    const { account, fileId } = await ready();
    const held = await holdLast(account, fileId);
    const broken = expect(workOnFile(books.db, books.dataDir, fileId)).rejects.toThrow();
    await endWaiting();
    await broken;
    await held.rollback().execute();
    expect(await books.lines(account)).toEqual([]);
    const left = await books.db.selectFrom('statement').select('id').where('moneyAccountId', '=', account).execute();
    expect(left).toEqual([]);
    expect(await workOnFile(books.db, books.dataDir, fileId)).toBe('stored');
    expect(await books.lines(account)).toHaveLength(8);
  });

  test('twice at once stores once', async () => {
    const { account, fileId } = await ready();
    const other = await books.read(account, `${ccb(MONTH)}\r\n`);
    await askToStore(books.db, other.fileId, books.recorder);
    const same = workOnFile(books.db, books.dataDir, fileId);
    const states = await Promise.all([
      same,
      workOnFile(books.db, books.dataDir, fileId),
      workOnFile(books.db, books.dataDir, other.fileId),
    ]);
    expect(states.filter((state) => state === 'stored')).toHaveLength(2);
    expect(await books.lines(account)).toHaveLength(8);
    const counts = await books.db
      .selectFrom('statement')
      .select('newLines')
      .where('moneyAccountId', '=', account)
      .execute();
    expect(counts.map(({ newLines }) => newLines).sort()).toEqual([0n, 8n]);
  });

  test('of bytes that another yes has stored meanwhile says when and by whom', async () => {
    const account = await books.account();
    const [one, other] = [await books.read(account, ccb(MONTH)), await books.read(account, ccb(MONTH))];
    for (const { fileId } of [one, other]) {
      await askToStore(books.db, fileId, books.recorder);
      await workOnFile(books.db, books.dataDir, fileId);
    }
    const { state, report } = await books.db
      .selectFrom('statementFile')
      .select(['state', 'report'])
      .where('id', '=', other.fileId)
      .executeTakeFirstOrThrow();
    expect([state, report]).toMatchObject(['refused', { refusals: [{ kind: 'statementFileStoredBefore' }] }]);
  });

  test('does not follow a discard, and a stored file is not discarded', async () => {
    const account = await books.account();
    const { fileId } = await books.read(account, ccb(MONTH));
    expect(await discardStatement(books.db, fileId, books.recorder)).toMatchObject({ ok: true });
    expect(await askToStore(books.db, fileId, books.recorder)).toMatchObject({
      refusals: [{ kind: 'statementFileNotReady' }],
    });
    const stored = await ready();
    await workOnFile(books.db, books.dataDir, stored.fileId);
    expect(await discardStatement(books.db, stored.fileId, books.recorder)).toMatchObject({ ok: false });
  });
});

describe('a table of no known format', () => {
  const TABLE = ['编号;过账;摘录;金额;方向', '1;31/07/2025;甲公司;100,00;进', '2;31/07/2025;乙公司;5;出', ''].join(
    '\n',
  );

  test('is read as the clerk says, and the next one with the same headings by itself', async () => {
    const account = await books.account();
    const before = await books.read(account, TABLE.replaceAll('100,00', '100.00'));
    expect(before).toMatchObject({ state: 'refused', report: { refusals: [{ kind: 'statementHeadingsMissing' }] } });
    const anew = await readAnew(books.db, {
      fileId: before.fileId,
      by: books.recorder,
      mapping: {
        delimiter: ';',
        headerRow: 1,
        headings: ['编号', '过账', '摘录', '金额', '方向'],
        columns: { day: 1, counterpartyName: 2, amount: 3, flow: 4 },
        signRule: 'word',
        wordIn: '进',
        dateOrder: 'dayMonthYear',
      },
    });
    if (!anew.ok) throw new Error(JSON.stringify(anew.refusals));
    expect(await workOnFile(books.db, books.dataDir, anew.value.fileId)).toBe('read');
    const next = await books.read(account, TABLE.replace('100,00', '7.50').replaceAll('31/07', '02/08'));
    expect(next).toMatchObject({
      state: 'read',
      report: { parts: [{ format: 'mapped', lines: 2, inFen: '750', outFen: '500', firstDay: '2025-08-02' }] },
    });
  });
});

describe('what a yes was given to', () => {
  const TABLE = ['日期,支出,收入,摘录', '2025-07-01,,150.00,甲', '2025-07-02,50.00,,乙', ''].join('\n');
  const NARROW = {
    delimiter: ',',
    headerRow: 1,
    headings: ['日期', '支出', '收入', '摘录'],
    columns: { day: 0, amount: 1 },
    signRule: 'minusIsIn',
    dateOrder: 'asWritten',
  } as const;

  test('is what is stored, whatever mapping was saved since', async () => {
    const account = await books.account();
    const { fileId, report } = await books.read(account, TABLE);
    expect(report.parts).toMatchObject([{ lines: 2, inFen: '15000', outFen: '5000' }]);
    await books.db
      .insertInto('statementMapping')
      .values({ moneyAccountId: account, mapping: JSON.stringify(NARROW), savedBy: books.recorder })
      .execute();
    await askToStore(books.db, fileId, books.recorder);
    expect(await workOnFile(books.db, books.dataDir, fileId)).toBe('stored');
    expect((await books.lines(account)).map(({ amountFen }) => amountFen)).toEqual([15_000n, 5_000n]);
  });

  test('and is refused where the file no longer comes to it', async () => {
    const account = await books.account();
    const { fileId, report } = await books.read(account, TABLE);
    const other = { ...report, parts: report.parts.map((part) => ({ ...part, inFen: '10000' })) };
    await books.db
      .updateTable('statementFile')
      .set({ report: JSON.stringify(other) })
      .where('id', '=', fileId)
      .execute();
    await askToStore(books.db, fileId, books.recorder);
    expect(await workOnFile(books.db, books.dataDir, fileId)).toBe('refused');
    expect(await books.lines(account)).toEqual([]);
  });

  test('of a known format is read as that, although a mapping has its headings', async () => {
    const account = await books.account();
    const headings = ccb([]).split('\r\n')[0]?.split(',') ?? [];
    await books.db
      .insertInto('statementMapping')
      .values({
        moneyAccountId: account,
        mapping: JSON.stringify({ ...NARROW, headings, columns: { day: 2, amount: 4 } }),
        savedBy: books.recorder,
      })
      .execute();
    expect(await books.read(account, ccb(MONTH))).toMatchObject({ report: { parts: [{ format: 'ccb-corporate' }] } });
  });
});

describe('a mapped table', () => {
  const mappedAs = async (account: bigint, text: string, columns: Record<string, number>) => {
    const headings = text.split('\n')[0]?.split(',') ?? [];
    const { fileId } = await books.read(account, text);
    const mapping = { delimiter: ',', headerRow: 1, headings, columns, signRule: 'minusIsOut', dateOrder: 'asWritten' };
    const anew = await readAnew(books.db, { fileId, by: books.recorder, mapping: mapping as never });
    if (!anew.ok) throw new Error(JSON.stringify(anew.refusals));
    const state = await workOnFile(books.db, books.dataDir, anew.value.fileId);
    const { report } = await books.db
      .selectFrom('statementFile')
      .select('report')
      .where('id', '=', anew.value.fileId)
      .executeTakeFirstOrThrow();
    const kinds = (report as unknown as FileReport).refusals.map(({ kind }) => kind);
    if (state !== 'read') return { state, kinds };
    await askToStore(books.db, anew.value.fileId, books.recorder);
    const left = await workOnFile(books.db, books.dataDir, anew.value.fileId);
    return { state: left, kinds };
  };

  test('keeps the currency and the account that its headings name', async () => {
    const text = ['入账,数额,币种,账号', '2025-07-01,100.00,美元,6222000011112222', ''].join('\n');
    const { state, kinds } = await mappedAs(await books.account(), text, { day: 0, amount: 1 });
    expect([state, kinds.toSorted()]).toEqual(['refused', ['statementOfAnotherAccount', 'statementOfAnotherCurrency']]);
  });

  test('whose serials number its rows is refused', async () => {
    const text = ['编号,入账,数额', '1,2025-07-01,1.00', '2,2025-07-02,2.00', '3,2025-07-02,3.00', ''].join('\n');
    const columns = { serial: 0, day: 1, amount: 2 };
    expect(await mappedAs(await books.account(), text, columns)).toEqual({
      state: 'refused',
      kinds: ['mappingSerialCountsRows'],
    });
    const against = text.replace('\n1,', '\n3,').replace('\n3,2025-07-02', '\n1,2025-07-02');
    expect(await mappedAs(await books.account(), against, columns)).toMatchObject({ state: 'refused' });
  });

  test('with other serials for the same movements of a border day is refused rather than doubled', async () => {
    const account = await books.account();
    const columns = { serial: 0, day: 1, amount: 2, counterpartyName: 3 };
    const head = '编号,入账,数额,户名';
    const first = [head, '7,2025-07-01,1.00,甲', '8,2025-07-15,2.00,乙', '9,2025-07-15,3.00,丙', ''].join('\n');
    const second = [head, '4,2025-07-15,2.00,乙', '5,2025-07-15,3.00,丙', '6,2025-07-31,4.00,丁', ''].join('\n');
    expect(await mappedAs(account, first, columns)).toMatchObject({ state: 'stored' });
    const { state, kinds } = await mappedAs(account, second, columns);
    expect([state, kinds[0]]).toEqual(['refused', 'statementOverlapOtherwise']);
    expect(await books.lines(account)).toHaveLength(3);
  });
});

describe('balances where two statements meet', () => {
  /** Up to the middle of the second day. */
  const july = MONTH.slice(0, 3);
  const after = july.reduce((sum, { fen }) => sum + fen, 100_000n);

  test('that do not go on refuse the later and the earlier one, with both figures and days', async () => {
    const [first, other] = [await books.account(), await books.account()];
    const days = {
      early: ccb(MONTH.filter(({ day }) => day <= '2025-07-02')),
      late: ccb(
        MONTH.filter(({ day }) => day > '2025-07-02'),
        { opening: 9_999_999n },
      ),
    };
    expect(await books.stored(first, days.early)).toMatchObject({ state: 'stored' });
    const { state, report } = await books.read(first, days.late);
    expect(state).toBe('refused');
    expect(report.refusals).toMatchObject([
      {
        kind: 'statementBordersDiffer',
        values: { endDay: '2025-07-02', startDay: '2025-07-03', opening: '99,999.99' },
      },
    ]);
    expect(await books.stored(other, days.late)).toMatchObject({ state: 'stored' });
    expect(await books.stored(other, days.early)).toEqual({ state: 'refused', kinds: ['statementBordersDiffer'] });
  });

  test('are met by an export that was cut within the day', async () => {
    const account = await books.account();
    expect(await books.stored(account, ccb(july))).toEqual({ state: 'stored', kinds: [] });
    const shared = ccb(MONTH.slice(2), { opening: after - (july.at(-1)?.fen ?? 0n) });
    expect(await books.stored(account, shared)).toEqual({ state: 'stored', kinds: [] });
    expect(await books.lines(account)).toHaveLength(8);
    const lost = await books.account();
    await books.stored(lost, ccb(july));
    expect((await books.stored(lost, ccb(MONTH.slice(3), { opening: 77n }))).kinds).toEqual(['statementBordersDiffer']);
  });
});

describe('an account on which nothing moved', () => {
  const camt = (from: string, to: string, opening: string, closing: string) => `<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><CreDtTm>2025-09-02T08:00:00</CreDtTm>
<FrToDt><FrDtTm>${from}T00:00:00</FrDtTm><ToDtTm>${to}T00:00:00</ToDtTm></FrToDt>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${opening}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">${closing}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
</Stmt></BkToCstmrStmt></Document>`;
  const daysOf = (account: bigint) =>
    books.db
      .selectFrom('statement')
      .select(['firstDay', 'lastDay', 'lines', 'openingFen', 'closingFen'])
      .where('moneyAccountId', '=', account)
      .execute();

  test('is covered by a statement that says so for its days', async () => {
    const account = await books.account();
    const quiet = camt('2025-07-01', '2025-08-01', '12.50', '12.50');
    expect(await books.stored(account, quiet)).toEqual({ state: 'stored', kinds: [] });
    expect(await daysOf(account)).toEqual([
      { firstDay: '2025-07-01', lastDay: '2025-07-31', lines: 0n, openingFen: 1250n, closingFen: 1250n },
    ]);
    const mt940 = (closing: string) =>
      [':20:1', ':25:5300', ':28C:1', ':60F:C250731CNY12,50', `:62F:C250831CNY${closing}`, '-', ''].join('\r\n');
    const own = await books.account();
    expect(await books.stored(own, mt940('12,50'))).toEqual({ state: 'stored', kinds: [] });
    expect(await daysOf(own)).toMatchObject([{ firstDay: '2025-08-01', lastDay: '2025-08-31', lines: 0n }]);
    expect((await books.stored(await books.account(), mt940('13,50'))).state).toBe('refused');
  });

  test('is not covered by one that ends otherwise than it began, or that names no days', async () => {
    const moved = camt('2025-07-01', '2025-08-01', '12.50', '13.50');
    expect((await books.stored(await books.account(), moved)).state).toBe('refused');
    const dayless = camt('', '', '12.50', '12.50');
    expect(await books.stored(await books.account(), dayless)).toEqual({
      state: 'refused',
      kinds: ['statementWithoutLines'],
    });
  });

  test('a period in the head reaches beyond the lines, and not beyond the day of the export', async () => {
    const account = await books.account();
    const table = (made: string) =>
      [
        `起始时间：[2025-07-01 00:00:00]    终止时间：[2025-07-31 23:59:59]`,
        `导出时间：[${made} 09:12:52]`,
        '交易日期,收入,支出,摘要',
        '2025-07-05,1.00,,捐款',
        '',
      ].join('\n');
    expect(await books.stored(account, table('2025-08-03'))).toEqual({ state: 'stored', kinds: [] });
    expect(await daysOf(account)).toMatchObject([{ firstDay: '2025-07-01', lastDay: '2025-07-31' }]);
    const early = await books.account();
    await books.stored(early, table('2025-07-10'));
    expect(await daysOf(early)).toMatchObject([{ firstDay: '2025-07-01', lastDay: '2025-07-10' }]);
    const ranged = await books.account();
    await books.stored(ranged, '查询时间范围[ Time Range ],20250712-20250721\n交易日期,收入,支出\n20250713,1.00,\n');
    expect(await daysOf(ranged)).toMatchObject([{ firstDay: '2025-07-12', lastDay: '2025-07-21' }]);
    const ofx = await books.account();
    const head =
      '<OFX><SONRS><DTSERVER>20250802</SONRS><STMTRS><CURDEF>CNY<BANKTRANLIST><DTSTART>20250701<DTEND>20250731';
    await books.stored(
      ofx,
      `${head}<STMTTRN><DTPOSTED>20250702<TRNAMT>1.00<FITID>A</STMTTRN></BANKTRANLIST></STMTRS></OFX>`,
    );
    expect(await daysOf(ofx)).toMatchObject([{ firstDay: '2025-07-01', lastDay: '2025-07-31' }]);
  });
});
