import type { ActKind } from '#approval/act.ts';

/** The part of an address that stands for each kind of entry. */
export const NOUNS = {
  donation: 'donations',
  funding: 'funding',
  batch: 'batches',
  issue: 'issues',
  purchase: 'purchases',
  appropriation: 'appropriations',
  adjustment: 'adjustments',
  listing: 'listings',
  registration: 'register',
  reversal: 'reversals',
} as const satisfies Record<ActKind, string>;

export type Noun = (typeof NOUNS)[ActKind];

export const kindOfNoun = (noun: string | undefined): ActKind | undefined =>
  (Object.keys(NOUNS) as ActKind[]).find((kind) => NOUNS[kind] === noun);

export const actPath = (kind: ActKind, id: bigint): string => `/admin/${NOUNS[kind]}/${id}`;
