import { cashAccount, stockAccount } from '#ledger/booking.ts';
import { LARGEST_AMOUNT } from '#ledger/decimal.ts';
import { move, type Posting, type Restriction } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { CASH, VALUATION } from '#ledger/unit.ts';
import { type BookedHeader, checkChoices, dimensionsOf } from './booked-header.ts';

export const ADJUSTMENT_REASONS = ['fee', 'interest', 'writeOff', 'stocktakeShort', 'stocktakeOver'] as const;
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];

/** Fee, interest, write-off, stocktake difference. interest and stocktakeOver add, the others take away. */
export interface AdjustmentInput {
  header: BookedHeader;
  reason: AdjustmentReason;
  /** Fees and interest are cash; the others goods or the value put on them. */
  unit: string;
  amount: bigint;
  restriction: Restriction;
  lotId?: bigint;
  location?: string;
  explanation: string;
}

export function checkAdjustment(adjustment: AdjustmentInput): Refusal[] {
  const found: Refusal[] = checkChoices('adjustment', adjustment);
  const { reason, unit, amount, explanation } = adjustment;
  if (!ADJUSTMENT_REASONS.includes(reason)) found.push({ kind: 'adjustment_reason_known', field: 'reason' });
  else if ((reason === 'fee' || reason === 'interest') !== (unit === CASH)) {
    found.push({ kind: 'adjustmentUnit', field: 'unit' });
  }
  if (unit === '') found.push({ kind: 'itemUnknown', field: 'unit', values: { code: '' } });
  const located = adjustment.lotId !== undefined || adjustment.location !== undefined;
  if (located && (unit === CASH || unit === VALUATION))
    found.push({ kind: 'posting_valuation_without_lot', field: 'lotId' });
  if (amount <= 0n) found.push({ kind: 'adjustment_amount_positive', field: 'amount' });
  if (amount > LARGEST_AMOUNT) found.push({ kind: 'value_out_of_range', field: 'amount' });
  if (explanation.trim() === '') found.push({ kind: 'adjustment_explained', field: 'explanation' });
  found.push(...tooLong({ explanation }, { explanation: 2000 }));
  return found;
}

/** 管理费用 or 利息 against what is held (DOMAIN §2). */
export function adjustmentPostings(
  adjustment: Pick<AdjustmentInput, 'reason' | 'unit' | 'amount' | 'restriction' | 'lotId' | 'location'> & {
    header: Pick<BookedHeader, 'entity' | 'fund' | 'stream'>;
  },
): Posting[] {
  const { header, reason, unit, amount, restriction, lotId, location } = adjustment;
  const place = { ...(lotId !== undefined && { lot: lotId }), ...(location !== undefined && { location }) };
  const dimensions = { ...dimensionsOf(header, restriction), unit, ...place };
  const [cash, stock] = [cashAccount(restriction), stockAccount(restriction)];
  switch (reason) {
    case 'fee':
      return move(dimensions, '5301', cash, amount);
    case 'interest':
      return move(dimensions, cash, '480101', amount);
    case 'writeOff':
    case 'stocktakeShort':
      return move(dimensions, '5301', stock, amount);
    case 'stocktakeOver':
      return move(dimensions, stock, '5301', amount);
  }
}
