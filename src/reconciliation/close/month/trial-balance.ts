import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { AccountCode } from '#ledger/account.ts';
import { type Day, dayBefore } from '#ledger/day.ts';
import { keptPostings } from './kept-postings.ts';

export interface Period {
  entity: string;
  from: Day;
  to: Day;
}

/** One account in 科目余额表, in fen: cash and the value put on goods together, as the accounting rules ask. */
export interface TrialRow {
  account: AccountCode;
  /** Debit positive. */
  openingFen: bigint;
  debitFen: bigint;
  creditFen: bigint;
  closingFen: bigint;
}

/**
 * 科目余额表 of an entity. 红字 (the negative copy of a reversal) stands on the side it takes back, as books show it:
 * debits less what was taken back of debits.
 */
export async function trialBalance(db: Database, { entity, from, to }: Period): Promise<TrialRow[]> {
  const before = await keptPostings(db, entity, dayBefore(from));
  const { rows } = await sql<{ account: AccountCode; opening: string; debit: string; credit: string }>`
    select account_code as account, coalesce(sum(opening), 0)::text as opening, coalesce(sum(debit), 0)::text as debit,
           coalesce(sum(credit), 0)::text as credit
    from (
      select k.account_code, k.unit_code, k.amount as opening, null::bigint as debit, null::bigint as credit from ${before} k
      union all
      select p.account_code, p.unit_code, null, case when (p.amount > 0) <> (e.reverses_id is not null) then p.amount end,
             case when (p.amount > 0) = (e.reverses_id is not null) then -p.amount end
      from journal_entry e
      -- Entry by entry: of a long history a month is so little that reading all postings costs more.
      cross join lateral (select * from posting p where p.entry_id = e.id and p.entity_code = ${entity} offset 0) p
      where e.booked_on between ${from}::date and ${to}::date
    ) x
    where unit_code in ('CNY', 'CNY:goods')
    group by account_code
    order by account_code`.execute(db);
  return rows.map(({ account, opening, debit, credit }) => {
    const [openingFen, debitFen, creditFen] = [BigInt(opening), BigInt(debit), BigInt(credit)];
    return { account, openingFen, debitFen, creditFen, closingFen: openingFen + debitFen - creditFen };
  });
}

/** Sums of a trial balance: debit and credit balances apart; both pairs are equal, or the books are not. */
export function trialTotals(rows: readonly TrialRow[]) {
  const total = (of: (row: TrialRow) => bigint) => rows.reduce((all, row) => all + of(row), 0n);
  const side = (of: (row: TrialRow) => bigint, sign: 1n | -1n) => total((row) => max(of(row) * sign));
  return {
    openingDebit: side(({ openingFen }) => openingFen, 1n),
    openingCredit: side(({ openingFen }) => openingFen, -1n),
    debit: total(({ debitFen }) => debitFen),
    credit: total(({ creditFen }) => creditFen),
    closingDebit: side(({ closingFen }) => closingFen, 1n),
    closingCredit: side(({ closingFen }) => closingFen, -1n),
  };
}

const max = (fen: bigint): bigint => (fen > 0n ? fen : 0n);

/** 借 or 贷 of a balance; 平 for nought. */
export const sideOf = (fen: bigint): 'debit' | 'credit' | 'even' =>
  fen === 0n ? 'even' : fen > 0n ? 'debit' : 'credit';
