import type { Posting } from '#ledger/posting.ts';

/** Postings as far as the form is filled in: amounts not yet typed are left out of the preview. */
export const effectOf = (postings: readonly Posting[]): Posting[] => postings.filter(({ amount }) => amount !== 0n);
