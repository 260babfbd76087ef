import { LINE_PROVENANCES } from '#intake/donation.ts';
import { DISPLAYS, DONOR_KINDS } from '#intake/donor.ts';
import {
  LISTING_CATEGORIES,
  LISTING_DIRECTIONS,
  LISTING_WEIGHTS,
  type ListingAmount,
  type ListingConsent,
  type ListingInput,
} from '#intake/listing.ts';
import { headerValues, readHeader } from '#office/forms/read-header.ts';
import { type FormReader, readForm } from '#office/forms/reader.ts';
import { given, numbersTo, type Values, withoutBlankRows } from '#office/forms/values.ts';
import type { UnitWords } from '#office/units.ts';

const AMOUNT_FIELDS = ['unit', 'amount', 'asStated'];
const BASES = ['household', 'person'] as const;

export function readListing(typed: Values, units: UnitWords): { form: FormReader; input: ListingInput } {
  const { values, rows } = withoutBlankRows(typed, 'lines', AMOUNT_FIELDS);
  const form = readForm(values);
  const party = form.text('party');
  const partyKind = form.optionalChoice('partyKind', DONOR_KINDS);
  const consent = readConsent(form);
  const beneficiary = form.text('beneficiary');
  const content = form.text('content');
  const headcount = form.count('headcount');
  const basis = form.optionalChoice('basis', BASES);
  const pathNote = form.text('pathNote');
  const input: ListingInput = {
    header: readHeader(form),
    weight: form.choice('weight', LISTING_WEIGHTS),
    category: form.choice('category', LISTING_CATEGORIES),
    direction: form.choice('direction', LISTING_DIRECTIONS),
    title: form.text('title') ?? '',
    ...(party && { party, ...(partyKind && { partyKind }) }),
    display: form.choice('display', DISPLAYS, 'masked'),
    ...(consent && { consent }),
    ...(beneficiary && { beneficiary }),
    ...(content && { content }),
    ...(headcount !== undefined && { headcount }),
    ...(basis && { basis }),
    ...(pathNote && { pathNote }),
    amounts: numbersTo(rows).map((row) => readAmount(form, `lines.${row}`, units)),
  };
  return { form, input };
}

/** A consent counts as given once anything of it is filled in; without its evidence it is refused. */
function readConsent(form: FormReader): ListingConsent | undefined {
  const evidence = form.text('consentEvidence');
  const givenOn = form.day('consentOn');
  const byGuardian = form.ticked('byGuardian');
  if (!evidence && !givenOn && !byGuardian) return undefined;
  return { evidence: evidence ?? '', byGuardian, ...(givenOn && { givenOn }) };
}

function readAmount(form: FormReader, at: string, units: UnitWords): ListingAmount {
  const unit = form.required(`${at}.unit`);
  const asStated = form.text(`${at}.asStated`);
  return {
    unit,
    amount: form.amount(`${at}.amount`, unit, units) ?? 0n,
    provenance: form.choice(`${at}.provenance`, LINE_PROVENANCES, 'stated'),
    ...(asStated && { asStated }),
  };
}

export function listingValues(listing: ListingInput, units: UnitWords): Values {
  const amounts = listing.amounts.flatMap((each, index): [string, string | undefined][] => [
    [`lines.${index + 1}.unit`, each.unit],
    [`lines.${index + 1}.amount`, units.figure(each.unit, each.amount)],
    [`lines.${index + 1}.provenance`, each.provenance],
    [`lines.${index + 1}.asStated`, each.asStated],
  ]);
  return given([
    ...headerValues(listing.header),
    ['weight', listing.weight],
    ['category', listing.category],
    ['direction', listing.direction],
    ['title', listing.title],
    ['party', listing.party],
    ['partyKind', listing.partyKind],
    ['display', listing.display],
    ['consentEvidence', listing.consent?.evidence],
    ['consentOn', listing.consent?.givenOn],
    ['byGuardian', listing.consent?.byGuardian ? 'yes' : undefined],
    ['beneficiary', listing.beneficiary],
    ['content', listing.content],
    ['headcount', listing.headcount?.toString()],
    ['basis', listing.basis],
    ['pathNote', listing.pathNote],
    ['lines.count', String(Math.max(listing.amounts.length, 1))],
    ...amounts,
  ]);
}
