import type { Day } from '#ledger/day.ts';
import type { Restriction, Stream } from '#ledger/posting.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';

export const DIFFERENCE_REASONS = ['damaged', 'lost', 'wastage', 'misrecorded', 'found', 'other'] as const;
export type DifferenceReason = (typeof DIFFERENCE_REASONS)[number];

/** uncounted (未盘) is never nought. recount: a second person has to look. settled: what follows is approved. */
export type LineState = 'uncounted' | 'agrees' | 'recount' | 'differs' | 'explained' | 'settled';

/** A line of a count: what the books had and what people found. Quantities in base units of the item. */
export interface CountLine {
  id: bigint;
  unit: string;
  lot?: { id: bigint; number: string; expiresOn?: Day };
  /** Of the books when the count was opened. */
  openingQuantity: bigint;
  /** Found there though the books have none. */
  added: boolean;
  latest?: {
    entryId: bigint;
    round: number;
    quantity: bigint;
    /** Of the books at the moment of counting. */
    bookQuantity: bigint;
    countedBy: { id: bigint; name: string };
    countedAt: Date;
  };
  /** Where the latest is a second count: the first. */
  first?: { quantity: bigint; countedBy: { id: bigint; name: string } };
  explained: boolean;
  settled: boolean;
}

/** What was found less what the books had at that moment; undefined: not counted. */
export const differenceOf = ({ latest }: CountLine): bigint | undefined =>
  latest && latest.quantity - latest.bookQuantity;

export function stateOf(line: CountLine): LineState {
  const difference = differenceOf(line);
  if (difference === undefined) return 'uncounted';
  if (difference === 0n) return 'agrees';
  if (line.settled) return 'settled';
  if (line.explained) return 'explained';
  return line.latest?.round === 2 ? 'differs' : 'recount';
}

/**
 * A second count is blind: until it is in, only who counted first sees what they found, and what the books have.
 */
export const isBlindFor = (line: CountLine, person: bigint | undefined): boolean =>
  stateOf(line) === 'recount' && line.latest?.countedBy.id !== person;

/** What a person is shown of a line: as long as a second count is blind, neither the first one nor the books. */
export function figuresFor(line: CountLine, person: bigint | undefined) {
  const { openingQuantity: opening, latest } = line;
  if (isBlindFor(line, person)) return {};
  if (!latest) return { opening };
  const { quantity: found, bookQuantity: book } = latest;
  return { opening, moved: book - opening, book, found, difference: found - book };
}

/** Whoever counted a line first does not count it again. */
export const countedFirst = ({ first, latest }: CountLine): bigint | undefined => (first ?? latest)?.countedBy.id;

/** Goods of one fund, stream and restriction among those that lie together. */
export interface HeldPart {
  fund: string;
  stream: Stream;
  restriction: Restriction;
  quantity: bigint;
}

/** How a part is named in a form. */
export const partKey = ({ fund, stream, restriction }: Omit<HeldPart, 'quantity'>): string =>
  [fund, stream, restriction].join('|');

/**
 * Of whose goods a shortage is: first of the part a person chose, then of the others in order of size. More than there is
 * cannot be missing.
 */
export function shareShortage(parts: readonly HeldPart[], missing: bigint, first: string): Result<HeldPart[]> {
  const rank = (part: HeldPart) => (partKey(part) === first ? 0 : 1);
  const ordered = [...parts].sort((a, b) => rank(a) - rank(b) || Number(b.quantity > a.quantity) * 2 - 1);
  const taken: HeldPart[] = [];
  let left = missing;
  for (const part of ordered) {
    if (left === 0n) break;
    const quantity = part.quantity < left ? part.quantity : left;
    if (quantity > 0n) taken.push({ ...part, quantity });
    left -= quantity;
  }
  return left > 0n ? refused({ kind: 'countShortOfBooks' }) : done(taken);
}
