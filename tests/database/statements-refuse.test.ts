import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../approval/desk.ts';
import { moneyAccount, statementLine } from '../support/statement-lines.ts';

let desk: Desk;
let account: bigint;
let otherAccount: bigint;
beforeAll(async () => {
  desk = await openDesk();
  account = await moneyAccount(desk.db, desk, { entity: 'charity' });
  otherAccount = await moneyAccount(desk.db, desk, { entity: 'charity' });
});
afterAll(() => desk.close());

const DAY = '2020-02-10';

async function file(state: 'read' | 'storing'): Promise<bigint> {
  const sha256 = createHash('sha256').update(randomUUID()).digest();
  const uploaded = { moneyAccountId: account, sha256, fileName: 'a.csv', sizeBytes: 1n, uploadedBy: desk.clerk };
  const { id } = await desk.db.insertInto('statementFile').values(uploaded).returning('id').executeTakeFirstOrThrow();
  await desk.db.updateTable('statementFile').set({ state }).where('id', '=', id).execute();
  return id;
}

async function statementOf(fileId: bigint, moneyAccountId = account): Promise<bigint> {
  const counts = { lines: 1n, newLines: 1n, inFen: 100n, outFen: 0n };
  const { id } = await desk.db
    .insertInto('statement')
    .values({ fileId, moneyAccountId, format: 'mapped', scope: 'movement', firstDay: DAY, lastDay: DAY, ...counts })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const lineOf = (statementId: bigint, change: { moneyAccountId?: bigint; scope?: string } = {}) =>
  desk.db
    .insertInto('statementLine')
    .values({
      ...{
        moneyAccountId: account,
        statementId,
        scope: 'movement',
        place: 1,
        occurredOn: DAY,
        flow: 'in',
        amountFen: 100n,
      },
      identity: createHash('sha256').update(randomUUID()).digest(),
      ...change,
    })
    .execute();

const notWhileStoring = { code: '23514', constraint: 'statement_while_storing' };

describe('the application forges nothing into a statement', () => {
  test('that is stored already', async () => {
    const lineId = await statementLine(desk.db, desk.clerk, { account, day: DAY, flow: 'in', amountFen: 100n });
    const { statementId, fileId } = await desk.db
      .selectFrom('statementLine')
      .innerJoin('statement', 'statement.id', 'statementLine.statementId')
      .select(['statementId', 'fileId'])
      .where('statementLine.id', '=', lineId)
      .executeTakeFirstOrThrow();
    await expect(lineOf(statementId)).rejects.toMatchObject(notWhileStoring);
    await expect(statementOf(fileId)).rejects.toMatchObject(notWhileStoring);
  });

  test('of a file that nobody asked to store', async () => {
    await expect(statementOf(await file('read'))).rejects.toMatchObject(notWhileStoring);
  });

  test('of another account, or of another scope', async () => {
    const fileId = await file('storing');
    await expect(statementOf(fileId, otherAccount)).rejects.toMatchObject({
      ...{ code: '23503', constraint: 'statement_of_its_file' },
    });
    const statementId = await statementOf(fileId);
    for (const change of [{ moneyAccountId: otherAccount }, { scope: 'detail' }]) {
      await expect(lineOf(statementId, change)).rejects.toMatchObject({
        ...{ code: '23503', constraint: 'statement_line_of_its_statement' },
      });
    }
    await lineOf(statementId);
  });
});
