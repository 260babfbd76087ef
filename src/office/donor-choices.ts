import type { Database } from '#database/connection.ts';
import { choices } from '#i18n/zh-Hans/office-choices.ts';
import { type DonorRow, listDonors } from '#intake/donor-queries.ts';
import { findDonor } from '#intake/store-donor.ts';
import type { Values } from '#office/forms/values.ts';
import { parseId } from '#office/parse-id.ts';
import type { Choosable } from '#office/register-choices.ts';

const MOST_DONORS = 50;

/** Known givers for the donation form: what the search in the form finds, and always the one already chosen. */
export async function listDonorChoices(db: Database, values: Values): Promise<Choosable[]> {
  const found = await listDonors(db, values.get('findDonor') ?? '', MOST_DONORS);
  const chosen = parseId(values.get('donorId'));
  if (chosen === undefined || found.some(({ id }) => id === chosen)) return found.map(donorChoice);
  const donor = await findDonor(db, chosen);
  return [...(donor ? [donorChoice({ ...donor, phone: donor.phone ?? null })] : []), ...found.map(donorChoice)];
}

const donorChoice = ({ id, legalName, kind, phone }: Omit<DonorRow, 'createdAt'>): Choosable => ({
  code: String(id),
  words: [legalName, choices.donorKind[kind], phone].filter(Boolean).join(' · '),
});
