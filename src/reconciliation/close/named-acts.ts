import type { ActKind } from '#approval/act.ts';
import type { Database } from '#database/connection.ts';
import { type OwnMove, ownMoveOf } from '#ledger/own-move.ts';

/** What an entry is called on a sheet beside its number; never whom it is about. */
export interface NamedAct {
  kind: ActKind;
  /** The reason of an adjustment. */
  reason?: string;
  ownMove?: OwnMove;
}

/** Acts by their ids, looked up whenever a sheet is shown: a kept one holds their numbers only. */
export async function namedActs(db: Database, ids: readonly string[]): Promise<Map<string, NamedAct>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('act')
    .leftJoin('adjustment', 'adjustment.actId', 'act.id')
    .select(['act.id', 'act.kind', 'adjustment.reason', 'adjustment.unitCode'])
    .where('act.id', 'in', ids.map(BigInt))
    .execute();
  return new Map(
    rows.map(({ id, kind, reason, unitCode }) => {
      const ownMove = ownMoveOf(reason, unitCode);
      const named = { kind: kind as ActKind, ...(reason !== null && { reason }), ...(ownMove && { ownMove }) };
      return [String(id), named];
    }),
  );
}
