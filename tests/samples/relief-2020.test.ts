import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postingsOf } from '#approval/postings-of-act.ts';
import { getDonation } from '#intake/donation-queries.ts';
import { getListing } from '#intake/listing-queries.ts';
import { parseReceiptCode } from '#log/receipt-code.ts';
import { previewNotice } from '#publication/commit-notice.ts';
import { listMoneyAccounts } from '#reconciliation/accounts/queries.ts';
import { enterSample } from '#samples/enter-sample.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertLogHead } from '../support/log.ts';
import { insertPerson } from '../support/people.ts';

let database: TestDatabase;
let people: { recorder: bigint; reviewer: bigint };
const receiptCodes: string[] = [];
const keepCode = async (code: string) => {
  receiptCodes.push(code);
};

beforeAll(async () => {
  database = await testDatabase();
  await insertLogHead(database.owner);
  people = {
    recorder: await insertPerson(database.owner, '经办', ['recorder']),
    reviewer: await insertPerson(database.owner, '复核', ['reviewer']),
  };
  await enterSample(database.db, people, keepCode);
});
afterAll(() => database.close());

const position = async () => {
  const rows = await database.db
    .selectFrom('fundPosition')
    .selectAll()
    .where((eb) => eb.or([eb('received', '<>', 0n), eb('balance', '<>', 0n)]))
    .orderBy('entityCode')
    .orderBy('unitCode')
    .execute();
  return rows.map((row) => [
    row.entityCode,
    row.fundCode,
    row.stream,
    row.unitCode,
    row.received,
    row.disbursed,
    row.appropriated,
    row.adjusted,
    row.unstated,
    row.balance,
  ]);
};

const actOf = async (reference: string) => {
  const { id } = await database.db
    .selectFrom('act')
    .select('id')
    .where('sourceReference', '=', reference)
    .where('kind', 'in', ['donation', 'listing', 'batch'])
    .executeTakeFirstOrThrow();
  return id;
};

describe('the relief fund of 2020', () => {
  test('every entity and fund stands where the sources leave it', async () => {
    const h = 'hengyang-2020';
    expect(await position()).toEqual([
      ['hengyang-charity', h, 'donation', 'CNY', 93_000_000n, 93_000_000n, 0n, 0n, 0n, 0n],
      ['hengyang-health', h, 'donation', 'CNY:goods', 200_000_000n, 0n, 0n, 0n, 200_000_000n, 0n],
      ['hengyang-health', h, 'donation', 'item:gloves-disposable', 4_000n, 0n, 0n, 0n, 4_000n, 0n],
      ['hengyang-health', h, 'donation', 'item:mask-disposable-medical', 250_000n, 0n, 0n, 0n, 250_000n, 0n],
      ['hengyang-health', h, 'donation', 'item:protective-suit', 1_000n, 0n, 0n, 0n, 1_000n, 0n],
      ['hengyang-joint', h, 'donation', 'item:mask-medical', 11_204n, 0n, 0n, 0n, 11_204n, 0n],
      ['hengyang-redcross', h, 'donation', 'item:mask-medical', 400n, 0n, 0n, 0n, 400n, 0n],
      ['xiqing-union', 'xiqing-2020', 'funding', 'CNY', 610_000_000n, 0n, 610_000_000n, 0n, 0n, 0n],
    ]);
  });

  test('three descriptions of masks make one summary of the family', async () => {
    const { masks } = await database.db
      .selectFrom('fundPosition')
      .innerJoin('unit', 'unit.code', 'fundPosition.unitCode')
      .innerJoin('item', 'item.code', 'unit.itemCode')
      .select((eb) => eb.fn.sum<bigint>('received').as('masks'))
      .where('familyCode', '=', 'mask')
      .executeTakeFirstOrThrow();
    expect(masks).toBe(261_604n);
  });

  test('what was witnessed or reported posts nothing', async () => {
    const rows = await database.db
      .selectFrom('listing')
      .innerJoin('listingAmount', 'listingAmount.actId', 'listing.actId')
      .select(['weight', 'unitCode', (eb) => eb.fn.sum<bigint>('amount').as('sum')])
      .groupBy(['weight', 'unitCode'])
      .orderBy('weight')
      .orderBy('unitCode')
      .execute();
    const witnessed = rows.filter(({ weight }) => weight === 'witnessed');
    expect(witnessed.map(({ unitCode, sum }) => [unitCode, sum])).toEqual([
      ['CNY', 12_000_000n],
      ['CNY:goods', 70_000_000n],
    ]);
    const acts = await database.db.selectFrom('listing').select('actId').execute();
    expect(acts.length).toBe(25);
    for (const { actId } of acts) expect(await postingsOf(database.db, actId)).toEqual({ ok: true, value: [] });
  });

  test('the two allotments of four items add up to the union money', async () => {
    const rows = await database.db
      .selectFrom('appropriation')
      .innerJoin('appropriationItem', 'appropriationItem.actId', 'appropriation.actId')
      .select(['allotment', 'amount', 'receivers'])
      .orderBy('allotment')
      .orderBy('line')
      .execute();
    expect(rows.map(({ allotment, amount, receivers }) => [allotment, amount, receivers])).toEqual([
      [1n, 400_000_000n, null],
      [2n, 50_000_000n, null],
      [2n, 110_000_000n, 40n],
      [2n, 50_000_000n, null],
    ]);
  });

  test('the minor is 爱心学生, and nothing else of the source is kept', async () => {
    const gift = await getDonation(database.db, await actOf('HY-D06'));
    expect(gift.shownAs).toBe('爱心学生');
    const everything = JSON.stringify(gift, (_, value) => (typeof value === 'bigint' ? String(value) : value));
    expect(everything).not.toMatch(/高一|压岁钱|年级|岁/);
  });

  test('the joint valuation is about two million and covers three lines once', async () => {
    const gift = await getDonation(database.db, await actOf('HY-D01 HY-D02 HY-D03'));
    expect(gift.valuations).toEqual([
      {
        amountFen: 200_000_000n,
        method: 'donorStated',
        evidence: '价值约200万元',
        provenance: 'rounded',
        lines: [1, 2, 3],
      },
    ]);
    expect(gift.lines.map(({ fate }) => fate)).toEqual(['unstated', 'unstated', 'unstated']);
  });

  test('the sixty families stand without a share, the cover without an amount', async () => {
    const families = await getListing(database.db, await actOf('HY-D04'));
    expect([families.headcount, families.basis, families.weight]).toEqual([60n, 'person', 'witnessed']);
    const cover = await getListing(database.db, await actOf('XQ-F01'));
    expect([cover.headcount, cover.amounts]).toEqual([142n, []]);
  });

  test('everything was approved by another person and waits only to be published', async () => {
    const { approved, recorded } = await database.db
      .selectFrom('act')
      .leftJoin('approval', 'approval.actId', 'act.id')
      .select((eb) => [
        eb.fn.count<bigint>('approval.actId').as('approved'),
        eb.fn.count<bigint>('act.id').as('recorded'),
      ])
      .executeTakeFirstOrThrow();
    expect(approved).toBe(recorded);
    const tasks = await database.db.selectFrom('openTask').select('task').distinct().execute();
    expect(tasks).toEqual([{ task: 'publish' }]);
  });

  test('all of it may be published, and no public word describes the child', async () => {
    const { ready, heldBack } = await previewNotice(database.db);
    expect(heldBack).toEqual([]);
    expect(ready.length).toBe(17 + 4 + 1 + 1 + 2 + 25);
    const words = ready.flatMap(({ texts, publicFields }) => publicFields.flatMap((field) => texts[field] ?? []));
    expect(words).toContain('爱心学生');
    expect(words.join('\n')).not.toMatch(/一名学生|高一|压岁钱|中学|小学|年级/);
  });

  test('a second run goes on with the same records and gives no code again', async () => {
    expect(receiptCodes.map((code) => parseReceiptCode(code).ok)).toEqual([true]);
    const count = () =>
      database.db
        .selectFrom('act')
        .select((eb) => eb.fn.countAll<bigint>().as('acts'))
        .execute();
    const before = await count();
    await enterSample(database.db, people, keepCode);
    expect(await listMoneyAccounts(database.db, { limit: 9 })).toMatchObject([
      { entity: 'hengyang-charity', decision: 'approved', name: '演示银行账户（账号虚构）' },
    ]);
    expect(receiptCodes.length).toBe(1);
    expect(await count()).toEqual(before);
  });
});

test('a run that broke off half-way is gone on with, to the same figures', async () => {
  const broken = await testDatabase();
  try {
    await insertLogHead(broken.owner);
    const others = {
      recorder: await insertPerson(broken.owner, '经办', ['recorder']),
      reviewer: await insertPerson(broken.owner, '复核', ['reviewer']),
    };
    const breakOff = () => Promise.reject(new Error('power cut'));
    await expect(enterSample(broken.db, others, breakOff)).rejects.toThrow('power cut');
    await enterSample(broken.db, others, keepCode);
    const positions = (db: TestDatabase['db']) =>
      db.selectFrom('fundPosition').selectAll().orderBy('entityCode').orderBy('unitCode').execute();
    expect(await positions(broken.db)).toEqual(await positions(database.db));
  } finally {
    await broken.close();
  }
});
