import { sql } from 'kysely';
import type { ActKind } from '#approval/act.ts';
import { sideUnconfirmed } from '#approval/standing-confirmation.ts';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import type { DeliveryInput, DeliveryPaper, FollowUp, SentLine } from './delivery.ts';
import type { Decision, Standing } from './receipt-queries.ts';

export interface StockDelivery extends Standing, Omit<DeliveryInput, 'attachmentId'> {
  number: string;
  kind: ActKind;
  title: string;
  entity: string;
  attachment: { id: bigint; fileName: string };
}

const selectDeliveries = (db: Database) =>
  db
    .selectFrom('stockDelivery as delivery')
    .innerJoin('act', 'act.id', 'delivery.actId')
    .innerJoin('organisation', 'organisation.code', 'act.entityCode')
    .innerJoin('actTitle', 'actTitle.actId', 'act.id')
    .innerJoin('attachment', 'attachment.id', 'delivery.attachmentId')
    .innerJoin('appUser as proposer', 'proposer.id', 'delivery.proposedBy')
    .leftJoin('appUser as decider', 'decider.id', 'delivery.decidedBy')
    .select(['delivery.id', 'delivery.actId', 'delivery.paper', 'receivedOn', 'signedBy', 'explanation', 'followUp'])
    .select(['proposedBy', 'proposedAt', 'decision', 'decisionReason', 'decidedAt', 'attachmentId', 'fileName'])
    .select(['act.number', 'act.kind', 'organisation.name as entity', 'actTitle.title'])
    .select(['proposer.displayName as proposerName', 'decider.displayName as decidedByName']);

type Row = Awaited<ReturnType<ReturnType<typeof selectDeliveries>['execute']>>[number];

const deliveryOf = (row: Row): StockDelivery => ({
  ...{ id: row.id, actId: row.actId, paper: row.paper as DeliveryPaper, receivedOn: row.receivedOn },
  ...{ signedBy: row.signedBy, number: row.number, kind: row.kind as ActKind, title: row.title ?? '', lines: [] },
  ...(row.explanation !== null && { explanation: row.explanation }),
  ...(row.followUp !== null && { followUp: row.followUp as FollowUp }),
  entity: row.entity,
  attachment: { id: row.attachmentId, fileName: row.fileName },
  proposedBy: { id: row.proposedBy, name: row.proposerName },
  proposedAt: row.proposedAt,
  decision: row.decision as Decision | null,
  ...{ decisionReason: row.decisionReason, decidedByName: row.decidedByName, decidedAt: row.decidedAt },
});

/** A delivery with its lines; undefined when there is none of that number. */
export async function findDelivery(db: Database, id: bigint): Promise<StockDelivery | undefined> {
  const row = await selectDeliveries(db).where('delivery.id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const lines = await db
    .selectFrom('stockDeliveryLine')
    .select(['line', 'received', 'short', 'broken'])
    .where('deliveryId', '=', id)
    .orderBy('line')
    .execute();
  return { ...deliveryOf(row), lines };
}

/** What arrived of an act whose approved delivery was short or broken; undefined where all of it did, or nobody said. */
export async function findArrived(db: Database, actId: bigint): Promise<Map<number, bigint> | undefined> {
  const lines = await db
    .selectFrom('stockDelivery as delivery')
    .innerJoin('stockDeliveryLine as line', 'line.deliveryId', 'delivery.id')
    .select(['line.line', 'line.received'])
    .where('delivery.actId', '=', actId)
    .where('delivery.decision', '=', 'approved')
    .where('delivery.explanation', 'is not', null)
    .execute();
  return lines.length === 0 ? undefined : new Map(lines.map(({ line, received }) => [line, received]));
}

/** Deliveries without their lines, newest first, a page at a time by id; of one act where it is given. */
export async function listDeliveries(
  db: Database,
  { actId, before, limit }: { actId?: bigint; before?: bigint; limit: number },
): Promise<StockDelivery[]> {
  let query = selectDeliveries(db);
  if (actId !== undefined) query = query.where('delivery.actId', '=', actId);
  if (before !== undefined) query = query.where('delivery.id', '<', before);
  return (await query.orderBy('delivery.id', 'desc').limit(limit).execute()).map(deliveryOf);
}

/** The goods an act says were sent. */
export async function listSentLines(db: Database, actId: bigint): Promise<SentLine[]> {
  const rows = await db
    .selectFrom('actGoodsLine as sent')
    .leftJoin('lot', 'lot.id', 'sent.lotId')
    .select(['sent.line', 'sent.unitCode', 'sent.quantity', 'sent.lotId', 'sent.locationCode'])
    .select(['lot.lotNumber', 'lot.expiresOn'])
    .where('sent.actId', '=', actId)
    .orderBy('sent.line')
    .execute();
  return rows.map((row) => ({
    ...{ line: row.line ?? 0, unit: row.unitCode ?? '', quantity: row.quantity ?? 0n },
    ...(row.lotId !== null && {
      lot: { id: row.lotId, number: row.lotNumber ?? '', ...(row.expiresOn !== null && { expiresOn: row.expiresOn }) },
    }),
    ...(row.locationCode !== null && { location: row.locationCode }),
  }));
}

export interface InTransit {
  actId: bigint;
  kind: ActKind;
  number: string;
  title: string;
  entity: string;
  /** When it was sent, else when it was booked. */
  since: Day | null;
  courier: string | null;
  courierNumber: string | null;
  /** The paper that waits for its decision, or that said something was short or broken. */
  deliveryId: bigint | null;
  /** That paper is approved. */
  short: boolean;
}

/** Whether an act of this kind sends goods that somebody else signs for. */
export const sendsGoods = (kind: ActKind, path: string | undefined): boolean =>
  kind === 'issue' || kind === 'appropriation' || (kind === 'donation' && path === 'directToRecipient');

/** Approved acts whose goods nobody has signed for yet (在途), the longest on their way first, a page at a time by id. */
export async function listInTransit(
  db: Database,
  { after, limit }: { after?: bigint; limit: number },
): Promise<InTransit[]> {
  const rows = await db
    .selectFrom('act')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .innerJoin('actTitle', 'actTitle.actId', 'act.id')
    .innerJoin('organisation', 'organisation.code', 'act.entityCode')
    .leftJoin('donation', 'donation.actId', 'act.id')
    .leftJoin('goodsIssue', 'goodsIssue.actId', 'act.id')
    .leftJoin('journalEntry', 'journalEntry.actId', 'act.id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('stockDispatch')
          .select(['dispatchedOn', 'courier', 'courierNumber'])
          .whereRef('stockDispatch.actId', '=', 'act.id')
          .orderBy('stockDispatch.id', 'desc')
          .limit(1)
          .as('sent'),
      (join) => join.onTrue(),
    )
    .leftJoin('stockDelivery as paper', (join) =>
      join
        .onRef('paper.actId', '=', 'act.id')
        .on((eb) => eb.or([eb('paper.decision', 'is', null), eb('paper.decision', '=', 'approved')])),
    )
    .select(['act.id as actId', 'act.kind', 'act.number', 'actTitle.title', 'organisation.name as entity'])
    .select(['paper.id as deliveryId', 'paper.decision'])
    .select(['sent.dispatchedOn', 'journalEntry.bookedOn', 'sent.courier'])
    .select(sql<string | null>`coalesce(sent.courier_number, goods_issue.courier_number)`.as('courierNumber'))
    .where('actStatus.status', '=', 'approved')
    .where(sideUnconfirmed('goods'))
    .where((eb) =>
      eb.or([
        eb('act.kind', 'in', ['issue', 'appropriation']),
        eb.and([eb('act.kind', '=', 'donation'), eb('donation.path', '=', 'directToRecipient')]),
      ]),
    )
    .where((eb) =>
      eb.exists(eb.selectFrom('actGoodsLine').select('line').whereRef('actGoodsLine.actId', '=', 'act.id')),
    )
    .$if(after !== undefined, (query) => query.where('act.id', '>', after ?? 0n))
    .orderBy('act.id')
    .limit(limit)
    .execute();
  return rows.map(({ dispatchedOn, bookedOn, kind, title, decision, ...row }) => ({
    ...{ ...row, kind: kind as ActKind, title: title ?? '', since: dispatchedOn ?? bookedOn },
    short: decision === 'approved',
  }));
}

/** How a gift went; undefined where the act is none. */
export async function findGiftPath(db: Database, actId: bigint): Promise<string | undefined> {
  const gift = await db.selectFrom('donation').select('path').where('actId', '=', actId).executeTakeFirst();
  return gift?.path;
}

/** Who is to receive what was handed over for allocation, by code. */
export async function receiversOf(db: Database, actId: bigint): Promise<string[]> {
  const rows = await db
    .selectFrom('appropriationItem')
    .select('receiverCode')
    .distinct()
    .where('actId', '=', actId)
    .orderBy('receiverCode')
    .execute();
  return rows.map(({ receiverCode }) => receiverCode);
}
