import type { Database, Tx } from '#database/connection.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import type { ActStatus } from './act.ts';
import { lockActs } from './lock-act.ts';

/** Goods leave the books by one act and their value by another; one of the two. */
export interface Half {
  actId: bigint;
  number: string;
  part: 'goods' | 'value';
  status: ActStatus;
  /** The reversal of it that waits for a reviewer. */
  waiting?: WaitingReversal;
}

export interface WaitingReversal {
  actId: bigint;
  number: string;
  revision: number;
}

/** Approved, and nothing takes it back. */
export const isBooked = ({ status }: Pick<Half, 'status'>): boolean =>
  status === 'approved' || status === 'confirmed' || status === 'published';

/** All that belongs together with an act, which is one of them: the goods first; none of acts that have no other half. */
export async function listHalves(db: Database, actId: bigint): Promise<Half[]> {
  const rows = await db
    .selectFrom('adjustment')
    .innerJoin('act', 'act.id', 'adjustment.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['act.id as actId', 'act.number', 'adjustment.goodsActId', 'actStatus.status'])
    .where((eb) => {
      const goods = eb
        .selectFrom('adjustment as this')
        .select(({ fn }) => fn.coalesce('this.goodsActId', 'this.actId').as('goods'))
        .where('this.actId', '=', actId);
      return eb.or([eb('adjustment.actId', '=', goods), eb('adjustment.goodsActId', '=', goods)]);
    })
    .orderBy('act.id')
    .execute();
  if (rows.length < 2) return [];
  const halves: Half[] = [];
  for (const { goodsActId, status, ...half } of rows) {
    const waiting = await waitingReversal(db, half.actId);
    halves.push({
      ...{ ...half, part: goodsActId === null ? 'goods' : 'value', status: status as ActStatus },
      ...(waiting && { waiting }),
    });
  }
  return halves;
}

/** The reversal of an act that waits for a reviewer; one that was sent back waits for nobody: it can only be withdrawn. */
export async function waitingReversal(db: Database, actId: bigint): Promise<WaitingReversal | undefined> {
  return db
    .selectFrom('reversal')
    .innerJoin('act', 'act.id', 'reversal.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'act.id')
    .select(['act.id as actId', 'act.number', 'act.revision'])
    .where('reversal.reversesActId', '=', actId)
    .where('actStatus.status', '=', 'proposed')
    .orderBy('act.id')
    .executeTakeFirst();
}

/** The same, locked: until the transaction ends nobody proposes or approves a reversal of either. */
export async function lockHalves(tx: Tx, actId: bigint): Promise<Half[]> {
  const before = await listHalves(tx, actId);
  await lockActs(
    tx,
    before.map((half) => half.actId),
  );
  return before.length === 0 ? [] : listHalves(tx, actId);
}

/** Reversals that are decided together: of goods that come back, and of the value that comes back with them. */
export const decidedTogether = (halves: readonly Half[]): WaitingReversal[] =>
  halves.some(({ part, waiting }) => part === 'goods' && waiting) ? halves.flatMap(({ waiting }) => waiting ?? []) : [];

/** The reversals that are decided along with this one; none of all other acts. */
export async function reversalsBeside(db: Database, reversalId: bigint): Promise<WaitingReversal[]> {
  const together = decidedTogether(await halvesReversedBy(db, reversalId, listHalves));
  return together.some(({ actId }) => actId === reversalId) ? together.filter(({ actId }) => actId !== reversalId) : [];
}

/**
 * The reversals of the other halves that wait as this one does, or were sent back as it was: nobody approves those any
 * more, and left alone they would lie about as work that is none.
 */
export async function reversalsTakenBackWith(db: Database, reversalId: bigint): Promise<bigint[]> {
  const reversal = await db
    .selectFrom('reversal')
    .innerJoin('actStatus', 'actStatus.actId', 'reversal.actId')
    .select(['reversesActId', 'status'])
    .where('reversal.actId', '=', reversalId)
    .where('status', 'in', ['proposed', 'returned'])
    .executeTakeFirst();
  if (!reversal) return [];
  const halves = await listHalves(db, reversal.reversesActId);
  const others = halves.flatMap(({ actId }) => (actId === reversal.reversesActId ? [] : actId));
  if (others.length === 0) return [];
  const rows = await db
    .selectFrom('reversal')
    .innerJoin('actStatus', 'actStatus.actId', 'reversal.actId')
    .select('reversal.actId')
    .where('reversesActId', 'in', others)
    .where('status', '=', reversal.status)
    .orderBy('reversal.actId')
    .execute();
  return rows.map(({ actId }) => actId);
}

/** Those that are decided along, before all of them are approved: goods do not come back and leave their value off the books. */
export async function lockReversalsBeside(tx: Tx, reversalId: bigint): Promise<Result<WaitingReversal[]>> {
  const halves = await halvesReversedBy(tx, reversalId, lockHalves);
  const together = decidedTogether(halves);
  if (!together.some(({ actId }) => actId === reversalId)) return done([]);
  const number = halves.find(({ part }) => part === 'goods')?.number ?? '';
  for (const half of halves) {
    if (half.part === 'goods' || half.waiting) continue;
    if (half.status === 'proposed') return refused({ kind: 'reversalBeforeValue', values: { number: half.number } });
    if (isBooked(half)) return refused({ kind: 'reversalWithoutValue', values: { number, value: half.number } });
  }
  await lockActs(
    tx,
    together.map(({ actId }) => actId),
  );
  return done(together.filter(({ actId }) => actId !== reversalId));
}

/** Of what the reversal voids, with the reversal itself as the one that waits, whichever others do. */
async function halvesReversedBy<Reading extends Database>(
  db: Reading,
  reversalId: bigint,
  read: (db: Reading, actId: bigint) => Promise<Half[]>,
): Promise<Half[]> {
  const reversal = await db
    .selectFrom('reversal')
    .innerJoin('act', 'act.id', 'reversal.actId')
    .select(['act.id as actId', 'act.number', 'act.revision', 'reversesActId'])
    .where('reversal.actId', '=', reversalId)
    .executeTakeFirst();
  if (!reversal) return [];
  const { reversesActId, ...waiting } = reversal;
  const halves = await read(db, reversesActId);
  if (halves.length === 0 || !(await isProposed(db, reversalId))) return [];
  return halves.map((half) => (half.actId === reversesActId ? { ...half, waiting } : half));
}

const isProposed = async (db: Database, actId: bigint): Promise<boolean> =>
  (await db.selectFrom('actStatus').select('status').where('actId', '=', actId).executeTakeFirst())?.status ===
  'proposed';
