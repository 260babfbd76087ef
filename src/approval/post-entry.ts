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
 * Posts one journal entry for an approved act. Throws on postings that do not balance: a slice that derives such postings
 * is at fault, not the clerk.
 */
export async function postEntry(tx: Tx, entry: NewEntry): Promise<bigint> {
  const id = (await postEntries(tx, [entry])).get(entry.actId);
  if (id === undefined) throw new Error(`act ${entry.actId} was posted without an entry`);
  return id;
}

/** Few enough that a statement stays below what a database takes of parameters. */
const POSTINGS_AT_ONCE = 2_000;

/**
 * The same of many acts, by act. Postings go in by one statement, so that their balances are folded in one order.
 */
export async function postEntries(tx: Tx, entries: readonly NewEntry[]): Promise<Map<bigint, bigint>> {
  for (const { actId, postings } of entries) {
    const wrong = checkPostings(postings);
    if (wrong.length > 0) throw new Error(`postings of act ${actId} are no entry: ${JSON.stringify(wrong)}`);
  }
  if (entries.length === 0) return new Map();
  const inserted = await tx
    .insertInto('journalEntry')
    .values(
      entries.map(({ actId, bookedOn, postedBy, reversesId }) => ({
        ...{ actId, bookedOn, postedBy },
        reversesId: reversesId ?? null,
      })),
    )
    .returning(['id', 'actId'])
    .execute();
  const idOf = new Map(inserted.map(({ id, actId }) => [actId, id]));
  const rows = entries.flatMap(({ actId, postings }) =>
    postings.map((posting) => rowOf(idOf.get(actId) ?? 0n, posting)),
  );
  for (let at = 0; at < rows.length; at += POSTINGS_AT_ONCE) {
    await tx
      .insertInto('posting')
      .values(rows.slice(at, at + POSTINGS_AT_ONCE))
      .execute();
  }
  return idOf;
}

const rowOf = (entryId: bigint, posting: Posting) => ({
  entryId,
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
});
