import { fromUtf8 } from './bytes.ts';
import { openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { parseLeaf } from './parse-leaf.ts';
import { readAhead } from './read-ahead.ts';
import { type ReadLog, readBundle, readFile } from './read-log.ts';
import { bundlePath, TILE_WIDTH, widthIn } from './tiles.ts';
import { parseVerifierKey, type VerifierKey } from './verifier-key.ts';
import { VerifyError } from './verify-error.ts';

/**
 * The log's key as its own leaves announce it: enough to see that a log agrees with itself, not whose it is. All key
 * leaves are followed, so that after a change of keys a retired one no longer counts; of several that stand, while old
 * and new overlap, the newest that signed the checkpoint. Undefined when none stands.
 * Errors: those of checkpoint, bundle and key.
 */
export async function announcedKey(read: ReadLog): Promise<VerifierKey | undefined> {
  const note = await readFile(read, 'checkpoint');
  const text = unproven(note);
  const { size } = parseCheckpoint(text.slice(0, text.lastIndexOf('\n\n') + 1));
  const standing = (await standingKeys(read, size)).map(parseVerifierKey).reverse();
  return standing.find((key) => signed(note, key)) ?? standing[0];
}

/** Keys of the log that were added and not retired, oldest first. */
async function standingKeys(distant: ReadLog, size: bigint): Promise<string[]> {
  const standing = new Set<string>();
  const read = readAhead(distant, bundlePaths(size));
  for (let index = 0n; index * BigInt(TILE_WIDTH) < size; index++) {
    for (const entry of await readBundle(read, index, size)) {
      const parsed = parseLeaf(entry);
      if (!parsed.ok || parsed.leaf.kind !== 'key' || parsed.leaf.role !== 'log') continue;
      const { action, verifierKey } = parsed.leaf;
      if (action === 'add') standing.add(verifierKey);
      else standing.delete(verifierKey);
    }
  }
  return [...standing];
}

function* bundlePaths(size: bigint): Generator<string> {
  for (let index = 0n; index * BigInt(TILE_WIDTH) < size; index++) yield bundlePath(index, widthIn(0, index, size));
}

function signed(note: Uint8Array, key: VerifierKey): boolean {
  try {
    openCheckpoint(note, key);
    return true;
  } catch (cause) {
    if (cause instanceof VerifyError) return false;
    throw cause;
  }
}

function unproven(note: Uint8Array): string {
  try {
    return fromUtf8(note);
  } catch (cause) {
    throw new VerifyError('malformedNote', {}, { cause });
  }
}
