import { headerOf } from '#approval/act.ts';
import type { Database } from '#database/connection.ts';
import type { Day } from '#ledger/day.ts';
import type { Restriction } from '#ledger/posting.ts';
import { findLaterDisplay } from './change-display.ts';
import type {
  DonationInput,
  DonationLine,
  Fate,
  LineProvenance,
  OfficialReceipt,
  Path,
  Valuation,
  ValuationMethod,
} from './donation.ts';
import { type Display, effectiveDisplay } from './donor.ts';
import { publicName } from './donor-name.ts';
import { findDonor, type StoredDonor } from './store-donor.ts';

export interface DonationRecord extends Omit<DonationInput, 'donor' | 'lines'> {
  actId: bigint;
  donor: StoredDonor;
  /** How the public sees the giver: as chosen for this gift, or less where the giver has asked to be hidden since. */
  shown: Display;
  shownAs: string;
  lines: (DonationLine & { lotId?: bigint })[];
  /** 16 bytes of the leaf, of the code that the giver holds: the first one's where gifts replaced each other. */
  receiptTag: Uint8Array;
  receiptIssuedAt: Date;
  /** The opening that the receipt code unseals; the leaf commits to it while the legal name is still the same. */
  legalNameOpening?: string;
}

export async function getDonation(db: Database, actId: bigint): Promise<DonationRecord> {
  const row = await db
    .selectFrom('donation')
    .innerJoin('act', 'act.id', 'donation.actId')
    .innerJoin('receiptCode', 'receiptCode.actId', 'donation.receiptActId')
    .selectAll('donation')
    .select(['entityCode', 'fundCode', 'stream', 'occurredPrecision', 'occurredFrom', 'occurredTo'])
    .select(['sourceReference', 'source', 'note', 'moneyAccountId', 'tag', 'legalNameOpening', 'issuedAt'])
    .where('donation.actId', '=', actId)
    .executeTakeFirstOrThrow();
  const donor = await findDonor(db, row.donorId);
  if (!donor) throw new Error(`donation ${actId} has no donor`);
  const display = (await findLaterDisplay(db, actId)) ?? (row.display as Display);
  const shown = effectiveDisplay(donor.kind, display, donor.consent);
  const header = headerOf(row);
  return {
    actId,
    header: { ...header, entity: header.entity ?? '', fund: header.fund ?? '' },
    donor,
    display,
    shown,
    shownAs: publicName({ ...donor, display: shown, alias: donor.consent?.alias }),
    restriction: row.restriction as Restriction,
    path: row.path as Path,
    receipt: officialReceipt(row),
    lines: await listLines(db, actId),
    valuations: await listValuations(db, actId),
    receiptTag: row.tag,
    receiptIssuedAt: row.issuedAt,
    ...(row.legalNameOpening !== null && { legalNameOpening: row.legalNameOpening }),
    ...(row.appealCode !== null && { appeal: row.appealCode }),
    ...(row.restrictionReason !== null && { restrictionReason: row.restrictionReason }),
    ...(row.usingUnit !== null && { usingUnit: row.usingUnit }),
    ...(row.paymentReference !== null && { paymentReference: row.paymentReference }),
    ...(row.replacesActId !== null && { replaces: row.replacesActId }),
  };
}

function officialReceipt(row: {
  receiptKind: string;
  receiptNumber: string | null;
  receiptCode: string | null;
  receiptCheckCode: string | null;
  receiptOn: Day | null;
}): OfficialReceipt {
  const kind = row.receiptKind as OfficialReceipt['kind'];
  if (kind === 'none' || kind === 'waived') return { kind };
  return {
    kind,
    number: row.receiptNumber ?? '',
    ...(row.receiptCode !== null && { code: row.receiptCode }),
    ...(row.receiptCheckCode !== null && { checkCode: row.receiptCheckCode }),
    ...(row.receiptOn !== null && { issuedOn: row.receiptOn }),
  };
}

async function listLines(db: Database, actId: bigint): Promise<DonationRecord['lines']> {
  const rows = await db
    .selectFrom('donationLine')
    .leftJoin('lot', 'lot.id', 'donationLine.lotId')
    .selectAll('donationLine')
    .select(['lot.lotNumber', 'lot.expiresOn'])
    .where('actId', '=', actId)
    .orderBy('line')
    .execute();
  return rows.map((row) => ({
    unit: row.unitCode,
    quantity: row.quantity,
    provenance: row.provenance as LineProvenance,
    fate: row.fate as Fate,
    ...(row.asStated !== null && { asStated: row.asStated }),
    ...(row.expectedQuantity !== null && { expected: row.expectedQuantity }),
    ...(row.packs !== null && {
      packs: {
        count: row.packs,
        measure: row.packMeasure ?? '',
        ...(row.packFactor !== null && { factor: row.packFactor }),
      },
    }),
    ...(row.lotId !== null && {
      lotId: row.lotId,
      lot: { ...(row.lotNumber && { number: row.lotNumber }), ...(row.expiresOn && { expiresOn: row.expiresOn }) },
    }),
    ...(row.locationCode !== null && { location: row.locationCode }),
  }));
}

async function listValuations(db: Database, actId: bigint): Promise<Valuation[]> {
  const rows = await db.selectFrom('valuation').selectAll().where('actId', '=', actId).orderBy('valuation').execute();
  const covered = await db
    .selectFrom('valuationLine')
    .select(['valuation', 'line'])
    .where('actId', '=', actId)
    .orderBy('line')
    .execute();
  return rows.map((row) => ({
    amountFen: row.amountFen,
    method: row.method as ValuationMethod,
    provenance: row.provenance as LineProvenance,
    lines: covered.filter(({ valuation }) => valuation === row.valuation).map(({ line }) => line),
    ...(row.evidence !== null && { evidence: row.evidence }),
  }));
}
