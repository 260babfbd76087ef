import type { BalanceRow, Flow, LeafPosting, Stream, UnitCode } from './leaf.ts';

/** received = disbursed + appropriated + adjusted + unstated + balance, in the smallest denomination of one unit. */
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
  unit: UnitCode;
}

export const noPosition = (): Position => ({
  received: 0n,
  disbursed: 0n,
  appropriated: 0n,
  adjusted: 0n,
  unstated: 0n,
  balance: 0n,
});

const PARTS = ['received', 'disbursed', 'appropriated', 'adjusted', 'unstated', 'balance'] as const;

/** What is received stands on the credit side and holdings on the debit side; their names differ for the reader. */
export function book(position: Position, flow: Flow, amount: bigint): void {
  if (flow === 'received') position.received -= amount;
  else if (flow === 'holding') position.balance += amount;
  else position[flow] += amount;
}

export function addPosition(row: Position, change: Position, sign: bigint): void {
  row.received += change.received * sign;
  row.disbursed += change.disbursed * sign;
  row.appropriated += change.appropriated * sign;
  row.adjusted += change.adjusted * sign;
  row.unstated += change.unstated * sign;
  row.balance += change.balance * sign;
}

/** The position that a set of postings makes by itself, per unit. */
export function positionsOf(
  postings: readonly LeafPosting[],
  flowOf: (account: string) => Flow,
): Map<UnitCode, Position> {
  const positions = new Map<UnitCode, Position>();
  for (const { account, unit, amount } of postings) {
    const position = positions.get(unit) ?? noPosition();
    book(position, flowOf(account), BigInt(amount));
    positions.set(unit, position);
  }
  return positions;
}

export const isEmpty = (position: Position): boolean => PARTS.every((part) => position[part] === 0n);

/** By entity, fund, stream and unit; the order of a notice's statement leaves and of every published table. */
export const byOwner = <T extends { entity: string; fund: string; stream: string; unit: string }>(a: T, b: T): number =>
  compare(a.entity, b.entity) || compare(a.fund, b.fund) || compare(a.stream, b.stream) || compare(a.unit, b.unit);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function toBalanceRow(row: PositionRow): BalanceRow {
  const figures = PARTS.map((part) => [part, row[part].toString()]);
  return { unit: row.unit, ...Object.fromEntries(figures) } as BalanceRow;
}

export function fromBalanceRow(owner: { entity: string; fund: string; stream: Stream }, row: BalanceRow): PositionRow {
  const figures = PARTS.map((part) => [part, BigInt(row[part])]);
  return { ...owner, unit: row.unit, ...Object.fromEntries(figures) } as PositionRow;
}

/** A running position per key. */
export class Ledger<Owner extends { unit: UnitCode }> {
  readonly #rows = new Map<string, Owner & Position>();

  at(owner: Owner): Owner & Position {
    const key = Object.values(owner).join('\n');
    const found = this.#rows.get(key) ?? { ...owner, ...noPosition() };
    this.#rows.set(key, found);
    return found;
  }

  snapshot(): LedgerState<Owner> {
    return this.#rows;
  }

  restore(state: LedgerState<Owner>): void {
    for (const [key, row] of state) this.#rows.set(key, row);
  }

  /** Rows in which anything is left. */
  rows(): (Owner & Position)[] {
    return [...this.#rows.values()].filter((row) => !isEmpty(row));
  }
}

export type LedgerState<Owner> = ReadonlyMap<string, Owner & Position>;
