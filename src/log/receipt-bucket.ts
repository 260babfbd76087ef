/**
 * A file of the receipt look-up (`/receipts/<prefix bits as 0/1, or "all">.json`): every tag with that prefix, so that
 * the server learns only that a visitor asked for one of at least 64.
 */
export interface ReceiptBucket {
  bits: number;
  entries: ReceiptBucketEntry[];
}

export interface ReceiptBucketEntry {
  /** 16 bytes, base64url. */
  tag: string;
  /** Leaf index, decimal. */
  index: string;
  /** Exact leaf bytes, base64. */
  leaf: string;
  /**
   * Base64 hashes from the leaf's sibling up to the root of its full 256-leaf tile (8 of them). Empty while the tile is
   * not full: then the hashes are in the right edge, the partial tile that every visitor of the page reads.
   */
  path: string[];
  /** The donor's private opening, AES-256-GCM under the code's `opening` key, base64. */
  sealed: string;
}

/** `/receipts/index.json`. */
export interface ReceiptIndex {
  origin: string;
  /** Length of the prefix that names a bucket; 0: one bucket, `all.json`. */
  bits: number;
}

/** File name of the bucket that holds `tag` (16 bytes). */
export function bucketName(tag: Uint8Array, bits: number): string {
  if (bits === 0) return 'all.json';
  let name = '';
  for (let bit = 0; bit < bits; bit += 1) name += ((tag[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
  return `${name}.json`;
}

/** Among so few codes at least the server cannot tell whose gift a visitor looks up; all in one bucket where there are fewer. */
export const FEWEST_TAGS = 64;

/** Longest prefix that leaves at least 64 tags in a bucket on average with a wide margin (mean 256). */
export function bucketBits(tagCount: bigint): number {
  let bits = 0;
  while (tagCount >> BigInt(bits + 1) >= 256n) bits += 1;
  return bits;
}
