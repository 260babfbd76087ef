import type { Database } from '#database/connection.ts';
import { previewStock, restOfLedger } from '#disbursement/import/import-stock.ts';
import type { LedgerIssue, StockChoices } from '#disbursement/import/issues-of-ledger.ts';
import { type StockLedger, stockHeading } from '#disbursement/import/stock-ledger.ts';
import { COLUMNS, type Column, type FileChoices, headingOf, type Sheet, type SheetRow } from '#intake/import/sheet.ts';
import { type ImportPreview, previewSheet, rowsRecorded } from '#intake/import-donations.ts';
import { done, type Refusal, type Result } from '#ledger/refusal.ts';
import { formatQuantity } from '#ledger/unit.ts';
import type { SheetSource } from '#sheet/read-file.ts';

/** What a ledger of stock comes to: its outs as issues, its ins as gifts of goods. */
export interface StockLooked {
  ledger: StockLedger;
  issues: LedgerIssue[];
  /** The ins as rows of a register of gifts. */
  ins: Sheet;
  gifts: ImportPreview;
  /** Rows of ins that are as a gift recorded already. */
  compared: Set<number>;
  whole: Refusal[];
  refusals: Refusal[];
  bad: Set<number>;
  rest?: Uint8Array;
}

export async function lookAtStock(
  db: Database,
  source: SheetSource,
  stock: StockChoices,
  choices: FileChoices,
  leaveOut = false,
): Promise<Result<StockLooked>> {
  const looked = await previewStock(db, source, stock, { ...choices, leaveOut });
  if (!looked.ok) return looked;
  const { ledger, issues, refusals: read } = looked.value;
  const ins = insOf(ledger, stock, choices);
  const gifts = await previewSheet(db, ins, choices, 'stock');
  const ofGifts = gifts.refusals.slice(gifts.whole.length).map(inLedger);
  const refusals = [...read, ...ofGifts].toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
  const good = new Set([...issues.flatMap(({ rows }) => rows), ...gifts.gifts.flatMap(({ rows }) => rows)]);
  if (leaveOut) for (const { row } of ledger.twins) good.add(row);
  const bad = new Set(ledger.rows.map(({ row }) => row).filter((row) => !good.has(row)));
  return done({
    ledger,
    issues,
    ins,
    gifts,
    compared: rowsRecorded(gifts.duplicates),
    whole: [...ledger.whole, ...gifts.whole],
    refusals,
    bad,
    ...(bad.size > 0 && { rest: restOfLedger(ledger, bad, refusals) }),
  });
}

/** Each in of the ledger as a row of gifts, under its own number. */
function insOf(ledger: StockLedger, { entity, fund, restriction }: StockChoices, choices: FileChoices): Sheet {
  const rows = ledger.movements.flatMap(({ row, flow, day, item, quantity, partner, paper, note }): SheetRow[] => {
    if (flow === 'out') return [];
    const cells = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Record<Column, string>;
    Object.assign(cells, {
      ...{ day, donor: partner, donorKind: choices.donorKind ?? '', entity, fund, category: '物资', note },
      ...{ item: item.code, quantity: formatQuantity(quantity, item.scale), measure: item.measure },
      restriction: RESTRICTION_WORDS[restriction],
      reason: restriction === 'unrestricted' ? '' : note,
      source: paper,
    } satisfies Partial<Record<Column, string>>);
    return [{ row, first: row, cells, faults: [], raw: [] }];
  });
  const { sha256, format, sheets, sheet } = ledger;
  return {
    ...{ sha256, format, sheets, sheet, rows, headings: [], places: new Map(), held: 0, passed: [], spread: [] },
    ...{ ignored: [], refusals: [], skipped: 0 },
  };
}

const RESTRICTION_WORDS = { unrestricted: '非定向', restricted: '定向', agency: '受托代理' } as const;

/** From a column of gifts to that of the ledger. */
function inLedger(refusal: Refusal): Refusal {
  const columns = {
    [headingOf('donor')]: 'donor',
    [headingOf('item')]: 'item',
    [headingOf('quantity')]: 'came',
  } as const;
  const column = columns[refusal.field as keyof typeof columns];
  return column ? { ...refusal, field: stockHeading(column as 'donor' | 'item' | 'came') } : refusal;
}
