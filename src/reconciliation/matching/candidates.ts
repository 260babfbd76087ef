import { type Score, type Sound, score } from './score.ts';
import type { BankLine, BookRecord } from './subject.ts';
import { plainName, plainReference, referencesIn } from './texts.ts';

/** A line and a record of the same amount and direction that something speaks for. */
export interface Candidate extends Score {
  line: BankLine;
  record: BookRecord;
}

/** Less cannot be proposed, nor stand in the way of what is. */
export const LEAST_POINTS = 50;
/** Up to so many pairs are looked at one by one. */
const MOST_COMPARED = 2_500;

/**
 * Pairs of a block (one amount, one direction) with at least `LEAST_POINTS`, which takes a name or an account in common.
 * A large block is searched by parts of names, so that a thousand gifts of 100 yuan do not cost a million comparisons.
 */
export function candidatesOf(lines: readonly BankLine[], records: readonly BookRecord[], sound: Sound): Candidate[] {
  const found: Candidate[] = [];
  const look = (line: BankLine, record: BookRecord) => {
    const scored = score(line, record, sound);
    if (scored && scored.points >= LEAST_POINTS && !referencesDiffer(line, record))
      found.push({ line, record, ...scored });
  };
  if (lines.length * records.length <= MOST_COMPARED) {
    for (const line of lines) for (const record of records) look(line, record);
    return found;
  }
  const index = new Map<string, BookRecord[]>();
  for (const record of records) {
    for (const key of new Set([...nameKeys(record.name, sound), ...record.accounts.map((account) => `a${account}`)])) {
      index.set(key, [...(index.get(key) ?? []), record]);
    }
  }
  for (const line of lines) {
    const keys = [...nameKeys(line.name, sound), ...(line.account === undefined ? [] : [`a${line.account}`])];
    const near = new Set(keys.flatMap((key) => index.get(key) ?? []));
    for (const record of [...near].sort(byId)) look(line, record);
  }
  return found;
}

export const byId = (one: { id: string }, other: { id: string }): number =>
  one.id < other.id ? -1 : one.id > other.id ? 1 : 0;

/**
 * Two names that count as equal, contained, masked, sounding alike or similar share one of these: two neighbouring signs,
 * the first or the last (a mask hides the others), or the sound.
 */
function nameKeys(name: string | undefined, sound: Sound): string[] {
  const signs = [...plainName(name ?? '')];
  if (signs.length === 0) return [];
  const pairs = signs.slice(1).map((sign, at) => `n${signs[at]}${sign}`);
  const sounds = sound(signs.join(''));
  return [...pairs, `f${signs[0]}`, `l${signs.at(-1)}`, ...(sounds === undefined ? [] : [`s${sounds}`])];
}

/** Both carry a number of the same make, and they differ: whatever else agrees, it is not this one. */
export function referencesDiffer(line: BankLine, record: BookRecord): boolean {
  const stated = numbersOf(line);
  const known = record.references.map(plainReference);
  if (known.some((number) => stated.includes(number))) return false;
  const makes = new Set(known.map(makeOf));
  return stated.some((number) => makes.has(makeOf(number)));
}

/** Numbers a line may be known by: those the bank gives apart, and those within the purpose. */
export const numbersOf = (line: BankLine): string[] => [
  ...new Set([...line.references.map(plainReference), ...referencesIn(line.purpose)]),
];

/** DN20250712001 → DN99999999999: how many digits, and what stands around them. Bare digits are of no make. */
const makeOf = (number: string): string => (/^\d+$/.test(number) ? number : number.replaceAll(/\d/g, '9'));
