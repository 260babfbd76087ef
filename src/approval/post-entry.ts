import type { Tx } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import { checkPostings, type Posting } from '#ledger/posting.ts';

export interface NewEntry {
  actId: bigint;
  bookedOn: Day;
  postedBy: bigint;
  postings: Posting[];
  /** The entry whose negative this one is. */
  reversesId?: bigint;
}

/**
 * Posts one journal entry for an approved act. Postings go in by one statement, so that their balances are folded in
 * one order. Throws on postings that do not balance: a slice that derives such postings is at fault, not the clerk.
 */
export async function postEntry(tx: Tx, entry: NewEntry): Promise<bigint> {
  const { actId, bookedOn, postedBy, postings, reversesId } = entry;
  const wrong = checkPostings(postings);
  if (wrong.length > 0) throw new Error(`postings of act ${actId} are no entry: ${JSON.stringify(wrong)}`);
  const { id } = await tx
    .insertInto('journalEntry')
    .values({ actId, bookedOn, postedBy, reversesId: reversesId ?? null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('posting')
    .values(
      postings.map((posting) => ({
        entryId: id,
        entityCode: posting.entity,
        fundCode: posting.fund,
        stream: posting.stream,
        accountCode: posting.account,
        unitCode: posting.unit,
        amount: posting.amount,
        restriction: posting.restriction,
        counterparty: posting.counterparty ?? null,
        lotId: posting.lot ?? null,
        locationCode: posting.location ?? null,
      })),
    )
    .execute();
  return id;
}
