import { sql } from 'kysely';
import { listAwaitingAcceptance, waitingOf } from '#approval/awaiting-acceptance.ts';
import type { Database } from '#database/connection.ts';
import type { Restriction, Stream } from '#ledger/posting.ts';
import type { CountLine, DifferenceReason, HeldPart, LineState } from './count.ts';

export interface StockCount {
  id: bigint;
  entity: { code: string; name: string };
  /** Absent: goods without a place. */
  location?: { code: string; name: string };
  note?: string;
  openedBy: string;
  openedAt: Date;
  outcome: 'closed' | 'abandoned' | null;
  outcomeNote: string | null;
  endedBy: string | null;
  endedAt: Date | null;
  lines: bigint;
  counted: bigint;
  /** Lines whose difference is not settled yet. */
  open: bigint;
}

/** Counts, newest first, a page at a time by id; one alone by `id`. */
export async function listCounts(
  db: Database,
  { id, before, limit }: { id?: bigint; before?: bigint; limit: number },
): Promise<StockCount[]> {
  const rows = await db
    .selectFrom('stockCount as count')
    .innerJoin('organisation', 'organisation.code', 'count.entityCode')
    .leftJoin('location', 'location.code', 'count.locationCode')
    .innerJoin('appUser as opener', 'opener.id', 'count.openedBy')
    .leftJoin('appUser as ender', 'ender.id', 'count.endedBy')
    .select(['count.id', 'count.entityCode', 'organisation.name as entityName', 'count.locationCode'])
    .select(['location.name as locationName', 'count.note', 'openedAt', 'opener.displayName as openedBy'])
    .select(['outcome', 'outcomeNote', 'ender.displayName as endedBy', 'endedAt'])
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('stockCountStanding as line')
          .whereRef('line.countId', '=', 'count.id')
          .select(({ fn }) => [
            fn.countAll<bigint>().as('lines'),
            fn.count<bigint>('line.entryId').as('counted'),
            fn
              .countAll<bigint>()
              .filterWhere('line.difference', '<>', 0n)
              .filterWhere('line.settled', '=', false)
              .as('open'),
          ])
          .as('sum'),
      (join) => join.onTrue(),
    )
    .select(['sum.lines', 'sum.counted', 'sum.open'])
    .$if(id !== undefined, (query) => query.where('count.id', '=', id ?? 0n))
    .$if(before !== undefined, (query) => query.where('count.id', '<', before ?? 0n))
    .orderBy('count.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    entity: { code: row.entityCode, name: row.entityName },
    ...(row.locationCode !== null && { location: { code: row.locationCode, name: row.locationName ?? '' } }),
    ...(row.note !== null && { note: row.note }),
    ...{ openedBy: row.openedBy, openedAt: row.openedAt, outcome: row.outcome as StockCount['outcome'] },
    ...{ outcomeNote: row.outcomeNote, endedBy: row.endedBy, endedAt: row.endedAt },
    ...{ lines: row.lines ?? 0n, counted: row.counted ?? 0n, open: row.open ?? 0n },
  }));
}

export const findCount = async (db: Database, id: bigint): Promise<StockCount | undefined> =>
  (await listCounts(db, { id, limit: 1 }))[0];

export interface LineFilter {
  countId: bigint;
  line?: bigint;
  only?: Extract<LineState, 'uncounted' | 'recount'> | 'different';
  after?: bigint;
  limit: number;
}

/** Lines of a count in the order of the sheet, a page at a time by id. */
export async function listCountLines(db: Database, filter: LineFilter): Promise<CountLine[]> {
  const { countId, line, only, after, limit } = filter;
  let query = db
    .selectFrom('stockCountStanding as line')
    .leftJoin('lot', 'lot.id', 'line.lotId')
    .leftJoin('appUser as counter', 'counter.id', 'line.countedBy')
    .select(['line.lineId', 'line.unitCode', 'line.lotId', 'lot.lotNumber', 'lot.expiresOn', 'line.openingQuantity'])
    .select(['line.addedBy', 'line.entryId', 'line.round', 'line.quantity', 'line.bookQuantity', 'line.countedBy'])
    .select(['counter.displayName as counterName', 'line.countedAt', 'line.explained', 'line.settled'])
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('stockCountEntry as entry')
          .innerJoin('appUser', 'appUser.id', 'entry.countedBy')
          .select(['entry.quantity as firstQuantity', 'entry.countedBy as firstBy', 'appUser.displayName as firstName'])
          .whereRef('entry.lineId', '=', 'line.lineId')
          .whereRef('entry.round', '<', 'line.round')
          .orderBy('entry.id', 'desc')
          .limit(1)
          .as('first'),
      (join) => join.onTrue(),
    )
    .select(['first.firstQuantity', 'first.firstBy', 'first.firstName'])
    .where('line.countId', '=', countId);
  if (line !== undefined) query = query.where('line.lineId', '=', line);
  if (only === 'uncounted') query = query.where('line.entryId', 'is', null);
  if (only === 'different') query = query.where('line.difference', '<>', 0n);
  if (only === 'recount') query = query.where('line.difference', '<>', 0n).where('line.explained', '=', false);
  if (after !== undefined) query = query.where('line.lineId', '>', after);
  const rows = await query.orderBy('line.lineId').limit(limit).execute();
  return rows.map((row) => ({
    id: row.lineId ?? 0n,
    unit: row.unitCode ?? '',
    ...(row.lotId !== null && {
      lot: { id: row.lotId, number: row.lotNumber ?? '', ...(row.expiresOn !== null && { expiresOn: row.expiresOn }) },
    }),
    openingQuantity: row.openingQuantity ?? 0n,
    added: row.addedBy !== null,
    ...(row.entryId !== null &&
      row.countedAt !== null && {
        latest: {
          entryId: row.entryId,
          round: row.round ?? 1,
          quantity: row.quantity ?? 0n,
          bookQuantity: row.bookQuantity ?? 0n,
          countedBy: { id: row.countedBy ?? 0n, name: row.counterName ?? '' },
          countedAt: row.countedAt,
        },
      }),
    ...(row.firstQuantity !== null &&
      row.firstBy !== null && {
        first: { quantity: row.firstQuantity, countedBy: { id: row.firstBy, name: row.firstName ?? '' } },
      }),
    explained: row.explained ?? false,
    settled: row.settled ?? false,
  }));
}

/** Of each line of a count, how much of what the books have there waits to be accepted. */
export async function awaitingOf(
  db: Database,
  { entity, location }: Pick<StockCount, 'entity' | 'location'>,
): Promise<(line: CountLine) => bigint> {
  const awaiting = await listAwaitingAcceptance(db, { entity: entity.code });
  const here = awaiting.filter((goods) => goods.location === (location?.code ?? null));
  return ({ unit, lot, openingQuantity, latest }) =>
    waitingOf(
      here,
      latest?.bookQuantity ?? openingQuantity,
      (goods) => goods.unit === unit && goods.lotId === (lot?.id ?? null),
    );
}

export interface CountExplanation {
  lineId: bigint;
  reason: DifferenceReason;
  explanation: string;
  explainedBy: string;
  explainedAt: Date;
  acts: { id: bigint; kind: string; number: string; status: string }[];
}

/** Why lines of a count differ, oldest first, with the acts that bring the books there. */
export async function listExplanations(db: Database, countId: bigint): Promise<CountExplanation[]> {
  const rows = await db
    .selectFrom('stockCountExplanation as said')
    .innerJoin('stockCountEntry as entry', 'entry.id', 'said.entryId')
    .innerJoin('stockCountLine as line', 'line.id', 'entry.lineId')
    .innerJoin('appUser', 'appUser.id', 'said.explainedBy')
    .leftJoin('stockCountSettlement as settlement', 'settlement.explanationId', 'said.id')
    .leftJoin('act', 'act.id', 'settlement.actId')
    .leftJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['said.id', 'entry.lineId', 'said.reason', 'said.explanation', 'appUser.displayName', 'said.explainedAt'])
    .select(['act.id as actId', 'act.kind', 'act.number', 'actStatus.status'])
    .where('line.countId', '=', countId)
    .orderBy('said.id')
    .orderBy('act.id')
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const acts = same.flatMap(({ actId, kind, number, status }) =>
      actId === null ? [] : [{ id: actId, kind: kind ?? '', number: number ?? '', status: status ?? '' }],
    );
    return [
      {
        ...{ lineId: first.lineId, reason: first.reason as DifferenceReason, explanation: first.explanation },
        ...{ explainedBy: first.displayName, explainedAt: first.explainedAt, acts },
      },
    ];
  });
}

/** Whose goods lie there: by fund, stream and restriction. */
export async function listHeldParts(
  db: Database,
  place: { entity: string; location: string | undefined; unit: string; lotId: bigint | undefined },
): Promise<HeldPart[]> {
  const rows = await db
    .selectFrom('accountBalance as held')
    .innerJoin('account', 'account.code', 'held.accountCode')
    .select(['held.fundCode', 'held.stream', 'held.restriction'])
    .select(({ fn }) => fn.sum<bigint>('held.amount').as('quantity'))
    .where('account.flow', '=', 'holding')
    .where('held.entityCode', '=', place.entity)
    .where('held.unitCode', '=', place.unit)
    .where(sql<boolean>`held.location_code is not distinct from ${place.location ?? null}`)
    .where(sql<boolean>`held.lot_id is not distinct from ${place.lotId ?? null}`)
    .where('held.amount', '>', 0n)
    .groupBy(['held.fundCode', 'held.stream', 'held.restriction'])
    .orderBy('quantity', 'desc')
    .orderBy('held.fundCode')
    .execute();
  return rows.map(({ fundCode, stream, restriction, quantity }) => ({
    ...{ fund: fundCode, stream: stream as Stream, restriction: restriction as Restriction, quantity },
  }));
}
