import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { Part } from './read-parts.ts';
import type { StagedLine } from './staged-line.ts';

/** Lines wait here while they are compared: of this transaction alone, and gone with it. */
export async function openStaging(tx: Tx): Promise<void> {
  await sql`
    create temporary table statement_staged (
      seq                   bigint not null,
      part                  integer not null,
      key                   bytea not null,
      place                 integer not null,
      occurred_on           date not null,
      occurred_at           time,
      value_on              date,
      flow                  text not null,
      amount_fen            bigint not null,
      fee                   numeric(20,6),
      balance_fen           bigint,
      serial                text,
      reference_numbers     text[] not null,
      counterparty_name     text,
      counterparty_account  text,
      counterparty_bank     text,
      kind                  text,
      purpose               text
    ) on commit drop`.execute(tx);
}

export async function stageLines(tx: Tx, lines: readonly StagedLine[]): Promise<void> {
  const rows = JSON.stringify(lines.map((line) => ({ ...line, key: `\\x${line.key}` })));
  await sql`
    insert into statement_staged
    select * from jsonb_to_recordset(${rows}::jsonb) as given (
      seq bigint, part integer, key bytea, place integer, occurred_on date, occurred_at time, value_on date, flow text,
      amount_fen bigint, fee numeric, balance_fen bigint, serial text, reference_numbers text[], counterparty_name text,
      counterparty_account text, counterparty_bank text, kind text, purpose text)`.execute(tx);
}

/**
 * Gives each staged line its identity (see `identityOf`), and says whether it is new: neither stored nor in an earlier
 * statement of the same file. `counted`: two files were cut within its day, and it was numbered by their balances.
 */
export async function numberStaged(tx: Tx, moneyAccountId: bigint, parts: readonly Part[]): Promise<void> {
  const groups = JSON.stringify(parts.map(({ group }, part) => ({ part, of: group })));
  const days = parts.flatMap(({ firstDay, lastDay }) => [firstDay ?? [], lastDay ?? []].flat()).sort();
  // Of lines that were stored a moment ago there are no statistics, and a plan that takes them for few visits all of them
  // for every line.
  await sql`set local enable_nestloop = off`.execute(tx);
  await sql`analyze statement_staged`.execute(tx);
  await sql`
    create temporary table statement_numbered on commit drop as
    with numbered as (
      select s.seq, s.part, g.of as statement, s.occurred_on,
        sha256(s.key || int4send((row_number() over (partition by g.of, s.key order by s.seq))::integer)) as identity
      from statement_staged s
      join jsonb_to_recordset(${groups}::jsonb) as g (part integer, of integer) on g.part = s.part
    )
    select n.*, l.id is null and n.statement = min(n.statement) over (partition by n.identity) as fresh, false as counted
    from numbered n
    left join statement_line l on l.money_account_id = ${moneyAccountId} and l.identity = n.identity
      and l.occurred_on between ${days[0] ?? null}::date and ${days.at(-1) ?? null}::date`.execute(tx);
  await sql`create index on statement_numbered (seq)`.execute(tx);
  await sql`create index on statement_staged (seq)`.execute(tx);
  await sql`analyze statement_numbered`.execute(tx);
}

/** How many lines of each part are known, and how many are new. */
export async function countStaged(tx: Tx): Promise<Map<number, { known: number; fresh: number }>> {
  const { rows } = await sql<{ part: number; known: bigint; fresh: bigint }>`
    select part, count(*) filter (where not fresh) as known, count(*) filter (where fresh) as fresh
    from statement_numbered group by part`.execute(tx);
  return new Map(rows.map(({ part, known, fresh }) => [part, { known: Number(known), fresh: Number(fresh) }]));
}

/** Lines that go to the table with one statement, so that no statement waits long and progress is seen. */
const AT_ONCE = 20_000;

/** Stores what is new. `statements`: the stored statement and its scope by group. */
export async function storeStaged(
  tx: Tx,
  moneyAccountId: bigint,
  statements: readonly { of: number; statement: string; scope: string }[],
  lines: number,
  progress: (lines: number) => Promise<void>,
): Promise<void> {
  const groups = JSON.stringify(statements);
  for (let from = 0; from < lines; from += AT_ONCE) {
    await sql`
      insert into statement_line (
        money_account_id, statement_id, scope, identity, place, occurred_on, occurred_at, value_on, flow, amount_fen, fee,
        balance_fen, serial, reference_numbers, counterparty_name, counterparty_account, counterparty_bank, kind, purpose)
      select ${moneyAccountId}, g.statement, g.scope, n.identity, s.place, s.occurred_on, s.occurred_at, s.value_on,
        s.flow, s.amount_fen, s.fee, s.balance_fen, s.serial, s.reference_numbers, s.counterparty_name,
        s.counterparty_account, s.counterparty_bank, s.kind, s.purpose
      from statement_numbered n
      join statement_staged s on s.seq = n.seq
      join jsonb_to_recordset(${groups}::jsonb) as g (of integer, statement bigint, scope text) on g.of = n.statement
      where n.fresh and n.seq > ${from} and n.seq <= ${from + AT_ONCE}
        and s.seq > ${from} and s.seq <= ${from + AT_ONCE}
      order by n.seq`.execute(tx);
    await progress(Math.min(from + AT_ONCE, lines));
  }
}
