/** RFC 4648 base64 (padded) and base64url (not padded). Decoding accepts exactly what encoding writes, nothing else. */

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export const toBase64 = (bytes: Uint8Array): string => encode(bytes, STANDARD, '=');
export const toBase64Url = (bytes: Uint8Array): string => encode(bytes, URL_SAFE, '');

/** Undefined unless `text` is the one padded encoding of some bytes. */
export const fromBase64 = (text: string): Uint8Array | undefined => decode(text, STANDARD, toBase64);

/** Undefined unless `text` is the one unpadded encoding of some bytes. */
export const fromBase64Url = (text: string): Uint8Array | undefined => decode(text, URL_SAFE, toBase64Url);

function encode(bytes: Uint8Array, alphabet: string, padding: string): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const present = Math.min(bytes.length - at, 3);
    for (let symbol = 0; symbol < 4; symbol++) {
      text += symbol <= present ? alphabet.charAt((group >> (18 - 6 * symbol)) & 63) : padding;
    }
  }
  return text;
}

function decode(text: string, alphabet: string, again: (bytes: Uint8Array) => string): Uint8Array | undefined {
  const symbols = text.replace(/={1,2}$/, '');
  const bytes = new Uint8Array(Math.floor((symbols.length * 6) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const symbol of symbols) {
    const value = alphabet.indexOf(symbol);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  // Encoding once more refuses wrong padding and spare bits that are not zero.
  return again(bytes) === text ? bytes : undefined;
}
