import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import type { LooseItem } from './account-sheet.ts';
import { type DaysRead, inDays } from './books.ts';

/** Loose items of either side that a sheet holds. */
export const MOST_LOOSE = 1_000;

/** Lines that no approved match holds; waiting: one person confirmed. */
export async function unmatchedLines(db: Database, accountId: bigint, through: Day): Promise<LooseItem[]> {
  const { rows } = await sql<LooseRow>`
    select l.id, l.occurred_on as day, case l.flow when 'in' then l.amount_fen else -l.amount_fen end as amount_fen,
           coalesce(l.counterparty_name, l.purpose, l.kind, '') as label,
           case when t.match_id is not null then 'waiting' else k.reason end as reason, k.note
    from unmatched_line u
    join statement_line l on l.id = u.line_id
    left join money_match_line t on t.line_id = l.id and not t.released
    left join line_parking k on k.line_id = l.id and k.ended_at is null
    where u.money_account_id = ${accountId} and u.occurred_on <= ${through}
    order by u.occurred_on, u.line_id
    limit ${MOST_LOOSE + 1}`.execute(db);
  return rows.map(looseItem);
}

/** Acts of an account that no approved match holds. */
export interface UnmatchedActs {
  listed: LooseItem[];
  /** Booked before the first statement, and nobody said that it does not show them: taken as inside its opening. */
  inOpening: { count: number; fen: bigint };
}

/**
 * Acts of each bank account that no approved match holds: those booked in these days, and of those that stood on the
 * sheet of the close before. An entry and its reversal that no statement shows are nothing together, unless the first
 * statement began between them: then both are listed.
 */
export async function unmatchedActs(
  db: Database,
  days: DaysRead,
  firstDays: ReadonlyMap<bigint, Day>,
): Promise<Map<bigint, UnmatchedActs>> {
  const stood = [...(days.before?.accounts.values() ?? [])].flatMap(({ booksOnly }) => booksOnly.map(({ id }) => id));
  const unmatched = sql<boolean>`not exists (
    select 1 from money_match_act t join money_match m on m.id = t.match_id and m.decision = 'approved'
    where t.act_id = p.act_id and not t.released)`;
  const { rows } = await sql<UnmatchedRow>`
    with found as materialized (
      select p.*, false as stood from money_account_posting p where ${inDays(days)} and ${unmatched}
      union all
      select p.*, true from money_account_posting p
      where p.act_id = any (${stood}::bigint[]) and p.booked_on <= ${days.before?.through ?? '-infinity'}::date
        and p.entity_code = ${days.entity} and ${unmatched}
    ), pair as (
      select o.id as entry_id, e.id as reversal_id, least(o.booked_on, e.booked_on) as first, greatest(o.booked_on, e.booked_on) as last
      from journal_entry e join journal_entry o on o.id = e.reverses_id
      where e.id in (select entry_id from found) and o.id in (select entry_id from found)
    ), loose as (
      select f.money_account_id as account, f.act_id as id, f.booked_on as day, f.amount as amount_fen, a.number as label,
             case when t.match_id is not null then 'waiting' when q.entry_id is not null then 'reversed' else k.reason end as reason,
             k.note, f.stood, s.day as first_day
      from found f
      join money_account o on o.id = f.money_account_id and o.kind <> 'cash'
      join act a on a.id = f.act_id
      left join pair q on f.entry_id in (q.entry_id, q.reversal_id)
      left join unnest(${[...firstDays.keys()].map(String)}::bigint[], ${[...firstDays.values()]}::date[]) as s (id, day)
        on s.id = f.money_account_id
      left join money_match_act t on t.act_id = f.act_id and not t.released
      left join record_parking k on k.act_id = f.act_id and k.ended_at is null
      where q.entry_id is null or (q.first < s.day and q.last >= s.day)
    ), marked as (
      select l.*, coalesce(l.day < l.first_day and l.reason is null and not l.stood, false) as in_opening from loose l
    )
    select account, id, day, amount_fen, label, reason, note, in_opening, count::text, total::text
    from (
      select *, row_number() over of_kind as place, count(*) over (partition by account, in_opening) as count,
             sum(amount_fen) over (partition by account, in_opening) as total
      from marked window of_kind as (partition by account, in_opening order by day, id)
    ) x
    where place <= case when in_opening then 1 else ${MOST_LOOSE + 1}::int end
    order by account, day, id`.execute(db);
  const acts = new Map<bigint, UnmatchedActs>();
  for (const row of rows) {
    const of = acts.get(row.account) ?? { listed: [], inOpening: { count: 0, fen: 0n } };
    acts.set(row.account, of);
    if (row.inOpening) of.inOpening = { count: Number(row.count), fen: BigInt(row.total) };
    else of.listed.push(looseItem(row));
  }
  return acts;
}

/** What is left of matches that reach over the end of a day: money in positive, in fen. */
export interface Remainders {
  /** bookedLater: the bank moved by then, and was booked afterwards. */
  bankOnly: LooseItem[];
  /** clearedLater: booked by then, and the bank moved afterwards. */
  booksOnly: LooseItem[];
}

/**
 * Of each approved match with a part after `through`: its lines on the account up to then, less what its acts booked there
 * by then. All of a match is even account by account, so one without a part after the day leaves nothing. A remainder is
 * one item under the first line, or under the numbers of the acts.
 */
export async function remainders(db: Database, accountId: bigint, through: Day): Promise<Remainders> {
  const { rows } = await sql<RemainderRow>`
    with reaching as (
      select t.match_id
      from statement_line l join money_match_line t on t.line_id = l.id and not t.released
      where l.money_account_id = ${accountId} and l.occurred_on > ${through}
      union
      select t.match_id
      from journal_entry e join money_match_act t on t.act_id = e.act_id and not t.released
      where e.booked_on > ${through}
    )
    select (x.moved - y.booked)::text as remainder, x.later::text as lines_later, y.later::text as acts_later,
           x.id as line_id, x.day as line_day, x.label, y.id as act_id, y.day as act_day, y.numbers
    from reaching r
    join money_match m on m.id = r.match_id and m.decision = 'approved'
    cross join lateral (
      select coalesce(sum(s.fen) filter (where s.day <= ${through}), 0) as moved,
             coalesce(sum(s.fen) filter (where s.day > ${through}), 0) as later,
             (array_agg(s.id order by s.day, s.id))[1] as id, min(s.day) as day, (array_agg(s.label order by s.day, s.id))[1] as label
      from (
        select l.id, l.occurred_on as day, case l.flow when 'in' then l.amount_fen when 'out' then -l.amount_fen else 0 end as fen,
               coalesce(l.counterparty_name, l.purpose, l.kind, '') as label
        from money_match_line t join statement_line l on l.id = t.line_id
        where t.match_id = m.id and not t.released and l.money_account_id = ${accountId}
      ) s
    ) x
    cross join lateral (
      select coalesce(sum(p.amount) filter (where p.booked_on <= ${through}), 0) as booked,
             coalesce(sum(p.amount) filter (where p.booked_on > ${through}), 0) as later,
             (array_agg(a.id order by p.booked_on, a.id))[1] as id, min(p.booked_on) as day,
             string_agg(a.number, '、' order by p.booked_on, a.id) as numbers
      from money_match_act t
      join money_account_posting p on p.act_id = t.act_id and p.money_account_id = ${accountId}
      join act a on a.id = t.act_id
      where t.match_id = m.id and not t.released
    ) y
    where x.moved <> y.booked
    order by least(x.day, y.day), m.id
    limit ${2 * MOST_LOOSE + 2}`.execute(db);
  const left: Remainders = { bankOnly: [], booksOnly: [] };
  for (const row of rows) {
    const amountFen = BigInt(row.remainder);
    if (size(BigInt(row.actsLater)) >= size(BigInt(row.linesLater)) && row.lineId !== null) {
      const { lineId, lineDay, label } = row;
      const item = { id: String(lineId), day: lineDay ?? through, amountFen, label: label ?? '' };
      left.bankOnly.push({ ...item, reason: 'bookedLater' });
    } else {
      const { actId, actDay, numbers } = row;
      const item = { id: String(actId ?? ''), day: actDay ?? through, amountFen: -amountFen, label: numbers ?? '' };
      left.booksOnly.push({ ...item, reason: 'clearedLater' });
    }
  }
  return left;
}

const size = (fen: bigint): bigint => (fen < 0n ? -fen : fen);

interface RemainderRow {
  remainder: string;
  linesLater: string;
  actsLater: string;
  lineId: bigint | null;
  lineDay: Day | null;
  label: string | null;
  actId: bigint | null;
  actDay: Day | null;
  numbers: string | null;
}

interface LooseRow {
  id: bigint;
  day: Day;
  amountFen: bigint;
  label: string;
  reason: string | null;
  note: string | null;
}

interface UnmatchedRow extends LooseRow {
  account: bigint;
  inOpening: boolean;
  count: string;
  total: string;
}

const looseItem = ({ id, day, amountFen, label, reason, note }: LooseRow): LooseItem => ({
  id: String(id),
  day,
  amountFen: BigInt(amountFen),
  label,
  ...(reason !== null && { reason }),
  ...(note !== null && { note }),
});
