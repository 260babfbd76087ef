import { sql } from 'kysely';
import type { ActKind } from '#approval/act.ts';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';

export interface TracedLot {
  id: bigint;
  unit: string;
  number: string;
  registrationNumber: string | null;
  producedOn: Day | null;
  expiresOn: Day | null;
}

/** One movement of a lot at one place. */
export interface LotMovement {
  actId: bigint;
  kind: ActKind;
  number: string;
  /** The donor, the receiver, or why. */
  title: string;
  entity: string;
  location: string | null;
  bookedOn: Day;
  /** The act whose movement this one undoes. */
  reverses: bigint | null;
  /** Came in (positive) or went out (negative). */
  quantity: bigint;
  /** The day it was signed for; absent: not signed for yet, or nothing to sign for. */
  signedOn: Day | null;
  signedBy: string | null;
}

export interface LotTrace {
  lot: TracedLot;
  movements: LotMovement[];
  /** What came in and went out in all, less what reversals undo; and what lies where: in = out + held. */
  came: bigint;
  went: bigint;
  held: { entity: string; location: string | null; quantity: bigint }[];
}

/** Where a lot came from and where it went, as booked, oldest first; undefined when there is no such lot. */
export async function traceLot(db: Database, lotId: bigint): Promise<LotTrace | undefined> {
  const lot = await db
    .selectFrom('lot')
    .select(['id', 'itemCode', 'lotNumber', 'registrationNumber', 'producedOn', 'expiresOn'])
    .where('id', '=', lotId)
    .executeTakeFirst();
  if (!lot) return undefined;
  const { id, itemCode, lotNumber, ...details } = lot;
  const [movements, held] = await Promise.all([listMovements(db, lotId), listPlaces(db, lotId)]);
  const sum = (quantities: bigint[]) => quantities.reduce((total, quantity) => total + quantity, 0n);
  // What an act takes from one place and puts down at another neither came nor went, nor what a reversal undoes.
  const net = [...Map.groupBy(movements, ({ actId, reverses }) => reverses ?? actId).values()].map((own) =>
    sum(own.map(({ quantity }) => quantity)),
  );
  return {
    lot: { id, unit: `item:${itemCode}`, number: lotNumber, ...details },
    movements,
    came: sum(net.filter((quantity) => quantity > 0n)),
    went: -sum(net.filter((quantity) => quantity < 0n)),
    held,
  };
}

async function listMovements(db: Database, lotId: bigint): Promise<LotMovement[]> {
  const rows = await db
    .selectFrom('posting')
    .innerJoin('account', 'account.code', 'posting.accountCode')
    .innerJoin('journalEntry', 'journalEntry.id', 'posting.entryId')
    .innerJoin('act', 'act.id', 'journalEntry.actId')
    .innerJoin('actTitle', 'actTitle.actId', 'act.id')
    .innerJoin('organisation', 'organisation.code', 'posting.entityCode')
    .leftJoin('location', 'location.code', 'posting.locationCode')
    .leftJoin('reversal', 'reversal.actId', 'act.id')
    .leftJoin('stockDeliverySettlement as settled', (join) =>
      join.onRef('settled.actId', '=', 'act.id').on('settled.part', '=', 'arrived'),
    )
    // What arrived of a short delivery was signed for by its paper.
    .leftJoin('stockDelivery as delivery', (join) =>
      join
        .on('delivery.decision', '=', 'approved')
        .on((eb) =>
          eb.or([eb('delivery.actId', '=', eb.ref('act.id')), eb('delivery.id', '=', eb.ref('settled.deliveryId'))]),
        ),
    )
    .select(['act.id as actId', 'act.kind', 'act.number', 'actTitle.title', 'organisation.name as entity'])
    .select(['location.name as location', 'journalEntry.bookedOn', 'delivery.receivedOn', 'delivery.signedBy'])
    .select('reversal.reversesActId as reverses')
    .select(({ fn }) => fn.sum<bigint>('posting.amount').as('quantity'))
    .where('posting.lotId', '=', lotId)
    .where('account.flow', '=', 'holding')
    .groupBy(['act.id', 'actTitle.title', 'organisation.name', 'location.name', 'journalEntry.id'])
    .groupBy(['journalEntry.bookedOn', 'delivery.receivedOn', 'delivery.signedBy', 'reversal.reversesActId'])
    .having(sql<boolean>`sum(posting.amount) <> 0`)
    .orderBy('journalEntry.bookedOn')
    .orderBy('journalEntry.id')
    .execute();
  return rows.map(({ kind, title, receivedOn, ...row }) => ({
    ...{ ...row, kind: kind as ActKind, title: title ?? '', signedOn: receivedOn },
  }));
}

const listPlaces = (db: Database, lotId: bigint): Promise<LotTrace['held']> =>
  db
    .selectFrom('accountBalance as held')
    .innerJoin('account', 'account.code', 'held.accountCode')
    .innerJoin('organisation', 'organisation.code', 'held.entityCode')
    .leftJoin('location', 'location.code', 'held.locationCode')
    .select(['organisation.name as entity', 'location.name as location'])
    .select(({ fn }) => fn.sum<bigint>('held.amount').as('quantity'))
    .where('held.lotId', '=', lotId)
    .where('account.flow', '=', 'holding')
    .where('held.amount', '>', 0n)
    .groupBy(['organisation.name', 'location.name'])
    .orderBy('organisation.name')
    .orderBy('location.name')
    .execute();
