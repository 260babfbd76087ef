import { type AccountCode, accountOf } from '#ledger/account.ts';
import type { Posting, Stream } from '#ledger/posting.ts';

/** 收 = 支 + 拨付 + 调整 + 去向未载 + 结存, in the smallest denomination of one unit. */
export interface Position {
  received: bigint;
  disbursed: bigint;
  appropriated: bigint;
  adjusted: bigint;
  unstated: bigint;
  balance: bigint;
}

export interface PositionRow extends Position {
  entity: string;
  fund: string;
  stream: Stream;
  unit: string;
}

export const identityHolds = (p: Position): boolean =>
  p.received === p.disbursed + p.appropriated + p.adjusted + p.unstated + p.balance;

type Booked = Pick<Posting, 'entity' | 'fund' | 'stream' | 'unit' | 'account' | 'amount'>;

/** The position per entity, fund, stream and unit, in the order of first appearance. */
export function positionsOf(postings: Iterable<Booked>): PositionRow[] {
  const rows = new Map<string, PositionRow>();
  for (const { entity, fund, stream, unit, account, amount } of postings) {
    const key = JSON.stringify([entity, fund, stream, unit]);
    const row = rows.get(key) ?? { entity, fund, stream, unit, ...NOTHING };
    addTo(row, account, amount);
    rows.set(key, row);
  }
  return [...rows.values()];
}

const NOTHING: Position = {
  received: 0n,
  disbursed: 0n,
  appropriated: 0n,
  adjusted: 0n,
  unstated: 0n,
  balance: 0n,
};

function addTo(position: Position, account: AccountCode, amount: bigint): void {
  const { flow } = accountOf(account);
  // Income is a credit: what was received is the negative of what its accounts hold.
  if (flow === 'received') position.received -= amount;
  else if (flow === 'holding') position.balance += amount;
  else position[flow] += amount;
}
