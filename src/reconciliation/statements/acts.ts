import { sql } from 'kysely';
import { audit } from '#database/audit.ts';
import type { Database, Tx } from '#database/connection.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import type { Mapping } from '../statement/table/mapping.ts';
import { FileTooLarge, keepFile } from './kept-file.ts';
import { checkMapping } from './mapping-input.ts';
import { storedBefore } from './stored-before.ts';

export interface Upload {
  moneyAccountId: bigint;
  by: bigint;
  /** Shown to staff only; never part of a path. */
  fileName: string;
  content: AsyncIterable<Uint8Array>;
}

/**
 * Keeps a statement as evidence and puts it in line to be read. Bytes go to disk before the row is written: a crash
 * between the two leaves a file nobody names.
 */
export async function uploadStatement(
  db: Database,
  dataDir: string,
  upload: Upload,
): Promise<Result<{ fileId: bigint }>> {
  const { moneyAccountId, by, content } = upload;
  const unfit = await unfitAccount(db, moneyAccountId);
  if (unfit) return refused(unfit);
  let kept: Awaited<ReturnType<typeof keepFile>>;
  try {
    kept = await keepFile(dataDir, content);
  } catch (cause) {
    if (!(cause instanceof FileTooLarge)) throw cause;
    return refused({ kind: 'statementTooLarge', field: 'file' });
  }
  if (kept.bytes === 0) return refused({ kind: 'statementEmpty', field: 'file' });
  const { sha256, bytes } = kept;
  const before = await storedBefore(db, { moneyAccountId, sha256 });
  if (before) return refused({ ...before, field: 'file' });
  return inTransaction(db, async (tx) => {
    const { id } = await tx
      .insertInto('statementFile')
      .values({
        moneyAccountId,
        sha256,
        fileName: shownName(upload.fileName),
        sizeBytes: BigInt(bytes),
        uploadedBy: by,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await audit(tx, by, 'upload statement', `statement ${id}`, { sha256: sha256.toString('hex') });
    return done({ fileId: id });
  });
}

/** Only an approved account that has statements takes one. */
async function unfitAccount(db: Database, id: bigint): Promise<Refusal | undefined> {
  const account = await db
    .selectFrom('moneyAccount')
    .select(['kind', 'decision'])
    .where('id', '=', id)
    .executeTakeFirst();
  const fits = account?.decision === 'approved' && account.kind !== 'cash';
  return fits ? undefined : { kind: 'statementAccountUnknown', field: 'moneyAccount' };
}

/** The clerk's yes: a worker stores the file; whoever said yes stands with it. */
export async function askToStore(db: Database, fileId: bigint, by: bigint): Promise<Result<{ fileId: bigint }>> {
  const { rows } = await sql<{ id: bigint }>`
    update statement_file
    set state = 'storing', lines_done = 0, progress_at = now(),
      report = (report - 'failure') || jsonb_build_object('askedBy', ${String(by)}::text)
    where id = ${fileId} and state = 'read'
    returning id`.execute(db);
  return rows.length === 1 ? done({ fileId }) : refused(await notToBe(db, fileId));
}

/** A file that was read and is not to be stored; its bytes and its report stay as evidence. */
export async function discardStatement(db: Database, fileId: bigint, by: bigint): Promise<Result<{ fileId: bigint }>> {
  return inTransaction(db, async (tx) => {
    const discarded = await discard(tx, fileId);
    if (!discarded) return refused(await notToBe(tx, fileId));
    await audit(tx, by, 'discard statement', `statement ${fileId}`);
    return done({ fileId });
  });
}

async function discard(tx: Tx, fileId: bigint): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('statementFile')
    .set({ state: 'discarded', progressAt: new Date() })
    .where('id', '=', fileId)
    .where('state', '=', 'read')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Why a file can be neither stored nor discarded now. */
async function notToBe(db: Database | Tx, fileId: bigint): Promise<Refusal> {
  const row = await db.selectFrom('statementFile').select('state').where('id', '=', fileId).executeTakeFirst();
  return row
    ? { kind: 'statementFileNotReady', values: { statementState: row.state } }
    : { kind: 'statementFileUnknown' };
}

/**
 * Saves how the account's files are to be read, and reads this one anew in that way, as a file of its own: what was said
 * of it before stays.
 */
export async function readAnew(
  db: Database,
  { fileId, by, mapping }: { fileId: bigint; by: bigint; mapping: Mapping },
): Promise<Result<{ fileId: bigint }>> {
  const refusals = checkMapping(mapping);
  if (refusals.length > 0) return refused(...refusals);
  return inTransaction(db, async (tx) => {
    const old = await tx
      .selectFrom('statementFile')
      .select(['moneyAccountId', 'sha256', 'fileName', 'sizeBytes', 'state'])
      .where('id', '=', fileId)
      .executeTakeFirst();
    if (old?.state !== 'read' && old?.state !== 'refused') return refused(await notToBe(tx, fileId));
    const { id: mappingId } = await tx
      .insertInto('statementMapping')
      .values({ moneyAccountId: old.moneyAccountId, mapping: JSON.stringify(mapping), savedBy: by })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (old.state === 'read' && !(await discard(tx, fileId))) return refused(await notToBe(tx, fileId));
    const { state: _, ...same } = old;
    const { id } = await tx
      .insertInto('statementFile')
      .values({ ...same, uploadedBy: by, mappingId })
      .returning('id')
      .executeTakeFirstOrThrow();
    await audit(tx, by, 'map statement', `statement ${id}`, { mapping: String(mappingId) });
    return done({ fileId: id });
  });
}

/** The last part of whatever path a browser sent, without control characters, at most 120 characters. */
function shownName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const shown = [...last.replace(/\p{C}/gu, '').trim()].slice(0, 120).join('');
  return shown === '' ? '-' : shown;
}
