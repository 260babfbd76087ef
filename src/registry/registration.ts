import { type Day, isDay } from '#ledger/day.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';

export const ORGANISATION_KINDS = [
  'charity',
  'redCross',
  'union',
  'government',
  'hospital',
  'enterprise',
  'association',
  'group',
  'other',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** One entry of the register, by what it is about. Codes are made by the clerk and never change once approved. */
export type RegisterEntry =
  | {
      subject: 'organisation';
      code: string;
      name: string;
      kind: OrganisationKind;
      /** An accounting entity (核算主体). */
      keepsBooks: boolean;
      parent?: string;
      telephone?: string;
    }
  | { subject: 'fund'; code: string; name: string; beganOn: Day; purpose?: string }
  | {
      subject: 'appeal';
      code: string;
      name: string;
      fund: string;
      filingNumber?: string;
      opensOn?: Day;
      closesOn?: Day;
    }
  | { subject: 'programme'; code: string; name: string; fund: string }
  | { subject: 'itemFamily'; code: string; name: string; measure: string }
  | {
      subject: 'item';
      code: string;
      name: string;
      /** Absent: the source does not say (规格未载). */
      standard?: string;
      /** Base unit, such as 只. */
      measure: string;
      /** Decimals of the base unit; counts have none. */
      scale: number;
      family?: string;
    };

export type Subject = RegisterEntry['subject'];
export const SUBJECTS: readonly Subject[] = ['organisation', 'fund', 'appeal', 'programme', 'itemFamily', 'item'];

export type RegistrationInput = RegisterEntry & { sourceReference?: string; source?: string; note?: string };

const LONGEST_NAME: Record<Subject, number> = {
  organisation: 120,
  fund: 120,
  appeal: 120,
  programme: 120,
  itemFamily: 80,
  item: 80,
};

/** What can be seen without the database. */
export function checkRegistration(entry: RegisterEntry): Refusal[] {
  const found: Refusal[] = [];
  if (!SUBJECTS.includes(entry.subject)) return [{ kind: 'registration_subject_known', field: 'subject' }];
  if (!/^[a-z][a-z0-9-]{1,47}$/.test(entry.code)) found.push({ kind: 'registerCodeForm', field: 'code' });
  if (entry.name.trim() === '') found.push({ kind: 'registerNameMissing', field: 'name' });
  found.push(...tooLong(entry, { name: LONGEST_NAME[entry.subject] }));
  switch (entry.subject) {
    case 'organisation':
      if (!ORGANISATION_KINDS.includes(entry.kind)) found.push({ kind: 'organisation_kind_known', field: 'kind' });
      if (entry.parent === entry.code) found.push({ kind: 'organisationItsOwnParent', field: 'parent' });
      found.push(...tooLong(entry, { telephone: 40 }));
      break;
    case 'fund':
      if (!isDay(entry.beganOn)) found.push({ kind: 'dayMissing', field: 'beganOn' });
      found.push(...tooLong(entry, { purpose: 2000 }));
      break;
    case 'appeal':
      if (entry.opensOn !== undefined && entry.closesOn !== undefined && entry.opensOn > entry.closesOn) {
        found.push({ kind: 'appeal_days_ordered', field: 'closesOn' });
      }
      found.push(...tooLong(entry, { filingNumber: 60 }));
      break;
    case 'itemFamily':
    case 'item':
      if (!/^.{1,8}$/u.test(entry.measure.trim())) found.push({ kind: 'item_measure_given', field: 'measure' });
      if (entry.subject === 'item') {
        if (![0, 1, 2, 3].includes(entry.scale)) found.push({ kind: 'item_scale_known', field: 'scale' });
        found.push(...tooLong(entry, { standard: 120 }));
      }
  }
  return found;
}
