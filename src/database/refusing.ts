import { type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { refusalOf } from './refusal.ts';

/** Thrown inside a transaction that has written already: `refusing` answers its refusals when all of it is undone. */
export class Undone extends Error {
  readonly refusals: Refusal[];

  constructor(refusals: Refusal[]) {
    super(`refused after writing: ${refusals.map(({ kind }) => kind).join(', ')}`);
    this.refusals = refusals;
  }
}

/**
 * Turns what the database refuses into a refusal a person can mend; everything else is thrown on. Stands around the
 * transaction, never inside: by then PostgreSQL has already undone it.
 */
export async function refusing<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Undone) return refused(...error.refusals);
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refused(refusal);
  }
}
