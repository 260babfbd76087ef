import { choices, displays, restrictions } from '#i18n/zh-Hans/office-choices.ts';
import { donationWords as words } from '#i18n/zh-Hans/office-forms.ts';
import { type DonationRecord, getDonation } from '#intake/donation-queries.ts';
import { formatFen } from '#ledger/money.ts';
import { CASH } from '#ledger/unit.ts';
import type { FactSources, Facts, FactTable } from '#office/facts/facts.ts';
import type { UnitWords } from '#office/units.ts';

export async function donationFacts({ db, act, names, units }: FactSources): Promise<Facts> {
  const donation = await getDonation(db, act.id);
  const { donor, receipt } = donation;
  const shown = (await nameTakenDown(db, act.leafIndex)) ? words.nameTakenDown : donation.shownAs;
  return {
    facts: [
      { label: words.donor, value: donor.legalName },
      { label: words.donorKind, value: choices.donorKind[donor.kind] },
      {
        label: words.display,
        value: shown === words.nameTakenDown ? shown : `${displays[donation.display]}：${shown}`,
      },
      { label: words.phone, value: donor.phone },
      { label: words.email, value: donor.email },
      {
        label: words.consent,
        value: donor.consent && `${displays[donor.consent.display]} · ${donor.consent.evidence}`,
        wide: true,
      },
      { label: words.restriction, value: restrictions[donation.restriction] },
      { label: words.restrictionReason, value: donation.restrictionReason },
      { label: words.appeal, value: donation.appeal && names.appeals.get(donation.appeal) },
      { label: words.path, value: choices.path[donation.path] },
      { label: words.usingUnit, value: donation.usingUnit },
      { label: words.paymentReference, value: donation.paymentReference },
      {
        label: words.receiptKind,
        value: [choices.receiptKind[receipt.kind], 'number' in receipt ? receipt.number : undefined]
          .filter(Boolean)
          .join(' '),
      },
    ],
    tables: [linesTable(donation, units, names), ...valuationsTable(donation)],
  };
}

/** Its public name was erased: the log's pages say so, and here the name of the entry stays as it is. */
async function nameTakenDown(db: FactSources['db'], leafIndex: bigint | undefined): Promise<boolean> {
  if (leafIndex === undefined) return false;
  const erased = await db
    .selectFrom('openingChange')
    .select('id')
    .where('leafIndex', '=', leafIndex)
    .where('field', '=', 'displayName')
    .where('change', '=', 'erased')
    .executeTakeFirst();
  return erased !== undefined;
}

function linesTable({ lines }: DonationRecord, units: UnitWords, names: FactSources['names']): FactTable {
  return {
    caption: words.lines,
    columns: [
      { label: words.lineUnit },
      { label: words.quantity, figure: true },
      { label: words.expected, figure: true },
      { label: words.packs, figure: true },
      { label: words.lotNumber },
      { label: words.location },
      { label: words.provenance },
      { label: words.fate },
    ],
    rows: lines.map((line) => [
      [units.name(line.unit), names.units.get(line.unit)?.standard].filter(Boolean).join(' · '),
      `${units.figure(line.unit, line.quantity)} ${units.measure(line.unit)}`,
      line.expected === undefined ? undefined : units.figure(line.unit, line.expected),
      line.packs && `${line.packs.count} ${line.packs.measure}`,
      [line.lot?.number, line.lot?.expiresOn].filter(Boolean).join(' · ') || undefined,
      line.location && names.locations.get(line.location),
      [choices.provenance[line.provenance], line.asStated].filter(Boolean).join('：'),
      line.unit === CASH ? undefined : choices.fate[line.fate],
    ]),
  };
}

function valuationsTable({ valuations }: DonationRecord): FactTable[] {
  if (valuations.length === 0) return [];
  return [
    {
      caption: words.valued,
      columns: [
        { label: words.valuationAmount, figure: true },
        { label: words.valuationLines },
        { label: words.valuationMethod },
        { label: words.valuationProvenance },
        { label: words.valuationEvidence },
      ],
      rows: valuations.map((valuation) => [
        formatFen(valuation.amountFen),
        valuation.lines.join('、'),
        choices.method[valuation.method],
        choices.provenance[valuation.provenance],
        valuation.evidence,
      ]),
    },
  ];
}
