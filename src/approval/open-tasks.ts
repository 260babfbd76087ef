import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Task } from './act.ts';
import { type ActRow, actRows, selectActs } from './act-rows.ts';

export interface OpenTask {
  id: bigint;
  task: Task;
  openedAt: Date;
  act: ActRow;
}

export interface TaskFilter {
  task?: Task;
  /** Who is asking: nobody decides what they proposed, and only the recorder revises. */
  person: bigint;
  /** The last task id of the page before. */
  after?: bigint;
  limit: number;
}

/** Work that waits for this person, oldest first, a page at a time by task id. */
export async function listOpenTasks(db: Database, { task, person, after, limit }: TaskFilter): Promise<OpenTask[]> {
  let query = tasksFor(db, person).select(['openTask.id', 'openTask.actId', 'task', 'openedAt']);
  if (task) query = query.where('task', '=', task);
  if (after !== undefined) query = query.where('openTask.id', '>', after);
  const tasks = await query.orderBy('openTask.id').limit(limit).execute();
  if (tasks.length === 0) return [];
  const ids = tasks.map(({ actId }) => actId);
  const rows = await actRows(db, selectActs(db).where('act.id', 'in', ids));
  const acts = new Map(rows.map((row) => [row.id, row]));
  return tasks.flatMap(({ id, actId, task, openedAt }) => {
    const act = acts.get(actId);
    return act ? [{ id, task: task as Task, openedAt, act }] : [];
  });
}

/** How much waits, per task. */
export async function countOpenTasks(db: Database, person: bigint): Promise<Record<Task, bigint>> {
  const rows = await tasksFor(db, person)
    .select(({ fn }) => ['task', fn.countAll<bigint>().as('waiting')])
    .groupBy('task')
    .execute();
  const counts: Record<Task, bigint> = {
    ...{ approve: 0n, revise: 0n, confirm: 0n, publish: 0n },
    ...{ decideErasure: 0n, decideDisplay: 0n, decideStock: 0n },
  };
  for (const { task, waiting } of rows) counts[task as Task] = waiting;
  return counts;
}

/** What this person proposed and somebody else has yet to review. */
export async function countAwaitingReview(db: Database, person: bigint): Promise<bigint> {
  const { waiting } = await db
    .selectFrom('openTask')
    .innerJoin('act', 'act.id', 'openTask.actId')
    .select(({ fn }) => fn.countAll<bigint>().as('waiting'))
    .where('task', '=', 'approve')
    .where('recordedBy', '=', person)
    .executeTakeFirstOrThrow();
  return waiting;
}

/**
 * What one decision settles is one piece of work, and is counted where that decision is made: approving the match that an
 * act was entered with approves the act too, and approving any match confirms acts that moved nothing but cash. What a
 * line alone can confirm is counted with the lines.
 */
function tasksFor(db: Database, person: bigint) {
  const waitingMatch = (way: 'entered' | 'any') =>
    db
      .selectFrom('moneyMatchAct')
      .innerJoin('moneyMatch', 'moneyMatch.id', 'moneyMatchAct.matchId')
      .select('moneyMatch.id')
      .whereRef('moneyMatchAct.actId', '=', sql.ref('open_task.act_id'))
      .where('moneyMatchAct.released', '=', false)
      .where('moneyMatch.decision', 'is', null)
      .$if(way === 'entered', (query) => query.where('moneyMatch.way', '=', 'entered'))
      .$if(way === 'any', (query) =>
        query.where(
          sql<boolean>`not exists (
            select 1 from moved_side s where s.act_id = money_match_act.act_id and s.side = 'goods')`,
        ),
      );
  return db
    .selectFrom('openTask')
    .innerJoin('act', 'act.id', 'openTask.actId')
    .where((eb) =>
      eb.or([
        eb('task', '=', 'publish'),
        eb.and([eb('task', '=', 'confirm'), eb.not(eb.exists(waitingMatch('any'))), eb.not(onlyMatched)]),
        eb.and([
          eb('task', '=', 'approve'),
          eb('recordedBy', '<>', person),
          eb.not(eb.exists(waitingMatch('entered'))),
        ]),
        eb.and([eb('task', '=', 'revise'), eb('recordedBy', '=', person)]),
        eb.and([eb('task', '=', 'decideErasure'), eb.exists(othersErasure(db, person))]),
        eb.and([eb('task', '=', 'decideDisplay'), eb.exists(othersDisplay(db, person))]),
        eb.and([
          eb('task', '=', 'decideStock'),
          eb.or([eb.exists(othersReceipt(db, person)), eb.exists(othersDelivery(db, person))]),
        ]),
      ]),
    );
}

/** As confirmation_refusal says of every way by hand: money alone, that a bank or a payment service keeps, of no report. */
const onlyMatched = sql<boolean>`(
  act.kind not in ('batch', 'purchase')
  and (act.money_account_id is not null or btrim(coalesce(act.source, '')) = '')
  and not exists (select 1 from act_goods_line g where g.act_id = act.id)
  and exists (
    select 1 from journal_entry e join posting p on p.entry_id = e.id join account c on c.code = p.account_code
    where e.act_id = act.id and p.unit_code = 'CNY' and c.flow = 'holding' and c.code <> '1001'))`;

const othersErasure = (db: Database, person: bigint) =>
  db
    .selectFrom('erasure')
    .innerJoin('logLeaf', 'logLeaf.leafIndex', 'erasure.leafIndex')
    .select('erasure.id')
    .whereRef('logLeaf.actId', '=', sql.ref('open_task.act_id'))
    .where('decision', 'is', null)
    .where('proposedBy', '<>', person);

const othersDisplay = (db: Database, person: bigint) =>
  db
    .selectFrom('displayProposal')
    .select('displayProposal.id')
    .whereRef('displayProposal.actId', '=', sql.ref('open_task.act_id'))
    .where('decision', 'is', null)
    .where('proposedBy', '<>', person);

const othersReceipt = (db: Database, person: bigint) =>
  db
    .selectFrom('stockReceipt')
    .select('stockReceipt.id')
    .whereRef('stockReceipt.actId', '=', sql.ref('open_task.act_id'))
    .where('decision', 'is', null)
    .where('proposedBy', '<>', person);

const othersDelivery = (db: Database, person: bigint) =>
  db
    .selectFrom('stockDelivery')
    .select('stockDelivery.id')
    .whereRef('stockDelivery.actId', '=', sql.ref('open_task.act_id'))
    .where('decision', 'is', null)
    .where('proposedBy', '<>', person);
