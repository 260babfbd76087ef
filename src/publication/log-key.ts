import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Database } from '#database/connection.ts';
import { EMPTY_ROOT } from '#log/merkle.ts';
import { logSigner, type Signer } from '#log/note.ts';
import { formatVerifierKey } from '#log/verifier-key.ts';
import { syncFolder } from './durable-file.ts';

/** The seed lies outside the database and its backups: whoever holds a copy of the books still cannot sign. */
export const logKeyPath = (dataDir: string): string => join(dataDir, 'keys', 'log-ed25519');

/** Makes key and log once. Origin and key stay what they are for the life of the log, whatever host serves it. */
export async function createLog(db: Database, dataDir: string, origin: string): Promise<{ verifierKey: string }> {
  const existing = await db.selectFrom('logHead').select('verifierKey').executeTakeFirst();
  if (existing) return existing;
  const path = logKeyPath(dataDir);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeNewKey(path);
  const verifierKey = formatVerifierKey(logSigner(origin, await readSeed(path)).key);
  await db
    .insertInto('logHead')
    .values({ origin, verifierKey, root: Buffer.from(EMPTY_ROOT) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return db.selectFrom('logHead').select('verifierKey').executeTakeFirstOrThrow();
}

/** The log's signer. Throws when the key file is missing, open to others, or not the key this log was created with. */
export async function readSigner(db: Database, dataDir: string): Promise<Signer> {
  const { origin, verifierKey } = await db
    .selectFrom('logHead')
    .select(['origin', 'verifierKey'])
    .executeTakeFirstOrThrow(
      () => new Error('there is no log yet: the service creates it when it starts with LOG_ORIGIN set'),
    );
  const signer = logSigner(origin, await readSeed(logKeyPath(dataDir)));
  if (formatVerifierKey(signer.key) !== verifierKey) {
    throw new Error(`the key under ${logKeyPath(dataDir)} is not the key of this log (${verifierKey})`);
  }
  return signer;
}

/** Whole or not at all: the name appears only once the bytes are on the disk, and a key that is there is never replaced. */
async function writeNewKey(path: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, 'w', 0o600);
  await file.writeFile(`${randomBytes(32).toString('base64')}\n`);
  await file.sync();
  await file.close();
  try {
    await link(temporary, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(temporary);
  }
  await syncFolder(dirname(path));
  await syncFolder(dirname(dirname(path)));
}

async function readSeed(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { mode } = await file.stat();
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new Error(`${path} can be read by others: chmod 600 it`);
    }
    const seed = Buffer.from((await file.readFile('ascii')).trim(), 'base64');
    if (seed.length !== 32) throw new Error(`${path} does not hold a 32-byte seed`);
    return new Uint8Array(seed);
  } finally {
    await file.close();
  }
}
