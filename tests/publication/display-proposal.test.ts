import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { attachPaper } from '#approval/attach-paper.ts';
import { listOpenTasks } from '#approval/open-tasks.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import type { WishDecision } from '#approval/wish.ts';
import { writeDisplay } from '#intake/change-display.ts';
import type { Consent } from '#intake/donor.ts';
import { parseVerifierKey } from '#log/verifier-key.ts';
import { verifyLog } from '#log/verify-log.ts';
import { changeDisplay, type DisplayOutcome } from '#publication/change-display.ts';
import { decideDisplay, listDisplayProposals } from '#publication/display-proposal.ts';
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
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-display-'));
  key = (await createLog(test.db, dataDir, 'ledger.example.org/log')).verifierKey;
  books = await openSmallBooks(test.db, test.owner);
});
afterEach(async () => {
  await test.close();
  await rm(dataDir, { recursive: true });
});

const publishNow = async () => value(await publish(test.db, { dataDir, buildSite: siteOfTexts }));
const refresh = async () => value(await refreshRelease(test.db, dataDir, siteOfTexts));

const consent: Consent = { display: 'named', byGuardian: false, givenOn: '2020-02-01', evidence: '同意书' };
const named = cashGift(10_00n, { donor: { kind: 'person', legalName: '欧阳晓明', consent }, display: 'named' });
const masked = cashGift(10_00n, { donor: { kind: 'person', legalName: '欧阳晓明' }, display: 'masked' });
const wish = (display: Consent['display'], more: Partial<Consent> = {}): Consent => ({
  ...{ display, byGuardian: false, evidence: '本人来电' },
  ...more,
});
const agreed = { givenOn: '2020-03-01', evidence: '同意书第 3 号' };

const change = (actId: bigint, asked: Consent, everyGift = false, by = books.recorder) =>
  changeDisplay(test.db, { actId, everyGift, wish: asked }, by);
function proposedBy(outcome: DisplayOutcome): bigint {
  if ('proposed' in outcome) return outcome.proposed;
  throw new Error('it was shown at once');
}
const decide = (id: bigint, decision: WishDecision['decision'], by = books.reviewer, reason = '') =>
  decideDisplay(test.db, { id, decision, by, reason });
const refusedAs = (kind: string) => ({ ok: false, refusals: [{ kind }] });
const waiting = async (person: bigint) =>
  (await listOpenTasks(test.db, { person, task: 'decideDisplay', limit: 10 })).map(({ act }) => act.id);

describe('a published name', () => {
  it('is shown more openly only when a second person agrees; hidden again by one, at once', async () => {
    const { actId } = await enterGift(test.db, books, masked);
    await publishNow();
    expect(await change(actId, wish('named'))).toMatchObject(refusedAs('displayConsentDay'));
    const id = proposedBy(value(await change(actId, wish('named', agreed))));
    expect(await refresh()).toEqual({ rebuilt: false });
    expect(await shownNames(dataDir)).toEqual(['欧阳**']);
    expect(await test.db.selectFrom('donorConsent').selectAll().execute()).toEqual([]);
    expect(await change(actId, wish('named', agreed))).toMatchObject(refusedAs('display_proposal_open_once'));

    expect([await waiting(books.recorder), await waiting(books.reviewer)]).toEqual([[], [actId]]);
    expect(await decide(id, 'approved', books.recorder)).toMatchObject(refusedAs('display_proposal_by_another_person'));
    const clerk = await insertPerson(test.owner, '经办乙', ['recorder']);
    expect(await decide(id, 'approved', clerk)).toMatchObject(refusedAs('wish_decided_by_reviewer'));
    expect(await refresh()).toEqual({ rebuilt: false });
    expect(value(await decide(id, 'approved'))).toEqual({ published: 1 });
    expect(await waiting(books.reviewer)).toEqual([]);
    expect(await refresh()).toEqual({ rebuilt: true });
    expect(await shownNames(dataDir)).toEqual(['欧阳晓明']);
    expect(await decide(id, 'refused', books.reviewer, '再想想')).toMatchObject(
      refusedAs('display_proposal_decided_once'),
    );

    expect(value(await change(actId, wish('masked')))).toEqual({ published: 1 });
    await refresh();
    expect(await shownNames(dataDir)).toEqual(['欧阳**']);
    expect(await servedText(dataDir)).not.toContain('欧阳晓明');
    value(await change(actId, wish('anonymous')));
    await refresh();
    expect(await shownNames(dataDir)).toEqual([undefined]);
    expect(await verifyLog(readLogFile(logFolder(dataDir)), parseVerifierKey(key))).toMatchObject({ ok: true });
  });

  it('takes a second person though no consent is needed, or one was given before', async () => {
    const company = cashGift(30_00n, { display: 'anonymous' });
    const hidden = await enterGift(test.db, books, company);
    const agreedBefore = await enterGift(test.db, books, { ...named, display: 'masked' });
    await publishNow();
    for (const { actId } of [hidden, agreedBefore]) {
      expect(await change(actId, wish('named'))).toMatchObject(refusedAs('displayConsentDay'));
      value(await decide(proposedBy(value(await change(actId, wish('named', agreed)))), 'approved'));
    }
    await refresh();
    expect(await shownNames(dataDir)).toEqual(['某某实业有限公司', '欧阳晓明']);
  });

  it('of a child takes the guardian’s consent, and the paper may lie with it', async () => {
    const minor = cashGift(5_00n, { donor: { kind: 'minor', legalName: '欧阳小朋' }, display: 'anonymous' });
    const { actId } = await enterGift(test.db, books, minor);
    await publishNow();
    expect(await change(actId, wish('masked', agreed))).toMatchObject(refusedAs('donation_minor_anonymous'));
    const guardian = { ...agreed, byGuardian: true };
    const alias = await change(actId, wish('alias', { ...guardian, alias: '小草' }));
    expect(alias).toMatchObject(refusedAs('displayNotCommitted'));
    expect(await test.db.selectFrom('displayProposal').selectAll().execute()).toEqual([]);
    const paper = { actId, by: books.recorder, paper: 'agreement' as const, fileName: '监护人同意书.pdf' };
    const bytes = new TextEncoder().encode('%PDF-1.4 同意书');
    const { attachmentId } = value(await attachPaper(test.db, dataDir, { ...paper, bytes }));
    const asked = { actId, everyGift: false, wish: wish('named', guardian), attachmentId };
    const id = proposedBy(value(await changeDisplay(test.db, asked, books.recorder)));
    expect(await listDisplayProposals(test.db, { limit: 10 })).toMatchObject([
      { id, donorName: '欧阳小朋', byGuardian: true, paper: { fileName: '监护人同意书.pdf' }, decision: null },
    ]);
    value(await decide(id, 'approved'));
    await refresh();
    expect(await shownNames(dataDir)).toEqual(['欧阳小朋']);
  });

  it('stays as it is when the proposal is returned with a reason, or taken back', async () => {
    const { actId } = await enterGift(test.db, books, masked);
    await publishNow();
    const propose = async () => proposedBy(value(await change(actId, wish('named', agreed))));
    const first = await propose();
    expect(await decide(first, 'refused', books.reviewer, ' ')).toMatchObject(
      refusedAs('display_proposal_refused_with_reason'),
    );
    value(await decide(first, 'refused', books.reviewer, '同意书没有签名'));
    const second = await propose();
    expect(await decide(second, 'withdrawn')).toMatchObject(refusedAs('display_proposal_withdrawn_by_proposer'));
    value(await decide(second, 'withdrawn', books.recorder));
    expect(await waiting(books.reviewer)).toEqual([]);
    expect(await listDisplayProposals(test.db, { limit: 10, actId })).toMatchObject([
      { id: second, decision: 'withdrawn', decisionReason: null },
      { id: first, decision: 'refused', decisionReason: '同意书没有签名' },
    ]);
    expect(await refresh()).toEqual({ rebuilt: false });
    expect(await test.db.selectFrom('donationDisplay').selectAll().execute()).toEqual([]);
  });

  it('is not opened by a proposal after the giver asked for less', async () => {
    const { actId } = await enterGift(test.db, books, masked);
    await publishNow();
    const id = proposedBy(value(await change(actId, wish('named', agreed))));
    value(await change(actId, wish('anonymous', { evidence: '本人 3 月 2 日来电' })));
    expect(await decide(id, 'approved')).toMatchObject(refusedAs('display_proposal_decided_once'));
    expect(await listDisplayProposals(test.db, { limit: 10 })).toMatchObject([
      { decision: 'overtaken', decisionReason: '本人 3 月 2 日来电' },
    ]);
    expect(await waiting(books.reviewer)).toEqual([]);
    await refresh();
    expect(await shownNames(dataDir)).toEqual([undefined]);
  });

  it('is opened by no program that goes past the proposal: the database holds it', async () => {
    const { actId } = await enterGift(test.db, books, cashGift(30_00n, { display: 'anonymous' }));
    const open = () =>
      test.db
        .transaction()
        .execute((tx) => writeDisplay(tx, actId, { display: 'named', evidence: '本人来电' }, books.recorder));
    await expect(open()).rejects.toMatchObject({ constraint: 'donation_display_opened_by_two' });
    await expect(
      test.db
        .insertInto('displayProposal')
        .values({
          ...{ actId, everyGift: false, display: 'named', byGuardian: false, ...agreed, proposedBy: books.recorder },
          ...{ decision: 'approved', decidedBy: books.reviewer, decidedAt: new Date() },
        })
        .execute(),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a giver', () => {
  it('who takes the consent back for every gift is hidden in all, the unpublished ones too', async () => {
    const first = await enterGift(test.db, books, named);
    const { donorId } = await test.db
      .selectFrom('donation')
      .select('donorId')
      .where('actId', '=', first.actId)
      .executeTakeFirstOrThrow();
    await publishNow();
    const second = await enterGift(test.db, books, cashGift(20_00n, { donor: { id: donorId }, display: 'named' }));
    value(await change(first.actId, wish('masked'), true));
    await publishNow();
    expect(await shownNames(dataDir)).toEqual([undefined, '欧阳**']);
    expect(await servedText(dataDir)).not.toContain('欧阳晓明');
    // To open them all again is one proposal; a wish about one of them ends it.
    const id = proposedBy(value(await change(first.actId, wish('named', agreed), true)));
    value(await change(second.actId, wish('anonymous')));
    expect(await decide(id, 'approved')).toMatchObject(refusedAs('display_proposal_decided_once'));
    value(await decide(proposedBy(value(await change(first.actId, wish('named', agreed), true))), 'approved'));
    await refresh();
    expect(await shownNames(dataDir)).toEqual(['欧阳晓明', '欧阳晓明']);
  });

  it('who asked to be hidden is hidden in what replaces the gift too, whatever it was entered with', async () => {
    const { actId } = await enterGift(test.db, books, named);
    await publishNow();
    value(await change(actId, wish('anonymous')));
    const input = { actId, by: books.recorder, reasonCode: 'entryMistake', reason: '金额录错' } as const;
    const reversal = value(await proposeReversal(test.db, { ...input, idempotencyKey: 'void' }));
    value(await approveAct(test.db, { actId: reversal.actId, revision: 1, by: books.reviewer }));
    await enterGift(test.db, books, { ...named, replaces: actId });
    await publishNow();
    expect(await shownNames(dataDir)).toEqual([undefined, '爱心人士']);
    expect(await servedText(dataDir)).not.toContain('欧阳');
  });
});
