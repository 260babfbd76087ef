import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from './bytes.ts';
import { type Random, systemRandom } from './random.ts';

/** 26 symbols of Crockford base32 (130 random bits), without check symbols; only parsing and making give one. */
export type ReceiptCode = string & { readonly receiptCode: unique symbol };

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 26;

export const newReceiptCode = (random: Random = systemRandom): ReceiptCode =>
  symbolsOf(random(17), LENGTH) as ReceiptCode;

/** As printed: 26 symbols and 2 check symbols in seven groups of four. */
export const formatReceiptCode = (code: ReceiptCode): string =>
  `${code}${checkOf(code)}`.replaceAll(/.{4}(?=.)/g, '$&-');

export type ReceiptCodeMistake = 'empty' | 'length' | 'symbol' | 'check';

/**
 * Reads what a person typed: any case, hyphens and spaces anywhere, full-width signs, O for 0, I and L for 1.
 * Nothing may be looked up before this says ok.
 */
export function parseReceiptCode(
  typed: string,
): { ok: true; code: ReceiptCode } | { ok: false; mistake: ReceiptCodeMistake } {
  const symbols = typed
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (symbols === '') return { ok: false, mistake: 'empty' };
  if ([...symbols].some((symbol) => !SYMBOLS.includes(symbol))) return { ok: false, mistake: 'symbol' };
  if (symbols.length !== LENGTH + 2) return { ok: false, mistake: 'length' };
  const code = symbols.slice(0, LENGTH) as ReceiptCode;
  return symbols.slice(LENGTH) === checkOf(code) ? { ok: true, code } : { ok: false, mistake: 'check' };
}

export interface ReceiptKeys {
  /** 16 bytes, in the leaf. */
  tag: Uint8Array;
  /** 16 bytes, finds the gift in the office. */
  locator: Uint8Array;
  /** 32 bytes, AES-256-GCM key of the donor's private opening. */
  opening: Uint8Array;
  /** 32 bytes, sent (hashed at rest) to confirm or dispute. */
  confirm: Uint8Array;
}

/** HKDF-SHA256; the origin of the log is the salt, so the same code means nothing to another log. */
export function deriveReceiptKeys(code: ReceiptCode, origin: string): ReceiptKeys {
  const salt = sha256(utf8(origin));
  const derive = (purpose: string, length: number): Uint8Array =>
    hkdf(sha256, utf8(code), salt, utf8(`receipt-code/v1 ${purpose}`), length);
  return {
    tag: derive('tag', 16),
    locator: derive('locator', 16),
    opening: derive('opening', 32),
    confirm: derive('confirm', 32),
  };
}

const checkOf = (code: string): string => symbolsOf(sha256(utf8(`receipt-code/v1:${code}`)), 2);

/** The first `count` × 5 bits. */
function symbolsOf(bytes: Uint8Array, count: number): string {
  let bits = 0;
  let held = 0;
  let symbols = '';
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    held += 8;
    while (held >= 5 && symbols.length < count) {
      held -= 5;
      symbols += SYMBOLS.charAt((bits >> held) & 31);
    }
  }
  return symbols;
}
