import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';

export type DonorKind = 'person' | 'minor' | 'enterprise' | 'socialOrganisation' | 'pooled';
export type Display = 'named' | 'alias' | 'masked' | 'anonymous';

export const DONOR_KINDS: readonly DonorKind[] = ['person', 'minor', 'enterprise', 'socialOrganisation', 'pooled'];
export const DISPLAYS: readonly Display[] = ['named', 'alias', 'masked', 'anonymous'];

/** How a donor agreed to be shown, and the paper or message that proves it (PIPL 25). */
export interface Consent {
  display: Display;
  alias?: string;
  byGuardian: boolean;
  givenOn?: string;
  evidence: string;
}

export interface DonorInput {
  kind: DonorKind;
  legalName: string;
  phone?: string;
  email?: string;
  /** Recorded together with the donor; a later one is a row of its own. */
  consent?: Consent;
}

/** What the leaf says of the donor: enough for statistics, too little to name a child. */
export const LEAF_DONOR_KIND = {
  person: 'individual',
  minor: 'individual',
  enterprise: 'organisation',
  socialOrganisation: 'organisation',
  pooled: 'pooled',
} as const satisfies Record<DonorKind, 'individual' | 'organisation' | 'pooled'>;

const OPENNESS: Record<Display, number> = { anonymous: 0, masked: 1, alias: 2, named: 3 };

/** Shown without any recorded consent at most so: a child not at all, a person masked, an organisation by name. */
const WITHOUT_CONSENT: Record<DonorKind, Display> = {
  person: 'masked',
  minor: 'anonymous',
  enterprise: 'named',
  socialOrganisation: 'named',
  pooled: 'named',
};

/** The most that may be shown; a donor may always hide more. A child's own consent does not count. */
export function mostOpenDisplay(kind: DonorKind, consent: Consent | undefined): Display {
  const counts = consent !== undefined && (kind !== 'minor' || consent.byGuardian);
  return counts ? consent.display : WITHOUT_CONSENT[kind];
}

export const isMoreOpen = (one: Display, other: Display): boolean => OPENNESS[one] > OPENNESS[other];

export const leastOpen = (displays: readonly Display[]): Display =>
  displays.reduce((least, each) => (isMoreOpen(least, each) ? each : least), 'named');

/** How a gift is shown now: as chosen for it, or less, where the donor has asked to be hidden since. */
export function effectiveDisplay(kind: DonorKind, display: Display, consent: Consent | undefined): Display {
  const most = mostOpenDisplay(kind, consent);
  return OPENNESS[display] <= OPENNESS[most] ? display : most;
}

export function checkDisplay(kind: DonorKind, display: Display, consent: Consent | undefined): Refusal[] {
  if (display === 'alias' && !consent?.alias?.trim()) return [{ kind: 'donorAliasUnknown', field: 'display' }];
  if (OPENNESS[display] <= OPENNESS[mostOpenDisplay(kind, consent)]) return [];
  if (kind === 'minor') return [{ kind: 'donation_minor_anonymous', field: 'display' }];
  if (consent) return [{ kind: 'displayBeyondConsent', field: 'display' }];
  return [{ kind: 'donation_person_named_by_consent', field: 'display' }];
}

/** Whether a donor of this kind is shown so only by consent; not as long as either is still to be chosen. */
export function needsConsent(kind: DonorKind | undefined, display: Display | undefined): boolean {
  if (display === 'alias') return true;
  return kind !== undefined && display !== undefined && isMoreOpen(display, WITHOUT_CONSENT[kind]);
}

/** Longest of each free text, in characters. */
const LONGEST = { legalName: 120, phone: 40, email: 120 } as const;
const LONGEST_OF_CONSENT = { consentEvidence: 200, alias: 60 } as const;

export function checkDonor(donor: DonorInput): Refusal[] {
  const found: Refusal[] = [];
  if (donor.legalName.trim() === '') found.push({ kind: 'donorNameMissing', field: 'legalName' });
  found.push(...tooLong(donor, LONGEST));
  const consent = donor.consent;
  if (consent) {
    if (consent.evidence.trim() === '') found.push({ kind: 'donor_consent_evidence_given', field: 'consentEvidence' });
    if ((consent.display === 'alias') !== ((consent.alias ?? '').trim() !== '')) {
      found.push({ kind: 'donor_consent_alias_given', field: 'alias' });
    }
    found.push(...tooLong({ consentEvidence: consent.evidence, alias: consent.alias }, LONGEST_OF_CONSENT));
  }
  return found;
}
