import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { dayAfter, dayBefore } from '#ledger/day.ts';
import { formatFen } from '#ledger/money.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { type Bordered, type BorderLine, borderRefusals } from './borders.ts';
import type { Scope } from './formats.ts';
import { type Contradiction, type Covered, contradictions, type Hours, type Lone } from './overlap.ts';

/** A statement of the file: the lines of one group. */
export interface Group extends Bordered {
  of: number;
  scope: Scope;
  format: string;
}

/** Differences that are looked at; a file with more of them contradicts at the first. */
const MOST = 50_000;
const MOST_TOLD = 20;

/** How the staged lines contradict what is stored of the account, and earlier statements of the same file. */
export async function contradictionsOfStaged(
  tx: Tx,
  moneyAccountId: bigint,
  groups: readonly Group[],
): Promise<Refusal[]> {
  const found: Refusal[] = [];
  for (const group of groups) {
    if (group.scope === 'detail') continue;
    const before = groups.filter(({ of, scope }) => of < group.of && scope === 'movement');
    const near = [...(await storedNear(tx, moneyAccountId, group)), ...before];
    found.push(...borderRefusals(near, group, await borderLines(tx, group)));
    const earlier = near.filter(overlaps(group));
    if (earlier.length === 0) continue;
    const missing = await missingIn(tx, moneyAccountId, group);
    const added = await addedBy(tx, group, earlier, missing);
    const hours = missing.length === 0 ? new Map() : await hoursOf(tx, group);
    found.push(...contradictions(earlier, group, added, missing, hours).slice(0, MOST_TOLD).map(asRefusal));
  }
  return found.slice(0, MOST_TOLD);
}

const overlaps = (one: Covered) => (other: Covered) => other.firstDay <= one.lastDay && one.firstDay <= other.lastDay;

/** Stored statements that share a day with this one, or end or begin next to it. */
async function storedNear(tx: Tx, moneyAccountId: bigint, { firstDay, lastDay }: Covered): Promise<Bordered[]> {
  const rows = await tx
    .selectFrom('statement')
    .select(['firstDay', 'lastDay', 'openingFen', 'closingFen'])
    .where('moneyAccountId', '=', moneyAccountId)
    .where('scope', '=', 'movement')
    .where('firstDay', '<=', dayAfter(lastDay))
    .where('lastDay', '>=', dayBefore(firstDay))
    .execute();
  return rows.map(({ openingFen, closingFen, ...days }) => ({
    ...days,
    openingFen: openingFen ?? undefined,
    closingFen: closingFen ?? undefined,
  }));
}

/** Lines of the first and of the last day, in the order of the file. */
async function borderLines(tx: Tx, { of, firstDay, lastDay }: Group): Promise<BorderLine[]> {
  const { rows } = await sql<BorderLine>`
    select s.occurred_on as day, not n.fresh as known,
      case s.flow when 'in' then s.amount_fen when 'out' then -s.amount_fen else 0 end as moved_fen
    from statement_numbered n
    join statement_staged s on s.seq = n.seq
    where n.statement = ${of} and n.occurred_on in (${firstDay}::date, ${lastDay}::date)
    order by s.seq
    limit ${MOST}`.execute(tx);
  return rows;
}

interface LoneRow {
  day: string;
  time: string | null;
  flow: 'in' | 'out' | 'neutral';
  amountFen: bigint;
  balanceFen: bigint | null;
  serial: string | null;
  counterpartyName: string | null;
  format: string;
  place: number | null;
  counted?: boolean;
}

const known = ({ time, balanceFen, serial, counterpartyName, place, ...row }: LoneRow): Lone => ({
  ...row,
  time: time ?? undefined,
  balanceFen: balanceFen ?? undefined,
  serial: serial ?? undefined,
  counterpartyName: counterpartyName ?? undefined,
  place: place ?? undefined,
});

/** Lines known before, of the days of this statement, that it does not have; those of its inner days first. */
async function missingIn(tx: Tx, moneyAccountId: bigint, { of, firstDay, lastDay }: Group): Promise<Lone[]> {
  const { rows } = await sql<LoneRow>`
    with earlier as (
      select l.identity, l.occurred_on as day, l.occurred_at as time, l.flow, l.amount_fen, l.balance_fen, l.serial,
        l.counterparty_name, t.format
      from statement_line l
      join statement t on t.id = l.statement_id
      where l.money_account_id = ${moneyAccountId} and l.scope = 'movement'
        and l.occurred_on between ${firstDay}::date and ${lastDay}::date
      union all
      select n.identity, s.occurred_on, s.occurred_at, s.flow, s.amount_fen, s.balance_fen, s.serial,
        s.counterparty_name, ''
      from statement_numbered n
      join statement_staged s on s.seq = n.seq
      where n.statement < ${of} and n.fresh and n.occurred_on between ${firstDay}::date and ${lastDay}::date
    )
    select day, time::text as time, flow, amount_fen, balance_fen, serial, counterparty_name, format, null as place
    from earlier e
    where not exists (select from statement_numbered n where n.statement = ${of} and n.identity = e.identity)
    order by e.day in (${firstDay}::date, ${lastDay}::date), e.day, e.time
    limit ${MOST}`.execute(tx);
  return rows.map(known);
}

/** New lines on days that were complete before, and on days of which something is missing. */
async function addedBy(
  tx: Tx,
  { of, format }: Group,
  earlier: readonly Covered[],
  missing: readonly Lone[],
): Promise<Lone[]> {
  const covered = JSON.stringify(earlier.map(({ firstDay, lastDay }) => ({ first_day: firstDay, last_day: lastDay })));
  const days = JSON.stringify([...new Set(missing.map(({ day }) => day))]);
  const { rows } = await sql<LoneRow>`
    select s.occurred_on as day, s.occurred_at::text as time, s.flow, s.amount_fen, s.balance_fen, s.serial,
      s.counterparty_name, ${format}::text as format, s.place, n.counted
    from statement_numbered n
    join statement_staged s on s.seq = n.seq
    where n.statement = ${of} and n.fresh and (
      exists (
        select from jsonb_to_recordset(${covered}::jsonb) as e (first_day date, last_day date)
        where e.first_day < n.occurred_on and n.occurred_on < e.last_day
      )
      or n.occurred_on::text in (select jsonb_array_elements_text(${days}::jsonb)))
    order by s.seq
    limit ${MOST}`.execute(tx);
  return rows.map(known);
}

/** Of the first and the last day of the statement, from when to when its lines reach. */
async function hoursOf(tx: Tx, { of, firstDay, lastDay }: Group): Promise<Hours> {
  const { rows } = await sql<{ day: string; from: string | null; to: string | null }>`
    select s.occurred_on as day, min(s.occurred_at)::text as from, max(s.occurred_at)::text as to
    from statement_numbered n
    join statement_staged s on s.seq = n.seq
    where n.statement = ${of} and n.occurred_on in (${firstDay}::date, ${lastDay}::date)
    group by s.occurred_on`.execute(tx);
  return new Map(rows.flatMap(({ day, from, to }) => (from === null || to === null ? [] : [[day, { from, to }]])));
}

const KINDS = {
  added: 'statementOverlapAdded',
  missing: 'statementOverlapMissing',
  otherwise: 'statementOverlapOtherwise',
} as const satisfies Record<Contradiction['kind'], string>;

/** Whose movement it is stays out: refusals are told wherever something failed. */
const asRefusal = ({ kind, line }: Contradiction): Refusal => ({
  kind: KINDS[kind],
  ...(line.place !== undefined && { line: line.place }),
  values: { day: line.day, yuan: formatFen(line.amountFen) },
});
