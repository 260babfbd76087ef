import type { Tx } from '#database/connection.ts';
import { lotOf } from '#registry/lot.ts';
import type { DonationInput, DonationLine } from './donation.ts';
import { insertAll } from './insert-all.ts';

export interface ActDonation {
  actId: bigint;
  input: DonationInput;
}

/** Columns of `donation` that follow from the input. */
export function donationColumns(input: DonationInput, donorId: bigint) {
  const { receipt } = input;
  const numbered = receipt.kind === 'issued' || receipt.kind === 'cancelled' ? receipt : undefined;
  return {
    donorId,
    display: input.display,
    appealCode: input.appeal ?? null,
    restriction: input.restriction,
    restrictionReason: input.restrictionReason ?? null,
    path: input.path,
    usingUnit: input.usingUnit ?? null,
    receiptKind: receipt.kind,
    receiptNumber: numbered?.number ?? null,
    receiptCode: numbered?.code ?? null,
    receiptCheckCode: numbered?.checkCode ?? null,
    receiptOn: numbered?.issuedOn ?? null,
    paymentReference: input.paymentReference ?? null,
  };
}

export async function clearLines(tx: Tx, actId: bigint): Promise<void> {
  await tx.deleteFrom('valuation').where('actId', '=', actId).execute();
  await tx.deleteFrom('donationLine').where('actId', '=', actId).execute();
}

export async function writeLines(tx: Tx, donations: readonly ActDonation[]): Promise<void> {
  const lines: LineRow[] = [];
  for (const { actId, input } of donations) {
    for (const [index, line] of input.lines.entries()) {
      lines.push(lineRow(actId, index + 1, line, line.lot ? await lotOf(tx, line.unit, line.lot) : null));
    }
  }
  const valuations = donations.flatMap(({ actId, input }) =>
    input.valuations.map((valuation, index) => ({ actId, number: index + 1, ...valuation })),
  );
  await insertAll(lines, (rows) => tx.insertInto('donationLine').values(rows).execute());
  await insertAll(valuations, (rows) =>
    tx
      .insertInto('valuation')
      .values(
        rows.map(({ actId, number, amountFen, method, evidence, provenance }) => ({
          ...{ actId, valuation: number, amountFen, method, evidence: evidence ?? null, provenance },
        })),
      )
      .execute(),
  );
  const covered = valuations.flatMap(({ actId, number, lines: of }) =>
    of.map((line) => ({ actId, valuation: number, line })),
  );
  await insertAll(covered, (rows) => tx.insertInto('valuationLine').values(rows).execute());
}

type LineRow = ReturnType<typeof lineRow>;

const lineRow = (actId: bigint, line: number, given: DonationLine, lotId: bigint | null) => ({
  actId,
  line,
  unitCode: given.unit,
  quantity: given.quantity,
  provenance: given.provenance,
  asStated: given.asStated ?? null,
  expectedQuantity: given.expected ?? null,
  packs: given.packs?.count ?? null,
  packMeasure: given.packs?.measure ?? null,
  packFactor: given.packs?.factor ?? null,
  lotId,
  locationCode: given.location ?? null,
  fate: given.fate,
});
