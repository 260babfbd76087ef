import type { Occurred } from '#ledger/day.ts';
import type { Posting } from '#ledger/posting.ts';
import type { ConfirmedBy, Leaf, LeafDate, LeafPosting, Stream } from '#log/leaf.ts';
import type { Opening } from '#log/opening.ts';

/** A leaf before its texts are committed to: what it will say, and the prose that stays outside. */
export interface ComposedLeaf {
  leaf: WithoutTexts<Leaf>;
  /** Texts to commit to, by field; empty ones are left out. */
  texts: Record<string, string>;
  /** Fields whose openings are served beside the log. The others stay with us, so that they can be shown later. */
  publicFields: readonly string[];
  /** Names that the public is not shown with this act: none of its public texts may tell them. */
  privateNames?: readonly string[];
  /** Openings made before publishing. */
  ready?: readonly Opening[];
  /** The act that this leaf publishes. */
  actId?: bigint;
}

type WithoutTexts<L> = L extends { texts: unknown } ? Omit<L, 'texts'> : L;

/** What all acts that carry postings have in common. */
export interface PublishedHeader {
  actId: bigint;
  number: string;
  entity: string;
  fund: string;
  stream: Stream;
  occurred: Occurred;
  confirmedBy: ConfirmedBy[];
  postings: readonly Posting[];
  source: string | undefined;
}

export const bookedPart = (header: PublishedHeader) => ({
  v: 1 as const,
  number: header.number,
  entity: header.entity,
  fund: header.fund,
  stream: header.stream,
  date: leafDate(header.occurred),
  confirmedBy: header.confirmedBy,
  postings: leafPostings(header.postings),
});

export function leafDate({ precision, from, to }: Occurred): LeafDate {
  const stated = (day: string | undefined) => {
    if (day === undefined) throw new Error(`a date of precision ${precision} lacks its day`);
    return day;
  };
  switch (precision) {
    case 'day':
    case 'notLaterThan':
      return { precision, day: stated(to) };
    case 'notEarlierThan':
      return { precision, day: stated(from) };
    case 'period':
      return { precision, from: stated(from), to: stated(to) };
    case 'notStated':
      return { precision };
  }
}

/** Lots, locations and counterparties stay in the house: the log sums postings of one account, unit and restriction. */
export function leafPostings(postings: readonly Posting[]): LeafPosting[] {
  const sums = new Map<string, LeafPosting & { sum: bigint }>();
  for (const { account, unit, amount, restriction } of postings) {
    // Both sides of an account are kept apart, so that goods that came and went on one day show both ways.
    const key = [account, unit, restriction, amount > 0n].join(' ');
    const sum = (sums.get(key)?.sum ?? 0n) + amount;
    sums.set(key, { account, unit, restriction, amount: String(sum), sum });
  }
  return [...sums.values()].map(({ sum, ...posting }) => posting);
}

/** Drops empty and absent texts. */
export function givenTexts(texts: Record<string, string | null | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([field, text]) => (text?.trim() ? [[field, text.trim()]] : [])),
  );
}
