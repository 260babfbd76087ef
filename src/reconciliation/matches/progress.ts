import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { todayInShanghai } from '#ledger/day.ts';

/** Matches that are looked at for how many are of today: nobody confirms more in a day. */
const MOST_OF_A_DAY = 5_000;

/** How many movements statements ever brought, and how many matches people confirmed today. */
export async function progressOf(
  db: Database,
  { entity, moneyAccount }: { entity: string; moneyAccount?: bigint },
): Promise<{ lines: number; today: number }> {
  const { lines } = await db
    .selectFrom('statement')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'statement.moneyAccountId')
    .where('moneyAccount.entityCode', '=', entity)
    .where('statement.scope', '=', 'movement')
    .$if(moneyAccount !== undefined, (query) => query.where('moneyAccount.id', '=', moneyAccount ?? 0n))
    .select(({ fn }) => fn.coalesce(fn.sum<bigint>('newLines'), sql<bigint>`0`).as('lines'))
    .executeTakeFirstOrThrow();
  const { today } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('moneyMatch')
        .select(['entityCode', 'confirmedAt', 'decision'])
        .orderBy('id', 'desc')
        .limit(MOST_OF_A_DAY)
        .as('latest'),
    )
    .where('latest.entityCode', '=', entity)
    .where((eb) => eb.or([eb('latest.decision', 'is', null), eb('latest.decision', '=', 'approved')]))
    .where(sql<boolean>`(latest.confirmed_at at time zone 'Asia/Shanghai')::date = ${todayInShanghai()}::date`)
    .select(({ fn }) => fn.countAll<bigint>().as('today'))
    .executeTakeFirstOrThrow();
  return { lines: Number(lines), today: Number(today) };
}

/** Lines that nobody has dealt with yet, of each entity that has any. */
export async function countOpenLines(db: Database): Promise<{ entity: string; name: string; lines: bigint }[]> {
  return db
    .selectFrom('unmatchedLine')
    .innerJoin('lineState', 'lineState.lineId', 'unmatchedLine.lineId')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'unmatchedLine.moneyAccountId')
    .innerJoin('organisation', 'organisation.code', 'moneyAccount.entityCode')
    .where('lineState.state', '=', 'open')
    .select(({ fn }) => ['organisation.code as entity', 'organisation.name', fn.countAll<bigint>().as('lines')])
    .groupBy(['organisation.code', 'organisation.name'])
    .orderBy('organisation.code')
    .execute();
}

/**
 * Matches and wishes to undo one that wait for a decision this person may make now: acts that were not entered with their
 * match are approved by themselves first, and one that was sent back is with its recorder.
 */
export async function countDecidable(db: Database, person: bigint): Promise<bigint> {
  const { waiting } = await db
    .selectFrom('moneyMatch')
    .where('decision', 'is', null)
    .where('confirmedBy', '<>', person)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('moneyMatchAct')
            .innerJoin('act', 'act.id', 'moneyMatchAct.actId')
            .select('act.id')
            .whereRef('moneyMatchAct.matchId', '=', 'moneyMatch.id')
            .where('act.recordedBy', '=', person),
        ),
      ),
    )
    .where(
      sql<boolean>`not exists (
        select 1 from money_match_act a
        where a.match_id = money_match.id
          and not exists (select 1 from approval p where p.act_id = a.act_id)
          and not (money_match.way = 'entered'
            and exists (select 1 from open_task t where t.act_id = a.act_id and t.task = 'approve')))`,
    )
    .select(({ fn }) => fn.countAll<bigint>().as('waiting'))
    .executeTakeFirstOrThrow();
  const { undoings } = await db
    .selectFrom('moneyMatchUndoing')
    .where('decision', 'is', null)
    .where('proposedBy', '<>', person)
    .select(({ fn }) => fn.countAll<bigint>().as('undoings'))
    .executeTakeFirstOrThrow();
  return waiting + undoings;
}
