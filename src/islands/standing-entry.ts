import type { ReceiptBucketEntry } from '#log/receipt-bucket.ts';
import type { CorrectionList } from './receipt-facts.ts';

/** What a tag leads to: the entry that counts, and the corrected ones whose place it took. */
export interface StandingEntry {
  entry: ReceiptBucketEntry;
  voided: 'stands' | 'voided' | 'refunded';
  /** Leaf indexes and the corrections that voided them, oldest first. */
  corrected: CorrectionList;
}

/** A gift entered anew after a mistake keeps the tag of the first: the newest that is not voided counts, else the newest. */
export function standingEntry(
  entries: readonly ReceiptBucketEntry[],
  corrections: CorrectionList,
): StandingEntry | undefined {
  const oldestFirst = entries.toSorted((one, other) => (BigInt(one.index) < BigInt(other.index) ? -1 : 1));
  const voiding = ({ index }: ReceiptBucketEntry) => corrections.filter(({ voids }) => voids === index);
  const entry = oldestFirst.findLast((each) => voiding(each).length === 0) ?? oldestFirst.at(-1);
  if (entry === undefined) return undefined;
  return {
    entry,
    voided: wayOut(voiding(entry)),
    corrected: oldestFirst.filter((each) => each !== entry).flatMap(voiding),
  };
}

const wayOut = (corrections: CorrectionList): StandingEntry['voided'] =>
  corrections.length === 0 ? 'stands' : corrections.some(({ refund }) => refund) ? 'refunded' : 'voided';
