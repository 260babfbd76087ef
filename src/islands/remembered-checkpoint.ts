import type { PageCode } from '#i18n/zh-Hans/public/verify.ts';
import { fromBase64, toBase64 } from '#log/base64.ts';
import { extendsTree } from '#log/proof.ts';
import { proveConsistency, type ReadLog } from '#log/read-log.ts';

/** What this browser found last time, kept by verifier key: another address or key is another memory. */
export interface Remembered {
  size: bigint;
  root: Uint8Array;
}

const placeOf = (verifierKey: string): string => `mingzhang checkpoint ${verifierKey}`;

/** Undefined where the browser refuses: asking for the storage, or reading from it, then throws. */
export function storageOf(ask: () => Storage): Storage | undefined {
  try {
    const storage = ask();
    storage.getItem('');
    return storage;
  } catch (cause) {
    if (cause instanceof DOMException) return undefined;
    throw cause;
  }
}

/** Undefined the first time. */
export function recall(verifierKey: string, storage: Storage): Remembered | undefined {
  const [size = '', encoded = ''] = storage.getItem(placeOf(verifierKey))?.split(' ') ?? [];
  const root = fromBase64(encoded);
  return /^[0-9]+$/.test(size) && root?.length === 32 ? { size: BigInt(size), root } : undefined;
}

/** False where the browser may be read but keeps nothing more (full, or private browsing). */
export function remember(verifierKey: string, { size, root }: Remembered, storage: Storage): boolean {
  try {
    storage.setItem(placeOf(verifierKey), `${size} ${toBase64(root)}`);
    return true;
  } catch (cause) {
    if (cause instanceof DOMException) return false;
    throw cause;
  }
}

/** Whether the log only grew since; else what happened to it. */
export async function compareWith(before: Remembered, now: Remembered, read: ReadLog): Promise<PageCode | undefined> {
  if (now.size < before.size) return 'rolledBack';
  const proof = await proveConsistency(read, before.size, now.size);
  return extendsTree(before.size, before.root, now.size, now.root, proof) ? undefined : 'rewritten';
}
