import { sha256 } from '@noble/hashes/sha2.js';
import { concat, uint64, utf8 } from '#log/bytes.ts';
import type { Random } from '#log/random.ts';

/** Bytes that look random and are the same in every run. */
export function seededRandom(seed: string): Random {
  let draw = 0n;
  return (length) => {
    const blocks: Uint8Array[] = [];
    while (blocks.length * 32 < length) blocks.push(sha256(concat(utf8(seed), uint64(draw++))));
    return concat(...blocks).slice(0, length);
  };
}
