import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64, toBase64 } from './base64.ts';
import { concat, toHex, utf8 } from './bytes.ts';
import { VerifyError } from './verify-error.ts';

/** C2SP signed-note v1.0.0: Ed25519 over the text (a log), or the timestamped cosignature of a witness or auditor. */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;
export type KeyType = typeof ED25519 | typeof COSIGNATURE;

export interface VerifierKey {
  name: string;
  type: KeyType;
  /** Four bytes that stand before a signature and say whose it may be. */
  id: Uint8Array;
  publicKey: Uint8Array;
}

export function verifierKey(name: string, type: KeyType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new VerifyError('malformedKey', { key: name });
  const id = sha256(concat(utf8(name), Uint8Array.of(0x0a, type), publicKey)).slice(0, 4);
  return { name, type, id, publicKey };
}

/** `name+hex(id)+base64(type ‖ public key)`. */
export const formatVerifierKey = ({ name, type, id, publicKey }: VerifierKey): string =>
  `${name}+${toHex(id)}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;

/** Errors: `malformedKey`, also for points of low order and encodings that are not canonical. */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name = '', id = '', material = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? [];
  const bytes = fromBase64(material);
  const type = bytes?.[0];
  if (bytes?.length !== 33 || (type !== ED25519 && type !== COSIGNATURE) || !isSoundPoint(bytes.subarray(1))) {
    throw new VerifyError('malformedKey', { key: text });
  }
  const key = verifierKey(name, type, bytes.slice(1));
  if (toHex(key.id) !== id) throw new VerifyError('malformedKey', { key: text });
  return key;
}

/** Non-empty, no white space, no plus, nothing that cannot stand in a signature line. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && ![...name].some((sign) => sign < ' ' || /[\s\u0085+]/u.test(sign));
}

function isSoundPoint(publicKey: Uint8Array): boolean {
  try {
    return !ed25519.Point.fromBytes(publicKey, false).isSmallOrder();
  } catch (cause) {
    if (cause instanceof Error) return false;
    throw cause;
  }
}

/** The one mode in which a signature is checked everywhere: strict RFC 8032, never ZIP 215. */
export const verifyEd25519 = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean =>
  signature.length === 64 && ed25519.verify(signature, message, publicKey, { zip215: false });
