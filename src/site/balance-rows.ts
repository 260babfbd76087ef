import type { PublicBalance } from '#log/fold.ts';
import type { Position } from '#log/position.ts';

export const COLUMNS = ['received', 'disbursed', 'appropriated', 'adjusted', 'unstated', 'balance'] as const;
export type BalanceColumn = (typeof COLUMNS)[number];

/** A row of /data/balances.json: amounts as decimal strings in the unit's smallest denomination. */
export type BalanceRow = Pick<PublicBalance, 'entity' | 'fund' | 'unit' | 'kind'> & {
  [column in BalanceColumn]: string;
};

/** Everything the log says in sums, booked or only listed; what never moved has no row. Safe in the browser. */
export const balanceRows = (balances: readonly PublicBalance[]): BalanceRow[] =>
  balances.map(({ entity, fund, unit, kind, ...position }) => ({
    entity,
    fund,
    unit,
    kind,
    received: position.received.toString(),
    disbursed: position.disbursed.toString(),
    appropriated: position.appropriated.toString(),
    adjusted: position.adjusted.toString(),
    unstated: position.unstated.toString(),
    balance: position.balance.toString(),
  }));

export const positionOf = (row: BalanceRow): Position => ({
  received: BigInt(row.received),
  disbursed: BigInt(row.disbursed),
  appropriated: BigInt(row.appropriated),
  adjusted: BigInt(row.adjusted),
  unstated: BigInt(row.unstated),
  balance: BigInt(row.balance),
});
