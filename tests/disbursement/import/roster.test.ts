import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { getBatch } from '#disbursement/batch-rows.ts';
import { importRoster, previewRoster } from '#disbursement/import/import-roster.ts';
import { rosterCsv, rosterXlsx } from '#disbursement/import/templates.ts';
import { writeXlsx } from '#sheet/write-xlsx.ts';
import { batch, type Desk, given, openDesk, registered } from '../../approval/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await registered(desk, { subject: 'item', code: 'flour', name: '面粉', measure: '袋', scale: 0 });
});
afterAll(() => desk.close());

const HEADINGS = ['序号', '户主姓名', '身份证号', '慰问金（元）', '代领人'];
const people = (count: number, amount = '1000') =>
  Array.from({ length: count }, (_, at) => [
    String(at + 1),
    `户${at}`,
    `11010119900101${String(at).padStart(4, '0')}`,
    amount,
  ]);
const roster = (rows: string[][], headings = HEADINGS) =>
  writeXlsx({ name: '表', rows: [['家属慰问金发放花名册'], headings, ...rows] });
const look = async (bytes: Uint8Array) => given(await previewRoster(desk.db, bytes));
const { headcount: _, unit: __, total: ___, share: ____, ...about } = batch(5n, 1n);

describe('a roster', () => {
  test('adds up to count, total and the share of each, and holds its total against the rows', async () => {
    const read = await look(roster([...people(6), ['', '合计', '', '6000']]));
    expect(read).toMatchObject({
      rows: 6,
      good: 6,
      unit: 'CNY',
      total: 600_000n,
      share: 100_000n,
      refusals: [],
      held: 1,
    });
    expect(await look(roster([...people(6), ['', '合计', '', '7000']]))).toMatchObject({
      refusals: [{ kind: 'importTotalsDisagree', line: 9 }],
    });
  });

  test('names the row of the headings where a column is missing', async () => {
    const bytes = roster(people(6), ['序号', '户主姓名', '身份证号', '备注']);
    expect(await previewRoster(desk.db, bytes)).toMatchObject({
      ok: false,
      refusals: [{ kind: 'importColumnMissing', line: 2 }],
    });
  });

  test('of goods counts them in the measure of the item', async () => {
    const rows = people(5).map((row) => [...row.slice(0, 2), '面粉', '2袋']);
    const read = await look(roster(rows, ['序号', '户主', '物资名称', '数量']));
    expect(read).toMatchObject({ unit: 'item:flour', total: 10n, share: 2n, refusals: [] });
  });

  test('points at rows that are wrong: a person twice, an amount in words, too few', async () => {
    const rows = people(4);
    rows[2] = [...(rows[0] ?? []), '王某'];
    rows[3] = ['4', '某', '', '壹仟'];
    const { refusals, proxies } = await look(roster(rows));
    expect(refusals.map(({ kind, line }) => [kind, line])).toEqual([
      ['batch_headcount_large_enough', undefined],
      ['rosterPersonTwice', 5],
      ['amountMalformed', 6],
    ]);
    expect(proxies).toEqual([5]);
  });

  test('shows those of one name without numbers, and takes them', async () => {
    const rows = people(6).map(([at = '', , , amount = '']) => [at, '张三', '', amount]);
    const read = await look(roster(rows));
    expect(read.refusals).toEqual([]);
    expect(read.namesakes.length).toBe(5);
  });
});

describe('as a batch', () => {
  test('it waits for another person, and nothing of a name is kept', async () => {
    const bytes = roster(people(7, '300'));
    const { actId } = given(await importRoster(desk.db, { source: bytes }, about, desk.clerk));
    expect(await getBatch(desk.db, actId)).toMatchObject({
      headcount: 7n,
      total: 210_000n,
      share: 30_000n,
      unit: 'CNY',
    });
    const kept = JSON.stringify(
      [
        await desk.db.selectFrom('importFile').selectAll().where('kind', '=', 'roster').execute(),
        await desk.db.selectFrom('batch').selectAll().where('actId', '=', actId).execute(),
      ],
      (_key, value) => (typeof value === 'bigint' ? String(value) : value),
    );
    expect(kept).not.toContain('户0');
    expect(kept).not.toContain('110101');
  });

  test('the same file makes one batch, until that is taken back; the same list in another file neither', async () => {
    const bytes = roster(people(8, '400'));
    const load = (file: Uint8Array) => importRoster(desk.db, { source: file }, about, desk.clerk);
    const { actId } = given(await load(bytes));
    expect(await load(bytes)).toMatchObject({ ok: false, refusals: [{ kind: 'rosterImported' }] });
    const saved = roster([...people(8, '400'), ['制表人：某']]);
    expect(await load(saved)).toMatchObject({ ok: false, refusals: [{ kind: 'rosterBatchExists' }] });
    given(await withdrawAct(desk.db, { actId, by: desk.clerk }));
    const again = given(await load(bytes));
    expect(again.actId).not.toBe(actId);
  });

  test('a roster with a wrong row makes none', async () => {
    const rows = people(9, '500');
    rows[4] = ['5', '户4', '', '-500'];
    const outcome = await importRoster(desk.db, { source: roster(rows) }, about, desk.clerk);
    expect(outcome).toMatchObject({ ok: false, refusals: [{ kind: 'amountNotPositive', line: 7 }] });
  });
});

test('a template as it was handed out is shown as examples alone, and makes no batch', async () => {
  for (const bytes of [rosterXlsx(), new TextEncoder().encode(rosterCsv())]) {
    expect(await look(bytes)).toMatchObject({ refusals: [], rows: 0, skipped: 2, ignored: [] });
    const outcome = await importRoster(desk.db, { source: bytes }, about, desk.clerk);
    expect(outcome).toMatchObject({ ok: false, refusals: [{ kind: 'importHeadingsOnly' }] });
  }
});
