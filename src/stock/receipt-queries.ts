import { sideUnconfirmed } from '#approval/standing-confirmation.ts';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import type { GoodsLine, ReceiptInput } from './receipt.ts';

export type Decision = 'approved' | 'refused' | 'withdrawn';

/** How a stock paper stands: open ones have no decision. */
export interface Standing {
  id: bigint;
  proposedBy: { id: bigint; name: string };
  proposedAt: Date;
  decision: Decision | null;
  decisionReason: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
}

export interface StockReceipt extends Standing, Omit<ReceiptInput, 'attachmentId'> {
  number: string;
  entity: { code: string; name: string };
  donorName: string;
  paper?: { id: bigint; fileName: string };
}

const selectReceipts = (db: Database) =>
  db
    .selectFrom('stockReceipt')
    .innerJoin('act', 'act.id', 'stockReceipt.actId')
    .innerJoin('organisation', 'organisation.code', 'act.entityCode')
    .innerJoin('actTitle', 'actTitle.actId', 'act.id')
    .innerJoin('appUser as proposer', 'proposer.id', 'stockReceipt.proposedBy')
    .leftJoin('appUser as decider', 'decider.id', 'stockReceipt.decidedBy')
    .leftJoin('attachment', 'attachment.id', 'stockReceipt.attachmentId')
    .select(['stockReceipt.id', 'stockReceipt.actId', 'receivedOn', 'inspectedBy', 'keptBy', 'stockReceipt.note'])
    .select(['proposedBy', 'proposedAt', 'decision', 'decisionReason', 'decidedAt', 'attachmentId', 'fileName'])
    .select(['act.number', 'act.entityCode', 'organisation.name as entityName', 'actTitle.title'])
    .select(['proposer.displayName as proposerName', 'decider.displayName as decidedByName']);

type Row = Awaited<ReturnType<ReturnType<typeof selectReceipts>['execute']>>[number];

/** A receipt with its lines; undefined when there is none of that number. */
export async function findReceipt(db: Database, id: bigint): Promise<StockReceipt | undefined> {
  const row = await selectReceipts(db).where('stockReceipt.id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const lines = await db
    .selectFrom('stockReceiptLine')
    .selectAll()
    .where('receiptId', '=', id)
    .orderBy('line')
    .execute();
  return {
    ...receiptOf(row),
    lines: lines.map(({ line, accepted, quarantined, rejected, ...said }) => ({
      ...{ line, accepted, quarantined, rejected },
      ...(said.lotNumber !== null && { lotNumber: said.lotNumber }),
      ...(said.registrationNumber !== null && { registrationNumber: said.registrationNumber }),
      ...(said.expiresOn !== null && { expiresOn: said.expiresOn }),
      ...(said.producedOn !== null && { producedOn: said.producedOn }),
      ...(said.locationCode !== null && { location: said.locationCode }),
      ...(said.remark !== null && { remark: said.remark }),
    })),
  };
}

/** Receipts without their lines, newest first, a page at a time by id; of one act where it is given. */
export async function listReceipts(
  db: Database,
  { actId, before, limit }: { actId?: bigint; before?: bigint; limit: number },
): Promise<StockReceipt[]> {
  let query = selectReceipts(db);
  if (actId !== undefined) query = query.where('stockReceipt.actId', '=', actId);
  if (before !== undefined) query = query.where('stockReceipt.id', '<', before);
  const rows = await query.orderBy('stockReceipt.id', 'desc').limit(limit).execute();
  return rows.map(receiptOf);
}

function receiptOf(row: Row): StockReceipt {
  const { id, actId, receivedOn, inspectedBy, keptBy, note, attachmentId } = row;
  return {
    ...{ id, actId, receivedOn, inspectedBy, keptBy, number: row.number, lines: [] },
    ...(note !== null && { note }),
    entity: { code: row.entityCode ?? '', name: row.entityName },
    donorName: row.title ?? '',
    ...(attachmentId !== null && { paper: { id: attachmentId, fileName: row.fileName ?? '' } }),
    proposedBy: { id: row.proposedBy, name: row.proposerName },
    proposedAt: row.proposedAt,
    decision: row.decision as Decision | null,
    ...{ decisionReason: row.decisionReason, decidedByName: row.decidedByName, decidedAt: row.decidedAt },
  };
}

/** The goods a gift or a purchase says were received, as they stand now. */
export async function listGoodsLines(db: Database, actId: bigint): Promise<GoodsLine[]> {
  const rows = await db
    .selectFrom('receivedLine')
    .leftJoin('lot', 'lot.id', 'receivedLine.lotId')
    .select(['line', 'unitCode', 'quantity', 'expectedQuantity', 'locationCode', 'lotId'])
    .select(['lotNumber', 'expiresOn', 'producedOn', 'registrationNumber'])
    .where('actId', '=', actId)
    .orderBy('line')
    .execute();
  return rows.map((row) => ({
    line: row.line ?? 0,
    unit: row.unitCode ?? '',
    quantity: row.quantity ?? 0n,
    ...(row.expectedQuantity !== null && { expected: row.expectedQuantity }),
    ...(row.locationCode !== null && { location: row.locationCode }),
    ...(row.lotId !== null && {
      lot: {
        id: row.lotId,
        ...(row.lotNumber && { number: row.lotNumber }),
        ...(row.expiresOn !== null && { expiresOn: row.expiresOn }),
        ...(row.producedOn !== null && { producedOn: row.producedOn }),
        ...(row.registrationNumber !== null && { registrationNumber: row.registrationNumber }),
      },
    }),
  }));
}

/** A gift or purchase of goods that no standing receipt covers yet. */
export interface AwaitedGoods {
  actId: bigint;
  number: string;
  donorName: string;
  entityName: string;
  status: string;
  occurredOn: Day | null;
}

/** Gifts and purchases of goods that wait to be accepted: what goes straight to who uses it is signed for there. */
const selectAwaited = (db: Database) =>
  db
    .selectFrom('act')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .where('act.kind', 'in', ['donation', 'purchase'])
    // Of all acts ever entered, few wait: the tasks tell which, so that the status of no other is asked.
    .where('act.id', 'in', (eb) =>
      eb.selectFrom('openTask').select('actId').where('task', 'in', ['approve', 'revise', 'confirm']),
    )
    .where('actStatus.status', 'in', ['proposed', 'returned', 'approved'])
    .where(sideUnconfirmed('goods'))
    .where((eb) =>
      eb.exists(eb.selectFrom('receivedLine').select('line').whereRef('receivedLine.actId', '=', 'act.id')),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('donation')
            .select('donation.actId')
            .whereRef('donation.actId', '=', 'act.id')
            .where('donation.path', '=', 'directToRecipient'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('stockReceipt')
            .select('stockReceipt.id')
            .whereRef('stockReceipt.actId', '=', 'act.id')
            .where((or) => or.or([or('decision', 'is', null), or('decision', '=', 'approved')])),
        ),
      ),
    );

/** How many wait, for the work queue. */
export async function countAwaitedGoods(db: Database): Promise<bigint> {
  const { waiting } = await selectAwaited(db)
    .select(({ fn }) => fn.countAll<bigint>().as('waiting'))
    .executeTakeFirstOrThrow();
  return waiting;
}

/** Those that wait, oldest first, a page at a time by id. */
export async function listAwaitedGoods(
  db: Database,
  { after, limit }: { after?: bigint; limit: number },
): Promise<AwaitedGoods[]> {
  return selectAwaited(db)
    .innerJoin('actTitle', 'actTitle.actId', 'act.id')
    .innerJoin('organisation', 'organisation.code', 'act.entityCode')
    .select(['act.id as actId', 'act.number', 'organisation.name as entityName', 'act.occurredTo as occurredOn'])
    .select(({ fn, val }) => [
      fn.coalesce('actTitle.title', val('')).as('donorName'),
      fn.coalesce('actStatus.status', val('')).as('status'),
    ])
    .$if(after !== undefined, (query) => query.where('act.id', '>', after ?? 0n))
    .orderBy('act.id')
    .limit(limit)
    .execute();
}
