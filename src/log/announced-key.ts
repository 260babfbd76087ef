import { fromUtf8 } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { parseLeaf } from './parse-leaf.ts';
import { type ReadLog, readBundle, readFile } from './read-log.ts';
import { parseVerifierKey, type VerifierKey } from './verifier-key.ts';
import { VerifyError } from './verify-error.ts';

/**
 * The log's key as its own first leaves announce it: enough to see that a log agrees with itself, not whose it is.
 * Undefined when they announce none. Errors: those of checkpoint, bundle and key.
 */
export async function announcedKey(read: ReadLog): Promise<VerifierKey | undefined> {
  const text = unproven(await readFile(read, 'checkpoint'));
  const { size } = parseCheckpoint(text.slice(0, text.lastIndexOf('\n\n') + 1));
  if (size === 0n) return undefined;
  for (const entry of await readBundle(read, 0n, size)) {
    const parsed = parseLeaf(entry);
    if (!parsed.ok || parsed.leaf.kind !== 'key') continue;
    const { action, role, verifierKey } = parsed.leaf;
    if (action === 'add' && role === 'log') return parseVerifierKey(verifierKey);
  }
  return undefined;
}

function unproven(note: Uint8Array): string {
  try {
    return fromUtf8(note);
  } catch (cause) {
    throw new VerifyError('malformedNote', {}, { cause });
  }
}
