import type { ActKind } from '#approval/act.ts';
import { namedAccountWords as words } from '#i18n/zh-Hans/office-money-accounts.ts';
import type { Fact, FactSources } from '#office/facts/facts.ts';
import { namedAccount } from '#office/money-account-choices.ts';

const LABELS: Partial<Record<ActKind, string>> = {
  ...{ donation: words.received, funding: words.received },
  ...{ batch: words.paid, appropriation: words.paid, purchase: words.paid },
};

/** The money account an entry names. */
export async function accountFacts({ db, act }: Pick<FactSources, 'db' | 'act'>): Promise<Fact[]> {
  const value = await namedAccount(db, act.header.moneyAccount);
  return value === undefined ? [] : [{ label: LABELS[act.kind] ?? words.moved, value }];
}
