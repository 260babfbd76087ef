import type { ProposedAct } from '#approval/propose-act.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing, Undone } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { formatFen } from '#ledger/money.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { auditMatch, confirmWithin, findConfirmed, type MatchInput } from './confirm-match.ts';
import type { WorkLine } from './money-match.ts';
import { linesById } from './work-list.ts';

/** What was entered from one line, or from the two of a transfer. */
export interface EnteredAct {
  actId: bigint;
  number: string;
  matchId: bigint;
  existing: boolean;
  /** Of a gift: only here and only once. */
  receiptCode?: string;
}

/**
 * Proposes an act from lines and its match with them (way entered), in one transaction: both or neither. The same key
 * finds what the first made. `propose` refuses before it writes.
 */
export function enterAct(
  db: Database,
  entry: { by: bigint; lines: readonly bigint[]; idempotencyKey: string },
  propose: (
    tx: Tx,
    lines: WorkLine[],
    idempotencyKey: string,
  ) => Promise<Result<ProposedAct & { receiptCode?: string }>>,
): Promise<Result<EnteredAct>> {
  const { by, lines: ids } = entry;
  const idempotencyKey = `${entry.idempotencyKey} of ${ids.join(' ')}`;
  return refusing(() =>
    inTransaction(db, async (tx): Promise<Result<EnteredAct>> => {
      const before = await findConfirmed(tx, by, idempotencyKey);
      if (before !== undefined) return done(await enteredBy(tx, before));
      const lines = await linesById(tx, ids);
      if (lines.length < ids.length) return refused({ kind: 'matchLineUnknown' });
      const refusals = [...(await whyNotEnterable(tx, lines)).values()].flat();
      if (refusals.length > 0) return refused(...refusals);
      const proposed = await propose(tx, lines, idempotencyKey);
      if (!proposed.ok) return proposed;
      const { actId, number, receiptCode } = proposed.value;
      const match: MatchInput = { by, way: 'entered', lines: ids, acts: [actId], idempotencyKey };
      const confirmed = await confirmWithin(tx, match);
      if (!confirmed.ok) throw new Undone(confirmed.refusals);
      const { matchId } = confirmed.value;
      await auditMatch(tx, match, matchId);
      return done({ actId, number, matchId, existing: false, ...(receiptCode !== undefined && { receiptCode }) });
    }),
  );
}

export async function enteredBy(tx: Tx, matchId: bigint): Promise<EnteredAct> {
  const act = await tx
    .selectFrom('moneyMatchAct')
    .innerJoin('act', 'act.id', 'moneyMatchAct.actId')
    .select(['act.id as actId', 'act.number'])
    .where('matchId', '=', matchId)
    .executeTakeFirstOrThrow();
  return { ...act, matchId, existing: true };
}

/** By line; those that may be entered are left out. */
export async function whyNotEnterable(tx: Tx, lines: readonly WorkLine[]): Promise<Map<bigint, Refusal[]>> {
  const earlier = await enteredEarlier(
    tx,
    lines.map(({ id }) => id),
  );
  const numbersOf = Map.groupBy(earlier, ({ lineId }) => lineId);
  return new Map(
    lines.flatMap(({ id, matchId, day, amountFen }): [bigint, Refusal[]][] => {
      if (matchId !== undefined) {
        return [[id, [{ kind: 'money_match_line_once', values: { day, amount: formatFen(amountFen) } }]]];
      }
      const numbers = numbersOf.get(id)?.map(({ number }) => number);
      return numbers ? [[id, [{ kind: 'lineEnteredBefore', values: { number: numbers.join('、') } }]]] : [];
    }),
  );
}

/**
 * Acts that were entered from these lines before and still stand, though their match was refused or undone: entering the
 * line once more would count it twice.
 */
export async function enteredEarlier(
  db: Database,
  lineIds: readonly bigint[],
): Promise<{ lineId: bigint; actId: bigint; number: string }[]> {
  if (lineIds.length === 0) return [];
  const rows = await db
    .selectFrom('moneyMatchLine')
    .innerJoin('moneyMatch', 'moneyMatch.id', 'moneyMatchLine.matchId')
    .innerJoin('moneyMatchAct', 'moneyMatchAct.matchId', 'moneyMatchLine.matchId')
    .innerJoin('act', 'act.id', 'moneyMatchAct.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['moneyMatchLine.lineId', 'act.id as actId', 'act.number'])
    .distinct()
    .where('moneyMatch.way', '=', 'entered')
    .where('moneyMatchLine.lineId', 'in', lineIds)
    .where('actStatus.status', 'not in', ['withdrawn', 'reversed'])
    .orderBy('act.id')
    .execute();
  return rows;
}
