import { type Result, refused } from '#ledger/refusal.ts';
import { refusalOf } from './refusal.ts';

/**
 * Turns what the database refuses into a refusal a person can mend; everything else is thrown on. Stands around the
 * transaction, never inside: by then PostgreSQL has already undone it.
 */
export async function refusing<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refused(refusal);
  }
}
