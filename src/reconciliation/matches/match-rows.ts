import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { linesById } from './line-rows.ts';
import type { MatchExplanation, MatchState, MatchUndoing, MatchWay, MoneyMatch } from './money-match.ts';
import { recordsById } from './record-rows.ts';

export function selectMatches(db: Database) {
  return db
    .selectFrom('moneyMatch')
    .innerJoin('appUser as confirmer', 'confirmer.id', 'moneyMatch.confirmedBy')
    .leftJoin('appUser as decider', 'decider.id', 'moneyMatch.decidedBy')
    .select([
      'moneyMatch.id',
      'moneyMatch.entityCode',
      'moneyMatch.way',
      'moneyMatch.algorithmVersion',
      'moneyMatch.score',
      'moneyMatch.explanation',
      'moneyMatch.note',
      'moneyMatch.confirmedBy',
      'confirmer.displayName as confirmerName',
      'moneyMatch.confirmedAt',
      'moneyMatch.decision',
      'moneyMatch.decisionReason',
      'moneyMatch.decidedBy',
      'decider.displayName as deciderName',
      'moneyMatch.decidedAt',
    ]);
}

/** Runs the query and adds each match's lines, acts and wishes to undo it, in the query's order. */
export async function moneyMatches(db: Database, query: ReturnType<typeof selectMatches>): Promise<MoneyMatch[]> {
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const ids = sql<bigint>`any(${rows.map(({ id }) => id)}::bigint[])`;
  const lineIds = await db
    .selectFrom('moneyMatchLine')
    .select(['matchId', 'lineId'])
    .where('matchId', '=', ids)
    .execute();
  const actIds = await db.selectFrom('moneyMatchAct').select(['matchId', 'actId']).where('matchId', '=', ids).execute();
  const lines = new Map(
    (
      await linesById(
        db,
        lineIds.map(({ lineId }) => lineId),
      )
    ).map((line) => [line.id, line]),
  );
  const acts = new Map(
    (
      await recordsById(
        db,
        actIds.map(({ actId }) => actId),
      )
    ).map((act) => [act.actId, act]),
  );
  const undoings = await undoingsOf(
    db,
    rows.map(({ id }) => id),
  );
  const linesOf = Map.groupBy(lineIds, ({ matchId }) => matchId);
  const actsOf = Map.groupBy(actIds, ({ matchId }) => matchId);
  return rows.map((row): MoneyMatch => {
    const own = undoings.get(row.id) ?? [];
    const { decision, decidedBy, decidedAt } = row;
    const state: MatchState =
      decision === null
        ? 'waiting'
        : decision === 'approved' && own.some((undoing) => undoing.decision === 'approved')
          ? 'undone'
          : (decision as MatchState);
    return {
      id: row.id,
      entity: row.entityCode,
      way: row.way as MatchWay,
      state,
      explanation: row.explanation as MatchExplanation,
      confirmedBy: { id: row.confirmedBy, name: row.confirmerName },
      confirmedAt: row.confirmedAt,
      lines: (linesOf.get(row.id) ?? [])
        .flatMap(({ lineId }) => lines.get(lineId) ?? [])
        .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : one.id < other.id ? -1 : 1)),
      acts: (actsOf.get(row.id) ?? [])
        .flatMap(({ actId }) => acts.get(actId) ?? [])
        .sort((one, other) => (one.actId < other.actId ? -1 : 1)),
      undoings: own,
      ...(row.algorithmVersion !== null && { algorithmVersion: row.algorithmVersion }),
      ...(row.score !== null && { score: row.score }),
      ...(row.note !== null && { note: row.note }),
      ...(decidedBy !== null && { decidedBy: { id: decidedBy, name: row.deciderName ?? '' } }),
      ...(decidedAt !== null && { decidedAt }),
      ...(row.decisionReason !== null && { decisionReason: row.decisionReason }),
    };
  });
}

/** Newest first, by match. */
async function undoingsOf(db: Database, matchIds: readonly bigint[]): Promise<Map<bigint, MatchUndoing[]>> {
  const rows = await db
    .selectFrom('moneyMatchUndoing')
    .innerJoin('appUser as proposer', 'proposer.id', 'moneyMatchUndoing.proposedBy')
    .leftJoin('appUser as decider', 'decider.id', 'moneyMatchUndoing.decidedBy')
    .selectAll('moneyMatchUndoing')
    .select(['proposer.displayName as proposerName', 'decider.displayName as deciderName'])
    .where('matchId', '=', sql<bigint>`any(${[...matchIds]}::bigint[])`)
    .orderBy('moneyMatchUndoing.id', 'desc')
    .execute();
  const found = new Map<bigint, MatchUndoing[]>();
  for (const row of rows) {
    const { decision, decidedBy, decidedAt } = row;
    const undoing: MatchUndoing = {
      id: row.id,
      reason: row.reason,
      proposedBy: { id: row.proposedBy, name: row.proposerName },
      proposedAt: row.proposedAt,
      ...(decision !== null && { decision: decision as NonNullable<MatchUndoing['decision']> }),
      ...(row.decisionReason !== null && { decisionReason: row.decisionReason }),
      ...(decidedBy !== null && { decidedBy: { id: decidedBy, name: row.deciderName ?? '' } }),
      ...(decidedAt !== null && { decidedAt }),
    };
    found.set(row.matchId, [...(found.get(row.matchId) ?? []), undoing]);
  }
  return found;
}
