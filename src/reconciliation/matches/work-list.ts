import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import type { MoneyAccountKind } from '#reconciliation/accounts/money-account.ts';
import { searched, selectLines, workLine } from './line-rows.ts';
import { moneyMatches, selectMatches } from './match-rows.ts';
import type { LineState, MoneyFlow, MoneyMatch, WorkLine, WorkRecord } from './money-match.ts';
import { selectRecords, waitingForLine, workRecord } from './record-rows.ts';

export { linesById } from './line-rows.ts';
export { recordsById } from './record-rows.ts';

export interface LineFilter {
  entity: string;
  moneyAccount?: bigint;
  /** Absent: open. */
  states?: readonly LineState[];
  flow?: MoneyFlow;
  /** Days, both included. */
  from?: Day;
  to?: Day;
  /** The last line of the page before. */
  after?: { day: Day; id: bigint };
  limit: number;
  /** Part of a name, account, serial, reference or purpose, or an amount in yuan. */
  search?: string;
}

/** Lines of an entity's statements that move money, oldest first, a page at a time by day and id. */
export async function openLines(db: Database, filter: LineFilter): Promise<WorkLine[]> {
  const { entity, moneyAccount, states = ['open'], flow, from, to, after, limit, search } = filter;
  let query = selectLines(db).where('moneyAccount.entityCode', '=', entity).where('lineState.state', 'in', states);
  // Only what waits has a short list of its own.
  if (!states.includes('matched')) {
    query = query.where(({ exists, selectFrom }) =>
      exists(selectFrom('unmatchedLine').select('lineId').whereRef('unmatchedLine.lineId', '=', 'statementLine.id')),
    );
  }
  if (moneyAccount !== undefined) query = query.where('statementLine.moneyAccountId', '=', moneyAccount);
  if (flow) query = query.where('statementLine.flow', '=', flow);
  if (from !== undefined) query = query.where('statementLine.occurredOn', '>=', from);
  if (to !== undefined) query = query.where('statementLine.occurredOn', '<=', to);
  if (after) {
    query = query.where(
      sql<boolean>`(statement_line.occurred_on, statement_line.id) > (${after.day}::date, ${after.id}::bigint)`,
    );
  }
  const words = search?.trim();
  if (words) {
    const { pattern, amountFen } = searched(words);
    query = query.where((eb) =>
      eb.or([
        eb('counterpartyName', 'ilike', pattern),
        eb('counterpartyAccount', 'ilike', pattern),
        eb('serial', 'ilike', pattern),
        eb('purpose', 'ilike', pattern),
        eb('statementLine.kind', 'ilike', pattern),
        eb(sql`array_to_string(reference_numbers, ' ')`, 'ilike', pattern),
        ...(amountFen === undefined ? [] : [eb('statementLine.amountFen', '=', amountFen)]),
      ]),
    );
  }
  const rows = await query.orderBy('statementLine.occurredOn').orderBy('statementLine.id').limit(limit).execute();
  return rows.map(workLine);
}

export interface RecordFilter {
  entity: string;
  moneyAccount?: bigint;
  flow?: MoneyFlow | 'none';
  /** Acts that are dealt with elsewhere: to tell the status of an act costs more than to find it. */
  except?: readonly bigint[];
  /** Act id: the last of the page before. */
  after?: bigint;
  limit: number;
  /** Part of a title, a number or a reference, or an amount in yuan. */
  search?: string;
}

/** Acts, proposed or approved, that move cash, are in no match, and that nothing else confirms; oldest entry first. */
export async function openRecords(db: Database, filter: RecordFilter): Promise<WorkRecord[]> {
  const { entity, moneyAccount, flow, except = [], after, limit, search } = filter;
  let query = selectRecords(db).where('act.entityCode', '=', entity).where(waitingForLine());
  if (moneyAccount !== undefined) {
    // An act that names no account may be of any.
    query = query.where((eb) =>
      eb.or([eb('act.moneyAccountId', '=', moneyAccount), eb('act.moneyAccountId', 'is', null)]),
    );
  }
  if (flow === 'in') query = query.where('actCash.amount', '>', 0n);
  if (flow === 'out') query = query.where('actCash.amount', '<', 0n);
  if (flow === 'none') query = query.where('actCash.amount', '=', 0n);
  if (except.length > 0) query = query.where(sql<boolean>`act.id <> all(${[...except]}::bigint[])`);
  if (after !== undefined) query = query.where('act.id', '>', after);
  const words = search?.trim();
  if (words) {
    const { pattern, amountFen } = searched(words);
    query = query.where((eb) =>
      eb.or([
        eb('actTitle.title', 'ilike', pattern),
        eb('act.number', 'ilike', pattern),
        eb('act.sourceReference', 'ilike', pattern),
        eb('donation.paymentReference', 'ilike', pattern),
        ...(amountFen === undefined
          ? []
          : [eb(sql`coalesce(nullif(abs(act_cash.amount), 0), adjustment.amount)`, '=', amountFen)]),
      ]),
    );
  }
  const rows = await query.orderBy('act.id').limit(limit).execute();
  return rows.map(workRecord);
}

/** Acts that were in a match which no longer stands, and whether a line of it was put aside; others are left out. */
export async function onceMatched(db: Database, actIds: readonly bigint[]): Promise<Map<bigint, 'parked' | 'open'>> {
  const rows = await db
    .selectFrom('moneyMatchAct')
    .innerJoin('moneyMatchLine', 'moneyMatchLine.matchId', 'moneyMatchAct.matchId')
    .innerJoin('lineState', 'lineState.lineId', 'moneyMatchLine.lineId')
    .select(['moneyMatchAct.actId', sql<boolean>`bool_or(line_state.state = 'parked')`.as('parked')])
    .where('moneyMatchAct.actId', '=', sql<bigint>`any(${[...actIds]}::bigint[])`)
    .where('moneyMatchAct.released', '=', true)
    // Where every line found another act meanwhile, nothing is left to check again.
    .where('lineState.state', 'in', ['open', 'parked'])
    .groupBy('moneyMatchAct.actId')
    .execute();
  return new Map(rows.map(({ actId, parked }) => [actId, parked ? 'parked' : 'open']));
}

export interface WorkCounts {
  /** One row for each state, kind of account and flow of which there are unmatched lines. */
  lines: {
    state: Exclude<LineState, 'matched'>;
    kind: MoneyAccountKind;
    flow: MoneyFlow;
    count: number;
    sumFen: bigint;
  }[];
  records: { flow: MoneyFlow | 'none'; count: number; sumFen: bigint }[];
  /** Matches that wait for a second person, and wishes to undo one. */
  waiting: { matches: number; undoings: number };
}

export async function workCounts(
  db: Database,
  { entity, moneyAccount }: { entity: string; moneyAccount?: bigint },
): Promise<WorkCounts> {
  const lines = await db
    .selectFrom('unmatchedLine')
    .innerJoin('lineState', 'lineState.lineId', 'unmatchedLine.lineId')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'unmatchedLine.moneyAccountId')
    .where('moneyAccount.entityCode', '=', entity)
    .$if(moneyAccount !== undefined, (query) => query.where('moneyAccount.id', '=', moneyAccount ?? 0n))
    .select(({ fn }) => [
      'lineState.state',
      'moneyAccount.kind',
      'lineState.flow',
      fn.countAll<bigint>().as('count'),
      fn.sum<bigint>('lineState.amountFen').as('sum'),
    ])
    .groupBy(['lineState.state', 'moneyAccount.kind', 'lineState.flow'])
    .orderBy('lineState.state')
    .orderBy('moneyAccount.kind')
    .orderBy('lineState.flow')
    .execute();
  // Read once and kept: named again in each place that asks for it, the view would be planned and run again there.
  const records = await db
    .with(
      (cte) => cte('moved').materialized(),
      (query) =>
        query
          .selectFrom('act')
          .innerJoin('actCash', 'actCash.actId', 'act.id')
          .where('act.entityCode', '=', entity)
          .where(waitingForLine())
          .$if(moneyAccount !== undefined, (own) =>
            own.where((eb) =>
              eb.or([eb('act.moneyAccountId', '=', moneyAccount ?? 0n), eb('act.moneyAccountId', 'is', null)]),
            ),
          )
          .select('actCash.amount'),
    )
    .selectFrom('moved')
    .where('amount', 'is not', null)
    .select(({ fn }) => [
      sql<MoneyFlow | 'none'>`case when amount > 0 then 'in' when amount < 0 then 'out' else 'none' end`.as('flow'),
      fn.countAll<bigint>().as('count'),
      sql<bigint>`sum(abs(amount))`.as('sum'),
    ])
    .groupBy('flow')
    .orderBy('flow')
    .execute();
  const waiting = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('moneyMatch')
        .where('entityCode', '=', entity)
        .where('decision', 'is', null)
        .select(({ fn }) => fn.countAll<bigint>().as('count'))
        .as('matches'),
      eb
        .selectFrom('moneyMatchUndoing')
        .innerJoin('moneyMatch', 'moneyMatch.id', 'moneyMatchUndoing.matchId')
        .where('moneyMatch.entityCode', '=', entity)
        .where('moneyMatchUndoing.decision', 'is', null)
        .select(({ fn }) => fn.countAll<bigint>().as('count'))
        .as('undoings'),
    ])
    .executeTakeFirstOrThrow();
  return {
    lines: lines.map(({ state, kind, flow, count, sum }) => ({
      state: state as Exclude<LineState, 'matched'>,
      kind: kind as MoneyAccountKind,
      flow: flow as MoneyFlow,
      count: Number(count),
      sumFen: sum,
    })),
    records: records.map(({ flow, count, sum }) => ({ flow, count: Number(count), sumFen: sum })),
    waiting: { matches: Number(waiting.matches ?? 0n), undoings: Number(waiting.undoings ?? 0n) },
  };
}

export interface WaitingFilter {
  entity?: string;
  /** Who asks: nobody decides what they confirmed or recorded. Absent: all. */
  decidableBy?: bigint;
  after?: bigint;
  limit: number;
}

/** Matches that wait for a decision, or whose undoing does, oldest first, by id. */
export async function waitingMatches(db: Database, filter: WaitingFilter): Promise<MoneyMatch[]> {
  const { entity, decidableBy, after, limit } = filter;
  let query = selectMatches(db).where(
    sql<boolean>`(money_match.decision is null or exists (
      select 1 from money_match_undoing u where u.match_id = money_match.id and u.decision is null))`,
  );
  if (entity !== undefined) query = query.where('moneyMatch.entityCode', '=', entity);
  if (decidableBy !== undefined) {
    query = query.where(
      sql<boolean>`case when money_match.decision is null
        then money_match.confirmed_by <> ${decidableBy} and not exists (
          select 1 from money_match_act a join act on act.id = a.act_id
          where a.match_id = money_match.id and act.recorded_by = ${decidableBy})
        else not exists (
          select 1 from money_match_undoing u
          where u.match_id = money_match.id and u.decision is null and u.proposed_by = ${decidableBy}) end`,
    );
  }
  if (after !== undefined) query = query.where('moneyMatch.id', '>', after);
  return moneyMatches(db, query.orderBy('moneyMatch.id').limit(limit));
}

/** A match with its lines, acts and explanation; undefined when there is none. */
export async function matchOf(db: Database, id: bigint): Promise<MoneyMatch | undefined> {
  const [match] = await matchesById(db, [id]);
  return match;
}

/** By id, in the order of the ids given; unknown ones are left out. */
export async function matchesById(db: Database, ids: readonly bigint[]): Promise<MoneyMatch[]> {
  const found = await moneyMatches(
    db,
    selectMatches(db).where('moneyMatch.id', '=', sql<bigint>`any(${[...ids]}::bigint[])`),
  );
  const matches = new Map(found.map((match) => [match.id, match]));
  return ids.flatMap((id) => matches.get(id) ?? []);
}

/** The match an act or a line stands in now, or undefined. */
export async function standingMatchOf(
  db: Database,
  of: { act: bigint } | { line: bigint },
): Promise<MoneyMatch | undefined> {
  const row =
    'act' in of
      ? await db
          .selectFrom('moneyMatchAct')
          .select('matchId')
          .where('actId', '=', of.act)
          .where('released', '=', false)
          .executeTakeFirst()
      : await db
          .selectFrom('moneyMatchLine')
          .select('matchId')
          .where('lineId', '=', of.line)
          .where('released', '=', false)
          .executeTakeFirst();
  return row && matchOf(db, row.matchId);
}
