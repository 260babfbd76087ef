import type { AccountCode } from '#ledger/account.ts';
import { boughtAccount, cashAccount, handOutAccount, stockAccount } from '#ledger/booking.ts';
import type { Day } from '#ledger/day.ts';
import { LARGEST_AMOUNT } from '#ledger/decimal.ts';
import { move, type Posting, type Restriction } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { CASH, isGoods, VALUATION } from '#ledger/unit.ts';
import { type BookedHeader, checkChoices, dimensionsOf } from './booked-header.ts';

/** An offer that was compared (比价), in fen for all that is bought. */
export interface Quote {
  supplier: string;
  amountFen: bigint;
}

/** One item bought. */
export interface PurchaseLine {
  unit: string;
  quantity: bigint;
  /** What was paid for all of it, in fen. */
  priceFen: bigint;
  lot?: { number?: string; expiresOn?: Day };
  /** As stored; a form says `lot`. */
  lotId?: bigint;
  location?: string;
}

/** Goods bought with a fund's cash (比价、合同、发票、入库). */
export interface PurchaseInput {
  header: BookedHeader;
  supplier: string;
  restriction: Restriction;
  quotes: Quote[];
  /** Why fewer than three offers were compared. */
  quotesWaived?: string;
  contract?: { number?: string; on?: Day };
  invoice?: { code?: string; number?: string; on?: Day };
  lines: PurchaseLine[];
}

/** What fits one leaf of the log (4 KB) with the longest codes. */
const MOST_LINES = 8;
const MOST_QUOTES = 10;
const LEAST_QUOTES = 3;

/** What is paid in all, in fen. */
export const totalOf = (lines: readonly Pick<PurchaseLine, 'priceFen'>[]): bigint =>
  lines.reduce((sum, { priceFen }) => sum + priceFen, 0n);

export function checkPurchase(purchase: PurchaseInput): Refusal[] {
  const { supplier, quotesWaived, contract, invoice, lines } = purchase;
  const found: Refusal[] = checkChoices('purchase', purchase);
  if (supplier.trim() === '') found.push({ kind: 'purchase_supplier_given', field: 'supplier' });
  found.push(...tooLong({ supplier, quotesWaived }, { supplier: 120, quotesWaived: 400 }));
  found.push(...tooLong({ contractNumber: contract?.number }, { contractNumber: 60 }));
  found.push(
    ...tooLong({ invoiceCode: invoice?.code, invoiceNumber: invoice?.number }, { invoiceCode: 20, invoiceNumber: 30 }),
  );
  found.push(...checkQuotes(purchase));
  if (lines.length === 0) found.push({ kind: 'linesMissing', field: 'lines' });
  if (lines.length > MOST_LINES) {
    found.push({ kind: 'tooManyLines', field: 'lines', values: { most: `${MOST_LINES}` } });
  }
  for (const [index, line] of lines.entries()) found.push(...checkLine(line, index + 1));
  return found;
}

function checkQuotes({ quotes, quotesWaived }: PurchaseInput): Refusal[] {
  const found: Refusal[] = [];
  if (quotes.length < LEAST_QUOTES && !quotesWaived?.trim()) {
    found.push({ kind: 'purchase_quotes_compared', field: 'quotesWaived', values: { compared: `${quotes.length}` } });
  }
  if (quotes.length > MOST_QUOTES) {
    found.push({ kind: 'tooManyLines', field: 'quotes', values: { most: `${MOST_QUOTES}` } });
  }
  for (const [index, { supplier, amountFen }] of quotes.entries()) {
    const line = index + 1;
    if (supplier.trim() === '') found.push({ kind: 'purchase_quote_supplier_given', field: 'quoteSupplier', line });
    if (amountFen <= 0n) found.push({ kind: 'purchase_quote_amount_positive', field: 'quoteAmount', line });
    if (amountFen > LARGEST_AMOUNT) found.push({ kind: 'value_out_of_range', field: 'quoteAmount', line });
    found.push(...tooLong({ quoteSupplier: supplier }, { quoteSupplier: 120 }, line));
  }
  return found;
}

function checkLine({ unit, quantity, priceFen, lot }: PurchaseLine, line: number): Refusal[] {
  const found: Refusal[] = [];
  if (!isGoods(unit)) found.push({ kind: 'purchase_line_goods', field: 'unit', line });
  if (quantity <= 0n) found.push({ kind: 'purchase_line_quantity_positive', field: 'quantity', line });
  if (quantity > LARGEST_AMOUNT) found.push({ kind: 'value_out_of_range', field: 'quantity', line });
  if (priceFen <= 0n) found.push({ kind: 'purchase_line_price_positive', field: 'priceFen', line });
  if (priceFen > LARGEST_AMOUNT) found.push({ kind: 'value_out_of_range', field: 'priceFen', line });
  return [...found, ...tooLong({ lotNumber: lot?.number }, { lotNumber: 60 }, line)];
}

/**
 * The cash is used, once; the goods come in by quantity and at what was paid for them, against 120901, so that the
 * balance of money holds no goods and what is issued later takes quantity and value, never money again.
 */
export function purchasePostings(
  purchase: Pick<PurchaseInput, 'restriction' | 'lines'> & {
    header: Pick<BookedHeader, 'entity' | 'fund' | 'stream'>;
  },
  keptIn?: AccountCode,
): Posting[] {
  const { header, restriction, lines } = purchase;
  const dimensions = dimensionsOf(header, restriction);
  const total = totalOf(lines);
  if (total <= 0n) return [];
  const stock = stockAccount(restriction);
  return [
    ...move({ ...dimensions, unit: CASH }, handOutAccount(restriction), cashAccount(restriction, keptIn), total),
    ...lines.flatMap(({ unit, quantity, lotId, location }) => {
      const place = { ...(lotId !== undefined && { lot: lotId }), ...(location !== undefined && { location }) };
      return move({ ...dimensions, unit, ...place }, stock, boughtAccount, quantity);
    }),
    ...move({ ...dimensions, unit: VALUATION }, stock, boughtAccount, total),
  ];
}
