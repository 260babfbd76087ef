import {
  ANONYMOUS_NAME,
  COMPOUND_SURNAMES,
  HIDDEN_PART,
  ORGANISATION_TYPES,
  UNTYPED_ORGANISATION,
} from '#i18n/donor-names.ts';
import type { Display, DonorKind } from './donor.ts';

/** 张小明 → 张**, 欧阳修 → 欧阳**, Anna → A**. Never tells how long the given name is. */
function maskPerson(legalName: string): string {
  const letters = [...legalName.trim()];
  const two = letters.slice(0, 2).join('');
  const family = letters.length > 2 && COMPOUND_SURNAMES.has(two) ? two : (letters[0] ?? '');
  return family + HIDDEN_PART;
}

/** 湖南金钟集团 → **集团: keeps the type only, since place and trade together would name it. */
function maskOrganisation(legalName: string, kind: 'enterprise' | 'socialOrganisation'): string {
  const bare = legalName
    .trim()
    .replace(/[（(][^（）()]*[）)]$/u, '')
    .trim();
  const type = ORGANISATION_TYPES.find((ending) => bare.endsWith(ending) && bare !== ending);
  return HIDDEN_PART + (type ?? UNTYPED_ORGANISATION[kind]);
}

/** The name the public sees for one gift. `alias` comes from the donor's newest consent. */
export function publicName(donor: {
  kind: DonorKind;
  legalName: string;
  display: Display;
  alias?: string | undefined;
}): string {
  const { kind, legalName, display, alias } = donor;
  if (display === 'named') return legalName.trim();
  if (display === 'alias' && alias !== undefined) return alias.trim();
  if (display === 'masked' && (kind === 'person' || kind === 'minor')) return maskPerson(legalName);
  if (display === 'masked' && (kind === 'enterprise' || kind === 'socialOrganisation')) {
    return maskOrganisation(legalName, kind);
  }
  return ANONYMOUS_NAME[kind];
}
