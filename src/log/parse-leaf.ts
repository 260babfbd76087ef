import { fromUtf8 } from './bytes.ts';
import { canonicalBytes, canonicalText } from './canonical.ts';
import type { Leaf } from './leaf.ts';
import { mistakeIn } from './leaf-rules.ts';
import { LEAF } from './leaf-schema.ts';
import type { VerifyCode } from './verify-error.ts';

export const MOST_LEAF_BYTES = 4096;

export type ParsedLeaf =
  | { ok: true; leaf: Leaf }
  /** `at` names the place in the leaf, such as `lines[0].unit`. */
  | { ok: false; code: VerifyCode; at?: string };

/**
 * A leaf of this vocabulary in its one canonical form. Codes: `leafTooLarge`, `malformedLeaf`, `notCanonical`
 * (also for duplicate keys), `unbalanced`, `unknownVersion` (included, but totals cannot be checked by this version).
 */
export function parseLeaf(bytes: Uint8Array): ParsedLeaf {
  if (bytes.length > MOST_LEAF_BYTES) return { ok: false, code: 'leafTooLarge' };
  const text = decode(bytes);
  const value = text === undefined ? undefined : parseJson(text);
  if (typeof value !== 'object' || value === null) return { ok: false, code: 'malformedLeaf' };
  // Strict UTF-8 has one text per bytes, so that equal texts are equal bytes.
  if (canonical(value) !== text) return { ok: false, code: 'notCanonical' };
  if ('v' in value && Number.isInteger(value.v) && value.v !== 1) return { ok: false, code: 'unknownVersion' };
  const wrong = LEAF(value, '');
  if (wrong !== undefined) return { ok: false, code: 'malformedLeaf', at: wrong };
  const leaf = value as Leaf;
  const mistake = mistakeIn(leaf);
  return mistake === undefined ? { ok: true, leaf } : { ok: false, ...mistake };
}

/** The bytes to log, after holding them against the same rules as any verifier does. */
export function leafBytes(leaf: Leaf): { ok: true; bytes: Uint8Array } | { ok: false; code: VerifyCode; at?: string } {
  const bytes = canonicalBytes(leaf);
  const parsed = parseLeaf(bytes);
  return parsed.ok ? { ok: true, bytes } : parsed;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return fromUtf8(bytes);
  } catch (cause) {
    if (cause instanceof TypeError) return undefined;
    throw cause;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

function canonical(value: object): string | undefined {
  try {
    return canonicalText(value);
  } catch (cause) {
    // A lone surrogate written as an escape parses, but has no canonical form.
    if (cause instanceof TypeError) return undefined;
    throw cause;
  }
}
