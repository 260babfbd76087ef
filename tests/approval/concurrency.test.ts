import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { confirmAct } from '#approval/confirm-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { getAct } from '#approval/queries.ts';
import { returnAct } from '#approval/return-act.ts';
import { withdrawAct } from '#approval/withdraw-act.ts';
import { proposeBatch, reviseBatch } from '#disbursement/propose-batch.ts';
import type { Result } from '#ledger/refusal.ts';
import { proposeRegistration } from '#registry/propose-registration.ts';
import {
  balance,
  batch,
  cashGift,
  type Desk,
  given,
  key,
  kindsOf,
  openDesk,
  proposeGift,
  proposeHandOut,
  receiveCash,
} from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const outcome = <T>(results: Result<T>[]) =>
  results.map((result) => (result.ok ? 'done' : result.refusals.map(({ kind }) => kind).join())).sort();
const entriesOf = async (actId: bigint) =>
  (await desk.db.selectFrom('journalEntry').select('id').where('actId', '=', actId).execute()).length;

describe('at the same moment', () => {
  test('two reviewers approve one gift: one entry, and the other learns who was first', async () => {
    for (let round = 0; round < 5; round++) {
      const { actId } = await proposeGift(desk, cashGift(100n));
      const results = await Promise.all(
        [desk.reviewer, desk.otherReviewer].map((by) => approveAct(desk.db, { actId, revision: 1, by })),
      );
      expect(outcome(results)).toEqual(['alreadyApproved', 'done']);
      expect(await entriesOf(actId)).toBe(1);
    }
  });

  test('one reviewer presses approve eight times: one entry', async () => {
    const { actId } = await proposeGift(desk, cashGift(100n));
    const results = await Promise.all(
      Array.from({ length: 8 }, () => approveAct(desk.db, { actId, revision: 1, by: desk.reviewer })),
    );
    expect(new Set(results.map((result) => given(result).entryId)).size).toBe(1);
    expect(await entriesOf(actId)).toBe(1);
  });

  test('one form is sent eight times: one act', async () => {
    const idempotencyKey = key();
    const results = await Promise.all(
      Array.from({ length: 8 }, () => proposeBatch(desk.db, batch(5n, 1n), desk.clerk, idempotencyKey)),
    );
    expect(new Set(results.map((result) => given(result).actId)).size).toBe(1);
    expect(results.filter((result) => !given(result).existing)).toHaveLength(1);
  });

  test('the same key in the hands of another person is another form', async () => {
    const idempotencyKey = key();
    const mine = given(await proposeBatch(desk.db, batch(5n, 1n), desk.clerk, idempotencyKey));
    const theirs = given(await proposeBatch(desk.db, batch(5n, 1n), desk.otherClerk, idempotencyKey));
    expect(theirs.actId).not.toBe(mine.actId);
  });

  test('one code is registered eight times by forms of their own: one entry, seven refusals', async () => {
    const entry = { subject: 'organisation', code: 'twin', name: '双胞', kind: 'other', keepsBooks: false } as const;
    const results = await Promise.all(
      Array.from({ length: 8 }, () => proposeRegistration(desk.db, entry, desk.clerk, key())),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results.filter(({ ok }) => !ok)) {
      expect(['registerCodeTaken', 'organisation_pkey']).toContain(kindsOf(result)[0]);
    }
  });

  test('a reviewer approves what the recorder is changing: the old form or none, never a mixture', async () => {
    await receiveCash(desk, 1_000_000n);
    for (let round = 0; round < 6; round++) {
      const { actId } = await proposeHandOut(desk, 5n, 100n);
      const [approval, revision] = await Promise.all([
        approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }),
        reviseBatch(desk.db, actId, 1, batch(6n, 100n), desk.clerk),
      ]);
      const act = await getAct(desk.db, actId);
      if (approval.ok) {
        expect(kindsOf(revision)).toEqual(['alreadyApproved']);
        expect(act?.entry?.postings.map(({ amount }) => amount)).toEqual([500n, -500n]);
      } else {
        expect(kindsOf(approval)).toEqual(['approval_of_current_revision']);
        expect(act).toMatchObject({ status: 'proposed', revision: 2 });
      }
    }
  });

  test('approve, return and withdraw meet: one of them happens', async () => {
    for (let round = 0; round < 6; round++) {
      const { actId } = await proposeGift(desk, cashGift(100n));
      const results: Result<unknown>[] = await Promise.all([
        approveAct(desk.db, { actId, revision: 1, by: desk.reviewer }),
        returnAct(desk.db, { actId, revision: 1, by: desk.otherReviewer, reason: '缺回单' }),
        withdrawAct(desk.db, { actId, by: desk.clerk }),
      ]);
      const act = await getAct(desk.db, actId);
      // Withdrawing what was just returned is allowed; nothing follows an approval or a withdrawal.
      const done = outcome(results).filter((kind) => kind === 'done').length;
      expect(done).toBe(act?.status === 'withdrawn' && act.history.some(({ what }) => what === 'return') ? 2 : 1);
      expect(await entriesOf(actId)).toBe(act?.status === 'approved' ? 1 : 0);
    }
  });

  test('two people confirm in one way: one confirmation and one task to publish', async () => {
    const actId = await receiveCash(desk, 100n);
    const results = await Promise.all(
      [desk.otherClerk, desk.reviewer].map((by) => confirmAct(desk.db, { actId, by, kind: 'press', note: '日报' })),
    );
    expect(outcome(results)).toEqual(['alreadyConfirmed', 'done']);
    expect((await getAct(desk.db, actId))?.openTasks).toEqual(['publish']);
  });

  test('two clerks propose to reverse one gift: one does, and the other learns of it; two approve it: it is voided once', async () => {
    const gift = await receiveCash(desk, 100n);
    const proposals = await Promise.all(
      [desk.clerk, desk.otherClerk].map((by) =>
        proposeReversal(desk.db, { actId: gift, by, reasonCode: 'duplicate', reason: '重复', idempotencyKey: key() }),
      ),
    );
    expect(outcome(proposals)).toEqual(['done', 'reversalWaits']);
    const [actId = 0n] = proposals.flatMap((proposal) => (proposal.ok ? [proposal.value.actId] : []));
    const before = await balance(desk.db, 'CNY');
    const results = await Promise.all(
      [desk.reviewer, desk.otherReviewer].map((by) => approveAct(desk.db, { actId, revision: 1, by })),
    );
    expect(outcome(results)).toEqual(['alreadyApproved', 'done']);
    expect(await balance(desk.db, 'CNY')).toBe(before - 100n);
  });

  test('ten hand-outs want the last of the money: as many happen as it pays for, the rest hear the figures', async () => {
    const there = await balance(desk.db, 'CNY');
    await receiveCash(desk, 3n * 500n);
    const share = (there + 1_500n) / 3n / 5n;
    const handOuts = await Promise.all(Array.from({ length: 10 }, () => proposeHandOut(desk, 5n, share)));
    const results = await Promise.all(
      handOuts.map(({ actId }) => approveAct(desk.db, { actId, revision: 1, by: desk.reviewer })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(3);
    for (const result of results) {
      if (result.ok) continue;
      expect(result.refusals).toMatchObject([{ kind: 'account_balance_not_negative', values: { unit: 'CNY' } }]);
    }
    expect(await balance(desk.db, 'CNY')).toBe(there + 1_500n - 3n * 5n * share);
  });
});
