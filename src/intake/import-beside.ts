import type { Database, Tx } from '#database/connection.ts';
import { refusing, Undone } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Result } from '#ledger/refusal.ts';
import type { Sheet } from './import/sheet.ts';
import { type ImportOutcome, importSheetWithin, type SheetOptions } from './import-donations.ts';

/**
 * Imports the gifts of a sheet, where there is one, and does what belongs to the same file: all of it or nothing, whatever
 * is refused last. `beside` may have written when it refuses.
 */
export async function importSheetBeside<T>(
  db: Database,
  gifts: { sheet: Sheet | undefined; options: SheetOptions; by: bigint },
  beside: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<{ gifts: ImportOutcome; beside: T }>> {
  const { sheet, options, by } = gifts;
  return refusing(() =>
    inTransaction(db, async (tx) => {
      // The gifts come first, for they take the lock under which one import follows another.
      const outcome = sheet ? needed(await importSheetWithin(tx, sheet, options, by)) : NO_GIFTS;
      return done({ gifts: outcome, beside: needed(await beside(tx)) });
    }),
  );
}

const NO_GIFTS: ImportOutcome = { rows: 0, leftOut: [], added: [], known: [] };

function needed<T>(result: Result<T>): T {
  if (!result.ok) throw new Undone([...result.refusals]);
  return result.value;
}
