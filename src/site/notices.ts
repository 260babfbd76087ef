import type { StatementLeaf, UnmatchedRow } from '#log/leaf.ts';

/** A numbered publication (第 N 期公示), put together from the statement leaves that close it. */
export interface Notice {
  number: string;
  /** UTC. */
  cutoff: string;
  /** Leaves `first` up to, not including, `size` are new in it. */
  first: bigint;
  size: bigint;
  statements: StatementLeaf[];
}

/** What was approved as received and is not yet confirmed (待核实), per unit. */
export interface Pending {
  unit: string;
  amount: bigint;
  count: bigint;
}

/** What statements of banks and payment services show and the books do not yet: of one entity, or of all (`*`). */
export interface Unmatched {
  entity: string;
  account: UnmatchedRow['account'];
  flow: UnmatchedRow['flow'];
  amount: bigint;
  count: bigint;
}

/** Collects notices from statements in log order. */
export class Notices {
  readonly list: Notice[] = [];

  add(index: bigint, statement: StatementLeaf): void {
    const last = this.list.at(-1);
    if (last?.number === statement.notice) {
      last.statements.push(statement);
      last.size = index + 1n;
      return;
    }
    const { notice: number, cutoff } = statement;
    this.list.push({ number, cutoff, first: last?.size ?? 0n, size: index + 1n, statements: [statement] });
  }

  /** The notice that an entry was published with. */
  of(index: bigint): Notice | undefined {
    let low = 0;
    let high = this.list.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.list[middle]?.size ?? 0n) <= index) low = middle + 1;
      else high = middle;
    }
    const found = this.list[low];
    return found !== undefined && found.first <= index && index < found.size ? found : undefined;
  }

  snapshot(): readonly Notice[] {
    return this.list;
  }

  restore(state: readonly Notice[]): void {
    this.list.push(...state);
  }

  get latest(): Notice | undefined {
    return this.list.at(-1);
  }
}

export function pendingOf(notice: Notice | undefined): Pending[] {
  const sums = new Map<string, Pending>();
  for (const { unit, amount, count } of notice?.statements.flatMap(({ pending }) => pending) ?? []) {
    const sum = sums.get(unit) ?? { unit, amount: 0n, count: 0n };
    sums.set(unit, { unit, amount: sum.amount + BigInt(amount), count: sum.count + BigInt(count) });
  }
  return [...sums.values()];
}

/** Each entity apart, in the order of the statement. */
export const unmatchedOf = (notice: Notice | undefined): Unmatched[] =>
  (notice?.statements ?? []).flatMap(({ entity = '', unmatched = [] }) =>
    unmatched.map((row) => ({ ...row, entity, amount: BigInt(row.amount), count: BigInt(row.count) })),
  );

/** What the newest notice says of the entities of a page; of every entity where none is named. */
export const unmatchedShown = (notice: Notice | undefined, entity?: string): Unmatched[] =>
  entity === undefined ? unmatchedInAll(notice) : unmatchedOf(notice).filter((row) => row.entity === entity);

/** All entities together. */
export function unmatchedInAll(notice: Notice | undefined): Unmatched[] {
  const sums = new Map<string, Unmatched>();
  for (const { account, flow, amount, count } of unmatchedOf(notice)) {
    const key = `${account} ${flow}`;
    const sum = sums.get(key) ?? { entity: '*', account, flow, amount: 0n, count: 0n };
    sums.set(key, { ...sum, amount: sum.amount + amount, count: sum.count + count });
  }
  return [...sums.values()];
}

/** The slowest record of all notices, and the notice that published it: the first where several took as long. */
export function slowestOf(notices: readonly Notice[]): { days: string; notice: string } | undefined {
  let slowest: { days: string; notice: string } | undefined;
  for (const notice of notices) {
    const days = daysOf(notice)?.longest;
    if (days === undefined || (slowest !== undefined && BigInt(days) <= BigInt(slowest.days))) continue;
    slowest = { days, notice: notice.number };
  }
  return slowest;
}

/** Days from event to publication over the notice; undefined when no leaf of it states its day. */
export const daysOf = (notice: Notice): { median: string; longest: string } | undefined =>
  notice.statements.find(({ days }) => days !== undefined)?.days;
