import type { BalanceRow, Decimal, StatementLeaf, Stream, UnitCode } from './leaf.ts';
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

export interface StatementHead {
  notice: bigint;
  /** UTC, YYYY-MM-DDThh:mm:ssZ. */
  cutoff: string;
  days?: { median: bigint; longest: bigint };
  /** 32 bytes, base64url. */
  auditHead: string;
}

/**
 * The statement leaves of a notice: per entity, fund and stream its rows in order, no more than eight to a leaf;
 * a single leaf with nothing when there is nothing yet. Rows in which everything is zero are left out.
 */
export function statementLeaves(
  head: StatementHead,
  positions: readonly PositionRow[],
  pending: readonly PendingRow[],
): StatementLeaf[] {
  const parts = partsOf(positions.filter((row) => !isEmpty(row)).sort(byOwner), [...pending].sort(byOwner));
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
};

function partsOf(positions: readonly PositionRow[], pending: readonly PendingRow[]): Part[] {
  const owners = new Map<string, Owner>();
  for (const { entity, fund, stream } of [...positions, ...pending].sort(byOwner)) {
    owners.set(`${entity} ${fund} ${stream}`, { entity, fund, stream });
  }
  const parts = [...owners.values()].flatMap((owner): Part[] => {
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
  return parts.length === 0 ? [{ balances: [], pending: [] }] : parts;
}

const slice = <T>(rows: T[], at: number): T[] => rows.slice(at * STATEMENT_ROWS, (at + 1) * STATEMENT_ROWS);

const sameOwner = (a: Owner, b: Owner): boolean => a.entity === b.entity && a.fund === b.fund && a.stream === b.stream;
