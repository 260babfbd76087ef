import type { Database, Tx } from '#database/connection.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { type Consent, checkDisplay, type Display, type DonorInput, type DonorKind } from './donor.ts';
import { publicName } from './donor-name.ts';
import { insertAll } from './insert-all.ts';

export interface StoredDonor {
  id: bigint;
  kind: DonorKind;
  legalName: string;
  phone?: string;
  email?: string;
  /** The newest; earlier ones stay on record. */
  consent?: Consent;
}

export async function findDonor(tx: Database | Tx, id: bigint): Promise<StoredDonor | undefined> {
  const donor = await tx
    .selectFrom('donor')
    .select(['id', 'kind', 'legalName', 'phone', 'email'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!donor) return undefined;
  const consent = await tx
    .selectFrom('donorConsent')
    .select(['display', 'alias', 'byGuardian', 'givenOn', 'evidence'])
    .where('donorId', '=', id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    id: donor.id,
    kind: donor.kind as DonorKind,
    legalName: donor.legalName,
    ...(donor.phone !== null && { phone: donor.phone }),
    ...(donor.email !== null && { email: donor.email }),
    ...(consent && {
      consent: {
        display: consent.display as Display,
        byGuardian: consent.byGuardian,
        evidence: consent.evidence,
        ...(consent.alias !== null && { alias: consent.alias }),
        ...(consent.givenOn !== null && { givenOn: consent.givenOn }),
      },
    }),
  };
}

/** Why this giver may not be shown so. Asked before anything is written; `actId` names the proposal being changed. */
export async function donorRefusals(
  tx: Tx,
  donor: DonorInput | { id: bigint },
  display: Display,
  actId?: bigint,
): Promise<Refusal[]> {
  if ('id' in donor) {
    const known = await findDonor(tx, donor.id);
    return known ? checkDisplay(known.kind, display, known.consent) : [{ kind: 'donorUnknown', field: 'donor' }];
  }
  const own = actId === undefined ? undefined : await findOwnDonor(tx, actId);
  return checkDisplay(donor.kind, display, donor.consent ?? own?.consent);
}

export interface Giving {
  donor: DonorInput | { id: bigint };
  display: Display;
}

/** Writes down new givers and takes those named by id; in the order given. */
export async function storeDonors(
  tx: Tx,
  givings: readonly Giving[],
  by: bigint,
): Promise<{ id: bigint; legalName: string }[]> {
  const fresh = givings.flatMap(({ donor, display }) => ('id' in donor ? [] : [{ donor, display }]));
  const inserted = await insertAll(fresh, (rows) =>
    tx
      .insertInto('donor')
      .values(rows.map(({ donor, display }) => ({ ...donorColumns(donor, display), createdBy: by })))
      .returning(['id', 'legalName'])
      .execute(),
  );
  // Ids are given in the order of the rows, whatever the order they are returned in.
  inserted.sort((one, other) => (one.id < other.id ? -1 : 1));
  await recordConsents(
    tx,
    fresh.flatMap(({ donor }, index) => {
      const row = inserted[index];
      return row && donor.consent ? [{ donorId: row.id, consent: donor.consent }] : [];
    }),
    by,
  );
  const known = await findNames(
    tx,
    givings.flatMap(({ donor }) => ('id' in donor ? [donor.id] : [])),
  );
  const next = inserted.values();
  return givings.map(({ donor }) => {
    const stored = 'id' in donor ? known.get(donor.id) : next.next().value;
    if (!stored) throw new Error('a donor vanished while its gift was being entered');
    return stored;
  });
}

async function findNames(tx: Tx, ids: readonly bigint[]): Promise<Map<bigint, { id: bigint; legalName: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('donor').select(['id', 'legalName']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * A changed proposal: the giver's row is corrected where it is this gift's alone; one that other gifts share stays as
 * it is, and the correction becomes a giver of its own.
 */
export async function reviseDonor(
  tx: Tx,
  actId: bigint,
  donor: DonorInput | { id: bigint },
  display: Display,
  by: bigint,
): Promise<{ id: bigint }> {
  const own = 'id' in donor ? undefined : await findOwnDonor(tx, actId);
  if (!own || 'id' in donor) {
    const [stored] = await storeDonors(tx, [{ donor, display }], by);
    if (!stored) throw new Error('a donor was not stored');
    return stored;
  }
  const consent = donor.consent ?? own.consent;
  // Consent first: the database looks at the newest one when the gift's display changes.
  if (donor.consent && !sameConsent(donor.consent, own.consent)) {
    await recordConsents(tx, [{ donorId: own.id, consent: donor.consent }], by);
  }
  await tx
    .updateTable('donor')
    .set(donorColumns({ ...donor, ...(consent && { consent }) }, display))
    .where('id', '=', own.id)
    .execute();
  return own;
}

/** The giver of this gift, if of no other. */
async function findOwnDonor(tx: Tx, actId: bigint): Promise<StoredDonor | undefined> {
  const gift = await tx.selectFrom('donation').select('donorId').where('actId', '=', actId).executeTakeFirst();
  if (!gift) return undefined;
  const shared = await tx
    .selectFrom('donation')
    .select('actId')
    .where('donorId', '=', gift.donorId)
    .where('actId', '<>', actId)
    .limit(1)
    .executeTakeFirst();
  return shared ? undefined : findDonor(tx, gift.donorId);
}

function donorColumns(donor: DonorInput, display: Display) {
  const { kind, legalName, phone, email, consent } = donor;
  return {
    kind,
    legalName: legalName.trim(),
    displayName: publicName({ kind, legalName, display, alias: consent?.alias }),
    phone: phone ?? null,
    email: email ?? null,
  };
}

/** Each is a row of its own; the newest of a giver counts. */
export async function recordConsents(
  tx: Tx,
  consents: readonly { donorId: bigint; consent: Consent }[],
  by: bigint,
): Promise<void> {
  await insertAll(consents, (rows) =>
    tx
      .insertInto('donorConsent')
      .values(
        rows.map(({ donorId, consent: { display, alias, byGuardian, givenOn, evidence } }) => ({
          donorId,
          display,
          alias: alias ?? null,
          byGuardian,
          givenOn: givenOn ?? null,
          evidence,
          recordedBy: by,
        })),
      )
      .execute(),
  );
}

const sameConsent = (one: Consent, other: Consent | undefined): boolean =>
  other !== undefined &&
  one.display === other.display &&
  one.alias === other.alias &&
  one.byGuardian === other.byGuardian &&
  one.givenOn === other.givenOn &&
  one.evidence === other.evidence;
