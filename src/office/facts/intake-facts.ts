import { choices, displays } from '#i18n/zh-Hans/office-choices.ts';
import { donationWords, fundingWords, listingWords as words } from '#i18n/zh-Hans/office-forms.ts';
import { getFunding } from '#intake/funding-queries.ts';
import type { ListingConsent } from '#intake/listing.ts';
import { getListing } from '#intake/listing-queries.ts';
import { formatFen } from '#ledger/money.ts';
import type { FactSources, Facts } from '#office/facts/facts.ts';

export async function fundingFacts({ db, act }: FactSources): Promise<Facts> {
  const funding = await getFunding(db, act.id);
  return {
    facts: [
      { label: fundingWords.fundingSource, value: choices.fundingSource[funding.source] },
      { label: fundingWords.payer, value: funding.payer },
      { label: fundingWords.amount, value: formatFen(funding.amountFen) },
      { label: fundingWords.provenance, value: choices.provenance[funding.provenance] },
      { label: fundingWords.asStated, value: funding.asStated },
    ],
    tables: [],
  };
}

const consentWords = (consent: ListingConsent | undefined): string | undefined =>
  consent &&
  [consent.evidence, consent.givenOn, consent.byGuardian && donationWords.byGuardian].filter(Boolean).join('，');

export async function listingFacts({ db, act, units }: FactSources): Promise<Facts> {
  const listing = await getListing(db, act.id);
  const counted = listing.headcount === undefined ? undefined : String(listing.headcount);
  return {
    facts: [
      { label: words.weight, value: choices.weight[listing.weight] },
      { label: words.category, value: choices.category[listing.category] },
      { label: words.direction, value: choices.direction[listing.direction] },
      { label: words.title, value: listing.title, wide: true },
      { label: words.party, value: listing.party },
      { label: words.partyKind, value: listing.partyKind && choices.donorKind[listing.partyKind] },
      {
        label: words.display,
        value: listing.shownParty && `${displays[listing.display]}：${listing.shownParty}`,
      },
      { label: donationWords.consentEvidence, value: consentWords(listing.consent) },
      { label: words.beneficiary, value: listing.beneficiary },
      { label: words.headcount, value: counted && `${counted} ${listing.basis ? choices.basis[listing.basis] : ''}` },
      { label: words.content, value: listing.content, wide: true },
      { label: words.pathNote, value: listing.pathNote, wide: true },
    ],
    tables:
      listing.amounts.length === 0
        ? []
        : [
            {
              caption: words.stated,
              columns: [
                { label: words.unit },
                { label: words.amount, figure: true },
                { label: fundingWords.provenance },
                { label: fundingWords.asStated },
              ],
              rows: listing.amounts.map(({ unit, amount, provenance, asStated }) => [
                units.name(unit),
                `${units.figure(unit, amount)} ${units.measure(unit)}`,
                choices.provenance[provenance],
                asStated,
              ]),
            },
          ],
  };
}
