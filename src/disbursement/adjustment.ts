import { moneyAccountRefusals } from '#approval/act.ts';
import type { AccountCode } from '#ledger/account.ts';
import { cashAccount, stockAccount } from '#ledger/booking.ts';
import { LARGEST_AMOUNT } from '#ledger/decimal.ts';
import { move, type Posting, type Restriction } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';
import { CASH, isGoods, VALUATION } from '#ledger/unit.ts';
import { type BookedHeader, checkChoices, dimensionsOf } from './booked-header.ts';

export const ADJUSTMENT_REASONS = [
  'fee',
  'interest',
  'writeOff',
  'stocktakeShort',
  'stocktakeOver',
  'transfer',
] as const;
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];

/**
 * Fee, interest, write-off, stocktake difference, or own money that changes its account, own goods their place (移库).
 * interest and stocktakeOver add, transfer does neither, the others take away.
 */
export interface AdjustmentInput {
  header: BookedHeader;
  reason: AdjustmentReason;
  /** Fees and interest are cash, transfers cash or goods; the others goods or the value put on them. */
  unit: string;
  amount: bigint;
  restriction: Restriction;
  lotId?: bigint;
  location?: string;
  /** Where a transfer goes to, from the header's money account; no other reason has one. */
  toMoneyAccount?: bigint;
  /** Where goods are moved to, from `location`; their value goes along. */
  toLocation?: string;
  explanation: string;
}

export function checkAdjustment(adjustment: AdjustmentInput): Refusal[] {
  const found: Refusal[] = checkChoices('adjustment', adjustment);
  const { reason, unit, amount, explanation } = adjustment;
  if (!ADJUSTMENT_REASONS.includes(reason)) found.push({ kind: 'adjustment_reason_known', field: 'reason' });
  else if (reason === 'transfer' ? unit === VALUATION : MOVES_CASH.includes(reason) !== (unit === CASH)) {
    found.push({ kind: 'adjustmentUnit', field: 'unit' });
  }
  found.push(...moneyAccountRefusals(adjustment.header, unit === CASH));
  if (unit === '') found.push({ kind: 'itemUnknown', field: 'unit', values: { code: '' } });
  const located = adjustment.lotId !== undefined || adjustment.location !== undefined;
  if (located && (unit === CASH || unit === VALUATION))
    found.push({ kind: 'posting_valuation_without_lot', field: 'lotId' });
  if (amount <= 0n) found.push({ kind: 'adjustment_amount_positive', field: 'amount' });
  if (amount > LARGEST_AMOUNT) found.push({ kind: 'value_out_of_range', field: 'amount' });
  if (explanation.trim() === '') found.push({ kind: 'adjustment_explained', field: 'explanation' });
  found.push(...tooLong({ explanation }, { explanation: 2000 }), ...checkTransfer(adjustment));
  return found;
}

const MOVES_CASH: readonly AdjustmentReason[] = ['fee', 'interest'];

function checkTransfer(adjustment: AdjustmentInput): Refusal[] {
  const { header, reason, unit, toMoneyAccount, location, toLocation } = adjustment;
  const { moneyAccount } = header;
  if (toLocation !== undefined && (reason !== 'transfer' || !isGoods(unit))) {
    return [{ kind: 'moveOfNoGoods', field: 'toLocation' }];
  }
  if (reason === 'transfer' && isGoods(unit)) {
    if (toMoneyAccount !== undefined) return [{ kind: 'adjustment_transfer_has_target', field: 'toMoneyAccount' }];
    if (toLocation === undefined) return [{ kind: 'movePlaceMissing', field: 'toLocation' }];
    return toLocation === location ? [{ kind: 'adjustment_moved_elsewhere', field: 'toLocation' }] : [];
  }
  if (reason !== 'transfer') {
    return toMoneyAccount === undefined ? [] : [{ kind: 'adjustment_transfer_has_target', field: 'toMoneyAccount' }];
  }
  const missing = { kind: 'transferAccountMissing' };
  if (moneyAccount === undefined) return [{ ...missing, field: 'moneyAccount' }];
  if (toMoneyAccount === undefined) return [{ ...missing, field: 'toMoneyAccount' }];
  return moneyAccount === toMoneyAccount ? [{ kind: 'transferToItself', field: 'toMoneyAccount' }] : [];
}

/**
 * 管理费用 or 利息 against what is held (DOMAIN §2). Between two money accounts of one ledger account both sides of the
 * transfer still stand, so that each line of the bank has an act.
 */
export function adjustmentPostings(
  adjustment: Pick<
    AdjustmentInput,
    'reason' | 'unit' | 'amount' | 'restriction' | 'lotId' | 'location' | 'toLocation'
  > & {
    header: Pick<BookedHeader, 'entity' | 'fund' | 'stream'>;
  },
  keptIn?: AccountCode,
  toKeptIn?: AccountCode,
): Posting[] {
  const { header, reason, unit, amount, restriction, lotId, location, toLocation } = adjustment;
  const place = { ...(lotId !== undefined && { lot: lotId }), ...(location !== undefined && { location }) };
  const dimensions = { ...dimensionsOf(header, restriction), unit, ...place };
  const [cash, stock] = [cashAccount(restriction, keptIn), stockAccount(restriction)];
  switch (reason) {
    case 'fee':
      return move(dimensions, '5301', cash, amount);
    case 'interest':
      return move(dimensions, cash, '480101', amount);
    case 'transfer':
      if (isGoods(unit)) {
        const { location: _, ...elsewhere } = dimensions;
        return [
          { ...elsewhere, ...(toLocation !== undefined && { location: toLocation }), account: stock, amount },
          { ...dimensions, account: stock, amount: -amount },
        ];
      }
      return move(dimensions, cashAccount(restriction, toKeptIn), cash, amount);
    case 'writeOff':
    case 'stocktakeShort':
      return move(dimensions, '5301', stock, amount);
    case 'stocktakeOver':
      return move(dimensions, stock, '5301', amount);
  }
}
