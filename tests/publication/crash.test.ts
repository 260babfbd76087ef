import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseVerifierKey } from '#log/verifier-key.ts';
import { verifyLog } from '#log/verify-log.ts';
import { logFolder, readLogFile } from '#publication/log-files.ts';
import { createLog, readSigner } from '#publication/log-key.ts';
import { PUBLISH_STEPS } from '#publication/steps.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { cashGift, enterBatch, enterGift, openSmallBooks, type SmallBooks } from '../support/small-books.ts';

const CHILD = join(import.meta.dirname, '../support/publish-once.ts');

let test: TestDatabase;
let books: SmallBooks;
let dataDir: string;
let key: string;

beforeAll(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-publish-'));
  key = (await createLog(test.db, dataDir, 'ledger.example.org/log')).verifierKey;
  books = await openSmallBooks(test.db, test.owner);
});
afterAll(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

interface Ending {
  signal: NodeJS.Signals | null;
  said: string;
}

function publishOnce(crashAt?: string): Promise<Ending> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...(crashAt !== undefined && { MINGZHANG_CRASH_AT: crashAt }) };
    execFile(process.execPath, [CHILD, test.urls.app, dataDir], { env }, (error, stdout, stderr) =>
      resolve({ signal: error?.signal ?? null, said: stdout + stderr }),
    );
  });
}

/** Every file of the log with its bytes. */
async function publishedBytes(): Promise<Map<string, string>> {
  const folder = logFolder(dataDir);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'));
  const pairs = files.map(async (file): Promise<[string, string]> => {
    const path = join(file.parentPath, file.name);
    return [path.slice(folder.length), (await readFile(path)).toString('base64')];
  });
  return new Map(await Promise.all(pairs));
}

const storedLeaves = () => test.db.selectFrom('logLeaf').select(['leafIndex', 'bytes']).orderBy('leafIndex').execute();

const moments = PUBLISH_STEPS.flatMap((step, place) => [
  { step, crashAt: `${place + 1}`, when: 'before its work' },
  { step, crashAt: `${place + 1}+`, when: 'right after its work' },
]);

describe('a publisher killed at a step', () => {
  it.each(moments)(
    '$step, $when: the same command again ends with the same bytes, no fork and nothing lost',
    async ({ crashAt }) => {
      const gift = await enterGift(test.db, books, cashGift(100_00n));
      const before = await publishedBytes();

      const killed = await publishOnce(crashAt);
      expect(killed.signal, killed.said).toBe('SIGKILL');
      const committed = await storedLeaves();
      const halfWritten = await publishedBytes();

      const again = await publishOnce();
      expect(again.signal, again.said).toBeNull();
      expect(again.said).toMatch(/"ok":true|nothingToPublish/);

      // What was public before and what the killed run had written stand unchanged; only the checkpoint moves on.
      const after = await publishedBytes();
      for (const [path, bytes] of [...before, ...halfWritten]) {
        if (path !== '/checkpoint') expect(after.get(path), path).toBe(bytes);
      }
      const stored = await storedLeaves();
      expect(stored.slice(0, committed.length)).toEqual(committed);
      expect(stored.filter(({ bytes }) => bytes.toString().includes(`"${gift.number}"`))).toHaveLength(1);

      const report = await verifyLog(readLogFile(logFolder(dataDir)), parseVerifierKey(key));
      expect(report).toMatchObject({ ok: true, size: BigInt(stored.length) });
      const served = await readlink(join(dataDir, 'current'));
      expect(served).toContain(String(stored.length).padStart(12, '0'));
      expect(await readFile(join(dataDir, served, 'index.html'), 'utf8')).toContain('release');
    },
  );

  it('leaves every checkpoint it ever signed readable at its own size', async () => {
    const sizes = await test.db.selectFrom('logCheckpoint').selectAll().orderBy('size').execute();
    expect(sizes.length).toBeGreaterThan(10);
    const signer = await readSigner(test.db, dataDir);
    for (const { note } of sizes) {
      const read = readLogFile(logFolder(dataDir));
      const report = await verifyLog(
        async (path) => (path === 'checkpoint' ? new TextEncoder().encode(note) : read(path)),
        signer.key,
      );
      expect(report).toMatchObject({ ok: true });
    }
  });
});

describe('two publishers at once', () => {
  it('make one notice between them', async () => {
    await enterGift(test.db, books, cashGift(500_00n));
    const before = await test.db.selectFrom('logHead').select('notices').executeTakeFirstOrThrow();
    const endings = await Promise.all([publishOnce(), publishOnce(), publishOnce()]);
    const after = await test.db.selectFrom('logHead').select('notices').executeTakeFirstOrThrow();
    expect(after.notices - before.notices).toBe(1n);
    const refusals = endings.filter(({ said }) => /publishAlreadyRunning|nothingToPublish/.test(said));
    expect(refusals, endings.map(({ said }) => said).join('\n')).toHaveLength(2);
  });

  it('hold a batch back until the gift that pays for it is confirmed too', async () => {
    const batch = await enterBatch(test.db, books, 5n, 1_000_000_00n).catch((error: Error) => error);
    expect(batch).toBeInstanceOf(Error);
    expect(String(batch)).toContain('account_balance_not_negative');
  });
});
