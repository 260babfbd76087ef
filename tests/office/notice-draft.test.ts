import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { listActs } from '#approval/queries.ts';
import { proposeAdjustment } from '#disbursement/propose-adjustment.ts';
import { onDay } from '#ledger/day.ts';
import { actName } from '#office/act-name.ts';
import { draftNotice } from '#office/publishing/notice-draft.ts';
import { createLog } from '#publication/log-key.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { openMoneyAccount } from '../support/money-accounts.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';
import { approvedMatch, statementLines } from '../support/statement-lines.ts';

let test: TestDatabase;
let books: SmallBooks;
let dataDir: string;

beforeAll(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-draft-'));
  await createLog(test.db, dataDir, 'ledger.example.org/log');
  books = await openSmallBooks(test.db, test.owner);
  const entity = 'city-charity';
  const [from, to] = [
    await openMoneyAccount(test.db, books, 'bank', { entity }),
    await openMoneyAccount(test.db, books, 'bank', { entity }),
  ];
  const gift = cashGift(900_00n);
  await enterGift(test.db, books, gift);
  await enterGift(test.db, books, {
    ...gift,
    lines: [{ unit: 'item:mask-n95', quantity: 600n, provenance: 'stated', fate: 'held' }],
  });
  await test.db
    .insertInto('location')
    .values([
      { entityCode: entity, code: 'first', name: '一号仓' },
      { entityCode: entity, code: 'second', name: '二号仓' },
    ])
    .execute();
  const header = {
    ...{ entity, fund: 'relief', stream: 'donation' as const, occurred: onDay('2020-02-21') },
    source: '划转单',
  };
  const adjustments = [
    {
      ...{ header: { ...header, moneyAccount: from }, reason: 'transfer' as const, unit: 'CNY', amount: 500_00n },
      ...{ toMoneyAccount: to, explanation: '调拨备用' },
    },
    {
      ...{ header, reason: 'transfer' as const, unit: 'item:mask-n95', amount: 300n },
      ...{ toLocation: 'first', explanation: '搬到一号仓' },
    },
    {
      ...{ header, reason: 'fee' as const, unit: 'CNY', amount: 5_00n },
      ...{ explanation: '汇款手续费' },
    },
  ];
  for (const adjustment of adjustments) {
    const input = { ...adjustment, restriction: 'unrestricted' as const };
    const { actId } = value(await proposeAdjustment(test.db, input, books.recorder, crypto.randomUUID()));
    value(await approveAct(test.db, { actId, revision: 1, by: books.reviewer }));
    if (input.unit === 'CNY' && input.reason === 'transfer') await matched(actId);
    else value(await confirmAct(test.db, { actId, by: books.reviewer, kind: 'press', note: '日报' }));
  }
  /** Both halves of a transfer, each on the statement of its account. */
  async function matched(actId: bigint): Promise<void> {
    const line = { day: '2020-02-21', amountFen: 500_00n };
    const lines = await statementLines(test.db, books.recorder, [
      { ...line, account: from, flow: 'out' },
      { ...line, account: to, flow: 'in' },
    ]);
    await approvedMatch(test.db, { clerk: books.recorder, reviewer: books.reviewer }, { lines, acts: [actId] });
  }
});
afterAll(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

describe('what only moved among one’s own', () => {
  it('is called 账户间划转 or 移库 wherever an entry is named', async () => {
    const acts = await listActs(test.db, { kind: 'adjustment', limit: 10 });
    expect(acts.map(actName)).toEqual(['其他变动', '移库', '账户间划转']);
  });

  it('is counted apart by the draft of a notice and stands in none of its sums', async () => {
    const { groups, ownMoves, count } = await draftNotice(test.db);
    const fund = { code: 'relief', name: '抗疫专项资金' };
    expect(ownMoves).toMatchObject([
      { what: 'money', reversed: false, count: 1, fund, moved: [{ unit: 'CNY', amount: 500_00n }] },
      { what: 'goods', reversed: false, count: 1, fund, moved: [{ unit: 'item:mask-n95', amount: 300n }] },
    ]);
    const changed = groups.filter(({ kind }) => kind === 'adjustment');
    expect(changed).toMatchObject([{ variant: 'fee', count: 1, sums: [{ unit: 'CNY', amount: 5_00n }] }]);
    const inAll = [...groups, ...ownMoves].reduce((sum, each) => sum + each.count, 0);
    expect(inAll).toBe(count);
  });
});
