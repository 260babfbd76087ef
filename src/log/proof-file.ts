import { fromBase64, toBase64 } from './base64.ts';
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { type Hash, leafHash } from './merkle.ts';
import { includes } from './proof.ts';
import type { VerifierKey } from './verifier-key.ts';
import { VerifyError } from './verify-error.ts';

/**
 * C2SP tlog-proof: one leaf's inclusion, to keep and to check offline. Files end in `.tlog-proof`. For auditors and for
 * donors who lost their code; no page hands one out yet.
 */
export interface ProofFile {
  index: bigint;
  proof: Hash[];
  /** The signed note, verbatim. */
  checkpoint: string;
  /** Not authenticated by anything in the file; we put the leaf's bytes here. */
  extra?: Uint8Array;
}

const HEADER = 'c2sp.org/tlog-proof@v1';

export function writeProofFile({ index, proof, checkpoint, extra }: ProofFile): string {
  const lines = [HEADER, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...proof.map(toBase64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Errors: `malformedProof`. */
export function readProofFile(text: string): ProofFile {
  const split = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(split, 0)).split('\n');
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift() : undefined;
  const index = /^index (0|[1-9][0-9]{0,18})$/.exec(lines.shift() ?? '')?.[1];
  const extra = extraLine === undefined ? undefined : fromBase64(extraLine.slice('extra '.length));
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === 32);
  if (header !== HEADER || index === undefined || proof.length !== lines.length || (extraLine && !extra)) {
    throw new VerifyError('malformedProof');
  }
  return {
    index: BigInt(index),
    proof: proof as Hash[],
    checkpoint: text.slice(split + 2),
    ...(extra === undefined ? {} : { extra }),
  };
}

/** The checkpoint under which `entry` is proven. Errors: those of the checkpoint; `wrongProof`. */
export function verifyProofFile(file: ProofFile, entry: Uint8Array, log: VerifierKey): OpenedCheckpoint {
  const checkpoint = openCheckpoint(file.checkpoint, log);
  if (!includes(leafHash(entry), file.index, checkpoint.size, file.proof, checkpoint.root)) {
    throw new VerifyError('wrongProof', { leaf: file.index.toString() });
  }
  return checkpoint;
}
