import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawAct } from '#approval/withdraw-act.ts';
import type { LedgerIssue } from '#disbursement/import/issues-of-ledger.ts';
import type { IssueInput } from '#disbursement/issue.ts';
import { importSheet } from '#intake/import-donations.ts';
import { enterStockLedger } from '#office/enter-stock-ledger.ts';
import { lookAtStock } from '#office/stock-ledger.ts';
import { writeXlsx } from '#sheet/write-xlsx.ts';
import { type Desk, given, goodsGift, header, key, openDesk, proposeGift } from '../approval/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const STOCK = { entity: 'charity', fund: 'relief', restriction: 'unrestricted' } as const;
const CHOICES = { entity: 'charity', fund: 'relief', donorKind: '企业' };
const HEADINGS = ['日期', '单号', '品名', '入库数量', '出库数量', '来源'];
const ledger = (...rows: string[][]) => writeXlsx({ name: '台账', rows: [HEADINGS, ...rows] });
const came = (donor: string, quantity: string, paper = '') => ['2020-02-03', paper, '医用口罩', quantity, '', donor];
const look = async (bytes: Uint8Array) => given(await lookAtStock(desk.db, bytes, STOCK, CHOICES));

async function enter(bytes: Uint8Array) {
  const { ins } = await look(bytes);
  const options = { fileName: '台账.xlsx', choices: CHOICES, kind: 'stock' } as const;
  return given(await importSheet(desk.db, ins, options, desk.clerk)).added;
}

const masksOf = async (donor: string) =>
  (
    await desk.db
      .selectFrom('donationLine')
      .innerJoin('donation', 'donation.actId', 'donationLine.actId')
      .innerJoin('donor', 'donor.id', 'donation.donorId')
      .innerJoin('act', 'act.id', 'donation.actId')
      .innerJoin('actStatus', 'actStatus.actId', 'act.id')
      .select(['unitCode', 'quantity', 'occurredFrom as day', 'status'])
      .where('legalName', '=', donor)
      .where('status', '!=', 'withdrawn')
      .execute()
  ).map(({ unitCode, quantity, day, status }) => `${day} ${quantity} ${unitCode} ${status}`);

const byHand = (donor: string, quantity: bigint) =>
  proposeGift(desk, {
    ...goodsGift('item:mask', quantity),
    header: header('2020-02-03'),
    donor: { kind: 'enterprise', legalName: donor },
  });

describe('the ins of a ledger of stock', () => {
  test('become gifts of goods that wait for another person', async () => {
    const added = await enter(ledger(came('甲公司', '100'), came('甲公司', '50')));
    expect(added.map(({ rows }) => rows)).toEqual([[2], [3]]);
    expect(await masksOf('甲公司')).toEqual(['2020-02-03 100 item:mask proposed', '2020-02-03 50 item:mask proposed']);
  });

  test('of two equal ones the one that is recorded counts for one, and the other comes in', async () => {
    const { number } = await byHand('乙公司', 70n);
    const file = ledger(came('乙公司', '70'), came('乙公司', '70'));
    const { compared, gifts } = await look(file);
    expect([...compared]).toEqual([2]);
    expect(gifts.duplicates).toMatchObject([{ row: 2, of: { number } }]);
    expect((await enter(file)).map(({ rows }) => rows)).toEqual([[3]]);
    expect(await masksOf('乙公司')).toHaveLength(2);
    // With a row more the ledger adds that row, and the two stay two.
    const longer = ledger(came('乙公司', '70'), came('乙公司', '70'), came('乙公司', '70'));
    expect([...(await look(longer)).compared]).toEqual([2, 3]);
    expect((await enter(longer)).map(({ rows }) => rows)).toEqual([[4]]);
    expect(await masksOf('乙公司')).toHaveLength(3);
  });

  test('of two papers the one that came in is known as itself, wherever it stands', async () => {
    await enter(ledger(came('丙公司', '40', 'R-2')));
    const file = ledger(came('丙公司', '40', 'R-1'), came('丙公司', '40', 'R-2'));
    expect([...(await look(file)).compared]).toEqual([3]);
    expect((await enter(file)).map(({ rows }) => rows)).toEqual([[2]]);
    expect(await masksOf('丙公司')).toHaveLength(2);
  });

  test('that were taken back count no more', async () => {
    const { actId } = await byHand('丁公司', 30n);
    const file = ledger(came('丁公司', '30'));
    expect((await look(file)).compared.size).toBe(1);
    given(await withdrawAct(desk.db, { actId, by: desk.clerk }));
    expect((await look(file)).compared.size).toBe(0);
    expect(await enter(file)).toHaveLength(1);
  });
});

describe('a ledger of stock', () => {
  const outs = async (...receivers: string[]) => {
    const gone = (receiver: string) => {
      const lines = [{ unit: 'item:mask', quantity: 5n }];
      const input: IssueInput = {
        header: { ...header('2020-02-09'), stream: 'donation' },
        receiver,
        restriction: 'unrestricted',
        lines,
      };
      return { rows: [9], input, key: key(), known: false } as unknown as LedgerIssue;
    };
    const { ins } = await look(ledger(came('戊公司', '5')));
    const options = { fileName: '台账.xlsx', choices: CHOICES, goodOnly: false };
    return enterStockLedger(desk.db, { issues: receivers.map(gone), ins, options }, desk.clerk);
  };
  const issues = async () =>
    (await desk.db.selectFrom('act').select('id').where('kind', '=', 'issue').execute()).length;

  test('comes in whole or not at all: what is refused at the last row leaves none of the rows before', async () => {
    const before = await issues();
    expect(await outs('hospital', 'hospital', 'nobody')).toMatchObject({ ok: false, refusals: [{ line: 9 }] });
    expect(await issues()).toBe(before);
    expect(await masksOf('戊公司')).toEqual([]);
    expect(given(await outs('hospital', 'hospital')).beside).toHaveLength(2);
    expect(await issues()).toBe(before + 2);
    expect(await masksOf('戊公司')).toHaveLength(1);
  });
});
