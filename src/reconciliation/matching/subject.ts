import type { Day } from '#ledger/day.ts';

/** A line of a statement as matching sees it. `id` names its content, so that no order of rows can matter. */
export interface BankLine {
  id: string;
  day: Day;
  flow: 'in' | 'out';
  amountFen: bigint;
  /** Numbers that the bank or the payer gave. */
  references: readonly string[];
  /** Purpose, summary and remarks. */
  purpose: string;
  /** Of the other side; absent where a payment service stands between (支付宝, 财付通). */
  name?: string;
  account?: string;
}

/** Something in the books that money should have moved for: a gift, an appropriation, a return. */
export interface BookRecord {
  id: string;
  day: Day;
  flow: 'in' | 'out';
  amountFen: bigint;
  /** Gift, order, receipt and appropriation numbers. */
  references: readonly string[];
  name?: string;
  /** Accounts this giver or receiver was confirmed to use before. */
  accounts: readonly string[];
  /** Words by which a payer names its fund. */
  fundWords: readonly string[];
}
