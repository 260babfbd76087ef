import type { LeafKind } from '#log/leaf.ts';
import type { GiftPages } from './gift-pages.ts';
import { firstAt } from './in-order.ts';
import type { Notice } from './notices.ts';
import type { PublishedLog } from './published-log.ts';

/** What moved money or goods; a correction stands apart on the page. */
const MOVING: readonly LeafKind[] = ['intake', 'funding', 'purchase', 'disbursement', 'appropriation', 'adjustment'];

/** A page shows this many; a notice may hold a hundred thousand, which have pages of their own. */
export const SHOWN = 30;
/** How far back it looks for them. */
const LOOKED_AT = 2000n;

export interface NoticeEntries {
  /** Places of the newest, newest first. */
  places: bigint[];
  /** Whether there are more than these. */
  more: boolean;
  /** Of what was witnessed or listed, as far as it was looked for. */
  listings: number;
  /** Of corrections, likewise. */
  corrections: number;
}

/** Whether a notice did nothing but correct: its movements are reversals of earlier ones, and none has a day of its own. */
export const onlyCorrects = ({ places, more, listings, corrections }: NoticeEntries): boolean =>
  places.length === 0 && !more && listings === 0 && corrections > 0;

/**
 * From this leaf on a notice holds every entry that its page or its picture shows, so nothing that befalls an earlier one
 * changes them: of a long notice at least its last hundred gifts, more than either shows. Told from the survey alone.
 */
export function shownFrom({ first, size }: Pick<Notice, 'first' | 'size'>, gifts: GiftPages): bigint {
  const full = gifts.range(gifts.pageOf(size - 1n) - 1);
  return full !== undefined && full.first > first ? full.first : first;
}

/** Of all `corrections`, those that a notice made public; both oldest first. */
export function correctionsIn(
  { first, size }: Pick<Notice, 'first' | 'size'>,
  corrections: readonly bigint[],
): bigint[] {
  const from = firstAt(corrections, (leaf) => leaf >= first);
  const to = firstAt(corrections, (leaf) => leaf >= size);
  return corrections.slice(from, to);
}

/** Those that the page of a notice tells, newest first. */
export const newestCorrections = (corrections: readonly bigint[]): bigint[] => corrections.toReversed().slice(0, SHOWN);

/** What a notice made public: first what moved something; what counts in no total is only counted. */
export async function entriesOf(log: PublishedLog, { first, size, statements }: Notice): Promise<NoticeEntries> {
  const entries: NoticeEntries = { places: [], more: false, listings: 0, corrections: 0 };
  const end = size - BigInt(statements.length);
  const from = end - first > LOOKED_AT ? end - LOOKED_AT : first;
  for (let index = end - 1n; index >= from; index--) {
    const { kind } = await log.leaf(index);
    if (kind === 'listing') entries.listings += 1;
    if (kind === 'correction') entries.corrections += 1;
    if (!MOVING.includes(kind)) continue;
    if (entries.places.length < SHOWN) entries.places.push(index);
    else entries.more = true;
  }
  return { ...entries, more: entries.more || from > first };
}
