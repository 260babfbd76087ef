import type { DonationRecord } from '#intake/donation-queries.ts';
import { LEAF_DONOR_KIND } from '#intake/donor.ts';
import { privateNames } from '#intake/private-names.ts';
import { toBase64Url } from '#log/base64.ts';
import type { IntakeLine } from '#log/leaf.ts';
import { type Opening, readOpening } from '#log/opening.ts';
import { bookedPart, type ComposedLeaf, givenTexts, type PublishedHeader } from '../composed-leaf.ts';

/** A gift. The legal name is committed to always and shown only when the gift is `named`, so that masked can become named. */
export function intakeLeaf(header: PublishedHeader, gift: DonationRecord): ComposedLeaf {
  const sealed = sealedLegalName(gift);
  return {
    actId: header.actId,
    leaf: {
      ...bookedPart(header),
      kind: 'intake',
      donorKind: LEAF_DONOR_KIND[gift.donor.kind],
      restriction: gift.restriction,
      path: gift.path,
      ...(gift.appeal !== undefined && { appeal: gift.appeal }),
      lines: gift.lines.map(leafLine),
      valuations: gift.valuations.map(({ amountFen, method, provenance, lines }) => ({
        amount: String(amountFen),
        method,
        provenance,
        lines: lines.map((line) => line - 1),
      })),
      tag: toBase64Url(gift.receiptTag),
    },
    texts: givenTexts({
      ...(!sealed && { legalName: gift.donor.legalName }),
      displayName: gift.shownAs,
      usingUnit: gift.usingUnit,
      restrictionReason: gift.restrictionReason,
      asStated: joined(gift.lines.map(({ asStated }) => asStated)),
      packMeasure: joined(gift.lines.map(({ packs }) => packs?.measure)),
      evidence: joined(gift.valuations.map(({ evidence }) => evidence)),
      source: header.source,
    }),
    publicFields: ['displayName', 'usingUnit', 'restrictionReason', 'asStated', 'packMeasure', 'evidence', 'source'],
    privateNames: privateNames({
      legalName: gift.donor.legalName,
      display: gift.shown,
      alias: gift.donor.consent?.alias,
    }),
    ...(sealed && { ready: [sealed] }),
  };
}

function leafLine(line: DonationRecord['lines'][number]): IntakeLine {
  const { unit, quantity, provenance, expected, packs, lotId, lot, fate } = line;
  return {
    unit,
    quantity: String(quantity),
    provenance,
    ...(expected !== undefined && { expected: String(expected) }),
    ...(packs && {
      packs: { count: String(packs.count), ...(packs.factor !== undefined && { factor: String(packs.factor) }) },
    }),
    ...(lotId !== undefined && { lot: String(lotId) }),
    ...(lot?.expiresOn !== undefined && { expires: lot.expiresOn }),
    fate,
  };
}

/** The very opening that the donor's code unseals, while the name is still the one it was made for. */
function sealedLegalName(gift: DonationRecord): Opening | undefined {
  const opening = gift.legalNameOpening === undefined ? undefined : readOpening(gift.legalNameOpening);
  return opening?.value === gift.donor.legalName ? opening : undefined;
}

/** One text for what each line says; lines that say nothing leave no trace. */
function joined(texts: readonly (string | undefined)[]): string {
  return [...new Set(texts.flatMap((text) => (text?.trim() ? [text.trim()] : [])))].join('；');
}
