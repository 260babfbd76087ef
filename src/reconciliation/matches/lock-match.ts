import { sql } from 'kysely';
import { type LockedAct, lockActs } from '#approval/lock-act.ts';
import type { Tx } from '#database/connection.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import type { MatchWay } from './money-match.ts';

export interface LockedMatch {
  id: bigint;
  way: MatchWay;
  confirmedBy: bigint;
  decision?: 'approved' | 'refused' | 'withdrawn';
  decidedBy?: bigint;
  decidedByName?: string;
  /** In id order. */
  acts: LockedAct[];
}

/** Locks the acts of a match in id order, as everyone locks acts, then the match, and says how they stand. */
export async function lockMatch(tx: Tx, matchId: bigint): Promise<Result<LockedMatch>> {
  const match = (await lockMatches(tx, [matchId])).get(matchId);
  return match ? done(match) : refused({ kind: 'matchUnknown' });
}

/** Many, with few statements: all their acts first, and what refunds among them reverse. Unknown ones are left out. */
export async function lockMatches(tx: Tx, matchIds: readonly bigint[]): Promise<Map<bigint, LockedMatch>> {
  if (matchIds.length === 0) return new Map();
  const ids = sql<bigint>`any(${[...new Set(matchIds)]}::bigint[])`;
  // A match keeps its acts, so they can be read before anything is locked.
  const parts = await tx
    .selectFrom('moneyMatchAct')
    .leftJoin('reversal', 'reversal.actId', 'moneyMatchAct.actId')
    .select(['matchId', 'moneyMatchAct.actId', 'reversesActId'])
    .where('matchId', '=', ids)
    .orderBy('moneyMatchAct.actId')
    .execute();
  const acts = await lockActs(
    tx,
    parts.flatMap(({ actId, reversesActId }) => (reversesActId === null ? [actId] : [actId, reversesActId])),
  );
  const matches = await tx
    .selectFrom('moneyMatch')
    .select(['id', 'way', 'confirmedBy', 'decision', 'decidedBy'])
    .where('id', '=', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  const deciders = matches.flatMap(({ decidedBy }) => decidedBy ?? []);
  const names = new Map(
    deciders.length === 0
      ? []
      : (await tx.selectFrom('appUser').select(['id', 'displayName']).where('id', 'in', deciders).execute()).map(
          ({ id, displayName }) => [id, displayName],
        ),
  );
  const partsOf = Map.groupBy(parts, ({ matchId }) => matchId);
  return new Map(
    matches.map(({ id, way, confirmedBy, decision, decidedBy }): [bigint, LockedMatch] => {
      const name = decidedBy === null ? undefined : names.get(decidedBy);
      const match: LockedMatch = {
        ...{ id, way: way as MatchWay, confirmedBy },
        acts: (partsOf.get(id) ?? []).flatMap(({ actId }) => acts.get(actId) ?? []),
        ...(decision !== null && { decision: decision as NonNullable<LockedMatch['decision']> }),
        ...(decidedBy !== null && { decidedBy }),
        ...(name !== undefined && { decidedByName: name }),
      };
      return [id, match];
    }),
  );
}

export const alreadyDecided = ({ decidedByName }: LockedMatch): Refusal => ({
  kind: 'money_match_decided_once',
  ...(decidedByName !== undefined && { values: { by: decidedByName } }),
});
