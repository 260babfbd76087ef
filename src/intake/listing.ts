import type { ActHeader } from '#approval/act.ts';
import { LARGEST_AMOUNT } from '#ledger/decimal.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { SMALLEST_GROUP } from '#ledger/smallest-group.ts';
import { tooLong } from '#ledger/too-long.ts';
import type { LineProvenance } from './donation.ts';
import { checkDisplay, type Display, type DonorKind } from './donor.ts';
import { publicName } from './donor-name.ts';
import { privateNames, refuseNames } from './private-names.ts';

export type ListingWeight = 'witnessed' | 'listed';
export type ListingCategory = 'gift' | 'service' | 'cover' | 'publicMoney' | 'organiserReport';
export type ListingDirection = 'in' | 'out' | 'through' | 'none';

export const LISTING_WEIGHTS: readonly ListingWeight[] = ['witnessed', 'listed'];
export const LISTING_CATEGORIES: readonly ListingCategory[] = [
  'gift',
  'service',
  'cover',
  'publicMoney',
  'organiserReport',
];
export const LISTING_DIRECTIONS: readonly ListingDirection[] = ['in', 'out', 'through', 'none'];

/** A figure as a source gives it; it enters no total of ours. */
export interface ListingAmount {
  unit: string;
  amount: bigint;
  provenance: LineProvenance;
  asStated?: string;
}

/** That the party agreed to be shown as chosen, and the paper or message that proves it (PIPL 25). */
export interface ListingConsent {
  evidence: string;
  givenOn?: string;
  byGuardian: boolean;
}

/** Listed with its source, in no total: seen by the entity (见证) or reported by others (列示). */
export interface ListingInput {
  header: Omit<ActHeader, 'stream'>;
  weight: ListingWeight;
  category: ListingCategory;
  direction: ListingDirection;
  title: string;
  /** Who gave, served or reported. */
  party?: string;
  /** What the party is: a person is named only with consent, a minor only with a guardian's. */
  partyKind?: DonorKind;
  display: Display;
  consent?: ListingConsent;
  beneficiary?: string;
  content?: string;
  headcount?: bigint;
  basis?: 'household' | 'person';
  pathNote?: string;
  amounts: ListingAmount[];
}

/** Longest of each free text, in characters. */
const LONGEST = { title: 200, party: 200, beneficiary: 200, content: 1000, pathNote: 200 } as const;
/** What fits one leaf of the log (4 KB). */
const MOST_AMOUNTS = 16;

export function checkListing(input: ListingInput): Refusal[] {
  const found: Refusal[] = [];
  const refuse = (kind: string, field: string, line?: number) =>
    found.push({ kind, field, ...(line !== undefined && { line }) });
  found.push(...tooLong(input, LONGEST));
  if (input.title.trim() === '') refuse('listing_title_given', 'title');
  if (input.headcount !== undefined && input.headcount < SMALLEST_GROUP) {
    refuse('listing_headcount_large_enough', 'headcount');
  }
  if (input.headcount !== undefined && input.basis === undefined) refuse('listingBasisMissing', 'basis');
  if (input.weight === 'witnessed' && input.category !== 'gift') refuse('witnessedIsGift', 'category');
  // 保额 is what an insurer might pay, not what anybody spent.
  if (input.category === 'cover' && input.amounts.length > 0) refuse('coverWithAmount', 'amount');
  found.push(...checkParty(input));
  found.push(...textsNaming(input));
  if (input.amounts.length > MOST_AMOUNTS) refuse('listingTooManyAmounts', 'amount');
  for (const [index, { unit, amount, asStated }] of input.amounts.entries()) {
    found.push(...tooLong({ asStated }, { asStated: 300 }, index + 1));
    if (unit === '') refuse('listingUnitMissing', 'unit', index + 1);
    if (amount <= 0n) refuse('listing_amount_positive', 'amount', index + 1);
    if (amount > LARGEST_AMOUNT) {
      const values = { stated: String(amount), largest: String(LARGEST_AMOUNT) };
      found.push({ kind: 'amountTooLarge', field: 'amount', line: index + 1, values });
    }
  }
  return found;
}

function textsNaming(input: ListingInput): Refusal[] {
  const { party, display, header, title, beneficiary, content, pathNote, amounts } = input;
  if (party === undefined) return [];
  const names = privateNames({ legalName: party, display });
  const texts = { source: header.source, title, beneficiary, content, pathNote };
  return [
    ...Object.entries(texts).flatMap(([field, text]) => refuseNames(field, text, names)),
    ...amounts.flatMap(({ asStated }, index) => refuseNames('asStated', asStated, names, index + 1)),
  ];
}

function checkParty({ party, partyKind, display, consent }: ListingInput): Refusal[] {
  const found: Refusal[] = [];
  if (consent) {
    if (consent.evidence.trim() === '')
      found.push({ kind: 'listing_consent_evidence_given', field: 'consentEvidence' });
    found.push(...tooLong({ consentEvidence: consent.evidence }, { consentEvidence: 200 }));
  }
  if (display === 'alias') return [...found, { kind: 'listingByAlias', field: 'display' }];
  if ((party === undefined) !== (partyKind === undefined)) {
    found.push({ kind: 'listing_party_kind_given', field: party === undefined ? 'party' : 'partyKind' });
  }
  if (partyKind === undefined) return found;
  const refused = checkDisplay(partyKind, display, consent && { ...consent, display }).length > 0;
  const kind = partyKind === 'minor' ? 'listing_minor_anonymous' : 'listing_person_named_by_consent';
  return refused ? [...found, { kind, field: 'display' }] : found;
}

/** The party as the public sees it. */
export function publicParty(listing: Pick<ListingInput, 'party' | 'partyKind' | 'display'>): string | undefined {
  const { party, partyKind, display } = listing;
  if (party === undefined || partyKind === undefined) return undefined;
  return publicName({ kind: partyKind, legalName: party, display });
}
