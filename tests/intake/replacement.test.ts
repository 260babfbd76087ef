import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { returnAct } from '#approval/return-act.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import type { DonationInput } from '#intake/donation.ts';
import { getDonation } from '#intake/donation-queries.ts';
import { proposeDonation, reviseDonation } from '#intake/propose-donation.ts';
import { replacementTies } from '#intake/replacement.ts';
import type { Refusal, Result } from '#ledger/refusal.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertLogHead } from '../support/log.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let database: TestDatabase;
let books: SmallBooks;
beforeAll(async () => {
  database = await testDatabase();
  await insertLogHead(database.owner);
  books = await openSmallBooks(database.db, database.owner);
});
afterAll(() => database.close());

const kinds = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ kind }: Refusal) => kind));
const propose = (input: DonationInput) => proposeDonation(database.db, input, books.recorder, crypto.randomUUID());
const approve = async (actId: bigint) =>
  value(await approveAct(database.db, { actId, revision: 1, by: books.reviewer }));
const withdraw = async (actId: bigint) => value(await withdrawAct(database.db, { actId, by: books.recorder }));

const proposeToReverse = async (actId: bigint): Promise<bigint> => {
  const reversal = { actId, by: books.recorder, reasonCode: 'entryMistake' as const, reason: '金额有误' };
  return value(await proposeReversal(database.db, { ...reversal, idempotencyKey: crypto.randomUUID() })).actId;
};
const reverse = async (actId: bigint) => approve(await proposeToReverse(actId));

async function reversedGift(): Promise<bigint> {
  const { actId } = await enterGift(database.db, books, cashGift(10_000n));
  await reverse(actId);
  return actId;
}

describe('a gift entered anew', () => {
  test('waits until the reversal of the first is approved', async () => {
    const { actId } = await enterGift(database.db, books, cashGift(10_000n));
    expect(kinds(await propose(cashGift(1_000n, { replaces: actId })))).toEqual(['donation_replaces_reversed']);
    const reversal = await proposeToReverse(actId);
    expect(kinds(await propose(cashGift(1_000n, { replaces: actId })))).toEqual(['donation_replaces_reversed']);
    await approve(reversal);
    expect(kinds(await propose(cashGift(1_000n, { replaces: actId })))).toEqual([]);
  });

  test('has no code of its own: the giver’s finds it, however often it is entered anew', async () => {
    const { db } = database;
    const first = await reversedGift();
    const { receiptTag, legalNameOpening, receiptIssuedAt } = await getDonation(db, first);
    const code = { receiptTag, legalNameOpening, receiptIssuedAt };
    const second = value(await propose(cashGift(1_000n, { replaces: first })));
    expect(second.receiptCode).toBeUndefined();
    expect(await getDonation(db, second.actId)).toMatchObject({ ...code, replaces: first });
    await approve(second.actId);
    await reverse(second.actId);
    const third = value(await propose(cashGift(900n, { replaces: second.actId })));
    expect(third.receiptCode).toBeUndefined();
    expect(await getDonation(db, third.actId)).toMatchObject({ ...code, replaces: second.actId });
  });

  test('keeps the code and what it replaces when it is sent back and changed', async () => {
    const { db } = database;
    const first = await reversedGift();
    const { actId } = value(await propose(cashGift(1_000n, { replaces: first })));
    value(await returnAct(db, { actId, revision: 1, by: books.reviewer, reason: '金额仍有误' }));
    value(await reviseDonation(db, actId, 1, cashGift(1_100n), books.recorder));
    const [before, now] = [await getDonation(db, first), await getDonation(db, actId)];
    expect(now).toMatchObject({ replaces: first, receiptTag: before.receiptTag });
    expect(now.lines).toMatchObject([{ quantity: 1_100n }]);
  });

  test('stands alone, and one that was withdrawn makes room', async () => {
    const { db } = database;
    const first = await reversedGift();
    const one = value(await propose(cashGift(1_000n, { replaces: first })));
    expect(await replacementTies(db, first)).toEqual({ replacedBy: { actId: one.actId, number: one.number } });
    expect(kinds(await propose(cashGift(1_000n, { replaces: first })))).toEqual(['donation_replaced_once']);
    value(await returnAct(db, { actId: one.actId, revision: 1, by: books.reviewer, reason: '不对' }));
    expect(kinds(await propose(cashGift(1_000n, { replaces: first })))).toEqual(['donation_replaced_once']);
    await withdraw(one.actId);
    const other = value(await propose(cashGift(1_000n, { replaces: first })));
    expect((await replacementTies(db, other.actId)).replaces?.actId).toBe(first);
    expect((await getDonation(db, one.actId)).receiptTag).toEqual((await getDonation(db, other.actId)).receiptTag);
  });

  test('is one, when two clerks enter it at the same moment', async () => {
    const first = await reversedGift();
    const sent = await Promise.all([1n, 2n, 3n, 4n].map((fen) => propose(cashGift(fen, { replaces: first }))));
    expect(sent.flatMap(kinds)).toEqual(Array(3).fill('donation_replaced_once'));
  });

  test('replaces a gift and nothing else', async () => {
    const reversal = await proposeToReverse((await enterGift(database.db, books, cashGift(1n))).actId);
    expect(kinds(await propose(cashGift(1n, { replaces: reversal })))).toEqual(['actUnknown']);
    expect(kinds(await propose(cashGift(1n, { replaces: 999_999n })))).toEqual(['actUnknown']);
  });
});

describe('the database itself refuses', () => {
  /** A proposal as the application's login could write it past our own code. */
  const write = async (replacesActId: bigint | null, receiptActId: bigint) => {
    const { actId } = value(await propose(cashGift(5n)));
    const stored = await database.db.selectFrom('act').selectAll().where('id', '=', actId).executeTakeFirstOrThrow();
    const { id: _, recordedAt: __, ...columns } = stored;
    return database.db.transaction().execute(async (tx) => {
      const act = await tx
        .insertInto('act')
        .values({ ...columns, number: `X-${actId}`, idempotencyKey: `X-${actId}` })
        .returning('id')
        .executeTakeFirstOrThrow();
      const { donorId } = await tx
        .selectFrom('donation')
        .select('donorId')
        .where('actId', '=', actId)
        .executeTakeFirstOrThrow();
      const said = { donorId, display: 'named', restriction: 'unrestricted' };
      await tx
        .insertInto('donation')
        .values({ actId: act.id, ...said, replacesActId, receiptActId })
        .execute();
    });
  };

  test('a replacement of what stands, a second one, and the code of another gift', async () => {
    const standing = (await enterGift(database.db, books, cashGift(10n))).actId;
    await expect(write(standing, standing)).rejects.toMatchObject({ constraint: 'donation_replaces_reversed' });
    await expect(write(null, standing)).rejects.toMatchObject({ constraint: 'donation_receipt_its_own' });
    const first = await reversedGift();
    await expect(write(first, standing)).rejects.toMatchObject({ constraint: 'donation_receipt_of_replaced' });
    await write(first, first);
    await expect(write(first, first)).rejects.toMatchObject({ constraint: 'donation_replaced_once' });
  });

  test('a proposal that takes the place of a gift afterwards', async () => {
    const first = await reversedGift();
    const { actId } = value(await propose(cashGift(5n)));
    const taking = database.db
      .updateTable('donation')
      .set({ replacesActId: first, receiptActId: first })
      .where('actId', '=', actId);
    await expect(taking.execute()).rejects.toMatchObject({ constraint: 'donation_keeps_what_it_replaces' });
  });
});
