import type { Database, Tx } from '#database/connection.ts';
import { refusalText } from '#i18n/refusals.ts';
import { done, type Refusal, type Result } from '#ledger/refusal.ts';
import { listItems, listOrganisations } from '#registry/queries.ts';
import type { SheetSource } from '#sheet/read-file.ts';
import { restOf } from '#sheet/rest.ts';
import { proposeIssueWithin } from '../propose-issue.ts';
import { issuesOfLedger, type LedgerIssue, type StockChoices } from './issues-of-ledger.ts';
import { type LedgerReading, readStockLedger, STOCK_LEDGER, type StockLedger } from './stock-ledger.ts';

export interface StockPreview {
  ledger: StockLedger;
  issues: LedgerIssue[];
  /** Of rows, those of the ins that the ledger itself shows included. */
  refusals: Refusal[];
}

/** Reads a ledger of stock and says which issues its outs are; its ins are gifts, and for the room of gifts. */
export async function previewStock(
  db: Database,
  source: SheetSource,
  choices: StockChoices,
  reading: LedgerReading,
): Promise<Result<StockPreview>> {
  const ledger = await readStockLedger(source, await listItems(db), reading);
  if (!ledger.ok) return ledger;
  const outs = await issuesOfLedger(db, ledger.value.movements, await listOrganisations(db), choices);
  const refusals = [...ledger.value.refusals, ...outs.refusals];
  refusals.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  return done({ ledger: ledger.value, issues: outs.issues, refusals });
}

/**
 * Proposes the issues that are not recorded yet; the first that is refused says which row. The caller undoes its
 * transaction then: those before it were written.
 */
export async function proposeIssuesWithin(
  tx: Tx,
  issues: readonly LedgerIssue[],
  by: bigint,
): Promise<Result<{ rows: number[]; actId: bigint; number: string }[]>> {
  const added: { rows: number[]; actId: bigint; number: string }[] = [];
  for (const { rows, input, key, known } of issues) {
    if (known) continue;
    const proposed = await proposeIssueWithin(tx, input, by, key);
    if (!proposed.ok) {
      return {
        ok: false,
        refusals: proposed.refusals.map(({ kind, values }) => ({
          kind,
          line: rows[0] ?? 0,
          ...(values && { values }),
        })),
      };
    }
    added.push({ rows, actId: proposed.value.actId, number: proposed.value.number });
  }
  return done(added);
}

/** The rows that stay out as a workbook, each with what is wrong beside it. */
export function restOfLedger(ledger: StockLedger, bad: ReadonlySet<number>, refusals: readonly Refusal[]): Uint8Array {
  const problems = Map.groupBy(refusals, ({ line }) => line ?? 0);
  return restOf(
    ledger,
    ledger.rows.filter(({ row }) => bad.has(row)),
    STOCK_LEDGER,
    (row) =>
      (problems.get(row) ?? [])
        .map((refusal) => {
          const { message, remedy } = refusalText(refusal, 'zh-Hans');
          return `${refusal.field ?? ''}：${message}${remedy}`;
        })
        .join('；'),
  );
}
