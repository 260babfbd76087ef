import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import type { Consent } from '#intake/donor.ts';
import { parseVerifierKey } from '#log/verifier-key.ts';
import { verifyLog } from '#log/verify-log.ts';
import { changeDisplay } from '#publication/change-display.ts';
import { decideErasure, listErasures, listTexts, proposeErasure } from '#publication/erasure.ts';
import { logFolder, readLogFile } from '#publication/log-files.ts';
import { createLog } from '#publication/log-key.ts';
import { publish, refreshRelease } from '#publication/publish.ts';
import { erasureListPath } from '#publication/replay-erasures.ts';
import { openPublishedLog } from '#site/published-log.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
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

/** A site of one page that says every text the published folder opens, as the real pages would. */
async function buildSite({ publishedDir, outDir }: { publishedDir: string; outDir: string }): Promise<void> {
  const log = await openPublishedLog(publishedDir);
  const said: string[] = [];
  for (let index = 0n; index < log.size; index++) said.push(JSON.stringify((await log.entry(index)).texts));
  await writeFile(join(outDir, 'index.html'), said.join('\n'.repeat(300)));
}
const publishNow = async () => value(await publish(test.db, { dataDir, buildSite }));
const refresh = async () => value(await refreshRelease(test.db, dataDir, buildSite));
const verified = () => verifyLog(readLogFile(logFolder(dataDir)), parseVerifierKey(key));

/** Everything that is served or lies in a release, compressed twins unpacked and openings decoded. */
async function servedText(): Promise<string> {
  const texts: string[] = [];
  for (const root of ['published', 'releases']) {
    const entries = await readdir(join(dataDir, root), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile() && !each.name.endsWith('.br'))) {
      const bytes = await readFile(join(entry.parentPath, entry.name));
      const text = (entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
      const decoded = [...text.matchAll(/[\w-]{60,}/g)].map(([word]) =>
        Buffer.from(word, 'base64url').toString('utf8'),
      );
      texts.push(text, ...decoded);
    }
  }
  return texts.join('\n');
}

const consent: Consent = { display: 'named', byGuardian: false, givenOn: '2020-02-01', evidence: '同意书' };
const named = cashGift(10_00n, { donor: { kind: 'person', legalName: '欧阳晓明', consent }, display: 'named' });
const masked = cashGift(10_00n, { donor: { kind: 'person', legalName: '欧阳晓明' }, display: 'masked' });
const wish = (display: Consent['display'], more: Partial<Consent> = {}): Consent => ({
  ...{ display, byGuardian: false, evidence: '本人来电' },
  ...more,
});

/** Names of the gifts as the published folder opens them, in the order of the log. */
async function shownNames(): Promise<(string | undefined)[]> {
  const log = await openPublishedLog(join(dataDir, 'published'));
  const names: (string | undefined)[] = [];
  for (let index = 0n; index < log.size; index++) {
    const { leaf, texts } = await log.entry(index);
    if (leaf.kind === 'intake') names.push(texts.displayName);
  }
  return names;
}

describe('a giver', () => {
  it('who is masked is named by a later consent, and hidden again whenever they ask', async () => {
    const { actId } = await enterGift(test.db, books, masked);
    await publishNow();
    expect(await shownNames()).toEqual(['欧阳**']);
    const change = (display: Consent['display'], more: Partial<Consent> = {}) =>
      changeDisplay(test.db, { actId, everyGift: false, wish: wish(display, more) }, books.recorder);
    expect(await change('named')).toMatchObject({ ok: false, refusals: [{ kind: 'displayConsentDay' }] });
    value(await change('named', { givenOn: '2020-03-01' }));
    expect(await refresh()).toEqual({ rebuilt: true });
    expect(await shownNames()).toEqual(['欧阳晓明']);
    expect(await refresh()).toEqual({ rebuilt: false });
    value(await change('masked'));
    expect(await refresh()).toEqual({ rebuilt: true });
    expect(await shownNames()).toEqual(['欧阳**']);
    expect(await servedText()).not.toContain('欧阳晓明');
    value(await change('anonymous'));
    await refresh();
    expect(await shownNames()).toEqual([undefined]);
    expect(await servedText()).not.toContain('欧阳');
    expect(await verified()).toMatchObject({ ok: true });
  });

  it('who takes the consent back for every gift is hidden in all, the unpublished ones too', async () => {
    const first = await enterGift(test.db, books, named);
    const { donorId } = await test.db
      .selectFrom('donation')
      .select('donorId')
      .where('actId', '=', first.actId)
      .executeTakeFirstOrThrow();
    await publishNow();
    await enterGift(test.db, books, cashGift(20_00n, { donor: { id: donorId }, display: 'named' }));
    value(await changeDisplay(test.db, { actId: first.actId, everyGift: true, wish: wish('masked') }, books.recorder));
    await publishNow();
    expect(await shownNames()).toEqual([undefined, '欧阳**']);
    expect(await servedText()).not.toContain('欧阳晓明');
  });

  it('stays as recorded when the wish cannot be met: no consent, a child alone, an alias the leaf does not know', async () => {
    const minor = cashGift(5_00n, { donor: { kind: 'minor', legalName: '欧阳小朋' }, display: 'anonymous' });
    const { actId } = await enterGift(test.db, books, minor);
    await publishNow();
    const change = (asked: Consent) => changeDisplay(test.db, { actId, everyGift: false, wish: asked }, books.recorder);
    const alone = await change(wish('masked', { givenOn: '2020-03-01' }));
    expect(alone).toMatchObject({ ok: false, refusals: [{ kind: 'donation_minor_anonymous' }] });
    const guardian = { byGuardian: true, givenOn: '2020-03-01' };
    const alias = await change(wish('alias', { ...guardian, alias: '小草' }));
    expect(alias).toMatchObject({ ok: false, refusals: [{ kind: 'displayNotCommitted' }] });
    expect(await test.db.selectFrom('donationDisplay').selectAll().execute()).toEqual([]);
    expect(await test.db.selectFrom('donorConsent').selectAll().execute()).toEqual([]);
    value(await change(wish('named', guardian)));
    await refresh();
    expect(await shownNames()).toEqual(['欧阳小朋']);
  });
});

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
    expect(await servedText()).toContain('欧阳晓明');
    const id = value(await proposeErasure(test.db, wishOf(actId), books.recorder));
    expect(await approve(id, books.recorder)).toMatchObject({
      ok: false,
      refusals: [{ kind: 'erasure_by_another_person' }],
    });
    expect(value(await approve(id))).toEqual({ erased: 2 });
    expect(await refresh()).toEqual({ rebuilt: true });
    expect(await servedText()).not.toContain('欧阳');
    expect(await readdir(join(dataDir, 'releases'))).toHaveLength(1);
    expect(await verified()).toMatchObject({ ok: true, totalsChecked: true });
    expect(await listTexts(test.db, actId)).toEqual([]);
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
    const input = { actId: gift.actId, by: books.recorder, reasonCode: 'entryMistake', reason: '金额录错' } as const;
    const reversal = value(await proposeReversal(test.db, { ...input, idempotencyKey: 'void' }));
    value(await approveAct(test.db, { actId: reversal.actId, revision: 1, by: books.reviewer }));
    const anew = await enterGift(test.db, books, { ...named, replaces: gift.actId });
    const id = value(await proposeErasure(test.db, wishOf(gift.actId), books.recorder));
    value(await approve(id));
    await publishNow();
    expect(anew.actId).not.toBe(gift.actId);
    expect(await shownNames()).toEqual([undefined, '爱心人士']);
    expect(await servedText()).not.toContain('欧阳');
    expect(await verified()).toMatchObject({ ok: true, notice: 2n });
  });

  it('that was refused changes nothing', async () => {
    const { actId } = await enterGift(test.db, books, named);
    await publishNow();
    const id = value(await proposeErasure(test.db, wishOf(actId), books.recorder));
    value(await decideErasure(test.db, dataDir, { id, decision: 'refused', by: books.reviewer }));
    expect(await refresh()).toEqual({ rebuilt: false });
    expect(await shownNames()).toEqual(['欧阳晓明']);
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

  it('is replayed on a database that was restored from before, as a wish to be hidden is', async () => {
    const erased = await enterGift(test.db, books, named);
    const hidden = await enterGift(
      test.db,
      books,
      cashGift(30_00n, { donor: { kind: 'person', legalName: '司马小丽', consent }, display: 'named' }),
    );
    await publishNow();
    const backup = await test.db.selectFrom('opening').selectAll().execute();
    const id = value(await proposeErasure(test.db, wishOf(erased.actId), books.recorder));
    value(await approve(id));
    const hide = { actId: hidden.actId, everyGift: false, wish: wish('anonymous') };
    value(await changeDisplay(test.db, hide, books.recorder));
    await refresh();
    // The restore: the openings are back as they were, and nothing is known of any change.
    for (const table of ['opening', 'opening_change'])
      await sql`alter table ${sql.table(table)} disable trigger user`.execute(test.owner);
    await test.owner.deleteFrom('openingChange').execute();
    for (const { leafIndex, digest, opening, public: shown } of backup) {
      await test.owner
        .updateTable('opening')
        .set({ opening, public: shown, erasedAt: null })
        .where('leafIndex', '=', leafIndex)
        .where('digest', '=', digest)
        .execute();
    }
    for (const table of ['opening', 'opening_change'])
      await sql`alter table ${sql.table(table)} enable trigger user`.execute(test.owner);
    expect(JSON.stringify(JSON.parse(await readFile(erasureListPath(dataDir), 'utf8')))).not.toContain('欧阳');
    await refresh();
    expect(await shownNames()).toEqual([undefined, undefined]);
    expect(await servedText()).not.toMatch(/欧阳|司马/);
    expect(await listTexts(test.db, erased.actId)).toEqual([]);
  });
});
