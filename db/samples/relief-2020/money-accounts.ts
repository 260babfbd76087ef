import type { MoneyAccountInput } from '#reconciliation/accounts/money-account.ts';

/**
 * Where the charity of the demonstration keeps its cash. No source of 2020 names its account: this one is invented, and
 * says so. The records themselves name none, since their sources do not.
 */
export const moneyAccounts: readonly MoneyAccountInput[] = [
  {
    entity: 'hengyang-charity',
    kind: 'bank',
    account: '100201',
    name: '演示银行账户（账号虚构）',
    number: '0000202002050001',
  },
];
