import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, equal, utf8 } from './bytes.ts';

/**
 * What takes the place of a sealed opening when its name is erased. The holder of the code tells it from a broken one;
 * to all others it is random bytes as before.
 *
 * Every private opening starts with the same 16 bytes, so who erases it finds the first block of its key stream without
 * the key, and the holder makes that block from the key. It hides no other byte of the opening than those 16. Whoever
 * kept the old bytes could see anyway that they have changed.
 */
const START = utf8('{"v":1,"number":');
const NONCE = 12;
const BLOCK = 16;

/** As long as what it replaces, so that the length tells nothing. */
export function eraseSealed(sealed: Uint8Array): Uint8Array {
  const block = sealed.slice(NONCE, NONCE + BLOCK).map((byte, at) => byte ^ (START[at] ?? 0));
  return standIn(sealed.slice(0, NONCE), block, sealed.length);
}

export async function isErased(key: Uint8Array, sealed: Uint8Array): Promise<boolean> {
  if (sealed.length <= NONCE + BLOCK) return false;
  const nonce = sealed.slice(0, NONCE);
  return equal(standIn(nonce, await firstBlock(key, nonce), sealed.length), sealed);
}

/** Of AES-GCM with a nonce of 12 bytes: counter 1 belongs to the tag, the text begins with counter 2 (NIST SP 800-38D, 7.1). */
async function firstBlock(key: Uint8Array, nonce: Uint8Array): Promise<Uint8Array> {
  const imported = await crypto.subtle.importKey('raw', new Uint8Array(key), 'AES-CTR', false, ['encrypt']);
  const counter = new Uint8Array([...nonce, 0, 0, 0, 2]);
  const algorithm = { name: 'AES-CTR', counter, length: 32 };
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, imported, new Uint8Array(BLOCK)));
}

const standIn = (nonce: Uint8Array, block: Uint8Array, length: number): Uint8Array =>
  concat(nonce, hkdf(sha256, block, nonce, utf8('erased-sealed-opening/v1'), length - NONCE));
