import type { Database } from '#database/connection.ts';
import { decideMoneyAccount } from '#reconciliation/accounts/decide-money-account.ts';
import { type MoneyAccountInput, type MoneyAccountKind, usualAccount } from '#reconciliation/accounts/money-account.ts';
import { proposeMoneyAccount } from '#reconciliation/accounts/propose-money-account.ts';

interface People {
  recorder: bigint;
  reviewer: bigint;
}

let opened = 0;

/** An account as a form would state it, under a name and number of its own. */
export function moneyAccount(kind: MoneyAccountKind, change: Partial<MoneyAccountInput> = {}): MoneyAccountInput {
  opened += 1;
  const number = `62220019${String(opened).padStart(8, '0')}`;
  return {
    ...{ entity: 'charity', kind, account: usualAccount(kind), name: `账户 ${opened}` },
    ...(kind !== 'cash' && { number }),
    ...change,
  };
}

/** Entered by one person and approved by another; returns its id. */
export async function openMoneyAccount(
  db: Database,
  { recorder, reviewer }: People,
  kind: MoneyAccountKind,
  change: Partial<MoneyAccountInput> = {},
): Promise<bigint> {
  const proposed = await proposeMoneyAccount(db, moneyAccount(kind, change), recorder);
  if (!proposed.ok) throw new Error(`refused: ${JSON.stringify(proposed.refusals)}`);
  const { id } = proposed.value;
  const decided = await decideMoneyAccount(db, { id, decision: 'approved', by: reviewer });
  if (!decided.ok) throw new Error(`refused: ${JSON.stringify(decided.refusals)}`);
  return id;
}
