import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { AccountCode } from '#ledger/account.ts';
import type { Day } from '#ledger/day.ts';
import { type OwnMove, ownMoveOf } from '#ledger/own-move.ts';
import type { Period } from './trial-balance.ts';

/** One line of a voucher, in fen; exactly one side is not nought. Of a reversal (红字) it is negative on the side it takes back. */
export interface VoucherLine {
  number: number;
  day: Day;
  act: VoucherAct;
  account: AccountCode;
  fund: { code: string; name: string };
  debitFen: bigint;
  creditFen: bigint;
  /** 附单据数: papers attached to the act, its official receipt, and the statement that it is matched with. */
  papers: number;
  recordedBy: string;
  approvedBy: string;
}

/** What a voucher's summary is made of. */
export interface VoucherAct {
  kind: string;
  number: string;
  /** When it happened, by its last day. */
  day: Day;
  /** Of an adjustment: fee, interest … */
  reason?: string;
  /** Of a reason that only moves what is one's own: what it moves. */
  ownMove?: OwnMove;
  /** Where the money lies, where the books say. */
  account?: { name: string; kind: string };
  /** Number of the act that it reverses. */
  reverses?: string;
}

/** The numbered entries of a month in the order of their numbers; only what is closed has numbers. */
export async function* voucherLines(db: Database, { entity, from, to }: Period): AsyncGenerator<VoucherLine> {
  let last = { number: 0, month: from };
  for (;;) {
    const { rows } = await sql<RawLine>`
      with page as (
        select v.entry_id, v.number, v.month from voucher v
        where v.entity_code = ${entity} and v.month between date_trunc('month', ${from}::date) and ${to}
          and (v.month, v.number) > (${last.month}, ${last.number})
        order by v.month, v.number limit ${PAGE}
      )
      select g.number, g.month, e.booked_on as day, a.kind, a.number as act_number, p.account_code as account,
             p.fund_code, f.name as fund_name, p.amount, e.reverses_id is not null as reverses,
             coalesce(a.occurred_to, a.occurred_from, e.booked_on) as occurred, j.reason, j.unit_code as adjusted_unit,
             m.name as money_account, m.kind as money_kind, undone.number as reversed,
             (select count(*) from attachment t where t.act_id = a.id)::int
               + (select count(*) from donation n where n.act_id = a.id and n.receipt_kind in ('issued', 'cancelled'))::int
               + (select count(distinct l.statement_id)
                  from money_match_act t
                  join money_match k on k.id = t.match_id and k.decision = 'approved'
                  join money_match_line b on b.match_id = k.id
                  join statement_line l on l.id = b.line_id
                  where t.act_id = a.id and not t.released)::int as papers,
             recorder.display_name as recorded_by, approver.display_name as approved_by
      from page g
      join journal_entry e on e.id = g.entry_id
      join act a on a.id = e.act_id
      join posting p on p.entry_id = e.id and p.unit_code in ('CNY', 'CNY:goods')
      join fund f on f.code = p.fund_code
      join approval y on y.act_id = a.id
      left join reversal r on r.act_id = a.id
      left join act undone on undone.id = r.reverses_act_id
      left join adjustment j on j.act_id = coalesce(undone.id, a.id)
      left join lateral (
        select min(o.money_account_id) as id from money_account_posting o where o.entry_id = e.id
      ) lies on true
      left join money_account m on m.id = lies.id
      join app_user recorder on recorder.id = a.recorded_by
      join app_user approver on approver.id = y.approved_by
      order by g.month, g.number, p.id`.execute(db);
    for (const row of rows) yield voucherLine(row);
    const end = rows.at(-1);
    if (!end) return;
    last = { number: end.number, month: end.month };
  }
}

const PAGE = 500;

interface RawLine {
  number: number;
  month: Day;
  day: Day;
  kind: string;
  actNumber: string;
  account: AccountCode;
  fundCode: string;
  fundName: string;
  amount: bigint;
  reverses: boolean;
  occurred: Day;
  reason: string | null;
  adjustedUnit: string | null;
  moneyAccount: string | null;
  moneyKind: string | null;
  reversed: string | null;
  papers: number;
  recordedBy: string;
  approvedBy: string;
}

function voucherLine(row: RawLine): VoucherLine {
  const { amount, reverses, reason, moneyAccount, moneyKind, reversed } = row;
  const debit = amount > 0n !== reverses;
  const ownMove = ownMoveOf(reason, row.adjustedUnit);
  return {
    ...{ number: row.number, day: row.day, account: row.account, fund: { code: row.fundCode, name: row.fundName } },
    ...{ papers: row.papers, recordedBy: row.recordedBy, approvedBy: row.approvedBy },
    act: {
      ...{ kind: row.kind, number: row.actNumber, day: row.occurred },
      ...(reason !== null && { reason }),
      ...(ownMove && { ownMove }),
      ...(moneyAccount !== null && { account: { name: moneyAccount, kind: moneyKind ?? '' } }),
      ...(reversed !== null && { reverses: reversed }),
    },
    debitFen: debit ? amount : 0n,
    creditFen: debit ? 0n : -amount,
  };
}
