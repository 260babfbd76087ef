import { type Selectable, sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { DB } from '#database/schema.generated.ts';
import type { AccountCode } from '#ledger/account.ts';
import type { Day } from '#ledger/day.ts';
import type { Posting, Restriction, Stream } from '#ledger/posting.ts';

export interface JournalEntry {
  id: bigint;
  actId: bigint;
  bookedOn: Day;
  postedAt: Date;
  reversesId?: bigint;
  postings: Posting[];
}

/** The entry an act posted; none before approval, and none ever for registrations and listings. */
export async function findEntryOfAct(db: Database, actId: bigint): Promise<JournalEntry | undefined> {
  const entry = await db
    .selectFrom('journalEntry')
    .select(['id', 'actId', 'bookedOn', 'postedAt', 'reversesId'])
    .where('actId', '=', actId)
    .executeTakeFirst();
  if (!entry) return undefined;
  const { reversesId, ...rest } = entry;
  return { ...rest, ...(reversesId !== null && { reversesId }), postings: await postingsOfEntry(db, entry.id) };
}

export async function postingsOfEntry(db: Database, entryId: bigint): Promise<Posting[]> {
  const rows = await db.selectFrom('posting').selectAll().where('entryId', '=', entryId).orderBy('id').execute();
  return rows.map(posting);
}

/** What each act posted, in one statement; acts without an entry are left out. */
export async function listPostingsOfActs(db: Database, actIds: readonly bigint[]): Promise<Map<bigint, Posting[]>> {
  const rows = await db
    .selectFrom('journalEntry')
    .innerJoin('posting', 'posting.entryId', 'journalEntry.id')
    .where('journalEntry.actId', '=', sql<bigint>`any(${[...actIds]})`)
    .selectAll('posting')
    .select('journalEntry.actId')
    .orderBy('posting.id')
    .execute();
  const postings = new Map<bigint, Posting[]>();
  for (const row of rows) postings.set(row.actId, [...(postings.get(row.actId) ?? []), posting(row)]);
  return postings;
}

function posting(row: Selectable<DB['posting']>): Posting {
  return {
    entity: row.entityCode,
    fund: row.fundCode,
    stream: row.stream as Stream,
    account: row.accountCode as AccountCode,
    unit: row.unitCode,
    amount: row.amount,
    restriction: row.restriction as Restriction,
    ...(row.counterparty !== null && { counterparty: row.counterparty }),
    ...(row.lotId !== null && { lot: row.lotId }),
    ...(row.locationCode !== null && { location: row.locationCode }),
  };
}
