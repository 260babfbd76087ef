import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import type { ActKind } from './act.ts';
import { moment } from './moment.ts';

export interface LockedAct {
  id: bigint;
  kind: ActKind;
  number: string;
  revision: number;
  recordedBy: bigint;
  approval?: { by: bigint; byName: string; at: Date };
  withdrawnByName?: string;
  /** The current revision was sent back. */
  returnedByName?: string;
  published: boolean;
  reversedBy?: string;
}

/** Locks the act until the transaction ends and says how it stands; whoever comes second sees what the first did. */
export async function lockAct(tx: Tx, actId: bigint): Promise<Result<LockedAct>> {
  const act = (await lockActs(tx, [actId])).get(actId);
  return act ? done(act) : refused({ kind: 'actUnknown' });
}

/** Many, in id order, as everyone locks acts; unknown ones are left out. */
export async function lockActs(tx: Tx, actIds: readonly bigint[]): Promise<Map<bigint, LockedAct>> {
  if (actIds.length === 0) return new Map();
  const ids = sql<bigint>`any(${[...new Set(actIds)]}::bigint[])`;
  const acts = await tx
    .selectFrom('act')
    .select(['id', 'kind', 'number', 'revision', 'recordedBy'])
    .where('id', '=', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  // Read only after the locks were granted: a statement sees what was committed before it began.
  const rows = await tx
    .selectFrom('act')
    .leftJoin('approval', 'approval.actId', 'act.id')
    .leftJoin('appUser as approver', 'approver.id', 'approval.approvedBy')
    .leftJoin('withdrawal', 'withdrawal.actId', 'act.id')
    .leftJoin('appUser as withdrawer', 'withdrawer.id', 'withdrawal.withdrawnBy')
    .leftJoin('actReturn', (join) =>
      join.onRef('actReturn.actId', '=', 'act.id').onRef('actReturn.revision', '=', 'act.revision'),
    )
    .leftJoin('appUser as returner', 'returner.id', 'actReturn.returnedBy')
    .leftJoin('actStatus', 'actStatus.actId', 'act.id')
    .leftJoin('act as reversing', 'reversing.id', 'actStatus.reversedByActId')
    .select([
      'act.id',
      'approval.approvedBy',
      'approval.approvedAt',
      'approver.displayName as approvedByName',
      'withdrawer.displayName as withdrawnByName',
      'returner.displayName as returnedByName',
      'actStatus.leafIndex',
      'reversing.number as reversedBy',
    ])
    .where('act.id', '=', ids)
    .execute();
  const standings = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    acts.flatMap((act): [bigint, LockedAct][] => {
      const standing = standings.get(act.id);
      return standing ? [[act.id, lockedAct(act, standing)]] : [];
    }),
  );
}

interface Standing {
  approvedBy: bigint | null;
  approvedAt: Date | null;
  approvedByName: string | null;
  withdrawnByName: string | null;
  returnedByName: string | null;
  leafIndex: bigint | null;
  reversedBy: string | null;
}

function lockedAct(
  act: Pick<LockedAct, 'id' | 'number' | 'revision' | 'recordedBy'> & { kind: string },
  { approvedBy, approvedAt, approvedByName, withdrawnByName, returnedByName, leafIndex, reversedBy }: Standing,
): LockedAct {
  return {
    ...act,
    kind: act.kind as ActKind,
    ...(approvedBy !== null &&
      approvedAt !== null && { approval: { by: approvedBy, byName: approvedByName ?? '', at: approvedAt } }),
    ...(withdrawnByName !== null && { withdrawnByName }),
    ...(returnedByName !== null && { returnedByName }),
    published: leafIndex !== null,
    ...(reversedBy !== null && { reversedBy }),
  };
}

/** Why a proposal cannot be decided or changed any more, if so. `revision` is the one the person has before them. */
export function standingRefusals(act: LockedAct, revision?: number): Refusal[] {
  const { number } = act;
  if (act.approval) {
    return [{ kind: 'alreadyApproved', values: { number, by: act.approval.byName, at: moment(act.approval.at) } }];
  }
  if (act.withdrawnByName !== undefined) {
    return [{ kind: 'actWithdrawn', values: { number, by: act.withdrawnByName } }];
  }
  if (revision !== undefined && revision !== act.revision) {
    return [{ kind: 'approval_of_current_revision', values: { number, revision: String(act.revision) } }];
  }
  return [];
}
