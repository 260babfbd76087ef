import { sql } from 'kysely';
import { type ActKind, headerOf } from '#approval/act.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Occurred } from '#ledger/day.ts';
import type { ConfirmedBy, Stream } from '#log/leaf.ts';

/** An act that is approved, confirmed where its kind asks for it, and not published yet. */
export interface ReadyAct {
  actId: bigint;
  kind: ActKind;
  number: string;
  entity: string | undefined;
  fund: string | undefined;
  stream: Stream;
  occurred: Occurred;
  source: string | undefined;
  confirmedBy: ConfirmedBy[];
}

/**
 * Keeps every ready act as it is until the transaction ends. A reversal approved at this moment, or the undoing of a match,
 * either closed the act's task already, and the next statement sees so, or waits for this notice and then finds the act
 * published. In id order, as everyone locks acts.
 */
export async function lockReadyActs(tx: Tx): Promise<void> {
  await tx
    .selectFrom('act')
    .select('id')
    .where((eb) =>
      eb.exists(
        eb.selectFrom('openTask').select('actId').whereRef('actId', '=', 'act.id').where('task', '=', 'publish'),
      ),
    )
    .orderBy('id')
    .forKeyShare()
    .execute();
}

/**
 * In the order in which they enter the log, all or the first `most`: the register first, then as approved. Acts whose
 * reversal was approved before they were published cancel out with it: neither is public, both stay in the books.
 */
export async function listReadyActs(tx: Tx, most?: number): Promise<ReadyAct[]> {
  const rows = await tx
    .selectFrom('openTask')
    .innerJoin('act', 'act.id', 'openTask.actId')
    .innerJoin('approval', 'approval.actId', 'act.id')
    .where('openTask.task', '=', 'publish')
    .selectAll('act')
    .orderBy((order) => order.case().when('act.kind', '=', 'registration').then(0).else(1).end())
    .orderBy('approval.approvedAt')
    .orderBy('act.id')
    .$if(most !== undefined, (query) => query.limit(most ?? 0))
    .execute();
  const confirmations = await tx
    .selectFrom('openTask')
    .innerJoin('standingConfirmation', 'standingConfirmation.actId', 'openTask.actId')
    .where('openTask.task', '=', 'publish')
    .select(['openTask.actId', 'standingConfirmation.kind'])
    .distinct()
    .orderBy('standingConfirmation.kind')
    .execute();
  const kinds = new Map<bigint, ConfirmedBy[]>();
  for (const { actId, kind } of confirmations) {
    kinds.set(actId, [...(kinds.get(actId) ?? []), kind as ConfirmedBy]);
  }
  return rows.map((row) => readyAct(row, kinds.get(row.id) ?? []));
}

/** An act's row as it would be published with these confirmations. */
export function readyAct(
  row: Parameters<typeof headerOf>[0] & { id: bigint; kind: string; number: string },
  confirmedBy: ConfirmedBy[],
): ReadyAct {
  const { entity, fund, stream, occurred, source } = headerOf(row);
  const kind = row.kind as ActKind;
  return { actId: row.id, kind, number: row.number, entity, fund, stream, occurred, source, confirmedBy };
}

/** Stands for every ready act with its revision and confirmations, however many there are. */
export async function digestReadyActs(tx: Tx): Promise<string> {
  const { rows } = await sql<{ digest: string }>`
    select encode(sha256(convert_to(coalesce(string_agg(
      a.id || ' ' || a.revision || ' ' ||
        coalesce((select string_agg(distinct c.kind, ',' order by c.kind) from standing_confirmation c where c.act_id = a.id), ''),
      E'\\n' order by a.id), ''), 'UTF8')), 'hex') as digest
    from open_task t join act a on a.id = t.act_id where t.task = 'publish'`.execute(tx);
  return rows[0]?.digest ?? '';
}

/** How many acts wait to be published. */
export async function countReadyActs(db: Database): Promise<number> {
  const { waiting } = await db
    .selectFrom('openTask')
    .where('task', '=', 'publish')
    .select(({ fn }) => fn.countAll<bigint>().as('waiting'))
    .executeTakeFirstOrThrow();
  return Number(waiting);
}

/** Corrections not in the log yet, by the ready replacement that waits for each: before it, the gift would count twice. */
export async function listAwaitedCorrections(tx: Tx): Promise<Map<bigint, bigint>> {
  const rows = await tx
    .selectFrom('donation')
    .innerJoin('openTask', 'openTask.actId', 'donation.actId')
    .innerJoin('logLeaf as replaced', 'replaced.actId', 'donation.replacesActId')
    .innerJoin('reversal', 'reversal.reversesActId', 'donation.replacesActId')
    .innerJoin('approval', 'approval.actId', 'reversal.actId')
    .leftJoin('logLeaf as correction', 'correction.actId', 'reversal.actId')
    .where('openTask.task', '=', 'publish')
    .where('correction.leafIndex', 'is', null)
    .select(['donation.actId', 'reversal.actId as correctionActId'])
    .execute();
  return new Map(rows.map(({ actId, correctionActId }) => [actId, correctionActId]));
}

/** Acts among the ready ones that cancel out: a reversal of something never published, and what it reverses. */
export async function listCancelledActs(tx: Tx): Promise<bigint[]> {
  const rows = await tx
    .selectFrom('reversal')
    .innerJoin('approval', 'approval.actId', 'reversal.actId')
    .innerJoin('openTask', 'openTask.actId', 'reversal.actId')
    .leftJoin('logLeaf', 'logLeaf.actId', 'reversal.reversesActId')
    .where('logLeaf.leafIndex', 'is', null)
    .select(['reversal.actId', 'reversal.reversesActId'])
    .execute();
  return rows.flatMap(({ actId, reversesActId }) => [actId, reversesActId]);
}
