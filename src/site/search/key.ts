import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url } from '#log/base64.ts';
import { utf8 } from '#log/bytes.ts';

/** Short name for all that some bytes depend on: 15 bytes of SHA-256, fit for a path. */
export const keyOf = (...parts: readonly unknown[]): string =>
  toBase64Url(sha256(utf8(JSON.stringify(parts))).subarray(0, 15));
