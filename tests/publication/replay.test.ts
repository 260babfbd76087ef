import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import { getDonation } from '#intake/donation-queries.ts';
import type { Consent } from '#intake/donor.ts';
import { done } from '#ledger/refusal.ts';
import { changeDisplay } from '#publication/change-display.ts';
import { decideDisplay } from '#publication/display-proposal.ts';
import { decideErasure, listTexts, proposeErasure } from '#publication/erasure.ts';
import { createLog } from '#publication/log-key.ts';
import { publish, refreshRelease } from '#publication/publish.ts';
import { withPublishLock } from '#publication/publish-lock.ts';
import { erasureListPath, replayErasures } from '#publication/replay-erasures.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { servedText, shownNames, siteOfTexts } from '../support/site-of-texts.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let test: TestDatabase;
let backup: TestDatabase | undefined;
let books: SmallBooks;
let dataDir: string;

beforeEach(async () => {
  test = await testDatabase();
  backup = undefined;
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-replay-'));
  await createLog(test.db, dataDir, 'ledger.example.org/log');
  books = await openSmallBooks(test.db, test.owner);
});
afterEach(async () => {
  await test.close();
  await backup?.close();
  await rm(dataDir, { recursive: true });
});

const consent: Consent = { display: 'named', byGuardian: false, givenOn: '2020-02-01', evidence: '同意书' };
const giftOf = (legalName: string) =>
  cashGift(10_00n, { donor: { kind: 'person', legalName, consent }, display: 'named' });
const publishFrom = async ({ db }: TestDatabase) => value(await publish(db, { dataDir, buildSite: siteOfTexts }));
const refreshFrom = async ({ db }: TestDatabase) => value(await refreshRelease(db, dataDir, siteOfTexts));

async function enterAnew({ db }: TestDatabase, actId: bigint, legalName: string): Promise<void> {
  const input = { actId, by: books.recorder, reasonCode: 'entryMistake', reason: '金额录错' } as const;
  const reversal = value(await proposeReversal(db, { ...input, idempotencyKey: crypto.randomUUID() }));
  value(await approveAct(db, { actId: reversal.actId, revision: 1, by: books.reviewer }));
  await enterGift(db, books, { ...giftOf(legalName), replaces: actId });
}

async function erase({ db }: TestDatabase, actId: bigint): Promise<void> {
  const wish = { actId, fields: ['legalName', 'displayName'], askedBy: '捐赠人本人', reason: '要求删除姓名' };
  const id = value(await proposeErasure(db, wish, books.recorder));
  value(await decideErasure(db, dataDir, { id, decision: 'approved', by: books.reviewer }));
}

const hide = async ({ db }: TestDatabase, actId: bigint, display: 'masked' | 'anonymous') => {
  const wish = { display, byGuardian: false, evidence: '本人来电' };
  return value(await changeDisplay(db, { actId, everyGift: false, wish }, books.recorder));
};

it('a restored database is told what was erased and hidden, in its gifts too, and no later publish forgets it', async () => {
  const erased = await enterGift(test.db, books, giftOf('欧阳晓明'));
  const hidden = await enterGift(test.db, books, giftOf('司马小丽'));
  const untouched = await enterGift(test.db, books, giftOf('上官小红'));
  await publishFrom(test);
  backup = await test.restored();
  await erase(test, erased.actId);
  await hide(test, hidden.actId, 'anonymous');
  await refreshFrom(test);
  expect(await shownNames(dataDir)).toEqual([undefined, undefined, '上官小红']);
  expect(await readFile(erasureListPath(dataDir), 'utf8')).not.toMatch(/欧阳|司马/);

  await refreshFrom(backup);
  expect(await shownNames(dataDir)).toEqual([undefined, undefined, '上官小红']);
  expect(await servedText(dataDir)).not.toMatch(/欧阳|司马/);
  expect((await listTexts(backup.db, erased.actId)).map(({ field }) => field)).toEqual(['source']);
  for (const { actId } of [erased, hidden]) {
    expect((await getDonation(backup.db, actId)).shown).toBe('anonymous');
    const told = (await getAct(backup.db, actId))?.history.find(({ what }) => what === 'display');
    expect(told).toMatchObject({ display: 'anonymous', evidence: '恢复备份后，按删除清单重新隐去' });
    expect(told?.by).toBeUndefined();
  }
  expect((await getDonation(backup.db, untouched.actId)).shown).toBe('named');
  await enterAnew(backup, erased.actId, '欧阳晓明');
  await enterAnew(backup, hidden.actId, '司马小丽');
  await publishFrom(backup);
  expect(await shownNames(dataDir)).toEqual([undefined, undefined, '上官小红', '爱心人士', '爱心人士']);
  expect(await servedText(dataDir)).not.toMatch(/欧阳|司马/);
});

it('a name that was hidden, shown and hidden again stays hidden, though the backup is from when it was shown', async () => {
  const { actId } = await enterGift(test.db, books, giftOf('欧阳晓明'));
  await publishFrom(test);
  await hide(test, actId, 'anonymous');
  const wish = { display: 'named', byGuardian: false, givenOn: '2020-03-01', evidence: '同意书第 3 号' } as const;
  const outcome = value(await changeDisplay(test.db, { actId, everyGift: false, wish }, books.recorder));
  if (!('proposed' in outcome)) throw new Error('it was shown at once');
  value(await decideDisplay(test.db, { id: outcome.proposed, decision: 'approved', by: books.reviewer }));
  await refreshFrom(test);
  expect(await shownNames(dataDir)).toEqual(['欧阳晓明']);
  backup = await test.restored();
  await hide(test, actId, 'masked');
  await refreshFrom(test);
  expect(await shownNames(dataDir)).toEqual([undefined]);

  await refreshFrom(backup);
  expect(await shownNames(dataDir)).toEqual([undefined]);
  expect((await getDonation(backup.db, actId)).shown).toBe('anonymous');
  expect(await servedText(dataDir)).not.toContain('欧阳');
});

it('the list is kept under the publish lock, and by whoever holds it before letting it go', async () => {
  const { actId } = await enterGift(test.db, books, giftOf('欧阳晓明'));
  await publishFrom(test);
  await enterGift(test.db, books, giftOf('司马小丽'));
  let refusedMeanwhile: unknown;
  const list = () => readFile(erasureListPath(dataDir), 'utf8').catch(() => '[]');
  value(
    await publish(test.db, {
      dataDir,
      buildSite: siteOfTexts,
      onStep: async (step) => {
        if (step !== 'release') return;
        await erase(test, actId);
        refusedMeanwhile = await replayErasures(test.db, dataDir);
        expect(await list()).toBe('[]');
      },
    }),
  );
  expect(refusedMeanwhile).toMatchObject({ ok: false, refusals: [{ kind: 'publishAlreadyRunning' }] });
  expect(JSON.parse(await list())).toHaveLength(2);
  const free = await withPublishLock(test.db, async () => done('free'));
  expect(free).toMatchObject({ ok: true });
});
