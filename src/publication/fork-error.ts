import { refusalInBoth } from '#i18n/refusals.ts';
import { type Refusal, type Result, refused } from '#ledger/refusal.ts';

/** The database does not hold what is published: nothing may be signed or written from it. */
export class ForkError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusalInBoth(refusal));
    this.refusal = refusal;
  }
}

/** It was restored from a backup of before `published` leaves were. */
export const olderDatabase = (published: bigint, database: bigint): ForkError =>
  new ForkError({ kind: 'databaseOlder', values: { published: String(published), database: String(database) } });

/** A fork as something that whoever runs the house can mend; every other error is thrown on. */
export async function refusingFork<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ForkError) return refused(error.refusal);
    throw error;
  }
}
