import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { type AccountCode, accountOf } from '#ledger/account.ts';
import { CASH_ACCOUNTS } from '#ledger/booking.ts';
import type { Day } from '#ledger/day.ts';
import { formatFen } from '#ledger/money.ts';
import type { Posting, Restriction } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { CASH, formatQuantity, isGoods } from '#ledger/unit.ts';

/**
 * What the postings, booked for that day, would take that is not there, or was not there yet, with both figures (现有,
 * 需要). The database refuses the same by account_balance_not_negative; this says it in words a clerk can act on.
 */
export async function shortfalls(db: Database, postings: Posting[], bookedOn: Day): Promise<Refusal[]> {
  const found: Refusal[] = [];
  for (const { taking, have, day } of await weighed(db, postings, bookedOn)) {
    if (have + taking.amount >= 0n) continue;
    const values = {
      ...(day !== undefined && { day }),
      ...(await namesOf(db, taking)),
      account: taking.account,
      have: await inUnit(db, taking.unit, have),
      need: await inUnit(db, taking.unit, -taking.amount),
    };
    const elsewhere = day === undefined ? await cashElsewhere(db, taking) : [];
    if (elsewhere.length > 0) {
      const [first, second, third] = elsewhere;
      found.push({
        kind: 'cashInAnotherAccount',
        values: { ...values, ...placed('first', first), ...placed('second', second), ...placed('third', third) },
      });
    } else {
      found.push({ kind: day === undefined ? 'account_balance_not_negative' : 'notYetThereOnThatDay', values });
    }
  }
  return found;
}

/**
 * What the postings of an act would take of goods that nobody has accepted yet (待验收), with the gifts or purchases that
 * wait. The database refuses the same by posting_takes_accepted, and names the same exceptions.
 */
export async function unacceptedTakings(db: Database, actId: bigint, postings: Posting[]): Promise<Refusal[]> {
  const goods = takings(postings).filter(({ unit }) => isGoods(unit));
  if (goods.length === 0 || (await takesFreely(db, actId))) return [];
  const found: Refusal[] = [];
  for (const taking of goods) {
    const waiting = await awaitingUnder(db, taking);
    const awaiting = waiting.reduce((sum, { amount }) => sum + amount, 0n);
    const have = await balanceUnder(db, taking);
    if (awaiting <= 0n || have - awaiting + taking.amount >= 0n) continue;
    const { unit, measure } = await namesOf(db, taking);
    const free = have > awaiting ? have - awaiting : 0n;
    const lot = taking.lot === undefined ? '' : await lotNumberOf(db, taking.lot);
    found.push({
      kind: 'posting_takes_accepted',
      values: {
        ...{ unit, measure, acts: [...new Set(waiting.map(({ number }) => number))].join('、') },
        ...(lot !== '' && { lot }),
        free: await inUnit(db, taking.unit, free),
        need: await inUnit(db, taking.unit, -taking.amount),
        awaiting: await inUnit(db, taking.unit, awaiting),
      },
    });
  }
  return found;
}

/** What a reversal takes back was never there, and what a count found missing is gone already. */
async function takesFreely(db: Database, actId: bigint): Promise<boolean> {
  const free = await db
    .selectFrom('act')
    .leftJoin('stockCountSettlement as settled', 'settled.actId', 'act.id')
    .select('act.id')
    .where('act.id', '=', actId)
    .where((eb) => eb.or([eb('act.kind', '=', 'reversal'), eb('settled.actId', 'is not', null)]))
    .executeTakeFirst();
  return free !== undefined;
}

async function awaitingUnder(db: Database, key: Posting): Promise<{ number: string; amount: bigint }[]> {
  const rows = await db
    .selectFrom('awaitingGoods')
    .innerJoin('act', 'act.id', 'awaitingGoods.actId')
    .select(['act.number', 'awaitingGoods.amount'])
    .where('awaitingGoods.entityCode', '=', key.entity)
    .where('awaitingGoods.fundCode', '=', key.fund)
    .where('awaitingGoods.stream', '=', key.stream)
    .where('awaitingGoods.accountCode', '=', key.account)
    .where('awaitingGoods.unitCode', '=', key.unit)
    .where('awaitingGoods.restriction', '=', key.restriction)
    .where(sql<boolean>`awaiting_goods.lot_id is not distinct from ${key.lot ?? null}`)
    .where(sql<boolean>`awaiting_goods.location_code is not distinct from ${key.location ?? null}`)
    .orderBy('act.id')
    .execute();
  return rows.map(({ number, amount }) => ({ number, amount: amount ?? 0n }));
}

async function lotNumberOf(db: Database, id: bigint): Promise<string> {
  const row = await db.selectFrom('lot').select('lotNumber').where('id', '=', id).executeTakeFirst();
  return row?.lotNumber ?? '';
}

interface Elsewhere {
  account: AccountCode;
  amount: bigint;
}

/** `firstIn`, `firstThere`: the words name each account that holds some, of three at most. */
const placed = (place: string, there: Elsewhere | undefined): Record<string, string> =>
  there ? { [`${place}In`]: there.account, [`${place}There`]: formatFen(there.amount) } : {};

/** The same money (entity, fund, stream, restriction) in the other accounts that cash lies in. */
async function cashElsewhere(db: Database, taking: Posting): Promise<Elsewhere[]> {
  if (taking.unit !== CASH) return [];
  const others = CASH_ACCOUNTS.filter((account) => account !== taking.account);
  const found: Elsewhere[] = [];
  for (const account of others) {
    const amount = await balanceUnder(db, { ...taking, account });
    if (amount > 0n) found.push({ account, amount });
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
