import { fromBase64, toBase64 } from './base64.ts';
import type { Hash } from './merkle.ts';
import { type NoteSignature, openNote, type Signer, signNote } from './note.ts';
import type { VerifierKey } from './verifier-key.ts';
import { VerifyError } from './verify-error.ts';

/** C2SP tlog-checkpoint v1.0.0. */
export interface Checkpoint {
  /** Scheme-less prefix of the log's address, such as `ledger.example.org/log`; the name of the log's key. */
  origin: string;
  size: bigint;
  root: Hash;
}

export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** Our logs write no extension lines and read none. Errors: `malformedCheckpoint`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [, origin = '', size = '', encoded = ''] = /^([^\n]+)\n(0|[1-9][0-9]{0,18})\n([^\n]+)\n$/.exec(text) ?? [];
  const root = fromBase64(encoded);
  if (origin === '' || root?.length !== 32) throw new VerifyError('malformedCheckpoint', { text });
  return { origin, size: BigInt(size), root };
}

export const signCheckpoint = (checkpoint: Checkpoint, signers: readonly Signer[]): string =>
  signNote(formatCheckpoint(checkpoint), signers);

export interface OpenedCheckpoint extends Checkpoint {
  text: string;
  signatures: NoteSignature[];
}

/**
 * A checkpoint signed by the log's own key; cosigners whose keys are known are reported beside it.
 * Errors: those of the note; `malformedCheckpoint`; `otherOrigin` when the origin is not the key's name.
 */
export function openCheckpoint(
  note: string | Uint8Array,
  log: VerifierKey,
  cosigners: readonly VerifierKey[] = [],
): OpenedCheckpoint {
  const { text, signatures } = openNote(note, [log, ...cosigners]);
  if (!signatures.some(({ key }) => key === log)) throw new VerifyError('unsigned');
  const checkpoint = parseCheckpoint(text);
  if (checkpoint.origin !== log.name) throw new VerifyError('otherOrigin', { origin: checkpoint.origin });
  return { ...checkpoint, text, signatures };
}
