import type { Day } from '#ledger/day.ts';

/** A movement that only one side shows: money in is positive, money out negative; in fen. */
export interface LooseItem {
  /** A line of a statement, or an act. */
  id: string;
  day: Day;
  amountFen: bigint;
  /** Number of the act, or the other side of the line. */
  label: string;
  /** Why it may stay so: a key of the parking reasons; absent while nobody said. */
  reason?: string;
  note?: string;
}

/** What the books and the statement say of one account at the end of a day. */
export interface AccountFacts {
  bookFen: bigint;
  /** Absent where no statement reaches the day or none ever stated a balance. */
  statementFen?: bigint;
  /** What lay on the account before these books began: never part of them. */
  outsideFen: bigint;
  /** Acts booked before the first statement that are taken as inside its opening: no match says so. */
  inOpening?: { count: number; fen: bigint };
  /** 银行已收付、企业未收付. */
  bankOnly: readonly LooseItem[];
  /** 企业已收付、银行未收付. */
  booksOnly: readonly LooseItem[];
}

/** 银行存款余额调节表: both balances with what the other side does not show yet; they agree when nothing is left over. */
export interface AccountSheet extends AccountFacts {
  adjustedBookFen: bigint;
  adjustedStatementFen?: bigint;
  /** adjusted statement less adjusted books. */
  differenceFen?: bigint;
}

export function accountSheet(facts: AccountFacts): AccountSheet {
  const adjustedBookFen = facts.bookFen + facts.outsideFen + sum(facts.bankOnly);
  if (facts.statementFen === undefined) return { ...facts, adjustedBookFen };
  const adjustedStatementFen = facts.statementFen + sum(facts.booksOnly);
  return { ...facts, adjustedBookFen, adjustedStatementFen, differenceFen: adjustedStatementFen - adjustedBookFen };
}

export const sum = (items: readonly LooseItem[]): bigint => items.reduce((all, { amountFen }) => all + amountFen, 0n);
