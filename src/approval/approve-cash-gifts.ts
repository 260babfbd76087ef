import { sql } from 'kysely';
import { askOnce } from '#database/ask-once.ts';
import type { Tx } from '#database/connection.ts';
import { donationPostings, type Fate } from '#intake/donation.ts';
import type { AccountCode } from '#ledger/account.ts';
import { bookingDay, type Day, shanghaiDay } from '#ledger/day.ts';
import type { Posting, Restriction } from '#ledger/posting.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import { CASH } from '#ledger/unit.ts';
import { occurredOf, taskAfterApproval } from './act.ts';
import { type Approved, whyNotApproved } from './approve-act.ts';
import { openDay } from './closed-days.ts';
import type { LockedAct } from './lock-act.ts';
import { postEntries } from './post-entry.ts';
import { shortfalls } from './shortfalls.ts';

/**
 * The second person's yes to many gifts of nothing but cash, with few statements: what approveWithin asks and writes of
 * each, in the same order, so that nothing is written before all was asked. Acts of any other kind are left out of the
 * answer. Whoever calls has locked the acts, of which none is approved yet, and writes the audit trail, last of all.
 */
export async function approveCashGifts(
  tx: Tx,
  gifts: readonly { act: LockedAct; revision: number }[],
  by: bigint,
): Promise<Map<bigint, Result<Approved>>> {
  const answers = new Map<bigint, Result<Approved>>();
  const bookings = await bookingsOf(
    tx,
    gifts.filter(({ act }) => act.kind === 'donation').map(({ act }) => act.id),
  );
  const ask = askOnce();
  const sound: { act: LockedAct; revision: number; booking: Booking; bookedOn: Day }[] = [];
  for (const { act, revision } of gifts) {
    const booking = bookings.get(act.id);
    if (booking === undefined) continue;
    const refusals = whyNotApproved(act, revision, by);
    const bookedOn = await ask(['open day', booking.entity, booking.day], () =>
      openDay(tx, booking.entity, booking.day),
    );
    if (refusals.length === 0) refusals.push(...(await shortfalls(tx, booking.postings, bookedOn)));
    if (refusals.length > 0) answers.set(act.id, refused(...refusals));
    else sound.push({ act, revision, booking, bookedOn });
  }
  if (sound.length === 0) return answers;

  // From here on something is written: only the database refuses, and thereby undoes all of it.
  await tx
    .insertInto('approval')
    .values(
      sound.map(({ act: { id: actId, recordedBy }, revision }) => ({ actId, recordedBy, approvedBy: by, revision })),
    )
    .execute();
  const entryIds = await postEntries(
    tx,
    sound.map(({ act, booking: { postings }, bookedOn }) => ({ actId: act.id, bookedOn, postedBy: by, postings })),
  );
  const approved = sound.map(({ act }) => act.id);
  await tx
    .deleteFrom('openTask')
    .where('actId', '=', sql<bigint>`any(${approved}::bigint[])`)
    .where('task', '=', 'approve')
    .execute();
  await tx
    .insertInto('openTask')
    .values(approved.map((actId) => ({ actId, task: taskAfterApproval('donation', false) })))
    .onConflict((conflict) => conflict.columns(['actId', 'task']).doNothing())
    .execute();
  for (const { act } of sound) {
    const entryId = entryIds.get(act.id);
    answers.set(act.id, done({ number: act.number, before: false, ...(entryId !== undefined && { entryId }) }));
  }
  return answers;
}

interface Booking {
  entity: string;
  /** Its own, before it is asked whether that is closed. */
  day: Day;
  postings: Posting[];
}

/** What approving each would post; gifts that hold goods, a value or money without a trace are left out. */
async function bookingsOf(tx: Tx, actIds: readonly bigint[]): Promise<Map<bigint, Booking>> {
  if (actIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('donation')
    .innerJoin('act', 'act.id', 'donation.actId')
    .innerJoin('donationLine', 'donationLine.actId', 'donation.actId')
    .leftJoin('moneyAccount', 'moneyAccount.id', 'act.moneyAccountId')
    .select(['donation.actId', 'donation.restriction', 'act.entityCode', 'act.fundCode', 'act.recordedAt'])
    .select(['act.occurredPrecision', 'act.occurredFrom', 'act.occurredTo', 'moneyAccount.accountCode'])
    .select(['donationLine.unitCode', 'donationLine.quantity', 'donationLine.fate', 'donationLine.locationCode'])
    .where('donation.actId', '=', sql<bigint>`any(${[...actIds]}::bigint[])`)
    .where(
      sql<boolean>`not exists (select 1 from valuation v where v.act_id = donation.act_id) and not exists (
        select 1 from donation_line other
        where other.act_id = donation.act_id and (other.unit_code <> ${CASH} or other.fate <> 'held'))`,
    )
    .orderBy('donation.actId')
    .orderBy('donationLine.line')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ actId }) => actId)].flatMap(([actId, lines]): [bigint, Booking][] => {
      const [row] = lines;
      if (row === undefined || row.entityCode === null || row.fundCode === null) return [];
      const gift = {
        header: { entity: row.entityCode, fund: row.fundCode },
        restriction: row.restriction as Restriction,
        valuations: [],
        lines: lines.map(({ unitCode, quantity, fate, locationCode }) => ({
          ...{ unit: unitCode, quantity, fate: fate as Fate },
          ...(locationCode !== null && { location: locationCode }),
        })),
      };
      const keptIn = row.accountCode === null ? undefined : (row.accountCode as AccountCode);
      const day = bookingDay(occurredOf(row), shanghaiDay(row.recordedAt));
      return [[actId, { entity: row.entityCode, day, postings: donationPostings(gift, keptIn) }]];
    }),
  );
}
