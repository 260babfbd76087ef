import type { Database } from '#database/connection.ts';
import { type ActHeader, type ActKind, type ActStatus, headerOf, type Task } from './act.ts';
import { type ActEvent, actHistory, type ReversalTies, reversalTies } from './act-history.ts';
import { type ActRow, actRows, selectActs } from './act-rows.ts';
import {
  type ConfirmationKind,
  confirmationKinds,
  isMatchable,
  isOfWarehouse,
  isPublicRefund,
  whyNotByHand,
} from './confirmation.ts';
import { findEntryOfAct, type JournalEntry } from './journal.ts';
import type { MediaType, Paper } from './paper.ts';
import { confirmationsOf, type Side, waitingSidesOf } from './standing-confirmation.ts';

export type { ActRow, Figure } from './act-rows.ts';
export { listOpenTasks } from './open-tasks.ts';

export interface ActFilter {
  kind?: ActKind;
  status?: ActStatus;
  entity?: string;
  fund?: string;
  /** Part of a title, of the source reference, or of a number. */
  search?: string;
  /** Only acts with a smaller id: the last id of the page before. */
  before?: bigint;
  limit: number;
}

/** Acts, newest first, a page at a time by id. */
export async function listActs(db: Database, filter: ActFilter): Promise<ActRow[]> {
  const { kind, status, entity, fund, before, limit } = filter;
  let query = selectActs(db);
  if (kind) query = query.where('act.kind', '=', kind);
  if (entity) query = query.where('act.entityCode', '=', entity);
  if (fund) query = query.where('act.fundCode', '=', fund);
  if (status) query = query.where('actStatus.status', '=', status);
  if (before !== undefined) query = query.where('act.id', '<', before);
  const search = filter.search?.trim();
  if (search) {
    const anywhere = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) =>
      eb.or([
        eb('actTitle.title', 'ilike', anywhere),
        eb('act.number', 'ilike', anywhere),
        eb('act.sourceReference', 'ilike', anywhere),
      ]),
    );
  }
  return actRows(db, query.orderBy('act.id', 'desc').limit(limit));
}

export interface Attachment {
  id: bigint;
  paper: Paper;
  mediaType: MediaType;
  sizeBytes: number;
  fileName: string;
  /** Hex. */
  sha256: string;
}

/** An act in full; what it says beyond the header belongs to the slice of its kind. */
export interface ActDetail extends ActRow, ReversalTies {
  header: ActHeader;
  history: ActEvent[];
  attachments: Attachment[];
  /** Ways to confirm it by hand that were not used yet; none before approval. */
  confirmableBy: ConfirmationKind[];
  /** What confirms it today. */
  confirmedBy: ConfirmationKind[];
  /** While it waits for confirmation: the sides it moved that nothing confirms yet. */
  waitingSides: Side[];
  /** It moves cash: a line of a statement can be it. */
  matchable: boolean;
  /** The match it stands in, decided or not. */
  matchId?: bigint;
  openTasks: Task[];
  entry?: JournalEntry;
}

/** undefined when there is no such act. */
export async function getAct(db: Database, actId: bigint): Promise<ActDetail | undefined> {
  const [row] = await actRows(db, selectActs(db).where('act.id', '=', actId));
  if (!row) return undefined;
  const columns = await db.selectFrom('act').selectAll().where('id', '=', actId).executeTakeFirstOrThrow();
  const history = await actHistory(db, row);
  const entry = await findEntryOfAct(db, actId);
  const tasks = await db.selectFrom('openTask').select('task').where('actId', '=', actId).execute();
  const confirmedBy = (await confirmationsOf(db, [actId])).get(actId) ?? [];
  const byHand = history.flatMap((event) => (event.what === 'confirm' ? [event.kind] : []));
  const ties = await reversalTies(db, actId);
  const confirmable = history.some(({ what }) => what === 'approve') && !ties.reversedBy;
  const refund = await isPublicRefund(db, actId);
  const postings = entry?.postings ?? [];
  const confirmableBy: ConfirmationKind[] = [];
  for (const kind of confirmable ? confirmationKinds(row.kind, postings, refund) : []) {
    if (isOfWarehouse(kind, row.kind) || byHand.includes(kind)) continue;
    if ((await whyNotByHand(db, actId, kind)) === undefined) confirmableBy.push(kind);
  }
  const match = await db
    .selectFrom('moneyMatchAct')
    .select('matchId')
    .where('actId', '=', actId)
    .where('released', '=', false)
    .executeTakeFirst();
  return {
    ...row,
    ...ties,
    header: headerOf(columns),
    history,
    attachments: await listAttachments(db, actId),
    confirmableBy,
    confirmedBy,
    waitingSides: tasks.some(({ task }) => task === 'confirm') ? await waitingSidesOf(db, actId) : [],
    matchable: confirmable && isMatchable(row.kind, postings, refund),
    ...(match && { matchId: match.matchId }),
    openTasks: tasks.map(({ task }) => task as Task),
    ...(entry && { entry }),
  };
}

async function listAttachments(db: Database, actId: bigint): Promise<Attachment[]> {
  const rows = await db
    .selectFrom('attachment')
    .select(['id', 'paper', 'mediaType', 'sizeBytes', 'fileName', 'sha256'])
    .where('actId', '=', actId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...row,
    paper: row.paper as Paper,
    mediaType: row.mediaType as MediaType,
    sha256: row.sha256.toString('hex'),
  }));
}
