import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { type Day, daysAfter } from '#ledger/day.ts';
import { DAYS_AROUND, isTelling } from '../matching/amounts.ts';
import { DAYS_OF_NAMES } from '../matching/facts.ts';
import type { BankLine, BookRecord, LineAround, Surroundings } from '../matching/subject.ts';
import { maskOf, plainName } from '../matching/texts.ts';
import { dayOfRecord, giverOf } from './matching-input.ts';
import type { MoneyFlow } from './money-match.ts';

/** Lines and acts that the matcher is given, by id. */
interface Given {
  lines: ReadonlyMap<bigint, BankLine>;
  records: ReadonlyMap<bigint, BookRecord>;
}

/** Neither withdrawn nor reversed as a mistake. */
const stands = sql<boolean>`not exists (select 1 from withdrawal w where w.act_id = act.id) and not exists (
  select 1 from reversal r join approval p on p.act_id = r.act_id
  where r.reverses_act_id = act.id and r.reason_code <> 'refund')`;

/**
 * What the entity has within two weeks of the given lines beside them: matched, parked, of another account or beyond the
 * days looked at. Read are only amounts that came on a given line: what went out of them, and where nobody chooses
 * such an amount, whatever else is of it; by which accounts, within two months, and for which givers the names are known; and
 * whom an account that hides a name ever named. What was withdrawn, or reversed as a mistake, was never there. The matcher
 * asks for the days around each line, so that what is read around another changes nothing for it.
 */
export async function surroundingsOf(db: Database, entity: string, given: Given): Promise<Surroundings> {
  const days = [...given.lines.values()].map(({ day }) => day).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined)
    return { lines: [], records: [], bearers: { lines: [], holders: [], givers: [] } };
  const arrived = new Set(
    [...given.lines.values()].flatMap(({ flow, amountFen }) => (flow === 'in' ? [amountFen] : [])),
  );
  const telling = [...arrived].filter(isTelling);
  const [from, to] = [daysAfter(first, -DAYS_AROUND), daysAfter(last, DAYS_AROUND)];
  const lines = await db
    .selectFrom('statementLine')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'statementLine.moneyAccountId')
    .select([
      'statementLine.id',
      'statementLine.occurredOn',
      'statementLine.flow',
      'statementLine.amountFen',
      'statementLine.counterpartyName',
      'statementLine.counterpartyAccount',
    ])
    .where('moneyAccount.entityCode', '=', entity)
    .where('statementLine.scope', '=', 'movement')
    .where('statementLine.occurredOn', '>=', from)
    .where('statementLine.occurredOn', '<=', to)
    .where(
      sql<boolean>`(statement_line.flow = 'out' and statement_line.amount_fen = any(${[...arrived]}::bigint[])
        or statement_line.flow = 'in' and statement_line.amount_fen = any(${telling}::bigint[]))`,
    )
    .execute();
  const acts =
    telling.length === 0
      ? []
      : await db
          .selectFrom('act')
          .innerJoin('actCash', 'actCash.actId', 'act.id')
          .select(['act.id', 'actCash.amount', dayOfRecord.as('day')])
          .where('act.entityCode', '=', entity)
          .where(sql<boolean>`${dayOfRecord} between ${from}::date and ${to}::date`)
          .where(sql<boolean>`abs(act_cash.amount) = any(${telling}::bigint[])`)
          .where(stands)
          .execute();
  const named = await namesOnLines(db, entity, {
    from: daysAfter(first, -DAYS_OF_NAMES),
    to: daysAfter(last, DAYS_OF_NAMES),
  });
  return {
    lines: lines.flatMap(({ id, occurredOn, flow, amountFen, counterpartyName, counterpartyAccount }): LineAround[] =>
      given.lines.has(id)
        ? []
        : [
            {
              ...{ day: occurredOn, flow: flow as MoneyFlow, amountFen },
              ...(counterpartyName !== null && { name: counterpartyName }),
              ...(counterpartyAccount !== null && { account: counterpartyAccount }),
            },
          ],
    ),
    records: acts.flatMap(({ id, day, amount }) => {
      if (given.records.has(id) || amount === null) return [];
      return [{ day, amountFen: amount < 0n ? -amount : amount }];
    }),
    bearers: {
      lines: named,
      holders: await namesOfAccounts(db, entity, accountsHiding(named)),
      givers: await giversNamed(db, entity, given),
    },
  };
}

/** Each name with each account, once a day. */
async function namesOnLines(
  db: Database,
  entity: string,
  { from, to }: { from: Day; to: Day },
): Promise<Surroundings['bearers']['lines']> {
  const rows = await db
    .selectFrom('statementLine')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'statementLine.moneyAccountId')
    .select([
      'statementLine.counterpartyName as name',
      'statementLine.counterpartyAccount as account',
      'statementLine.occurredOn as day',
    ])
    .distinct()
    .where('moneyAccount.entityCode', '=', entity)
    .where('statementLine.scope', '=', 'movement')
    .where('statementLine.occurredOn', '>=', from)
    .where('statementLine.occurredOn', '<=', to)
    .where('statementLine.counterpartyName', 'is not', null)
    .where('statementLine.counterpartyAccount', 'is not', null)
    .execute();
  return rows.flatMap(({ name, account, day }) => (name === null || account === null ? [] : [{ name, account, day }]));
}

const accountsHiding = (lines: Surroundings['bearers']['lines']): string[] => [
  ...new Set(
    lines.flatMap(({ name, account }) =>
      name === undefined || account === undefined || maskOf(plainName(name)) === undefined ? [] : [account],
    ),
  ),
];

/** Whom these accounts ever named: who holds one does not depend on what is still open. */
async function namesOfAccounts(
  db: Database,
  entity: string,
  accounts: readonly string[],
): Promise<Surroundings['bearers']['holders']> {
  if (accounts.length === 0) return [];
  const rows = await db
    .selectFrom('statementLine')
    .innerJoin('moneyAccount', 'moneyAccount.id', 'statementLine.moneyAccountId')
    .select(['statementLine.counterpartyName as name', 'statementLine.counterpartyAccount as account'])
    .distinct()
    .where('moneyAccount.entityCode', '=', entity)
    .where('statementLine.scope', '=', 'movement')
    .where('statementLine.counterpartyAccount', '=', sql<string>`any(${[...accounts]}::text[])`)
    .where('statementLine.counterpartyName', 'is not', null)
    .execute();
  return rows.flatMap(({ name, account }) => (name === null || account === null ? [] : [{ name, account }]));
}

/** Whoever of these names gave to the entity at any time: what a name says does not depend on what is still open. */
async function giversNamed(
  db: Database,
  entity: string,
  { lines, records }: Given,
): Promise<Surroundings['bearers']['givers']> {
  const names = new Set(
    [...lines.values(), ...records.values()].flatMap(({ name }) => (name === undefined ? [] : [name, plainName(name)])),
  );
  const rows = await db
    .selectFrom('donor')
    .innerJoin('donation', 'donation.donorId', 'donor.id')
    .innerJoin('act', 'act.id', 'donation.actId')
    .select(['donor.id', 'donor.legalName'])
    .distinct()
    .where('act.entityCode', '=', entity)
    .where('donor.legalName', '=', sql<string>`any(${[...names]}::text[])`)
    .where(stands)
    .execute();
  return rows.map(({ id, legalName }) => ({ name: legalName, giver: giverOf(id) }));
}
