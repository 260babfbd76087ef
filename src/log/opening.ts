import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64Url, toBase64Url } from './base64.ts';
import { fromUtf8, utf8 } from './bytes.ts';
import { canonicalText } from './canonical.ts';
import { type Digest, TEXTS } from './leaf.ts';
import { type Random, randomBelow, systemRandom } from './random.ts';

/** A text that a leaf commits to: the leaf keeps `digest`, the opening lies outside the log and can be erased. */
export interface Opening {
  field: string;
  /** base64url of `["<salt>","<field>","<value>"]`. */
  opening: string;
  digest: Digest;
}

export type TextKind = keyof typeof TEXTS;

/**
 * Commits to the texts of a leaf; `ready` are openings that were made before (a donor's legal name, sealed for the
 * donor when the gift was recorded). Decoys fill the digests up to the number of the kind, and all are shuffled, so that
 * neither number nor order says which fields were filled. Throws on a field that the kind does not have.
 */
export function makeTexts(
  kind: TextKind,
  fields: Readonly<Record<string, string>>,
  random: Random = systemRandom,
  ready: readonly Opening[] = [],
): { digests: Digest[]; openings: Opening[] } {
  const { digests: number, fields: allowed } = TEXTS[kind];
  const made = Object.entries(fields).map(([field, value]) => makeOpening(field, value, random));
  const openings = [...ready, ...made];
  for (const { field } of openings) {
    if (!allowed.includes(field)) throw new RangeError(`a ${kind} leaf has no text "${field}"`);
  }
  const decoys = Array.from({ length: number - openings.length }, () => toBase64Url(random(32)));
  return { digests: shuffled([...openings.map(({ digest }) => digest), ...decoys], random), openings };
}

export function makeOpening(field: string, value: string, random: Random = systemRandom): Opening {
  const opening = toBase64Url(utf8(canonicalText([toBase64Url(random(32)), field, value])));
  return { field, opening, digest: digestOf(opening) };
}

/** base64url(SHA-256(ASCII(opening))). */
export const digestOf = (opening: string): Digest => toBase64Url(sha256(utf8(opening)));

/** Undefined when the opening is not of our form; whether a leaf commits to it is for its `digest` to show. */
export function readOpening(opening: string): (Opening & { value: string }) | undefined {
  const bytes = fromBase64Url(opening);
  if (bytes === undefined) return undefined;
  const content = parse(bytes);
  if (!Array.isArray(content) || content.length !== 3) return undefined;
  const [salt, field, value] = content as unknown[];
  if (typeof salt !== 'string' || typeof field !== 'string' || typeof value !== 'string') return undefined;
  if (fromBase64Url(salt)?.length !== 32) return undefined;
  return { field, value, opening, digest: digestOf(opening) };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError) return undefined;
    throw cause;
  }
}

function shuffled<T>(items: T[], random: Random): T[] {
  const drawn: T[] = [];
  const left = [...items];
  while (left.length > 0) drawn.push(...left.splice(randomBelow(left.length, random), 1));
  return drawn;
}
