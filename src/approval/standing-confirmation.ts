import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import { CONFIRMATION_KINDS, type ConfirmationKind } from './confirmation.ts';
import { closeTask, openTask } from './tasks.ts';

/** What confirms each act today, in the order of CONFIRMATION_KINDS; acts that nothing confirms are left out. */
export async function confirmationsOf(
  db: Database,
  actIds: readonly bigint[],
): Promise<Map<bigint, ConfirmationKind[]>> {
  const found = new Map<bigint, ConfirmationKind[]>();
  if (actIds.length === 0) return found;
  const rows = await db
    .selectFrom('standingConfirmation')
    .select(['actId', 'kind'])
    .where('actId', '=', sql<bigint>`any(${[...actIds]}::bigint[])`)
    .execute();
  for (const [actId, own] of Map.groupBy(rows, (row) => row.actId ?? 0n)) {
    const kinds = new Set(own.map(({ kind }) => kind));
    found.set(
      actId,
      CONFIRMATION_KINDS.filter((kind) => kinds.has(kind)),
    );
  }
  return found;
}

/** The other acts of the match that an act stands in: what undoes the match leaves them unconfirmed too. */
export async function matchedWith(tx: Tx, actId: bigint): Promise<bigint[]> {
  const rows = await tx
    .selectFrom('moneyMatchAct as own')
    .innerJoin('moneyMatchAct as other', 'other.matchId', 'own.matchId')
    .select('other.actId')
    .where('own.actId', '=', actId)
    .where('own.released', '=', false)
    .where('other.actId', '<>', actId)
    .execute();
  return rows.map((row) => row.actId);
}

/** What an act moves: each is confirmed by itself, by whoever can have seen it. */
export type Side = 'cash' | 'goods';

/** Holds of a row of `act` as long as nothing confirms that side of it, of proposals too. */
export const sideUnconfirmed = (side: Side) => sql<boolean>`
  not exists (select 1 from confirmed_side c where c.act_id = act.id and c.side = ${side})`;

/** The sides that an approved act moved and that nothing confirms yet, cash first. */
export async function waitingSidesOf(db: Database, actId: bigint): Promise<Side[]> {
  const rows = await db
    .selectFrom('movedSide')
    .select('side')
    .where('actId', '=', actId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('confirmedSide')
            .select('confirmedSide.side')
            .whereRef('confirmedSide.actId', '=', 'movedSide.actId')
            .whereRef('confirmedSide.side', '=', 'movedSide.side'),
        ),
      ),
    )
    .orderBy('side')
    .execute();
  return rows.map(({ side }) => side as Side);
}

const isConfirmed = async (tx: Tx, actId: bigint): Promise<boolean> => {
  const { rows } = await sql<{ confirmed: boolean }>`select act_confirmed(${actId}) as confirmed`.execute(tx);
  return rows[0]?.confirmed === true;
};

/**
 * A match of these acts was undone: those that are not confirmed any more wait for it again, published ones too. The
 * caller holds their locks. An act that was reversed before it was published waits for nothing.
 */
export async function awaitConfirmationAnew(tx: Tx, actIds: readonly bigint[]): Promise<void> {
  for (const actId of actIds) {
    if (await isConfirmed(tx, actId)) continue;
    const { leafIndex, status } = await tx
      .selectFrom('actStatus')
      .select(['leafIndex', 'status'])
      .where('actId', '=', actId)
      .executeTakeFirstOrThrow();
    if (status === 'reversed') continue;
    const ready = await tx
      .selectFrom('openTask')
      .select('id')
      .where('actId', '=', actId)
      .where('task', '=', 'publish')
      .executeTakeFirst();
    if (ready === undefined && leafIndex === null) continue;
    await closeTask(tx, actId, 'publish');
    await openTask(tx, actId, 'confirm');
  }
}

/**
 * Something confirms these acts now. Those of which every side is confirmed are ready to be published, unless they are
 * public already; the others go on waiting. The caller holds their locks.
 */
export async function endAwaitingConfirmation(tx: Tx, actIds: readonly bigint[]): Promise<void> {
  await sql`
    with ended as (
      delete from open_task
      where act_id = any(${[...actIds]}::bigint[]) and task = 'confirm' and act_confirmed(act_id)
      returning act_id
    )
    insert into open_task (act_id, task)
    select act_id, 'publish' from ended
    where not exists (select 1 from log_leaf l where l.act_id = ended.act_id)
    on conflict do nothing`.execute(tx);
}
