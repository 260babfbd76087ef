import { concat, fromUtf8, utf8 } from './bytes.ts';
import { type Random, systemRandom } from './random.ts';

/** What only the holder of a receipt code reads: nonce (12 bytes) ‖ AES-256-GCM over the padded text. */
const NONCE = 12;
/** Texts are padded to multiples of this, so that the length of a name does not show. */
const BLOCK = 256;

export async function sealOpening(key: Uint8Array, text: string, random: Random = systemRandom): Promise<Uint8Array> {
  const nonce = random(NONCE);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: own(nonce) }, await imported(key), pad(utf8(text)));
  return concat(nonce, new Uint8Array(sealed));
}

/** Undefined when the key does not fit or a byte was changed. */
export async function unsealOpening(key: Uint8Array, sealed: Uint8Array): Promise<string | undefined> {
  const algorithm = { name: 'AES-GCM', iv: own(sealed.slice(0, NONCE)) };
  try {
    return unpad(new Uint8Array(await crypto.subtle.decrypt(algorithm, await imported(key), own(sealed.slice(NONCE)))));
  } catch (cause) {
    if (cause instanceof DOMException) return undefined;
    throw cause;
  }
}

const imported = (key: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', own(key), 'AES-GCM', false, ['encrypt', 'decrypt']);

/** WebCrypto wants bytes that no shared memory backs. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

/** ISO/IEC 7816-4: one 0x80, then zeros. */
function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array((Math.floor(bytes.length / BLOCK) + 1) * BLOCK);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
}

const unpad = (padded: Uint8Array): string => fromUtf8(padded.subarray(0, padded.lastIndexOf(0x80)));
