import { moment } from '#approval/moment.ts';
import type { ProposedAct } from '#approval/propose-act.ts';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { inTransaction } from '#database/transaction.ts';
import { type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { listItems } from '#registry/queries.ts';
import type { SheetSource } from '#sheet/read-file.ts';
import type { BatchInput } from '../batch.ts';
import { proposeBatch } from '../propose-batch.ts';
import { type Roster, readRoster } from './roster.ts';

/** Reads a roster and says what it comes to; writes nothing. */
export async function previewRoster(db: Database, source: SheetSource, sheet?: string): Promise<Result<Roster>> {
  const read = await readRoster(source, await listItems(db), sheet);
  if (!read.ok) return read;
  const again = await alreadyImported(db, read.value);
  return { ok: true, value: { ...read.value, refusals: [...again, ...read.value.refusals] } };
}

/** What a roster says of its batch: the rest is the clerk's. */
export type RosterFigures = Pick<BatchInput, 'headcount' | 'unit' | 'total' | 'share'>;

export const figuresOf = ({ rows, unit = '', total, share }: Roster): RosterFigures => ({
  headcount: BigInt(rows),
  unit,
  total,
  ...(share !== undefined && { share }),
});

/**
 * Enters a roster as one batch for another person to approve. Of the file only its SHA-256 and the number of its rows are
 * kept; count and total stand in the batch. Lost between batch and note of the file, the same person finds the batch
 * again by its key.
 */
export async function importRoster(
  db: Database,
  file: { source: SheetSource; sheet?: string },
  about: Omit<BatchInput, keyof RosterFigures>,
  by: bigint,
): Promise<Result<ProposedAct>> {
  const preview = await previewRoster(db, file.source, file.sheet);
  if (!preview.ok) return preview;
  const roster = preview.value;
  if (roster.refusals.length > 0) return refused(...roster.refusals);
  if (roster.rows === 0) return refused({ kind: 'importHeadingsOnly' });
  const input: BatchInput = { ...about, ...figuresOf(roster) };
  const same = await batchesOf(db, roster);
  const standing = same.find(
    ({ stands, title, entity, fund }) =>
      stands && title === input.title.trim() && entity === input.header.entity && fund === input.header.fund,
  );
  if (standing) return refused({ kind: 'rosterBatchExists', values: { number: standing.number } });
  const gone = same.filter(({ stands }) => !stands).length;
  const proposed = await proposeBatch(db, input, by, `roster ${roster.sha256} ${gone}`);
  if (!proposed.ok) return proposed;
  await inTransaction(db, async (tx) => {
    await tx
      .insertInto('importFile')
      .values({
        sha256: Buffer.from(roster.sha256, 'hex'),
        kind: 'roster',
        // A roster may be called after a person it names.
        fileName: '',
        rows: roster.rows,
        importedBy: by,
      })
      .onConflict((conflict) => conflict.constraint('import_file_once').doNothing())
      .execute();
    await audit(tx, by, 'import', `roster ${roster.sha256.slice(0, 16)}`, {
      rows: roster.rows,
      batch: proposed.value.number,
    });
  });
  return proposed;
}

/** Batches of this count and total, whatever became of them. */
async function batchesOf(db: Database, { rows, unit, total }: Roster) {
  const found = await db
    .selectFrom('batch')
    .innerJoin('act', 'act.id', 'batch.actId')
    .innerJoin('actStatus', 'actStatus.actId', 'batch.actId')
    .select(['act.number', 'title', 'entityCode as entity', 'fundCode as fund', 'status'])
    .where('headcount', '=', BigInt(rows))
    .where('unitCode', '=', unit ?? '')
    .where('totalAmount', '=', total)
    .execute();
  return found.map(({ status, ...batch }) => ({ ...batch, stands: status !== 'withdrawn' && status !== 'reversed' }));
}

/** The same bytes again are refused as long as a batch of their count and total stands. */
async function alreadyImported(db: Database, roster: Roster): Promise<Refusal[]> {
  const before = await db
    .selectFrom('importFile')
    .innerJoin('appUser', 'appUser.id', 'importFile.importedBy')
    .select(['importedAt', 'displayName'])
    .where('kind', '=', 'roster')
    .where('sha256', '=', Buffer.from(roster.sha256, 'hex'))
    .executeTakeFirst();
  if (!before || !(await batchesOf(db, roster)).some(({ stands }) => stands)) return [];
  return [{ kind: 'rosterImported', values: { by: before.displayName, at: moment(before.importedAt) } }];
}
