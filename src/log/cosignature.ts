import { ed25519 } from '@noble/curves/ed25519.js';
import { concat, uint64, utf8 } from './bytes.ts';
import type { Signer } from './note.ts';
import { COSIGNATURE, type VerifierKey, verifierKey, verifyEd25519 } from './verifier-key.ts';

/** C2SP tlog-cosignature v1.0.1: who cosigns says when, in seconds since 1970, that this is the newest tree it knows. */
const message = (checkpointText: string, time: bigint): Uint8Array =>
  utf8(`cosignature/v1\ntime ${time}\n${checkpointText}`);

/**
 * For witnesses and auditors who sign beside the log; this project runs none. The name is not signed: one seed per role.
 */
export function cosigner(name: string, seed: Uint8Array, now: () => bigint): Signer {
  const key = verifierKey(name, COSIGNATURE, ed25519.getPublicKey(seed));
  return {
    key,
    sign(text) {
      const time = now();
      return concat(uint64(time), ed25519.sign(message(text, time), seed));
    },
  };
}

/** The time of a valid cosignature, else undefined. */
export function cosignedAt(key: VerifierKey, text: string, payload: Uint8Array): bigint | undefined {
  if (payload.length !== 72) return undefined;
  const time = new DataView(payload.buffer, payload.byteOffset).getBigUint64(0);
  return verifyEd25519(payload.subarray(8), message(text, time), key.publicKey) ? time : undefined;
}
