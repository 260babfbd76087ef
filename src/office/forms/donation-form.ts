import {
  type DonationInput,
  type DonationLine,
  donationPostings,
  LINE_PROVENANCES,
  type OfficialReceipt,
  PATHS,
  RESTRICTIONS,
  VALUATION_METHODS,
  type Valuation,
} from '#intake/donation.ts';
import type { DonationRecord } from '#intake/donation-queries.ts';
import { type Consent, DISPLAYS, DONOR_KINDS, type DonorInput } from '#intake/donor.ts';
import type { GiftTraits } from '#intake/similar-gifts.ts';
import { formatFen } from '#ledger/money.ts';
import type { Posting } from '#ledger/posting.ts';
import { CASH } from '#ledger/unit.ts';
import { effectOf } from '#office/forms/effect.ts';
import { headerValues, ofCash, readBookedHeader } from '#office/forms/read-header.ts';
import { type FormReader, readForm } from '#office/forms/reader.ts';
import { given, numbersTo, type Values, withoutBlankRows } from '#office/forms/values.ts';
import { type AccountChoice, ledgerAccountOf } from '#office/money-account-choices.ts';
import { parseId } from '#office/parse-id.ts';
import type { UnitWords } from '#office/units.ts';

const LINE_FIELDS = ['unit', 'quantity', 'expected', 'asStated', 'packs', 'packMeasure', 'packFactor', 'lotNumber'];
const VALUATION_FIELDS = ['valuationAmount', 'valuationEvidence', 'valuationLines'];
const RECEIPT_KINDS = ['none', 'issued', 'waived', 'cancelled'] as const;
const FATES = ['held', 'unstated'] as const;

export function readDonation(typed: Values, units: UnitWords): { form: FormReader; input: DonationInput } {
  const lines = withoutBlankRows(typed, 'lines', LINE_FIELDS);
  const valuations = withoutBlankRows(followingRows(lines.values, lines.moved), 'valuations', VALUATION_FIELDS);
  const form = readForm(valuations.values);
  const restrictionReason = form.text('restrictionReason');
  const appeal = form.text('appeal');
  const usingUnit = form.text('usingUnit');
  const paymentReference = form.text('paymentReference');
  const replaces = readReplaces(form);
  // In the order of the form, so that what is wrong is listed as it stands there.
  const stated: DonationInput = {
    header: readBookedHeader(form),
    donor: readDonor(form),
    display: form.choice('display', DISPLAYS),
    restriction: form.choice('restriction', RESTRICTIONS),
    ...(restrictionReason && { restrictionReason }),
    ...(appeal && { appeal }),
    path: form.choice('path', PATHS, 'throughEntity'),
    ...(usingUnit && { usingUnit }),
    ...(paymentReference && { paymentReference }),
    receipt: readReceipt(form),
    lines: numbersTo(lines.rows).map((row) => readLine(form, `lines.${row}`, units)),
    valuations: numbersTo(valuations.rows).map((row) => readValuation(form, `valuations.${row}`)),
    ...(replaces !== undefined && { replaces }),
  };
  const movesCash = stated.lines.some(({ unit }) => unit === CASH);
  return { form, input: { ...stated, header: ofCash(stated.header, movesCash) } };
}

/** Never typed: a form that names no gift here must not pass for a gift of its own, with a code of its own. */
function readReplaces(form: FormReader): bigint | undefined {
  const stated = form.text('replaces');
  const replaces = parseId(stated);
  if (stated !== undefined && replaces === undefined) form.refusals.push({ kind: 'actUnknown' });
  return replaces;
}

/** Valuations name rows by number: they follow the rows that moved up. */
function followingRows(values: Values, moved: ReadonlyMap<number, number>): Values {
  return new Map(
    [...values].map(([name, value]) =>
      name.endsWith('.valuationLines')
        ? [name, value.replace(/\d+/g, (row) => String(moved.get(Number(row)) ?? row))]
        : [name, value],
    ),
  );
}

function readDonor(form: FormReader): DonorInput | { id: bigint } {
  if (form.text('donorChoice') === 'known') {
    const id = form.required('donorId');
    if (/^[1-9]\d{0,17}$/.test(id)) return { id: BigInt(id) };
    if (id !== '') form.refuse('donorId', { kind: 'choiceUnknown', values: { stated: id.slice(0, 40) } });
    return { id: 0n };
  }
  const phone = form.text('phone');
  const email = form.text('email');
  const consent = readConsent(form);
  return {
    kind: form.choice('donorKind', DONOR_KINDS),
    legalName: form.text('legalName') ?? '',
    ...(phone && { phone }),
    ...(email && { email }),
    ...(consent && { consent }),
  };
}

/** A consent counts as given once its display or its evidence is filled in. */
function readConsent(form: FormReader): Consent | undefined {
  const display = form.optionalChoice('consentDisplay', DISPLAYS);
  const evidence = form.text('consentEvidence');
  if (!display && !evidence) return undefined;
  if (!display) form.refuse('consentDisplay', { kind: 'fieldRequired' });
  const alias = form.text('alias');
  const givenOn = form.day('consentOn');
  return {
    display: display ?? 'anonymous',
    ...(alias && { alias }),
    byGuardian: form.ticked('byGuardian'),
    ...(givenOn && { givenOn }),
    evidence: evidence ?? '',
  };
}

function readReceipt(form: FormReader): OfficialReceipt {
  const kind = form.choice('receiptKind', RECEIPT_KINDS, 'none');
  if (kind === 'none' || kind === 'waived') return { kind };
  const code = form.text('receiptCode');
  const checkCode = form.text('receiptCheckCode');
  const issuedOn = form.day('receiptOn');
  return {
    kind,
    number: form.text('receiptNumber') ?? '',
    ...(code && { code }),
    ...(checkCode && { checkCode }),
    ...(issuedOn && { issuedOn }),
  };
}

function readLine(form: FormReader, at: string, units: UnitWords): DonationLine {
  const unit = form.required(`${at}.unit`);
  const asStated = form.text(`${at}.asStated`);
  const expected = form.quantity(`${at}.expected`, unit, units);
  const packs = form.count(`${at}.packs`);
  const factor = form.quantity(`${at}.packFactor`, unit, units);
  const number = form.text(`${at}.lotNumber`);
  const expiresOn = form.day(`${at}.expiresOn`, 'any');
  const location = form.text(`${at}.location`);
  return {
    unit,
    quantity: form.amount(`${at}.quantity`, unit, units) ?? 0n,
    provenance: form.choice(`${at}.provenance`, LINE_PROVENANCES, 'stated'),
    ...(asStated && { asStated }),
    ...(expected !== undefined && { expected }),
    ...(packs !== undefined && {
      packs: {
        count: packs,
        measure: form.text(`${at}.packMeasure`) ?? '',
        ...(factor !== undefined && { factor }),
      },
    }),
    ...((number || expiresOn) && { lot: { ...(number && { number }), ...(expiresOn && { expiresOn }) } }),
    ...(location && { location }),
    fate: form.choice(`${at}.fate`, FATES, 'held'),
  };
}

function readValuation(form: FormReader, at: string): Valuation {
  const evidence = form.text(`${at}.valuationEvidence`);
  return {
    amountFen: form.money(`${at}.valuationAmount`) ?? 0n,
    method: form.choice(`${at}.valuationMethod`, VALUATION_METHODS),
    ...(evidence && { evidence }),
    provenance: form.choice(`${at}.valuationProvenance`, LINE_PROVENANCES, 'stated'),
    lines: lineNumbers(form, `${at}.valuationLines`),
  };
}

/** `1,2,3` or `1、2、3`: rows as the form numbers them. */
function lineNumbers(form: FormReader, name: string): number[] {
  const stated = form.text(name);
  if (stated === undefined) return [];
  const numbers = stated.normalize('NFKC').split(/[\s,、;]+/);
  if (numbers.some((number) => !/^[1-9]\d?$/.test(number))) {
    form.refuse(name, { kind: 'lineNumbersMalformed', values: { stated: stated.slice(0, 40) } });
    return [];
  }
  return numbers.map(Number);
}

/** A stored donation as the form shows it. */
export function donationValues(donation: DonationRecord, units: UnitWords): Values {
  const { donor, receipt } = donation;
  const pairs: [string, string | undefined][] = [
    ...headerValues(donation.header),
    ['donorChoice', 'known'],
    ['donorId', String(donor.id)],
    ['donorKind', donor.kind],
    ['legalName', donor.legalName],
    ['phone', donor.phone],
    ['email', donor.email],
    ['consentDisplay', donor.consent?.display],
    ['alias', donor.consent?.alias],
    ['byGuardian', donor.consent?.byGuardian ? 'yes' : undefined],
    ['consentOn', donor.consent?.givenOn],
    ['consentEvidence', donor.consent?.evidence],
    ['display', donation.display],
    ['restriction', donation.restriction],
    ['restrictionReason', donation.restrictionReason],
    ['appeal', donation.appeal],
    ['path', donation.path],
    ['usingUnit', donation.usingUnit],
    ['paymentReference', donation.paymentReference],
    ['receiptKind', receipt.kind],
    ...('number' in receipt
      ? ([
          ['receiptNumber', receipt.number],
          ['receiptCode', receipt.code],
          ['receiptCheckCode', receipt.checkCode],
          ['receiptOn', receipt.issuedOn],
        ] satisfies [string, string | undefined][])
      : []),
    ['lines.count', String(donation.lines.length)],
    ['valuations.count', String(Math.max(donation.valuations.length, 1))],
  ];
  for (const [index, line] of donation.lines.entries()) {
    const at = `lines.${index + 1}`;
    pairs.push(
      [`${at}.unit`, line.unit],
      [`${at}.quantity`, units.figure(line.unit, line.quantity)],
      [`${at}.provenance`, line.provenance],
      [`${at}.asStated`, line.asStated],
      [`${at}.expected`, line.expected === undefined ? undefined : units.figure(line.unit, line.expected)],
      [`${at}.packs`, line.packs && String(line.packs.count)],
      [`${at}.packMeasure`, line.packs?.measure],
      [`${at}.packFactor`, line.packs?.factor === undefined ? undefined : units.figure(line.unit, line.packs.factor)],
      [`${at}.lotNumber`, line.lot?.number],
      [`${at}.expiresOn`, line.lot?.expiresOn],
      [`${at}.location`, line.location],
      [`${at}.fate`, line.fate],
    );
  }
  for (const [index, valuation] of donation.valuations.entries()) {
    const at = `valuations.${index + 1}`;
    pairs.push(
      [`${at}.valuationAmount`, formatFen(valuation.amountFen)],
      [`${at}.valuationMethod`, valuation.method],
      [`${at}.valuationEvidence`, valuation.evidence],
      [`${at}.valuationProvenance`, valuation.provenance],
      [`${at}.valuationLines`, valuation.lines.join(',')],
    );
  }
  return given(pairs);
}

/** What the form says of the gift so far, to look for one like it. */
export function traitsOf(values: Values, units: UnitWords): GiftTraits {
  const { header, donor, paymentReference, lines } = readDonation(values, units).input;
  const day = header.occurred.precision === 'day' ? header.occurred.from : undefined;
  return { ...('id' in donor ? { donorId: donor.id } : { legalName: donor.legalName }), paymentReference, day, lines };
}

export function donationEffect(values: Values, units: UnitWords, accounts: readonly AccountChoice[]): Posting[] {
  const { input } = readDonation(values, units);
  return effectOf(donationPostings(input, ledgerAccountOf(accounts, input.header.moneyAccount)));
}
