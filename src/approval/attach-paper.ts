import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { lockAct } from './lock-act.ts';
import { LARGEST_PAPER_BYTES, type MediaType, mediaTypeOf, PAPERS, type Paper } from './paper.ts';

export interface PaperInput {
  actId: bigint;
  by: bigint;
  paper: Paper;
  /** Shown to staff only; never part of a path. */
  fileName: string;
  bytes: Uint8Array;
}

/**
 * Keeps a scan or photo with an act. The bytes go to disk before the row is written: a crash between the two leaves a
 * file nobody names, never a row whose bytes are gone. The same bytes a second time are the same attachment.
 */
export async function attachPaper(
  db: Database,
  dataDir: string,
  input: PaperInput,
): Promise<Result<{ attachmentId: bigint; sha256: string }>> {
  const { actId, by, paper, bytes } = input;
  const mediaType = mediaTypeOf(bytes);
  const refusals = checkPaper(input);
  if (mediaType === undefined || refusals.length > 0) return refused(...refusals);
  const sha256 = createHash('sha256').update(bytes).digest();
  await keepBytes(paperPath(dataDir, sha256), bytes);
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const locked = await lockAct(tx, actId);
      if (!locked.ok) return locked;
      const { number, withdrawnByName } = locked.value;
      if (withdrawnByName !== undefined) {
        return refused({ kind: 'actWithdrawn', values: { number, by: withdrawnByName } });
      }
      const before = await tx
        .selectFrom('attachment')
        .select('id')
        .where('actId', '=', actId)
        .where('sha256', '=', sha256)
        .executeTakeFirst();
      if (before) return done({ attachmentId: before.id, sha256: sha256.toString('hex') });
      const { id } = await tx
        .insertInto('attachment')
        .values({
          actId,
          paper,
          sha256,
          mediaType,
          sizeBytes: bytes.length,
          fileName: shownName(input.fileName),
          uploadedBy: by,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await audit(tx, by, 'attach', number, { paper, sha256: sha256.toString('hex') });
      return done({ attachmentId: id, sha256: sha256.toString('hex') });
    }),
  );
}

export function checkPaper({ paper, bytes }: Pick<PaperInput, 'paper' | 'bytes'>): Refusal[] {
  if (!PAPERS.includes(paper)) return [{ kind: 'paperUnknown', field: 'paper' }];
  if (bytes.length === 0) return [{ kind: 'paperMissing', field: 'file' }];
  if (bytes.length > LARGEST_PAPER_BYTES) {
    const megabytes = (bytes.length / 1024 / 1024).toFixed(1);
    return [{ kind: 'attachment_size_allowed', field: 'file', values: { megabytes, most: '20' } }];
  }
  return mediaTypeOf(bytes) === undefined ? [{ kind: 'attachment_media_allowed', field: 'file' }] : [];
}

export interface KeptPaper {
  mediaType: MediaType;
  fileName: string;
  bytes: Uint8Array;
}

/** A kept paper for showing; undefined when there is no such attachment. Throws when its bytes are not what was kept. */
export async function findPaper(db: Database, dataDir: string, attachmentId: bigint): Promise<KeptPaper | undefined> {
  const row = await db
    .selectFrom('attachment')
    .select(['sha256', 'mediaType', 'fileName'])
    .where('id', '=', attachmentId)
    .executeTakeFirst();
  if (!row) return undefined;
  return openPaper(dataDir, row);
}

/** Throws when its bytes are not what was kept. */
export async function openPaper(
  dataDir: string,
  { sha256, mediaType, fileName }: { sha256: Buffer; mediaType: string; fileName: string },
): Promise<KeptPaper> {
  const bytes = await readFile(paperPath(dataDir, sha256));
  if (!createHash('sha256').update(bytes).digest().equals(sha256)) {
    throw new Error(`the paper ${sha256.toString('hex')} no longer has the bytes that were kept`);
  }
  return { mediaType: mediaType as MediaType, fileName, bytes };
}

export const paperPath = (dataDir: string, sha256: Buffer) => join(dataDir, 'attachments', sha256.toString('hex'));

/** Temporary file → fsync → rename → fsync of the folder. */
export async function keepBytes(path: string, bytes: Uint8Array): Promise<void> {
  const folder = join(path, '..');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** The last part of whatever path a browser sent, without control characters, at most 120 characters. */
export function shownName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const shown = [...last.replace(/\p{C}/gu, '').trim()].slice(0, 120).join('');
  return shown === '' ? '-' : shown;
}
