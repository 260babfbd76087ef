import type { Database } from '#database/connection.ts';
import type { Occurred } from '#ledger/day.ts';
import { type OwnMove, ownMoveOf } from '#ledger/own-move.ts';
import type { Stream } from '#ledger/posting.ts';
import { type ActKind, type ActStatus, occurredOf } from './act.ts';

/** A figure as an act states it, with what is needed to show it. */
export interface Figure {
  unit: string;
  amount: bigint;
  scale: number;
  /** Absent for `CNY` and `CNY:goods`. */
  item?: { name: string; standard?: string; measure: string };
}

/** An act as lists show it. */
export interface ActRow {
  id: bigint;
  kind: ActKind;
  /** Of an adjustment that only moves what is one's own. */
  ownMove?: OwnMove;
  number: string;
  status: ActStatus;
  revision: number;
  /** The donor, the receiver, the title, or the number a reversal voids. */
  title: string;
  entity?: { code: string; name: string };
  fund?: { code: string; name: string };
  stream: Stream;
  occurred: Occurred;
  recordedBy: { id: bigint; name: string };
  recordedAt: Date;
  /** Leaf in the public log, once published. */
  leafIndex?: bigint;
  figures: Figure[];
}

/** The query every list of acts begins with. */
export function selectActs(db: Database) {
  return db
    .selectFrom('act')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .innerJoin('actTitle', 'actTitle.actId', 'act.id')
    .innerJoin('appUser as recorder', 'recorder.id', 'act.recordedBy')
    .leftJoin('organisation as entity', 'entity.code', 'act.entityCode')
    .leftJoin('fund', 'fund.code', 'act.fundCode')
    .leftJoin('adjustment', 'adjustment.actId', 'act.id')
    .select([
      'act.id',
      'act.kind',
      'act.number',
      'act.revision',
      'act.stream',
      'act.entityCode',
      'entity.name as entityName',
      'act.fundCode',
      'fund.name as fundName',
      'act.occurredPrecision',
      'act.occurredFrom',
      'act.occurredTo',
      'act.recordedBy',
      'recorder.displayName as recorderName',
      'act.recordedAt',
      'actStatus.status',
      'actStatus.leafIndex',
      'actTitle.title',
      'adjustment.reason as adjustmentReason',
      'adjustment.unitCode as adjustmentUnit',
    ]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectActs>['execute']>>[number];

/** Runs the query and adds each act's figures, in the query's order. */
export async function actRows(db: Database, query: ReturnType<typeof selectActs>): Promise<ActRow[]> {
  const rows = await query.execute();
  const figures = await figuresByAct(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => actRow(row, figures.get(row.id) ?? []));
}

function actRow(row: Selected, figures: Figure[]): ActRow {
  const { entityCode, entityName, fundCode, fundName, leafIndex } = row;
  const ownMove = ownMoveOf(row.adjustmentReason, row.adjustmentUnit);
  return {
    id: row.id,
    kind: row.kind as ActKind,
    ...(ownMove && { ownMove }),
    number: row.number,
    status: row.status as ActStatus,
    revision: row.revision,
    title: row.title ?? '',
    ...(entityCode !== null && { entity: { code: entityCode, name: entityName ?? entityCode } }),
    ...(fundCode !== null && { fund: { code: fundCode, name: fundName ?? fundCode } }),
    stream: row.stream as Stream,
    occurred: occurredOf(row),
    recordedBy: { id: row.recordedBy, name: row.recorderName },
    recordedAt: row.recordedAt,
    ...(leafIndex !== null && { leafIndex }),
    figures,
  };
}

async function figuresByAct(db: Database, actIds: bigint[]): Promise<Map<bigint, Figure[]>> {
  const found = new Map<bigint, Figure[]>();
  if (actIds.length === 0) return found;
  const rows = await db
    .selectFrom('actFigure')
    .innerJoin('unit', 'unit.code', 'actFigure.unitCode')
    .leftJoin('item', 'item.code', 'unit.itemCode')
    .select([
      'actFigure.actId',
      'amount',
      'unit.code as unit',
      'unit.scale',
      'item.name',
      'item.standard',
      'item.measure',
    ])
    .where('actFigure.actId', 'in', actIds)
    .orderBy('line')
    .execute();
  for (const { actId, amount, unit, scale, name, standard, measure } of rows) {
    if (actId === null || amount === null) continue;
    const item = name !== null && measure !== null && { item: { name, measure, ...(standard && { standard }) } };
    found.set(actId, [...(found.get(actId) ?? []), { unit, amount, scale, ...item }]);
  }
  return found;
}
