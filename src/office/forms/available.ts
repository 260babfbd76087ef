import { openDay } from '#approval/closed-days.ts';
import { type Availability, availability } from '#approval/shortfalls.ts';
import type { Database } from '#database/connection.ts';
import { bookingDay, type Day, shanghaiDay } from '#ledger/day.ts';
import type { Posting } from '#ledger/posting.ts';
import { readForm } from '#office/forms/reader.ts';
import type { Values } from '#office/forms/values.ts';

/** Whose books a form's entry goes into and the day it says; today as long as it says none. */
export const statedIn = (values: Values, postings: readonly Posting[]): { entity: string | undefined; day: Day } => ({
  entity: postings[0]?.entity || values.get('entity') || undefined,
  day: bookingDay(readForm(values).occurred(), shanghaiDay(new Date())),
});

/** What is there of what a form's entry would take, on the day it would be booked: today where its own is closed. */
export async function availableTo(db: Database, values: Values, postings: Posting[]): Promise<Availability[]> {
  const { entity, day } = statedIn(values, postings);
  return availability(db, postings, await openDay(db, entity, day));
}
