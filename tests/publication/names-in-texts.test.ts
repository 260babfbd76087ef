import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { proposeReversal } from '#approval/propose-reversal.ts';
import { checkDonation, type DonationInput } from '#intake/donation.ts';
import { checkListing } from '#intake/listing.ts';
import { privateNames, refuseNames } from '#intake/private-names.ts';
import { proposeDonation } from '#intake/propose-donation.ts';
import { onDay } from '#ledger/day.ts';
import type { Result } from '#ledger/refusal.ts';
import type { Signer } from '#log/note.ts';
import { changeDisplay } from '#publication/change-display.ts';
import { commitNotice } from '#publication/commit-notice.ts';
import { createLog, readSigner } from '#publication/log-key.ts';
import { whyNotPublishable } from '#publication/why-not-publishable.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { cashGift, enterGift, openSmallBooks, type SmallBooks, value } from '../support/small-books.ts';

let database: TestDatabase;
let books: SmallBooks;
let dataDir: string;
let signer: Signer;
beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mingzhang-names-'));
  await createLog(database.db, dataDir, 'ledger.example.org/log');
  books = await openSmallBooks(database.db, database.owner);
  signer = await readSigner(database.db, dataDir);
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true });
});

const masked = (change: Partial<DonationInput> = {}) =>
  cashGift(100_00n, { donor: { kind: 'person', legalName: '赵晓岚' }, display: 'masked', ...change });
const source = (text: string): Partial<DonationInput> => ({ header: { ...cashGift(1n).header, source: text } });
const propose = (gift: DonationInput) => proposeDonation(database.db, gift, books.recorder, crypto.randomUUID());
const refusals = (result: Result<unknown>) => (result.ok ? [] : result.refusals);
const reverse = (actId: bigint, reason: string) =>
  proposeReversal(database.db, {
    ...{ actId, by: books.recorder, reasonCode: 'refund', reason },
    idempotencyKey: crypto.randomUUID(),
  });

describe('a name that is not shown', () => {
  test.each([
    ['赵晓岚要求退款', true],
    ['应赵 晓 岚 的要求退款', true],
    ['捐赠人要求退款', false],
    ['赵女士要求退款', false],
  ])('in “%s” is found: %s', (text, found) => {
    expect(refuseNames('reason', text, privateNames({ legalName: '赵晓岚', display: 'masked' }))).toHaveLength(
      found ? 1 : 0,
    );
  });

  test.each([
    ['Ann', 'see annex 3', 0],
    ['Ann', 'as ANN asked', 1],
    ['Ann Lee', 'for Ann  Lee', 1],
    ['爱心企业', '爱心企业捐赠', 0],
    ['王', '王府井分店', 0],
  ])('%s in “%s”: %i', (legalName, text, count) => {
    expect(refuseNames('source', text, privateNames({ legalName, display: 'anonymous' }))).toHaveLength(count);
  });

  test('is the alias too where the gift is shown by less, and none where it is shown by name', () => {
    const giver = { legalName: '赵晓岚', alias: '一缕清风' };
    expect(privateNames({ ...giver, display: 'masked' })).toEqual(['赵晓岚', '一缕清风']);
    expect(privateNames({ ...giver, display: 'alias' })).toEqual(['赵晓岚']);
    expect(privateNames({ ...giver, display: 'named' })).toEqual([]);
  });
});

describe('a gift', () => {
  test('is refused at entry in every text that goes public, with the words found', () => {
    const gift = masked({
      ...source('赵晓岚来电'),
      ...{ restriction: 'restricted', restrictionReason: '赵晓岚指定用于一线', usingUnit: '赵晓岚所在医院' },
      lines: [{ unit: 'CNY', quantity: 1n, provenance: 'rounded', asStated: '赵晓岚捐款若干', fate: 'held' }],
    });
    expect(checkDonation(gift)).toEqual(
      [{ field: 'source' }, { field: 'restrictionReason' }, { field: 'usingUnit' }, { field: 'asStated', line: 1 }].map(
        (place) => ({ kind: 'proseNamesGiver', ...place, values: { found: '赵晓岚' } }),
      ),
    );
  });

  test('is refused for a giver known already too', async () => {
    const { actId } = value(await propose(masked()));
    const { donorId } = await database.db
      .selectFrom('donation')
      .select('donorId')
      .where('actId', '=', actId)
      .executeTakeFirstOrThrow();
    const again = masked({ donor: { id: donorId }, ...source('赵晓岚来电') });
    expect(refusals(await propose(again))).toMatchObject([{ kind: 'proseNamesGiver', field: 'source' }]);
  });

  test('shown by name may say the name', async () => {
    expect(refusals(await propose(cashGift(1_00n, source('某某实业有限公司捐赠函'))))).toEqual([]);
  });

  test('that was hidden after its entry is told so at approval, and a notice holds it back without the name', async () => {
    const early = value(await propose(cashGift(1_00n, source('某某实业有限公司捐赠函')))).actId;
    await database.owner.updateTable('donation').set({ display: 'anonymous' }).where('actId', '=', early).execute();
    expect(await whyNotPublishable(database.db, early)).toEqual([
      { kind: 'proseNamesGiver', field: 'source', values: { found: '某某实业有限公司' } },
    ]);
    const late = await enterGift(database.db, books, cashGift(2_00n, source('某某实业有限公司捐赠函')));
    const wish = { display: 'anonymous' as const, byGuardian: false, evidence: '来电' };
    value(await changeDisplay(database.db, { actId: late.actId, everyGift: false, wish }, books.recorder));
    const { heldBack } = await commitNotice(database.db, signer, undefined);
    expect(heldBack).toEqual([
      { actId: late.actId, number: late.number, refusals: [{ kind: 'proseNamesGiver', field: 'source' }] },
    ]);
  });
});

describe('a reversal', () => {
  test('does not tell whose hidden gift it voids, and may say so without the name', async () => {
    const gift = await enterGift(database.db, books, masked());
    expect(refusals(await reverse(gift.actId, '赵晓岚要求退款'))).toEqual([
      { kind: 'proseNamesGiver', field: 'reason', values: { found: '赵晓岚' } },
    ]);
    value(await reverse(gift.actId, '捐赠人要求退款'));
  });

  test('is told at approval when the gift was hidden in between', async () => {
    const gift = await enterGift(database.db, books, cashGift(3_00n));
    await commitNotice(database.db, signer, undefined);
    const { actId } = value(await reverse(gift.actId, '某某实业有限公司要求退款'));
    expect(await whyNotPublishable(database.db, actId)).toEqual([]);
    const wish = { display: 'anonymous' as const, byGuardian: false, evidence: '来电' };
    value(await changeDisplay(database.db, { actId: gift.actId, everyGift: false, wish }, books.recorder));
    expect(await whyNotPublishable(database.db, actId)).toMatchObject([{ kind: 'proseNamesGiver', field: 'reason' }]);
    value(await approveAct(database.db, { actId, revision: 1, by: books.reviewer }));
  });
});

test('a listing does not tell the party that it hides', () => {
  const listing = {
    header: { occurred: onDay('2020-02-10'), source: '赵晓岚口述' },
    ...({ weight: 'listed', category: 'gift', direction: 'in', title: '赵晓岚赠花', party: '赵晓岚' } as const),
    ...({ partyKind: 'person', display: 'masked', amounts: [] } as const),
  };
  expect(checkListing({ ...listing, amounts: [] })).toMatchObject([{ field: 'source' }, { field: 'title' }]);
  const named = { ...listing, display: 'named' as const, consent: { evidence: '同意书', byGuardian: false } };
  expect(checkListing({ ...named, amounts: [] })).toEqual([]);
});
