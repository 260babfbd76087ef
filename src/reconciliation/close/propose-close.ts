import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { decideWish, type WishDecision, type WishStanding, wishStanding } from '#approval/wish.ts';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import type { Day } from '#ledger/day.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { type CloseIssue, type CloseState, closeState, lastClosableDay } from './close-state.ts';
import { type ClosedSheet, closedSheet } from './closed-sheet.ts';

/**
 * Prepares a close for another person to approve, with the sheets as they stand. Refused while anything keeps a day open.
 * All of it is read at one moment (repeatable read), so that no sheet mixes what was before and after a match or a file.
 */
export function proposeClose(
  db: Database,
  { entity, through, by }: { entity: string; through: Day; by: bigint },
): Promise<Result<{ closeId: bigint }>> {
  return refusing(() =>
    inTransaction(db, async (tx) => {
      await readOneMoment(tx);
      const state = await closable(tx, entity, through);
      if (!state.ok) return state;
      const { id } = await tx
        .insertInto('bookClose')
        .values({
          entityCode: entity,
          firstDay: state.value.firstDay,
          through,
          sheet: JSON.stringify(closedSheet(state.value)),
          proposedBy: by,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await audit(tx, by, 'propose close', entity, { through });
      return done({ closeId: id });
    }),
  );
}

/**
 * Another person's yes closes the days and numbers their vouchers. What was prepared is looked at once more: where a
 * figure is another by now, the close has to be prepared anew.
 *
 * The lock on the entity's books is taken before the moment that is read (repeatable read): whoever books for it or
 * approves or undoes a match of it waits until the close is decided, and what they committed before is seen. A statement
 * stored or a reason given meanwhile counts as after the close: the next one sees it.
 */
export function decideClose(db: Database, wish: WishDecision): Promise<Result<undefined>> {
  return refusing(() =>
    withBooksHeld(db, wish, async (tx) => {
      await readOneMoment(tx);
      const row = await tx
        .selectFrom('bookClose')
        .select(['entityCode', 'through', 'sheet'])
        .where('id', '=', wish.id)
        .forUpdate()
        .executeTakeFirst();
      if (!row) return refused({ kind: 'closeUnknown' });
      if (wish.decision === 'approved') {
        const state = await closable(tx, row.entityCode, row.through, { before: row.through });
        if (!state.ok) return state;
        const prepared = row.sheet as unknown as ClosedSheet;
        if (!isDeepStrictEqual(closedSheet(state.value).accounts, prepared.accounts)) {
          return refused({ kind: 'closeChanged' });
        }
      }
      await decideWish(tx, 'bookClose', wish);
      await audit(tx, wish.by, `${wish.decision} close`, row.entityCode, { through: row.through });
      return done(undefined);
    }),
  );
}

const readOneMoment = (tx: Tx) => sql`set transaction isolation level repeatable read`.execute(tx);

/**
 * A transaction of a decision with the entity's books held alone from before it begins: its moment is taken by its first
 * statement, and one that waits for a lock would have been taken too early.
 */
async function withBooksHeld<T>(
  db: Database,
  { id, decision }: WishDecision,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (decision !== 'approved') return inTransaction(db, work);
  const row = await db.selectFrom('bookClose').select('entityCode').where('id', '=', id).executeTakeFirst();
  if (!row) return inTransaction(db, work);
  const books = sql`hashtextextended(${`books of ${row.entityCode}`}, 0)`;
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${books})`.execute(connection);
    try {
      return await inTransaction(connection, work);
    } finally {
      await sql`select pg_advisory_unlock(${books})`.execute(connection);
    }
  });
}

async function closable(
  tx: Tx,
  entity: string,
  through: Day,
  options: { before?: Day } = {},
): Promise<Result<CloseState>> {
  const latest = lastClosableDay();
  if (through > latest) return refused({ kind: 'book_close_of_past_days', field: 'through', values: { latest } });
  const state = await closeState(tx, entity, through, options);
  if (!state) return refused({ kind: 'closeNothingOpen', field: 'through' });
  return state.issues.length > 0 ? refused(...state.issues.map(refusalOf)) : done(state);
}

/** Each thing that keeps the days open, by account and number. */
/** Numbers that a sentence still carries. */
const MOST_NAMED = 5;

export function refusalOf(issue: CloseIssue): Refusal {
  switch (issue.kind) {
    case 'uncovered': {
      const [gap] = issue.gaps;
      return {
        kind: 'closeUncovered',
        values: {
          account: issue.account,
          from: gap?.from ?? '',
          to: gap?.to ?? '',
          more: String(issue.gaps.length - 1),
        },
      };
    }
    case 'linesOpen':
    case 'linesWaiting':
    case 'recordsOpen':
      return { kind: CLOSE_KINDS[issue.kind], values: { account: issue.account, count: String(issue.count) } };
    case 'sheetDiffers':
      return {
        kind: 'closeSheetDiffers',
        values: { account: issue.account, difference: String(issue.differenceFen), unit: 'CNY' },
      };
    case 'balanceUnknown':
      return { kind: 'closeBalanceUnknown', values: { account: issue.account, day: issue.day } };
    case 'balancesBreak':
      return {
        kind: 'closeBalancesBreak',
        values: {
          ...{ account: issue.account, unit: 'CNY', closed: issue.closed, closing: String(issue.closingFen) },
          ...{ opened: issue.opened, opening: String(issue.openingFen) },
        },
      };
    case 'closingDiffers':
      return {
        kind: 'closeClosingDiffers',
        values: {
          ...{ account: issue.account, unit: 'CNY', day: issue.day },
          ...{ stated: String(issue.statedFen), computed: String(issue.computedFen) },
        },
      };
    case 'cashNotCounted':
      return { kind: 'closeCashNotCounted', values: { account: issue.account, day: issue.since } };
    case 'cashDiffers':
      return {
        kind: 'closeCashDiffers',
        values: {
          account: issue.account,
          counted: String(issue.countedFen),
          booked: String(issue.bookFen),
          unit: 'CNY',
        },
      };
    case 'accountMissing':
      return {
        kind: 'closeAccountMissing',
        values: {
          count: String(issue.numbers.length),
          numbers: issue.numbers.slice(0, MOST_NAMED).join('、') + (issue.numbers.length > MOST_NAMED ? '…' : ''),
        },
      };
    case 'tooManyLoose':
      return { kind: 'closeTooManyLoose', values: { account: issue.account } };
  }
}

const CLOSE_KINDS = {
  linesOpen: 'closeLinesOpen',
  linesWaiting: 'closeLinesWaiting',
  recordsOpen: 'closeRecordsOpen',
} as const;

export interface CloseRow extends WishStanding {
  entity: { code: string; name: string };
  firstDay: Day;
  through: Day;
}

/** Newest first; without their sheets, each of which may hold a thousand items. */
export async function listCloses(
  db: Database,
  { limit, entity }: { limit: number; entity?: string },
): Promise<CloseRow[]> {
  const rows = await selectCloses(db)
    .$if(entity !== undefined, (query) => query.where('entityCode', '=', entity ?? ''))
    .orderBy('bookClose.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(closeRow);
}

export async function findClose(db: Database, id: bigint): Promise<(CloseRow & { sheet: ClosedSheet }) | undefined> {
  const row = await selectCloses(db).select('sheet').where('bookClose.id', '=', id).executeTakeFirst();
  return row && { ...closeRow(row), sheet: row.sheet as unknown as ClosedSheet };
}

const selectCloses = (db: Database) =>
  db
    .selectFrom('bookClose')
    .innerJoin('organisation', 'organisation.code', 'bookClose.entityCode')
    .innerJoin('appUser as proposer', 'proposer.id', 'bookClose.proposedBy')
    .leftJoin('appUser as decider', 'decider.id', 'bookClose.decidedBy')
    .select(['bookClose.id', 'entityCode', 'organisation.name as entityName', 'firstDay', 'through'])
    .select(['proposedBy', 'proposer.displayName as proposerName', 'proposedAt', 'decision', 'decisionReason'])
    .select(['decidedAt', 'decider.displayName as decidedByName']);

const closeRow = (row: Awaited<ReturnType<ReturnType<typeof selectCloses>['execute']>>[number]): CloseRow => ({
  ...wishStanding(row),
  entity: { code: row.entityCode, name: row.entityName },
  ...{ firstDay: row.firstDay, through: row.through },
});

/** Closes that wait for somebody else than who prepared them. */
export async function closesToDecide(db: Database, person: bigint): Promise<number> {
  const row = await db
    .selectFrom('bookClose')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('decision', 'is', null)
    .where('proposedBy', '<>', person)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
