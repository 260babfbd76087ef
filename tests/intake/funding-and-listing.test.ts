import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveAct } from '#approval/approve-act.ts';
import type { DonorKind } from '#intake/donor.ts';
import type { FundingInput } from '#intake/funding.ts';
import { getFunding } from '#intake/funding-queries.ts';
import { checkListing, type ListingInput, publicParty } from '#intake/listing.ts';
import { getListing } from '#intake/listing-queries.ts';
import { proposeFunding, reviseFunding } from '#intake/propose-funding.ts';
import { proposeListing, reviseListing } from '#intake/propose-listing.ts';
import { dayNotStated, notEarlierThan } from '#ledger/day.ts';
import type { Result } from '#ledger/refusal.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
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

const certain = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
};
const kinds = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ kind }) => kind));

const unionMoney: FundingInput = {
  header: { entity: 'test-charity', fund: 'test-fund', occurred: notEarlierThan('2020-02-11') },
  source: 'union',
  payer: '工会经费',
  amountFen: 500_000n,
  provenance: 'derived',
  asStated: '按拨付合计推算',
};

const listing = (change: Partial<ListingInput> = {}): ListingInput => ({
  header: { occurred: dayNotStated() },
  weight: 'listed',
  category: 'organiserReport',
  direction: 'in',
  title: '各单位捐款',
  display: 'named',
  amounts: [{ unit: 'CNY', amount: 100n, provenance: 'rounded', asStated: '约1元' }],
  ...change,
});

describe('money that is not a donation', () => {
  test('comes back as entered, is changed, and is booked in a stream of its own', async () => {
    const { actId } = certain(await proposeFunding(database.db, unionMoney, recorder, 'union'));
    expect(await getFunding(database.db, actId)).toMatchObject(unionMoney);
    certain(await reviseFunding(database.db, actId, 1, { ...unionMoney, amountFen: 600_000n }, recorder));
    certain(await approveAct(database.db, { actId, revision: 2, by: reviewer }));
    const position = await database.db
      .selectFrom('fundPosition')
      .selectAll()
      .where('entityCode', '=', 'test-charity')
      .execute();
    expect(position).toMatchObject([{ stream: 'funding', unitCode: 'CNY', received: 600_000n, balance: 600_000n }]);
  });

  test('of nothing is refused', async () => {
    const sent = await proposeFunding(database.db, { ...unionMoney, amountFen: 0n }, recorder, 'none');
    expect(kinds(sent)).toEqual(['funding_amount_positive']);
  });
});

describe('a listing', () => {
  test('comes back as entered and is changed, figures included', async () => {
    const input = listing({
      headcount: 5n,
      basis: 'household',
      beneficiary: '医护人员家属',
      party: '某单位',
      partyKind: 'pooled',
    });
    const { actId } = certain(await proposeListing(database.db, input, recorder, 'listing'));
    expect(await getListing(database.db, actId)).toMatchObject(input);
    certain(await reviseListing(database.db, actId, 1, listing({ amounts: [], title: '无数字' }), recorder));
    expect(await getListing(database.db, actId)).toMatchObject({ title: '无数字', amounts: [] });
  });

  test.each<[string, Partial<ListingInput>, string[]]>([
    ['a group of four', { headcount: 4n, basis: 'household' }, ['listing_headcount_large_enough']],
    ['a count of nothing named', { headcount: 9n }, ['listingBasisMissing']],
    ['cover counted as money', { category: 'cover' }, ['coverWithAmount']],
    ['a service that was witnessed', { weight: 'witnessed', category: 'service' }, ['witnessedIsGift']],
    ['no title', { title: ' ' }, ['listing_title_given']],
    ['an alias', { display: 'alias' }, ['listingByAlias']],
    [
      'a figure of nothing',
      { amounts: [{ unit: 'CNY', amount: 0n, provenance: 'stated' }] },
      ['listing_amount_positive'],
    ],
    ['a novel', { content: '长'.repeat(1001) }, ['text_too_long']],
    ['no figure at all', { amounts: [] }, []],
  ])('of %s', (_, change, refusals) => {
    expect(checkListing(listing(change)).map(({ kind }) => kind)).toEqual(refusals);
  });

  test('with an unknown item is refused at its line', async () => {
    const amounts = [
      { unit: 'CNY', amount: 1n, provenance: 'stated' },
      { unit: 'item:nothing', amount: 1n, provenance: 'stated' },
    ] as const;
    const sent = await proposeListing(database.db, listing({ amounts: [...amounts] }), recorder, 'unknown item');
    expect(sent).toMatchObject({ ok: false, refusals: [{ kind: 'itemUnknown', line: 2 }] });
  });

  test.each([
    ['named', 'person', '张三', '张三'],
    ['masked', 'person', '张三', '张**'],
    ['anonymous', 'minor', '张三', '爱心学生'],
    ['masked', 'enterprise', '湖南某某集团', '**集团'],
  ] as const)('shows its party %s', (display, partyKind, party, shown) => {
    expect(publicParty({ party, partyKind, display })).toBe(shown);
  });

  const consent = { evidence: '同意书第 3 号', givenOn: '2020-02-01', byGuardian: false };
  const guardian = { ...consent, byGuardian: true };
  const by = (partyKind: DonorKind | undefined, change: Partial<ListingInput> = {}): Partial<ListingInput> => ({
    party: '张三',
    ...(partyKind && { partyKind }),
    ...change,
  });

  test.each<[string, Partial<ListingInput>, string[]]>([
    ['a person without consent', by('person'), ['listing_person_named_by_consent']],
    ['a person who agreed', by('person', { consent }), []],
    ['a person, masked', by('person', { display: 'masked' }), []],
    ['a minor, masked', by('minor', { display: 'masked' }), ['listing_minor_anonymous']],
    ['a minor who agreed alone', by('minor', { consent }), ['listing_minor_anonymous']],
    ['a minor whose guardian agreed', by('minor', { consent: guardian }), []],
    ['an organisation', by('socialOrganisation'), []],
    ['a party of no kind', by(undefined), ['listing_party_kind_given']],
    ['a kind of no party', { partyKind: 'person', display: 'masked' }, ['listing_party_kind_given']],
    [
      'a consent without evidence',
      by('pooled', { consent: { ...consent, evidence: ' ' } }),
      ['listing_consent_evidence_given'],
    ],
  ])('names %s only by the rule, which the database holds too', async (_, change, refusals) => {
    expect(checkListing(listing(change)).map(({ kind }) => kind)).toEqual(refusals);
    const stored = certain(await proposeListing(database.db, listing(), recorder, crypto.randomUUID()));
    const { party, partyKind, display = 'named', consent } = change;
    const written = database.db
      .updateTable('listing')
      .set({ party, partyKind, display, consentEvidence: consent?.evidence, consentOn: consent?.givenOn })
      .set({ consentByGuardian: consent?.byGuardian })
      .where('actId', '=', stored.actId)
      .execute();
    if (refusals.length === 0) await written;
    else await expect(written).rejects.toMatchObject({ constraint: refusals[0] });
  });

  test('keeps the consent it was named by', async () => {
    const input = listing(by('minor', { consent: guardian }));
    const { actId } = certain(await proposeListing(database.db, input, recorder, 'consent'));
    expect(await getListing(database.db, actId)).toMatchObject({ ...input, shownParty: '张三' });
  });
});
