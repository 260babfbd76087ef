import { sql } from 'kysely';
import type { ActKind } from '#approval/act.ts';
import type { Database } from '#database/connection.ts';
import type { AccountCode } from '#ledger/account.ts';
import { type Day, dayBefore } from '#ledger/day.ts';
import { type OwnMove, ownMoveOf } from '#ledger/own-move.ts';
import { keptPostings } from './kept-postings.ts';
import type { Period } from './trial-balance.ts';

/** A line of 明细账. */
export interface DetailRow {
  entryId: bigint;
  day: Day;
  /** 记-N, once the day is closed. */
  voucher?: number;
  act: { id: bigint; kind: ActKind; number: string; ownMove?: OwnMove };
  fund: string;
  debitFen: bigint;
  creditFen: bigint;
  /** After this line, debit positive. */
  balanceFen: bigint;
}

export interface DetailPage {
  openingFen: bigint;
  rows: DetailRow[];
  /** Where the next page begins. */
  after?: { day: Day; entryId: bigint };
}

/** 明细账 of one account, in yuan, a page at a time; the opening is the balance before the page's first line. */
export async function detailLedger(
  db: Database,
  {
    entity,
    from,
    to,
    account,
    after,
    limit,
  }: Period & {
    account: AccountCode;
    after?: { day: Day; entryId: bigint };
    limit: number;
  },
): Promise<DetailPage> {
  const [day, entry] = [after?.day ?? from, after?.entryId ?? 0n];
  const beyond = sql<boolean>`(e.booked_on, e.id) > (${day}, ${entry})`;
  const scope = sql`p.entity_code = ${entity} and p.account_code = ${account} and p.unit_code in ('CNY', 'CNY:goods')`;
  const kept = await keptPostings(db, entity, dayBefore(from));
  const earlierPages =
    after === undefined
      ? sql``
      : sql`union all
      select p.amount
      from journal_entry e
      cross join lateral (select p.amount from posting p where p.entry_id = e.id and ${scope} offset 0) p
      where e.booked_on between ${from}::date and ${to}::date and not ${beyond}`;
  const { rows: before } = await sql<{ fen: string }>`
    select coalesce(sum(amount), 0)::text as fen
    from (
      select k.amount from ${kept} k where k.account_code = ${account} and k.unit_code in ('CNY', 'CNY:goods')
      ${earlierPages}
    ) x`.execute(db);
  const { rows } = await sql<RawRow>`
    select e.id as entry_id, e.booked_on as day, v.number as voucher, a.id as act_id, a.kind, a.number, s.fund, s.debit, s.credit,
      j.reason, j.unit_code as adjusted_unit
    from journal_entry e
    cross join lateral (
      select min(p.fund_code) as fund,
        coalesce(sum(p.amount) filter (where (p.amount > 0) <> (e.reverses_id is not null)), 0)::text as debit,
        coalesce(-sum(p.amount) filter (where (p.amount > 0) = (e.reverses_id is not null)), 0)::text as credit
      from posting p where p.entry_id = e.id and ${scope}
      having count(*) > 0
    ) s
    join act a on a.id = e.act_id
    left join voucher v on v.entry_id = e.id
    left join adjustment j on j.act_id = a.id
    where e.booked_on >= ${from} and e.booked_on <= ${to} and ${beyond}
    order by e.booked_on, e.id
    limit ${limit + 1}`.execute(db);
  const openingFen = BigInt(before[0]?.fen ?? '0');
  let balanceFen = openingFen;
  const shown = rows.slice(0, limit).map((row) => {
    const [debitFen, creditFen] = [BigInt(row.debit), BigInt(row.credit)];
    balanceFen += debitFen - creditFen;
    const ownMove = ownMoveOf(row.reason, row.adjustedUnit);
    return {
      ...{ entryId: row.entryId, day: row.day, fund: row.fund, debitFen, creditFen, balanceFen },
      act: { id: row.actId, kind: row.kind, number: row.number, ...(ownMove && { ownMove }) },
      ...(row.voucher !== null && { voucher: row.voucher }),
    };
  });
  const last = shown.at(-1);
  return {
    openingFen,
    rows: shown,
    ...(rows.length > limit && last && { after: { day: last.day, entryId: last.entryId } }),
  };
}

interface RawRow {
  entryId: bigint;
  day: Day;
  voucher: number | null;
  actId: bigint;
  kind: ActKind;
  number: string;
  fund: string;
  reason: string | null;
  adjustedUnit: string | null;
  debit: string;
  credit: string;
}
