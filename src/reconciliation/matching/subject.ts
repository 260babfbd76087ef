import type { Day } from '#ledger/day.ts';

export type Channel = 'bank' | 'alipay' | 'wechat' | 'cash';

/** A line of a statement as matching sees it. `id` names its content, so that no order of rows can matter. */
export interface BankLine {
  id: string;
  /** Id of the account of the entity whose statement this is. */
  moneyAccount: string;
  /** What kind of account that is. */
  channel: Channel;
  day: Day;
  /** HH:MM:SS, where the statement says. */
  time?: string;
  flow: 'in' | 'out';
  /** Gross: what a payment service kept of it stands in `feeFen`. */
  amountFen: bigint;
  feeFen?: bigint;
  /** Numbers that the bank or the payer gave. */
  references: readonly string[];
  /** The bank's word for the movement: 结息, 提现. */
  kind?: string;
  /** Purpose, summary and remarks. */
  purpose: string;
  /** Of the other side; absent where a payment service stands between (支付宝, 财付通). */
  name?: string;
  account?: string;
}

/** What of a line speaks against others, whoever matched it or put it aside. */
export type LineAround = Pick<BankLine, 'day' | 'flow' | 'amountFen' | 'name' | 'account'>;

/**
 * What lies within two weeks of the open lines and records and is not open itself, or not looked at: never matched, but
 * what it says of an amount or a giver must not depend on what was decided before. Only amounts of what is open are asked of it.
 */
export interface Surroundings {
  lines: readonly LineAround[];
  records: readonly Pick<BookRecord, 'day' | 'amountFen'>[];
  /**
   * By which accounts, within two months, and for which givers, at any time, the names are known that are open here, whatever
   * became of their gifts; and whom the accounts named at any time that hide a name near here.
   */
  bearers: {
    lines: readonly Pick<BankLine, 'name' | 'account' | 'day'>[];
    holders: readonly Pick<BankLine, 'name' | 'account'>[];
    givers: readonly Pick<BookRecord, 'name' | 'giver'>[];
  };
}

/** Something in the books that money should have moved for: a gift, an appropriation, a return. */
export interface BookRecord {
  id: string;
  what: 'gift' | 'refund' | 'payment' | 'fee' | 'interest' | 'transfer';
  /** Where the clerk named it: no line of another account is this record. Absent: any account of the entity may be. */
  moneyAccount?: string;
  /** By which way the money was to come or go, where known. */
  channel?: Channel;
  /** Code of the fund. */
  fund?: string;
  day: Day;
  flow: 'in' | 'out';
  amountFen: bigint;
  /** Gift, order, receipt and appropriation numbers. */
  references: readonly string[];
  name?: string;
  /** Id of the giver or receiver, by which the books tell people of one name apart. */
  giver?: string;
  /** Accounts this giver or receiver was confirmed to use before. */
  accounts: readonly string[];
  /** Words by which a payer names its fund. */
  fundWords: readonly string[];
}

/** A movement of this account whose kind or purpose holds these words is a fee or interest. It never makes a gift. */
export interface MatchRule {
  id: string;
  moneyAccount: string;
  flow: 'in' | 'out';
  words: string;
  makes: 'fee' | 'interest';
  validFrom: Day;
  /** The last day. */
  validTo?: Day;
}

/** An account of the entity, by which its own transfers are known. */
export interface OwnAccount {
  moneyAccount: string;
  channel: Channel;
  /** As statements write it. */
  number?: string;
  /** Names under which banks show the entity as the other side. */
  names: readonly string[];
}
