import { ed25519 } from '@noble/curves/ed25519.js';
import { fromBase64, toBase64 } from './base64.ts';
import { concat, equal, fromUtf8, utf8 } from './bytes.ts';
import { cosignedAt } from './cosignature.ts';
import { ED25519, isKeyName, type VerifierKey, verifierKey, verifyEd25519 } from './verifier-key.ts';
import { VerifyError } from './verify-error.ts';

/** C2SP signed-note v1.0.0. */
export interface Signer {
  key: VerifierKey;
  /** The bytes that follow the key id in a signature line. */
  sign(text: string): Uint8Array;
}

export interface NoteSignature {
  key: VerifierKey;
  /** Seconds since 1970, of a cosignature. */
  time?: bigint;
}

export interface OpenedNote {
  text: string;
  /** By known keys only; what others wrote is ignored. */
  signatures: NoteSignature[];
}

/** More lines than any note of ours will carry; a reader need not check thousands. */
const MOST_SIGNATURES = 100;

/** The log's own signer from its 32-byte seed. */
export function logSigner(name: string, seed: Uint8Array): Signer {
  const key = verifierKey(name, ED25519, ed25519.getPublicKey(seed));
  return { key, sign: (text) => ed25519.sign(utf8(text), seed) };
}

export function signNote(text: string, signers: readonly Signer[]): string {
  if (!isNoteText(text)) throw new VerifyError('malformedNote', { text });
  return `${text}\n${signers.map((signer) => signatureLine(text, signer)).join('')}`;
}

/** The line to append when somebody signs a note that others signed before. */
export const signatureLine = (text: string, { key, sign }: Signer): string =>
  `— ${key.name} ${toBase64(concat(key.id, sign(text)))}\n`;

/** Errors: `malformedNote`; `badSignature` by a known key; `unsigned` when no known key signed. */
export function openNote(note: string | Uint8Array, known: readonly VerifierKey[]): OpenedNote {
  const whole = typeof note === 'string' ? note : decode(note);
  const split = whole.lastIndexOf('\n\n');
  const text = whole.slice(0, split + 1);
  const lines = whole.slice(split + 2).split('\n');
  if (split < 0 || !isNoteText(whole) || lines.pop() !== '' || lines.length < 1 || lines.length > MOST_SIGNATURES) {
    throw new VerifyError('malformedNote');
  }
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const { name, payload } = parseLine(line);
    const key = known.find((candidate) => candidate.name === name && equal(candidate.id, payload.subarray(0, 4)));
    if (key === undefined) continue;
    const signature = verifySignature(key, text, payload.subarray(4));
    if (signature === undefined) throw new VerifyError('badSignature', { key: name });
    if (!signatures.some((other) => other.key === key)) signatures.push(signature);
  }
  if (signatures.length === 0) throw new VerifyError('unsigned');
  return { text, signatures };
}

function parseLine(line: string): { name: string; payload: Uint8Array } {
  const [dash, name = '', encoded = '', ...more] = line.split(' ');
  const payload = fromBase64(encoded);
  if (dash !== '—' || !isKeyName(name) || payload === undefined || payload.length < 5 || more.length > 0) {
    throw new VerifyError('malformedNote', { line });
  }
  return { name, payload };
}

function verifySignature(key: VerifierKey, text: string, payload: Uint8Array): NoteSignature | undefined {
  if (key.type === ED25519) return verifyEd25519(payload, utf8(text), key.publicKey) ? { key } : undefined;
  const time = cosignedAt(key, text, payload);
  return time === undefined ? undefined : { key, time };
}

/** Ends in a newline and has no other control character. */
const isNoteText = (text: string): boolean =>
  text.endsWith('\n') && text.isWellFormed() && ![...text].some((sign) => sign < ' ' && sign !== '\n');

function decode(note: Uint8Array): string {
  try {
    return fromUtf8(note);
  } catch (cause) {
    throw new VerifyError('malformedNote', {}, { cause });
  }
}
