import type { Database } from '#database/connection.ts';
import { namedAccountWords as words } from '#i18n/zh-Hans/office-money-accounts.ts';
import type { AccountCode } from '#ledger/account.ts';
import { type MoneyAccount, numberParts } from '#reconciliation/accounts/money-account.ts';
import { findMoneyAccount, listApprovedMoneyAccounts } from '#reconciliation/accounts/queries.ts';

/** A money account as a form offers it; `account` is the ledger account it is kept in. */
export interface AccountChoice {
  code: string;
  words: string;
  entity: string;
  account: AccountCode;
}

/** Those that entries may name; the name of the entity tells accounts of several apart. */
export async function loadAccountChoices(
  db: Database,
  entities: readonly { code: string; name: string }[],
): Promise<AccountChoice[]> {
  const accounts = await listApprovedMoneyAccounts(db);
  return accounts.map((account) => ({
    code: String(account.id),
    words: [accountWords(account), entities.find(({ code }) => code === account.entity)?.name]
      .filter(Boolean)
      .join(' · '),
    entity: account.entity,
    account: account.account,
  }));
}

const accountWords = ({ name, number }: MoneyAccount): string =>
  number === undefined ? name : words.ending(name, numberParts(number).last);

/** A stored entry's account in words, undefined where it names none. */
export async function namedAccount(db: Database, id: bigint | undefined): Promise<string | undefined> {
  const account = id === undefined ? undefined : await findMoneyAccount(db, id);
  return account && accountWords(account);
}

/** The ledger account of what a form chose, for the preview of its entry. */
export const ledgerAccountOf = (accounts: readonly AccountChoice[], id: bigint | undefined): AccountCode | undefined =>
  accounts.find(({ code }) => code === id?.toString())?.account;
