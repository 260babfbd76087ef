import type { BalanceRow, Decimal, StatementLeaf, Stream, UnitCode, UnmatchedRow } from './leaf.ts';
import { STATEMENT_ROWS } from './leaf-schema.ts';
import { byOwner, isEmpty, type PositionRow, toBalanceRow } from './position.ts';

interface Owner {
  entity: string;
  fund: string;
  stream: Stream;
}

/** Approved, not yet confirmed (待核实), of one owner and unit. */
export interface PendingRow extends Owner {
  unit: UnitCode;
  amount: bigint;
  count: bigint;
}

/** Not matched with any act yet, of one entity, kind of account and direction; amounts are positive. */
export interface UnmatchedSum {
  entity: string;
  account: UnmatchedRow['account'];
  flow: UnmatchedRow['flow'];
  amount: bigint;
  count: bigint;
}

export interface StatementHead {
  notice: bigint;
  /** UTC, YYYY-MM-DDThh:mm:ssZ. */
  cutoff: string;
  days?: { median: bigint; longest: bigint };
  /** 32 bytes, base64url. */
  auditHead: string;
}

/**
 * The statement leaves of a notice: per entity, fund and stream its rows in order, no more than eight to a leaf; then one
 * for each entity of whose statements lines are unmatched; a single leaf with nothing when there is nothing yet. Rows in which everything is zero are left out.
 */
export function statementLeaves(
  head: StatementHead,
  positions: readonly PositionRow[],
  pending: readonly PendingRow[],
  unmatched: readonly UnmatchedSum[] = [],
): StatementLeaf[] {
  const owned = partsOf(positions.filter((row) => !isEmpty(row)).sort(byOwner), [...pending].sort(byOwner));
  const found = [...owned, ...unmatchedParts(unmatched)];
  const parts = found.length === 0 ? [{ balances: [], pending: [] }] : found;
  const { notice, cutoff, days, auditHead } = head;
  return parts.map((part, index) => ({
    v: 1,
    kind: 'statement',
    notice: notice.toString(),
    part: (index + 1).toString(),
    parts: parts.length.toString(),
    cutoff,
    ...part,
    ...(days && { days: { median: days.median.toString(), longest: days.longest.toString() } }),
    auditHead,
  }));
}

type Part = Partial<Owner> & {
  balances: BalanceRow[];
  pending: { unit: UnitCode; amount: Decimal; count: Decimal }[];
  unmatched?: UnmatchedRow[];
};

function partsOf(positions: readonly PositionRow[], pending: readonly PendingRow[]): Part[] {
  const owners = new Map<string, Owner>();
  for (const { entity, fund, stream } of [...positions, ...pending].sort(byOwner)) {
    owners.set(`${entity} ${fund} ${stream}`, { entity, fund, stream });
  }
  return [...owners.values()].flatMap((owner): Part[] => {
    const balances = positions.filter((row) => sameOwner(row, owner)).map(toBalanceRow);
    const waiting = pending
      .filter((row) => sameOwner(row, owner))
      .map(({ unit, amount, count }) => ({ unit, amount: amount.toString(), count: count.toString() }));
    const length = Math.ceil(Math.max(balances.length, waiting.length) / STATEMENT_ROWS);
    return Array.from({ length }, (_, at) => ({
      ...owner,
      balances: slice(balances, at),
      pending: slice(waiting, at),
    }));
  });
}

/** Two directions of four kinds of account fit one leaf. */
function unmatchedParts(sums: readonly UnmatchedSum[]): Part[] {
  const placeOf = ({ account, flow }: UnmatchedSum) => `${account} ${flow}`;
  const ofEntity = Map.groupBy(sums, ({ entity }) => entity);
  return [...ofEntity.keys()].sort().map((entity) => ({
    entity,
    balances: [],
    pending: [],
    unmatched: (ofEntity.get(entity) ?? [])
      .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
      .map(({ account, flow, amount, count }) => ({ account, flow, amount: `${amount}`, count: `${count}` })),
  }));
}

const slice = <T>(rows: T[], at: number): T[] => rows.slice(at * STATEMENT_ROWS, (at + 1) * STATEMENT_ROWS);

const sameOwner = (a: Owner, b: Owner): boolean => a.entity === b.entity && a.fund === b.fund && a.stream === b.stream;
