import { CASH_ACCOUNTS, type CashAccount } from '#ledger/booking.ts';
import type { Refusal } from '#ledger/refusal.ts';

export const MONEY_ACCOUNT_KINDS = ['bank', 'alipay', 'wechat', 'cash'] as const;
export type MoneyAccountKind = (typeof MONEY_ACCOUNT_KINDS)[number];

/** In which ledger accounts a money account of that kind may be kept, the usual one first. */
const KEPT_IN: Record<MoneyAccountKind, readonly CashAccount[]> = {
  bank: ['100201', '100202'],
  alipay: ['1009'],
  wechat: ['1009'],
  cash: ['1001'],
};

export const usualAccount = (kind: MoneyAccountKind): CashAccount => KEPT_IN[kind][0] ?? CASH_ACCOUNTS[0];

/** A bank account, a merchant account of Alipay or WeChat, or a cash box of an entity. */
export interface MoneyAccountInput {
  entity: string;
  kind: MoneyAccountKind;
  /** The ledger account it is kept in. */
  account: CashAccount;
  name: string;
  /** As statements write it; a cash box has none. */
  number?: string;
  openedOn?: string;
}

export interface MoneyAccount extends MoneyAccountInput {
  id: bigint;
}

/** What can be said of it without the database, by the names of the database's own refusals. */
export function checkMoneyAccount({ kind, account, name, number }: MoneyAccountInput): Refusal[] {
  const found: Refusal[] = [];
  const known = MONEY_ACCOUNT_KINDS.includes(kind);
  if (!known) found.push({ kind: 'money_account_kind_known', field: 'kind' });
  else if (!KEPT_IN[kind].includes(account))
    found.push({ kind: 'money_account_ledger_account_fits', field: 'account' });
  if (!isOfLength(name.trim(), 1, 60)) found.push({ kind: 'money_account_name_given', field: 'name' });
  const stated = normalNumber(number);
  if (stated === undefined ? kind !== 'cash' : !isOfLength(stated, 4, 64)) {
    found.push({ kind: 'money_account_number_given', field: 'number' });
  }
  return found;
}

const isOfLength = (text: string, least: number, most: number): boolean => {
  const { length } = [...text];
  return length >= least && length <= most;
};

/** Statements write numbers without the spaces and dashes that people group digits by. */
export function normalNumber(number: string | undefined): string | undefined {
  const stated = (number ?? '').normalize('NFKC').replace(/\s/g, '');
  if (stated === '') return undefined;
  return /^[\d\-—]+$/.test(stated) ? stated.replace(/\D/g, '') : stated;
}

/** The number in two parts: people compare accounts by the last four signs. */
export const numberParts = (number: string): { head: string; last: string } => ({
  head: number.slice(0, -4),
  last: number.slice(-4),
});
