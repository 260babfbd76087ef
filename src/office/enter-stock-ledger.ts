import type { Database } from '#database/connection.ts';
import { proposeIssuesWithin } from '#disbursement/import/import-stock.ts';
import type { LedgerIssue } from '#disbursement/import/issues-of-ledger.ts';
import type { FileChoices, Sheet } from '#intake/import/sheet.ts';
import { importSheetBeside } from '#intake/import-beside.ts';
import type { ImportOutcome } from '#intake/import-donations.ts';
import type { Result } from '#ledger/refusal.ts';

export interface StockToEnter {
  /** The outs. */
  issues: readonly LedgerIssue[];
  /** The ins; undefined where the ledger has none. */
  ins: Sheet | undefined;
  options: { fileName: string; choices: FileChoices; goodOnly: boolean };
}

export interface StockEntered {
  /** The issues that were not recorded before. */
  beside: { rows: number[]; actId: bigint; number: string }[];
  gifts: ImportOutcome;
}

/** Enters the ins of a ledger of stock as gifts and its outs as issues, all of them or none. */
export const enterStockLedger = (
  db: Database,
  { issues, ins, options }: StockToEnter,
  by: bigint,
): Promise<Result<StockEntered>> =>
  importSheetBeside(db, { sheet: ins, options: { ...options, kind: 'stock' }, by }, (tx) =>
    proposeIssuesWithin(tx, issues, by),
  );
