import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import { returnAct } from '#approval/return-act.ts';
import type { DonationInput } from '#intake/donation.ts';
import { getDonation } from '#intake/donation-queries.ts';
import { proposeDonation, reviseDonation } from '#intake/propose-donation.ts';
import { onDay } from '#ledger/day.ts';
import type { Result } from '#ledger/refusal.ts';
import { readPrivateOpening } from '#log/private-opening.ts';
import { deriveReceiptKeys, parseReceiptCode } from '#log/receipt-code.ts';
import { unsealOpening } from '#log/sealed-opening.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertLogHead } from '../support/log.ts';
import { insertPerson } from '../support/people.ts';
import { register } from './register.ts';

let database: TestDatabase;
let recorder: bigint;
let reviewer: bigint;

beforeAll(async () => {
  database = await testDatabase();
  recorder = await insertPerson(database.owner, '经办', ['recorder']);
  reviewer = await insertPerson(database.owner, '复核', ['reviewer']);
  await register(database.db, recorder, reviewer);
});
afterAll(() => database.close());

const gift = (change: Partial<DonationInput> = {}): DonationInput => ({
  header: { entity: 'test-charity', fund: 'test-fund', occurred: onDay('2020-02-05') },
  donor: { kind: 'person', legalName: '张小明' },
  display: 'masked',
  restriction: 'unrestricted',
  path: 'throughEntity',
  receipt: { kind: 'none' },
  paymentReference: 'ICBC-001',
  lines: [{ unit: 'CNY', quantity: 10_000n, provenance: 'stated', fate: 'held' }],
  valuations: [],
  ...change,
});

const certain = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
};
let keys = 0;
const propose = (input: DonationInput, key = `key ${++keys}`) => proposeDonation(database.db, input, recorder, key);
const kinds = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ kind }) => kind));

describe('before there is a log', () => {
  test('no receipt code can be made, so no gift is entered', async () => {
    expect(kinds(await propose(gift()))).toEqual(['logMissing']);
    await insertLogHead(database.owner);
    expect(kinds(await propose(gift()))).toEqual([]);
  });
});

describe('a gift', () => {
  test('comes back as it was entered', async () => {
    const input = gift({
      display: 'alias',
      donor: {
        kind: 'person',
        legalName: '李雷',
        phone: '13800000000',
        consent: {
          display: 'alias',
          alias: '一滴水',
          byGuardian: false,
          evidence: '捐赠登记表',
          givenOn: '2020-02-01',
        },
      },
      appeal: 'test-appeal',
      restriction: 'restricted',
      restrictionReason: '用于医院',
      usingUnit: '测试医院',
      receipt: { kind: 'issued', number: '0001', code: 'C', checkCode: 'X1', issuedOn: '2020-02-06' },
      lines: [
        {
          unit: 'item:mask',
          quantity: 2_000n,
          provenance: 'rounded',
          asStated: '约2000只',
          expected: 2_100n,
          packs: { count: 4n, measure: '箱', factor: 500n },
          lot: { number: 'L1', expiresOn: '2022-01-01' },
          fate: 'held',
        },
        { unit: 'item:rice', quantity: 1_500n, provenance: 'stated', fate: 'unstated' },
      ],
      valuations: [
        { amountFen: 9_900n, method: 'agreement', evidence: '协议 3 号', provenance: 'rounded', lines: [1] },
      ],
    });
    const { actId } = certain(await propose(input));
    const stored = await getDonation(database.db, actId);
    const { donor: _, lines, header, ...rest } = input;
    expect(stored).toMatchObject(rest);
    expect(stored.header).toEqual({ ...header, stream: 'donation' });
    expect(stored.donor).toMatchObject({ legalName: '李雷', consent: { alias: '一滴水' } });
    expect(stored.shownAs).toBe('一滴水');
    expect(stored.lines).toMatchObject(lines);
  });

  test('the same key finds the first one and gives no second code', async () => {
    const first = certain(await propose(gift(), 'twice'));
    const second = certain(await propose(gift(), 'twice'));
    expect(second).toEqual({ actId: first.actId, number: first.number, existing: true });
    expect(first.receiptCode).toBeDefined();
  });

  test('a form sent twice at once makes one gift', async () => {
    const sent = await Promise.all(Array.from({ length: 8 }, () => propose(gift(), 'at once')));
    const acts = new Set(sent.map((result) => certain(result).actId));
    expect(acts.size).toBe(1);
    expect(sent.filter((result) => certain(result).receiptCode !== undefined).length).toBe(1);
  });

  test.each<[string, Partial<DonationInput>, string]>([
    ['an unknown entity', { header: { ...gift().header, entity: 'nobody' } }, 'entityUnknown'],
    ['an organisation without books', { header: { ...gift().header, entity: 'test-hospital' } }, 'entityUnknown'],
    ['an unknown fund', { header: { ...gift().header, fund: 'nothing' } }, 'fundUnknown'],
    ['a day before the fund', { header: { ...gift().header, occurred: onDay('2019-12-31') } }, 'dayBeforeFund'],
    ['a day to come', { header: { ...gift().header, occurred: onDay('2999-01-01') } }, 'dayInFuture'],
    [
      'an appeal of another fund',
      { header: { ...gift().header, fund: 'other-fund' }, appeal: 'test-appeal' },
      'appealOfAnotherFund',
    ],
    ['an unknown appeal', { appeal: 'no-appeal' }, 'appealUnknown'],
    [
      'an unknown item',
      { lines: [{ unit: 'item:gold', quantity: 1n, provenance: 'stated', fate: 'held' }] },
      'itemUnknown',
    ],
    ['an unknown donor', { donor: { id: 999_999n } }, 'donorUnknown'],
    ['a person named without consent', { display: 'named' }, 'donation_person_named_by_consent'],
    ['a child masked', { donor: { kind: 'minor', legalName: '小花' } }, 'donation_minor_anonymous'],
  ])('of %s is refused, and nothing is kept', async (_, change, kind) => {
    const count = () =>
      database.db
        .selectFrom('donor')
        .select((eb) => eb.fn.countAll<bigint>().as('donors'))
        .executeTakeFirst();
    const before = await count();
    expect(kinds(await propose(gift(change)))).toContain(kind);
    expect(await count()).toEqual(before);
  });
});

describe('the receipt code', () => {
  test('unseals the legal name and the payment reference, and is stored nowhere', async () => {
    const { actId, number, receiptCode = '' } = certain(await propose(gift()));
    const parsed = parseReceiptCode(receiptCode);
    if (!parsed.ok) throw new Error(parsed.mistake);
    const derived = deriveReceiptKeys(parsed.code, 'test.example/log');
    const row = await database.db
      .selectFrom('receiptCode')
      .selectAll()
      .where('actId', '=', actId)
      .executeTakeFirstOrThrow();
    expect(Buffer.from(derived.tag)).toEqual(row.tag);
    expect(Buffer.from(derived.locator)).toEqual(row.locator);
    const text = await unsealOpening(derived.opening, row.sealed);
    expect(readPrivateOpening(text ?? '')).toEqual({
      number,
      legalName: '张小明',
      legalNameOpening: row.legalNameOpening,
      paymentReference: 'ICBC-001',
    });
    const everything = JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value));
    expect(everything).not.toContain(parsed.code);
  });

  test('two gifts of one giver have two codes', async () => {
    const first = certain(await propose(gift()));
    const { donor } = await getDonation(database.db, first.actId);
    const second = certain(await propose(gift({ donor: { id: donor.id } })));
    expect(second.receiptCode).not.toBe(first.receiptCode);
  });
});

describe('a change of a proposal', () => {
  test('takes the place of what was entered, keeps the code and goes to review again', async () => {
    const { actId } = certain(await propose(gift()));
    const { receiptTag, donor } = await getDonation(database.db, actId);
    certain(await returnAct(database.db, { actId, revision: 1, by: reviewer, reason: '品类有误' }));
    const corrected = gift({
      lines: [{ unit: 'item:mask', quantity: 5n, provenance: 'stated', fate: 'held' }],
    });
    certain(await reviseDonation(database.db, actId, 1, corrected, recorder));
    const now = await getDonation(database.db, actId);
    expect([now.donor.id, now.donor.legalName, now.shownAs]).toEqual([donor.id, '张小明', '张**']);
    expect(now.lines).toMatchObject([{ unit: 'item:mask', quantity: 5n }]);
    expect(now.receiptTag).toEqual(receiptTag);
    certain(await approveAct(database.db, { actId, revision: 2, by: reviewer }));
    expect(kinds(await reviseDonation(database.db, actId, 2, corrected, recorder))).toEqual(['alreadyApproved']);
  });

  test.each<[string, Partial<DonationInput>, string]>([
    ['name', { donor: { kind: 'person', legalName: '张晓明' } }, 'donationSealedName'],
    ['payment reference', { paymentReference: 'ICBC-002' }, 'donationSealedReference'],
  ])('cannot change the %s that the receipt code seals', async (_, change, kind) => {
    const { actId } = certain(await propose(gift()));
    expect(kinds(await reviseDonation(database.db, actId, 1, gift(change), recorder))).toEqual([kind]);
    expect((await getDonation(database.db, actId)).donor.legalName).toBe('张小明');
  });

  test('cannot take the official receipt of another gift that stands', async () => {
    const receipt = { kind: 'issued', number: '0077', code: 'A' } as const;
    const first = certain(await propose(gift({ receipt })));
    expect(kinds(await propose(gift({ receipt })))).toEqual(['officialReceiptTaken']);
    certain(await propose(gift({ receipt: { ...receipt, code: 'B' } })));
    certain(await reviseDonation(database.db, first.actId, 1, gift({ receipt }), recorder));
    const second = certain(await propose(gift()));
    expect(kinds(await reviseDonation(database.db, second.actId, 1, gift({ receipt }), recorder))).toEqual([
      'officialReceiptTaken',
    ]);
  });

  test('does not change the giver of another gift', async () => {
    const first = certain(
      await propose(gift({ donor: { kind: 'enterprise', legalName: '老字号药店' }, display: 'named' })),
    );
    const { donor } = await getDonation(database.db, first.actId);
    const second = certain(await propose(gift({ donor: { id: donor.id }, display: 'named' })));
    const renamed = gift({ donor: { kind: 'enterprise', legalName: '老字号药店', phone: '111' }, display: 'masked' });
    certain(await reviseDonation(database.db, second.actId, 1, renamed, recorder));
    expect((await getDonation(database.db, first.actId)).shownAs).toBe('老字号药店');
    expect((await getDonation(database.db, second.actId)).donor.phone).toBe('111');
    expect((await getDonation(database.db, first.actId)).donor.phone).toBeUndefined();
  });

  test('is the recorder’s alone', async () => {
    const { actId } = certain(await propose(gift()));
    expect(kinds(await reviseDonation(database.db, actId, 1, gift(), reviewer))).toEqual(['notTheRecorder']);
  });

  test('that would show a person by name without consent leaves everything as it was', async () => {
    const { actId } = certain(await propose(gift()));
    const named = gift({ display: 'named', donor: { kind: 'person', legalName: '张小明', phone: '222' } });
    expect(kinds(await reviseDonation(database.db, actId, 1, named, recorder))).toEqual([
      'donation_person_named_by_consent',
    ]);
    expect((await getDonation(database.db, actId)).donor.phone).toBeUndefined();
  });
});

test('a giver who asks to be hidden is hidden in what is not yet published', async () => {
  const consent = { display: 'named', byGuardian: false, evidence: '电话' } as const;
  const input = gift({ display: 'named', donor: { kind: 'person', legalName: '王明', consent } });
  const { actId } = certain(await propose(input));
  const { donor, shownAs } = await getDonation(database.db, actId);
  expect(shownAs).toBe('王明');
  await database.db
    .insertInto('donorConsent')
    .values({ donorId: donor.id, display: 'anonymous', evidence: '来信', recordedBy: recorder })
    .execute();
  expect((await getDonation(database.db, actId)).shownAs).toBe('爱心人士');
});
