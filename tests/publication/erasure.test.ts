import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { countOpenTasks, listOpenTasks } from '#approval/open-tasks.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import type { Consent } from '#intake/donor.ts';
import { parseVerifierKey } from '#log/verifier-key.ts';
import { verifyLog } from '#log/verify-log.ts';
import { decideErasure, listErasures, listTexts, proposeErasure } from '#publication/erasure.ts';
import { logFolder, readLogFile } from '#publication/log-files.ts';
import { createLog } from '#publication/log-key.ts';
import { publish, refreshRelease } from '#publication/publish.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertPerson } from '../support/people.ts';
import { servedText, shownNames, siteOfTexts } from '../support/site-of-texts.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let test: TestDatabase;
let books: SmallBooks;
let dataDir: string;
let key: string;

beforeEach(async () => {
  test = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-erasure-'));
  key = (await createLog(test.db, dataDir, 'ledger.example.org/log')).verifierKey;
  books = await openSmallBooks(test.db, test.owner);
});
afterEach(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

const publishNow = async () => value(await publish(test.db, { dataDir, buildSite: siteOfTexts }));
const refresh = async () => value(await refreshRelease(test.db, dataDir, siteOfTexts));
const verified = () => verifyLog(readLogFile(logFolder(dataDir)), parseVerifierKey(key));

const consent: Consent = { display: 'named', byGuardian: false, givenOn: '2020-02-01', evidence: '同意书' };
const named = cashGift(10_00n, { donor: { kind: 'person', legalName: '欧阳晓明', consent }, display: 'named' });
async function reverse(actId: bigint): Promise<void> {
  const input = { actId, by: books.recorder, reasonCode: 'entryMistake', reason: '金额录错' } as const;
  const reversal = value(await proposeReversal(test.db, { ...input, idempotencyKey: crypto.randomUUID() }));
  value(await approveAct(test.db, { actId: reversal.actId, revision: 1, by: books.reviewer }));
}

const fieldsOf = async (actId: bigint) => (await listTexts(test.db, actId)).map(({ field }) => field);

describe('an erasure', () => {
  const wishOf = (actId: bigint, fields = ['legalName', 'displayName']) => ({
    ...{ actId, fields, askedBy: '捐赠人本人', reason: '要求删除姓名' },
  });
  const approve = (id: bigint, by = books.reviewer) =>
    decideErasure(test.db, dataDir, { id, decision: 'approved', by });

  it('needs another person, and leaves the name in no published file; the log still verifies', async () => {
    const { actId } = await enterGift(test.db, books, named);
    await enterGift(test.db, books, cashGift(20_00n));
    await publishNow();
    expect(await servedText(dataDir)).toContain('欧阳晓明');
    const id = value(await proposeErasure(test.db, wishOf(actId), books.recorder));
    expect(await approve(id, books.recorder)).toMatchObject({
      ok: false,
      refusals: [{ kind: 'erasure_by_another_person' }],
    });
    expect(value(await approve(id))).toEqual({ erased: 2 });
    expect(await refresh()).toEqual({ rebuilt: true });
    expect(await servedText(dataDir)).not.toContain('欧阳');
    expect(await readdir(join(dataDir, 'releases'))).toHaveLength(1);
    expect(await verified()).toMatchObject({ ok: true, totalsChecked: true });
    expect(await fieldsOf(actId)).toEqual(['source']);
    const stored = await test.db.selectFrom('receiptCode').select('legalNameOpening').execute();
    expect(stored.filter(({ legalNameOpening }) => legalNameOpening === null)).toHaveLength(1);
    expect(await approve(id)).toMatchObject({ ok: false, refusals: [{ kind: 'erasure_decided_once' }] });
    expect(await listErasures(test.db, 10)).toMatchObject([
      { decision: 'approved', fields: ['displayName', 'legalName'] },
    ]);
  });

  it('is carried out by the next publish as well, and a gift entered anew does not bring the name back', async () => {
    const gift = await enterGift(test.db, books, named);
    await publishNow();
    await reverse(gift.actId);
    const anew = await enterGift(test.db, books, { ...named, replaces: gift.actId });
    const id = value(await proposeErasure(test.db, wishOf(gift.actId), books.recorder));
    value(await approve(id));
    await publishNow();
    expect(anew.actId).not.toBe(gift.actId);
    expect(await shownNames(dataDir)).toEqual([undefined, '爱心人士']);
    expect(await servedText(dataDir)).not.toContain('欧阳');
    expect(await verified()).toMatchObject({ ok: true, notice: 2n });
  });

  it('that was refused changes nothing', async () => {
    const { actId } = await enterGift(test.db, books, named);
    await publishNow();
    const id = value(await proposeErasure(test.db, wishOf(actId), books.recorder));
    const decide = (decision: 'refused' | 'withdrawn', by: bigint, reason = '') =>
      decideErasure(test.db, dataDir, { id, decision, by, reason });
    expect(await decide('refused', books.reviewer)).toMatchObject({
      ok: false,
      refusals: [{ kind: 'erasure_refused_with_reason' }],
    });
    expect(await decide('withdrawn', books.reviewer)).toMatchObject({
      ok: false,
      refusals: [{ kind: 'erasure_withdrawn_by_proposer' }],
    });
    value(await decide('refused', books.reviewer, '不是本人提出'));
    expect(await refresh()).toEqual({ rebuilt: false });
    expect(await shownNames(dataDir)).toEqual(['欧阳晓明']);
    expect(await listErasures(test.db, 10)).toMatchObject([{ decision: 'refused', decisionReason: '不是本人提出' }]);
  });

  it('stands in the queue of whoever may decide it, until the last of its entry is decided', async () => {
    const { actId } = await enterGift(test.db, books, named);
    await publishNow();
    const other = await insertPerson(test.owner, '复核丁', ['reviewer']);
    const waits = async (person: bigint) =>
      (await listOpenTasks(test.db, { person, task: 'decideErasure', limit: 10 })).map(({ act }) => act.id);
    const first = value(await proposeErasure(test.db, wishOf(actId), books.recorder));
    const second = value(await proposeErasure(test.db, wishOf(actId, ['displayName']), books.reviewer));
    expect([await waits(books.recorder), await waits(books.reviewer), await waits(other)]).toEqual([
      [actId],
      [actId],
      [actId],
    ]);
    expect((await countOpenTasks(test.db, other)).decideErasure).toBe(1n);
    value(await decideErasure(test.db, dataDir, { id: first, decision: 'withdrawn', by: books.recorder }));
    expect([await waits(books.reviewer), await waits(other)]).toEqual([[], [actId]]);
    // Whatever becomes of the entry meanwhile.
    await reverse(actId);
    await publishNow();
    expect(await waits(other)).toEqual([actId]);
    value(await approve(second, other));
    expect(await waits(other)).toEqual([]);
  });

  it('takes the name of a replacement too that was published while it waited for its second person', async () => {
    const gift = await enterGift(test.db, books, named);
    await publishNow();
    const id = value(await proposeErasure(test.db, wishOf(gift.actId), books.recorder));
    await reverse(gift.actId);
    const anew = await enterGift(test.db, books, { ...named, replaces: gift.actId });
    await publishNow();
    expect(await shownNames(dataDir)).toEqual(['欧阳晓明', '欧阳晓明']);
    expect(value(await approve(id)).erased).toBe(4);
    await refresh();
    expect(await shownNames(dataDir)).toEqual([undefined, undefined]);
    expect(await servedText(dataDir)).not.toContain('欧阳');
    expect(await fieldsOf(anew.actId)).toEqual(['source']);
    // And the next one, entered after the erasure, keeps the wish.
    await reverse(anew.actId);
    await enterGift(test.db, books, { ...named, replaces: anew.actId });
    await publishNow();
    expect(await shownNames(dataDir)).toEqual([undefined, undefined, '爱心人士']);
    expect(await servedText(dataDir)).not.toContain('欧阳');
    expect(await verified()).toMatchObject({ ok: true });
  });

  it('is not undone by half a file that a killed writer left', async () => {
    const { actId } = await enterGift(test.db, books, named);
    await publishNow();
    const left = join(dataDir, 'published/openings/x001/002.json.br.4711.tmp');
    await mkdir(join(left, '..'), { recursive: true });
    await writeFile(left, '欧阳晓明');
    await writeFile(join(dataDir, 'published/openings/000.json.4711.tmp'), '欧阳晓明');
    const id = value(await proposeErasure(test.db, wishOf(actId), books.recorder));
    value(await approve(id));
    await refresh();
    expect(await servedText(dataDir)).not.toContain('欧阳');
    expect(await readdir(join(dataDir, 'published/openings'))).toContain('000.json');
  });

  it('of nothing, or without who asked, is refused', async () => {
    const { actId } = await enterGift(test.db, books, named);
    expect(await proposeErasure(test.db, wishOf(actId), books.recorder)).toMatchObject({
      ok: false,
      refusals: [{ kind: 'erasureNothingChosen' }],
    });
    await publishNow();
    expect(await proposeErasure(test.db, { ...wishOf(actId), askedBy: ' ' }, books.recorder)).toMatchObject({
      ok: false,
      refusals: [{ kind: 'erasure_asked_by_given' }],
    });
  });
});
