import { addTo } from './groups.ts';
import type { Name } from './names.ts';
import { type Feature, LEAST_CONTAINED, nameFeature } from './score.ts';

/** Names of both sides that may be one person's or organisation's, and why. */
export interface NamePair {
  line: Name;
  record: Name;
  feature: Feature;
}

/** A part of a name that so many names share is no way to find those alike. */
const MOST_SHARING = 50;
/** So few are compared each with each. */
const FEW = 16;
/** Of a name longer than this only the beginning is looked for in others. */
const LONGEST = 40;

/**
 * Finds the pairs by what they must share (the name, its sound, what a mask shows, a stretch of it) instead of comparing
 * each with each. `crowded` are names of lines that share so much with so many that similar ones were not looked for:
 * more may be like them than were found.
 */
export function namePairs(
  lineNames: readonly Name[],
  recordNames: readonly Name[],
): { pairs: NamePair[]; crowded: ReadonlySet<string> } {
  const pairs: NamePair[] = [];
  const crowded = new Set<string>();
  if (lineNames.length * recordNames.length <= FEW) {
    for (const line of lineNames) {
      for (const record of recordNames) {
        const feature = nameFeature(line, record);
        if (feature) pairs.push({ line, record, feature });
      }
    }
    return { pairs, crowded };
  }
  const indexes = {
    plain: new Map(recordNames.map((name) => [name.plain, name])),
    sound: groupBy(recordNames, ({ sound }) => sound),
    core: groupBy(recordNames, ({ core }) => (core.length >= LEAST_CONTAINED ? core : undefined)),
    masks: masksOf(recordNames),
    addSimilar: stretchesOf(recordNames),
    long: recordNames.filter(({ signs }) => signs.length >= LEAST_CONTAINED),
  };
  const shown = masksOf(lineNames);
  const maskedRecords = byMask(recordNames, shown);
  const recordLengths = lengthsOf(indexes.long);
  const inLines = contained(
    lineNames.filter(({ signs }) => signs.length >= LEAST_CONTAINED),
    indexes.long,
  );
  for (const line of lineNames) {
    const near = new Set<Name>();
    const add = (found: readonly Name[] | undefined) => {
      for (const each of found ?? []) near.add(each);
    };
    const same = indexes.plain.get(line.plain);
    if (same) near.add(same);
    if (line.sound !== undefined) add(indexes.sound.get(line.sound));
    add(indexes.core.get(line.core));
    if (line.mask !== undefined) add(maskedRecords.get(line.mask));
    for (const mask of masksFitting(line, indexes.masks)) add(indexes.masks.byMask.get(mask));
    for (const part of partsOf(line, recordLengths)) {
      const found = indexes.plain.get(part);
      if (found) near.add(found);
    }
    add(inLines.get(line));
    if (!indexes.addSimilar(line, near)) crowded.add(line.plain);
    for (const record of near) {
      const feature = nameFeature(line, record);
      if (feature) pairs.push({ line, record, feature });
    }
  }
  return { pairs, crowded };
}

function groupBy(names: readonly Name[], keyOf: (name: Name) => string | undefined): Map<string, Name[]> {
  const groups = new Map<string, Name[]>();
  for (const name of names) {
    const key = keyOf(name);
    if (key !== undefined) addTo(groups, key, name);
  }
  return groups;
}

/** Masked names, and which signs masks hide, by length. */
export interface Masks {
  byMask: Map<string, Name[]>;
  shapes: Map<number, string[]>;
}

export function masksOf(names: readonly Name[]): Masks {
  const byMask = new Map<string, Name[]>();
  const shapes = new Map<number, Set<string>>();
  for (const name of names) {
    if (name.mask === undefined) continue;
    addTo(byMask, name.mask, name);
    const length = name.signs.length;
    const shape = [...name.mask].map((sign) => (sign === '*' ? '*' : '.')).join('');
    shapes.set(length, (shapes.get(length) ?? new Set()).add(shape));
  }
  return { byMask, shapes: new Map([...shapes].map(([length, all]) => [length, [...all]])) };
}

/** The masks in use that would show this name so. */
export function masksFitting(name: Name, { byMask, shapes }: Masks): string[] {
  return (shapes.get(name.signs.length) ?? [])
    .map((shape) => name.signs.map((sign, at) => (shape[at] === '*' ? '*' : sign)).join(''))
    .filter((mask) => byMask.has(mask));
}

/** Names by the masks in use that fit them. */
export function byMask(names: readonly Name[], masks: Masks): Map<string, Name[]> {
  const groups = new Map<string, Name[]>();
  for (const name of names) for (const mask of masksFitting(name, masks)) addTo(groups, mask, name);
  return groups;
}

const lengthsOf = (names: readonly Name[]): number[] => [...new Set(names.map(({ signs }) => signs.length))];

/** Stretches of a name that are as long as some names of the other side. */
function* partsOf({ signs }: Name, lengths: readonly number[]): Generator<string> {
  const within = signs.slice(0, LONGEST);
  for (const length of lengths) {
    for (let from = 0; length < signs.length && from + length <= within.length; from++)
      yield within.slice(from, from + length).join('');
  }
}

/** Which of the longer names hold a shorter one, by the shorter. */
function contained(shorter: readonly Name[], longer: readonly Name[]): Map<Name, Name[]> {
  const known = new Map(shorter.map((name) => [name.plain, name]));
  const lengths = lengthsOf(shorter);
  const groups = new Map<Name, Name[]>();
  for (const name of longer) {
    for (const part of partsOf(name, lengths)) {
      const found = known.get(part);
      if (found) addTo(groups, found, name);
    }
  }
  return groups;
}

/**
 * Finds names within an edit distance of a fifth of their length. Names of up to 9 signs that differ in one have a form in
 * common with one sign left out; of longer ones, cut in more pieces than may differ, some piece is the same in both. What
 * it returns adds those that may be similar, and is false where too many share a stretch to look at each.
 */
function stretchesOf(names: readonly Name[]): (name: Name, found: Set<Name>) => boolean {
  const shorter = new Map<string, Name[]>();
  const pieces = new Map<string, Name[]>();
  const lengths = new Set<number>();
  for (const name of names) {
    const { core } = name;
    if (isShort(core)) for (const form of withoutOne(core)) addTo(shorter, form, name);
    if (!isLong(core)) continue;
    lengths.add(core.length);
    for (const { at, from, to } of piecesOf(core.length))
      addTo(pieces, `${core.length} ${at} ${core.slice(from, to)}`, name);
  }
  return ({ core }, found) => {
    let all = true;
    const look = (sharing: readonly Name[] | undefined) => {
      if (sharing === undefined) return;
      if (sharing.length > MOST_SHARING) all = false;
      else for (const name of sharing) found.add(name);
    };
    if (isShort(core)) for (const form of withoutOne(core)) look(shorter.get(form));
    if (!isLong(core)) return all;
    for (const length of lengths) {
      const most = Math.floor(Math.max(length, core.length) / 5);
      if (Math.abs(length - core.length) > most) continue;
      for (const { at, from, to } of piecesOf(length)) {
        for (let shift = -most; shift <= most; shift++) {
          if (from + shift >= 0) look(pieces.get(`${length} ${at} ${core.slice(from + shift, to + shift)}`));
        }
      }
    }
    return all;
  };
}

const isShort = (core: string): boolean => core.length >= 4 && core.length <= 9;
const isLong = (core: string): boolean => core.length >= 8;

const withoutOne = (core: string): string[] => [
  core,
  ...Array.from(core, (_, at) => core.slice(0, at) + core.slice(at + 1)),
];

/** One piece more than signs that may differ: the other name may be a quarter longer. */
function piecesOf(length: number): { at: number; from: number; to: number }[] {
  const pieces = Math.floor(length / 4) + 1;
  return Array.from({ length: pieces }, (_, at) => ({
    at,
    from: Math.floor((at * length) / pieces),
    to: Math.floor(((at + 1) * length) / pieces),
  }));
}
