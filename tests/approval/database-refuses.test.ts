import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '#database/connection.ts';
import { cashGift, type Desk, openDesk, proposeGift, receiveCash } from './desk.ts';

/*
 * Past every line of our own code: what the application's login itself may not do, whatever program holds it.
 */

let desk: Desk;
let gift: bigint;
beforeAll(async () => {
  desk = await openDesk();
  gift = await receiveCash(desk, 10_000n);
});
afterAll(() => desk.close());

const sides = {
  entityCode: 'charity',
  fundCode: 'relief',
  stream: 'donation',
  unitCode: 'CNY',
  restriction: 'unrestricted',
};

/** An approval with an entry, the way approving makes them, with postings of one's own choosing. */
async function book(work: (tx: Tx, entryId: bigint) => Promise<unknown>): Promise<void> {
  const { actId } = await proposeGift(desk, cashGift(100n));
  await desk.db.transaction().execute(async (tx) => {
    const approval = { actId, recordedBy: desk.clerk, approvedBy: desk.reviewer, revision: 1 };
    await tx.insertInto('approval').values(approval).execute();
    const { id } = await tx
      .insertInto('journalEntry')
      .values({ actId, bookedOn: '2020-02-10', postedBy: desk.reviewer })
      .returning('id')
      .executeTakeFirstOrThrow();
    await work(tx, id);
  });
}
const post = (tx: Tx, entryId: bigint, ...amounts: [account: string, amount: bigint][]) =>
  tx
    .insertInto('posting')
    .values(amounts.map(([accountCode, amount]) => ({ entryId, ...sides, accountCode, amount })))
    .execute();

describe('the database refuses', () => {
  test('an entry whose sides differ', async () => {
    await expect(book((tx, id) => post(tx, id, ['100201', 100n], ['410101', -99n]))).rejects.toMatchObject({
      constraint: 'journal_entry_sums_to_zero',
    });
  });

  test('an entry without postings', async () => {
    await expect(book(async () => undefined)).rejects.toMatchObject({ constraint: 'journal_entry_has_postings' });
  });

  test('a posting added after the entry was weighed early', async () => {
    const late = book(async (tx, id) => {
      await post(tx, id, ['100201', 100n], ['410101', -100n]);
      await sql`set constraints all immediate`.execute(tx);
      await post(tx, id, ['100201', 5n]);
    });
    await expect(late).rejects.toMatchObject({ constraint: 'journal_entry_sums_to_zero' });
  });

  test('a posting into an entry of another transaction', async () => {
    const { id } = await desk.db
      .selectFrom('journalEntry')
      .select('id')
      .where('actId', '=', gift)
      .executeTakeFirstOrThrow();
    const into = desk.db.transaction().execute((tx) => post(tx, id, ['100201', 5n], ['410101', -5n]));
    await expect(into).rejects.toMatchObject({ constraint: 'posting_with_its_entry' });
  });

  test('an entry that claims to belong to a later transaction', async () => {
    const { actId } = await proposeGift(desk, cashGift(100n));
    const claim = desk.db.transaction().execute(async (tx) => {
      await tx
        .insertInto('approval')
        .values({ actId, recordedBy: desk.clerk, approvedBy: desk.reviewer, revision: 1 })
        .execute();
      const { rows } = await sql<{ mine: boolean }>`
        insert into journal_entry (act_id, booked_on, posted_by, inserted_by_transaction)
        values (${actId}, '2020-02-10', ${desk.reviewer}, '999999999'::xid8)
        returning inserted_by_transaction = pg_current_xact_id() as mine`.execute(tx);
      expect(rows).toEqual([{ mine: true }]);
      throw new Error('undone');
    });
    await expect(claim).rejects.toThrow('undone');
  });

  test('cash that goes below zero', async () => {
    const spend = book((tx, id) => post(tx, id, ['510101', 99_999_999n], ['100201', -99_999_999n]));
    await expect(spend).rejects.toMatchObject({ constraint: 'account_balance_not_negative' });
  });

  test('an approval that books nothing', async () => {
    const { actId } = await proposeGift(desk, cashGift(100n));
    const approval = { actId, recordedBy: desk.clerk, approvedBy: desk.reviewer, revision: 1 };
    await expect(desk.db.insertInto('approval').values(approval).execute()).rejects.toMatchObject({
      constraint: 'approval_posts_its_entry',
    });
  });

  test.each([
    ['update posting set amount = 1'],
    ['delete from posting'],
    ['update journal_entry set booked_on = booked_on'],
    ['delete from journal_entry'],
    ['update approval set approved_by = recorded_by'],
    ['delete from approval'],
    ['delete from confirmation'],
    ['update account_balance set amount = 0'],
    ['insert into account_balance (amount) values (1)'],
    ['delete from act'],
    ['update account set flow = flow'],
    ['update unit set scale = 3'],
    ['delete from audit_event'],
    ['truncate posting'],
  ])('the application: %s', async (statement) => {
    await expect(sql.raw(statement).execute(desk.db)).rejects.toMatchObject({ code: '42501' });
  });

  test.each([
    ['update posting set amount = 1'],
    ['delete from journal_entry'],
    ['truncate posting cascade'],
    ['update approval set revision = revision'],
    ['delete from confirmation'],
    ['update audit_event set verb = verb'],
  ])('even the owner: %s', async (statement) => {
    await expect(sql.raw(statement).execute(desk.owner)).rejects.toMatchObject({ constraint: 'append_only' });
  });

  test('another unit for an item that was approved', async () => {
    const { db } = desk;
    await expect(db.deleteFrom('unit').where('code', '=', 'item:rice').execute()).rejects.toMatchObject({
      constraint: 'act_frozen_after_approval',
    });
  });

  test("a proposal's rows that move into an approved act", async () => {
    const { actId } = await proposeGift(desk, cashGift(100n));
    const move = desk.owner.updateTable('donation').set({ actId: gift }).where('actId', '=', actId).execute();
    await expect(move).rejects.toMatchObject({ constraint: 'act_identity_frozen' });
  });

  test('a paper of another act as the evidence of this one', async () => {
    const other = await receiveCash(desk, 100n);
    const { id } = await desk.db
      .insertInto('attachment')
      .values({
        actId: other,
        paper: 'bankSlip',
        sha256: Buffer.alloc(32, 7),
        mediaType: 'image/png',
        sizeBytes: 9,
        fileName: 'slip.png',
        uploadedBy: desk.clerk,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await expect(
      desk.db
        .insertInto('confirmation')
        .values({ actId: gift, kind: 'person', recordedBy: desk.clerk, confirmedBy: desk.reviewer, attachmentId: id })
        .execute(),
    ).rejects.toMatchObject({ constraint: 'confirmation_attachment_of_same_act' });
  });
});
