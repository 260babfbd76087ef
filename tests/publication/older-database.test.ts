import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusalText } from '#i18n/refusals.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { changeDisplay } from '#publication/change-display.ts';
import { createLog } from '#publication/log-key.ts';
import { writeOpeningFiles } from '#publication/opening-files.ts';
import { publish, refreshRelease } from '#publication/publish.ts';
import { listPublishRuns } from '#publication/runs.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { publicFiles, siteOfTexts } from '../support/site-of-texts.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let test: TestDatabase;
let backup: TestDatabase;
let books: SmallBooks;
let dataDir: string;
let size: bigint;
let olderSize: bigint;
let before: Map<string, Buffer>;

const sizeOf = async ({ db }: TestDatabase) =>
  (await db.selectFrom('logHead').select('size').executeTakeFirstOrThrow()).size;

/** A database restored from a backup of the first notice, beside the published folder of the second. */
beforeAll(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-older-'));
  await createLog(test.db, dataDir, 'ledger.example.org/log');
  books = await openSmallBooks(test.db, test.owner);
  await enterGift(test.db, books, cashGift(10_00n));
  value(await publish(test.db, { dataDir, buildSite: siteOfTexts }));
  backup = await test.restored();
  await enterGift(test.db, books, cashGift(20_00n, { donor: { kind: 'enterprise', legalName: '后来的公司' } }));
  value(await publish(test.db, { dataDir, buildSite: siteOfTexts }));
  [size, olderSize] = [await sizeOf(test), await sizeOf(backup)];
  before = await publicFiles(dataDir);
});
afterAll(async () => {
  await test.close();
  await backup.close();
  await rm(dataDir, { recursive: true });
});

const expectNothingChanged = async () => expect(await publicFiles(dataDir)).toEqual(before);

const expectSaysWhatToDo = (refusals: Refusal[]) => {
  expect(refusals).toEqual([
    { kind: 'databaseOlder', values: { published: String(size), database: String(olderSize) } },
  ]);
  const [refusal] = refusals;
  if (!refusal) throw new Error('nothing was refused');
  const chinese = refusalText(refusal, 'zh-Hans');
  expect(chinese.message).toContain(`账册有 ${size} 条，数据库只有 ${olderSize} 条`);
  expect(chinese.remedy).toContain('请恢复更新的数据库备份');
  expect(refusalText(refusal, 'en').remedy).toContain('Restore a newer backup');
};

it('publishes nothing and rewrites nothing, though there is something new to publish or to hide', async () => {
  expect(olderSize).toBeLessThan(size);
  const gift = await enterGift(backup.db, books, cashGift(99_00n));
  const published = await publish(backup.db, { dataDir, buildSite: siteOfTexts });
  expectSaysWhatToDo(published.ok ? [] : published.refusals);
  expect(await sizeOf(backup)).toBe(olderSize);
  const { actId } = await backup.db
    .selectFrom('logLeaf')
    .innerJoin('donation', 'donation.actId', 'logLeaf.actId')
    .select('donation.actId')
    .executeTakeFirstOrThrow();
  expect(actId).not.toBe(gift.actId);
  const wish = { display: 'anonymous', byGuardian: false, evidence: '来函' } as const;
  value(await changeDisplay(backup.db, { actId, everyGift: false, wish }, books.recorder));
  const refreshed = await refreshRelease(backup.db, dataDir, siteOfTexts);
  expectSaysWhatToDo(refreshed.ok ? [] : refreshed.refusals);
  await expect(writeOpeningFiles(backup.db, dataDir, 0n, size)).rejects.toThrow(/请恢复更新的数据库备份/);
  await expectNothingChanged();
});

it.each(['publish', 'erase'])('is told by the command %s in Chinese and in English', async (command) => {
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const env = { ...process.env, DATABASE_URL: backup.urls.app, DATA_DIR: dataDir };
  const said = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
    execFile(process.execPath, [main, command], { env }, (error, _, stderr) =>
      resolve({ code: error?.code ?? 0, stderr }),
    );
  });
  expect(said.code, said.stderr).toBe(1);
  expect(said.stderr).toContain('请恢复更新的数据库备份，然后运行 mingzhang erase');
  expect(said.stderr).toContain('Restore a newer backup of the database, then run mingzhang erase');
  if (command === 'publish') expect(await listPublishRuns(backup.db, 1)).toMatchObject([{ failure: 'databaseOlder' }]);
  await expectNothingChanged();
});

it('is no obstacle to the newer database', async () => {
  expect(await refreshRelease(test.db, dataDir, siteOfTexts)).toEqual({ ok: true, value: { rebuilt: false } });
  await expectNothingChanged();
});
