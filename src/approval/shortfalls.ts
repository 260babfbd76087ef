import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { accountOf } from '#ledger/account.ts';
import type { Day } from '#ledger/day.ts';
import { formatFen } from '#ledger/money.ts';
import type { Posting, Restriction } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { formatQuantity, isGoods } from '#ledger/unit.ts';

/**
 * What the postings, booked for that day, would take that is not there, or was not there yet, with both figures (现有,
 * 需要). The database refuses the same by account_balance_not_negative; this says it in words a clerk can act on.
 */
export async function shortfalls(db: Database, postings: Posting[], bookedOn: Day): Promise<Refusal[]> {
  const found: Refusal[] = [];
  for (const { taking, have, day } of await weighed(db, postings, bookedOn)) {
    if (have + taking.amount >= 0n) continue;
    found.push({
      kind: day === undefined ? 'account_balance_not_negative' : 'notYetThereOnThatDay',
      values: {
        ...(day !== undefined && { day }),
        ...(await namesOf(db, taking)),
        account: taking.account,
        have: await inUnit(db, taking.unit, have),
        need: await inUnit(db, taking.unit, -taking.amount),
      },
    });
  }
  return found;
}

/** One holding that an act would draw on: what is there, and what the act needs. */
export interface Availability {
  unit: string;
  restriction: Restriction;
  have: bigint;
  need: bigint;
  /** The day on which there is no more than that; absent: today. */
  day?: Day;
}

/** What the postings would take and what is there of it, short or not: for a form that is still being filled in. */
export async function availability(db: Database, postings: Posting[], bookedOn: Day): Promise<Availability[]> {
  const known = postings.filter(({ entity, fund, unit }) => entity !== '' && fund !== '' && unit !== '');
  return (await weighed(db, known, bookedOn)).map(({ taking, have, day }) => ({
    unit: taking.unit,
    restriction: taking.restriction,
    have,
    need: -taking.amount,
    ...(day !== undefined && { day }),
  }));
}

async function weighed(db: Database, postings: Posting[], bookedOn: Day): Promise<(Standing & { taking: Posting })[]> {
  const found = [];
  for (const taking of takings(postings)) {
    const now = await balanceUnder(db, taking);
    found.push({ taking, ...(await lowestSince(db, taking, bookedOn, now)) });
  }
  return found;
}

/** Sums per balance row (the key of account_balance) that go down on accounts which cannot go below zero. */
function takings(postings: Posting[]): Posting[] {
  const sums = new Map<string, Posting>();
  for (const posting of postings) {
    const { flow, perCounterparty } = accountOf(posting.account);
    if (flow !== 'holding' && !perCounterparty) continue;
    const { counterparty, ...rest } = posting;
    const kept: Posting = perCounterparty && counterparty !== undefined ? posting : rest;
    const { amount, ...key } = kept;
    const name = JSON.stringify(Object.entries(key).sort(), (_, value) =>
      typeof value === 'bigint' ? `${value}` : value,
    );
    sums.set(name, { ...kept, amount: (sums.get(name)?.amount ?? 0n) + amount });
  }
  return [...sums.values()].filter(({ amount }) => amount < 0n);
}

interface Standing {
  have: bigint;
  /** The first day it stood so; absent: it stands so now. */
  day?: Day;
}

/** The least there was at the end of that day or of any later one: today's balance less what is booked after it. */
async function lowestSince(db: Database, key: Posting, since: Day, now: bigint): Promise<Standing> {
  const later = await postingsUnder(db, key)
    .innerJoin('journalEntry', 'journalEntry.id', 'posting.entryId')
    .select(['bookedOn', ({ fn }) => fn.sum<bigint>('amount').as('amount')])
    .where('bookedOn', '>', since)
    .groupBy('bookedOn')
    .orderBy('bookedOn', 'desc')
    .execute();
  let lowest: Standing = { have: now };
  let have = now;
  for (const [index, { amount }] of later.entries()) {
    have -= amount;
    if (have < lowest.have) lowest = { have, day: later[index + 1]?.bookedOn ?? since };
  }
  return lowest;
}

const postingsUnder = (db: Database, key: Posting) =>
  db
    .selectFrom('posting')
    .where('entityCode', '=', key.entity)
    .where('fundCode', '=', key.fund)
    .where('stream', '=', key.stream)
    .where('accountCode', '=', key.account)
    .where('unitCode', '=', key.unit)
    .where('restriction', '=', key.restriction)
    .where(sql<boolean>`lot_id is not distinct from ${key.lot ?? null}`)
    .where(sql<boolean>`location_code is not distinct from ${key.location ?? null}`)
    .$if(key.counterparty !== undefined, (query) => query.where('counterparty', '=', key.counterparty ?? ''));

async function balanceUnder(db: Database, key: Posting): Promise<bigint> {
  const row = await db
    .selectFrom('accountBalance')
    .select('amount')
    .where('entityCode', '=', key.entity)
    .where('fundCode', '=', key.fund)
    .where('stream', '=', key.stream)
    .where('accountCode', '=', key.account)
    .where('unitCode', '=', key.unit)
    .where('restriction', '=', key.restriction)
    .where(sql<boolean>`lot_id is not distinct from ${key.lot ?? null}`)
    .where(sql<boolean>`location_code is not distinct from ${key.location ?? null}`)
    .where(sql<boolean>`counterparty is not distinct from ${key.counterparty ?? null}`)
    .executeTakeFirst();
  return row?.amount ?? 0n;
}

async function namesOf(db: Database, { entity, fund, unit, restriction, counterparty }: Posting) {
  const named = await db
    .selectFrom('organisation')
    .innerJoin('fund', (join) => join.on('fund.code', '=', fund))
    .leftJoin('item', (join) => join.on(sql<string>`'item:' || item.code`, '=', unit))
    .leftJoin('organisation as receiver', (join) => join.on('receiver.code', '=', counterparty ?? ''))
    .select([
      'organisation.name as entity',
      'fund.name as fund',
      'item.name as item',
      'item.measure',
      'receiver.name as receiver',
    ])
    .where('organisation.code', '=', entity)
    .executeTakeFirstOrThrow();
  return {
    entity: named.entity,
    fund: named.fund,
    restriction,
    unit: named.item ?? unit,
    measure: named.measure ?? '',
    receiver: named.receiver ?? '',
  };
}

async function inUnit(db: Database, unit: string, amount: bigint): Promise<string> {
  if (!isGoods(unit)) return formatFen(amount);
  const { scale } = await db.selectFrom('unit').select('scale').where('code', '=', unit).executeTakeFirstOrThrow();
  return formatQuantity(amount, scale);
}
