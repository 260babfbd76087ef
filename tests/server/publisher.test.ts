import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '#publication/log-key.ts';
import { refreshRelease } from '#publication/publish.ts';
import { createPublisher } from '#server/publisher.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { siteOfTexts } from '../support/site-of-texts.ts';
import { value } from '../support/small-books.ts';

let database: TestDatabase;
let dataDir: string;
beforeEach(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-publisher-'));
  await createLog(database.db, dataDir, 'ledger.example.org/log');
  value(await refreshRelease(database.db, dataDir, siteOfTexts));
});
afterEach(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

const environment = () => ({ ...process.env, DATABASE_URL: database.urls.app, DATA_DIR: dataDir });

test('a refresh that failed is tried again by itself until it succeeds, and says since when it fails', async () => {
  const publisher = createPublisher(database.db, environment(), 200);
  const [key, away] = [join(dataDir, 'keys'), join(dataDir, 'keys-away')];
  await rename(key, away);
  const began = Date.now();
  publisher.refreshTexts();
  expect(publisher.failingSince()).toBeUndefined();
  await vi.waitUntil(() => publisher.failingSince(), { timeout: 30_000, interval: 20 });
  const since = publisher.failingSince();
  expect(since?.getTime()).toBeGreaterThanOrEqual(began);
  await rename(away, key);
  // Whatever attempt is under way may still fail; the moment stays that of the first.
  await vi.waitUntil(
    () => {
      const now = publisher.failingSince();
      expect(now === undefined || now === since).toBe(true);
      return now === undefined;
    },
    { timeout: 120_000, interval: 20 },
  );
}, 180_000);
