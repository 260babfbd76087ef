import { type Availability, availability } from '#approval/shortfalls.ts';
import type { Database } from '#database/connection.ts';
import { bookingDay, shanghaiDay } from '#ledger/day.ts';
import type { Posting } from '#ledger/posting.ts';
import { readForm } from '#office/forms/reader.ts';
import type { Values } from '#office/forms/values.ts';

/** What is there of what a form's entry would take, on the day it says; today as long as it says none. */
export const availableTo = (db: Database, values: Values, postings: Posting[]): Promise<Availability[]> =>
  availability(db, postings, bookingDay(readForm(values).occurred(), shanghaiDay(new Date())));
