import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Consent } from '#intake/donor.ts';
import { decideErasure, proposeErasure } from '#publication/erasure.ts';
import { createLog } from '#publication/log-key.ts';
import { publish, refreshRelease } from '#publication/publish.ts';
import { PUBLISH_STEPS, stepNumber } from '#publication/steps.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { servedText, siteOfTexts } from '../support/site-of-texts.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

const CHILD = join(import.meta.dirname, '../support/publish-once.ts');

let test: TestDatabase;
let books: SmallBooks;
let dataDir: string;

beforeEach(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-crash-erased-'));
  await createLog(test.db, dataDir, 'ledger.example.org/log');
  books = await openSmallBooks(test.db, test.owner);
});
afterEach(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

const publishKilledAt = (crashAt: string) =>
  new Promise<NodeJS.Signals | null>((resolve) => {
    const env = { ...process.env, MINGZHANG_CRASH_AT: crashAt };
    execFile(process.execPath, [CHILD, test.urls.app, dataDir], { env }, (error) => resolve(error?.signal ?? null));
  });

/** PostgreSQL takes a moment to see that the killed publisher is gone, and its lock with it. */
async function startAgain(): Promise<void> {
  for (;;) {
    const refreshed = await refreshRelease(test.db, dataDir, siteOfTexts);
    if (refreshed.ok) return;
    expect(refreshed.refusals).toEqual([{ kind: 'publishAlreadyRunning' }]);
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** From before the new release is built to after it is served, with the older ones still there. */
const moments = (['site', 'release', 'finish'] as const).flatMap((step) => [
  `${stepNumber(step)}`,
  `${stepNumber(step)}+`,
]);

describe('a publisher killed after a name was erased', () => {
  it('is tried up to its last step', () => expect(moments.at(-1)).toBe(`${PUBLISH_STEPS.length}+`));

  it.each(moments)('at %s: the next start leaves no file with the name', async (crashAt) => {
    const consent: Consent = { display: 'named', byGuardian: false, givenOn: '2020-02-01', evidence: '同意书' };
    const donor = { kind: 'person' as const, legalName: '欧阳晓明', consent };
    const { actId } = await enterGift(test.db, books, cashGift(10_00n, { donor }));
    value(await publish(test.db, { dataDir, buildSite: siteOfTexts }));
    const wish = { actId, fields: ['legalName', 'displayName'], askedBy: '捐赠人本人', reason: '要求删除姓名' };
    const id = value(await proposeErasure(test.db, wish, books.recorder));
    value(await decideErasure(test.db, dataDir, { id, decision: 'approved', by: books.reviewer }));
    await enterGift(test.db, books, cashGift(20_00n));
    expect(await publishKilledAt(crashAt)).toBe('SIGKILL');
    // The last moment is after the older releases were dropped.
    expect((await servedText(dataDir)).includes('欧阳晓明')).toBe(crashAt !== moments.at(-1));
    await startAgain();
    expect(await servedText(dataDir)).not.toContain('欧阳');
  });
});
