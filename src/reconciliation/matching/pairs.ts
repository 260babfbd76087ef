import { type Alike, byName } from './alike.ts';
import { type Facts, fundWordOf, referencesDiffer } from './facts.ts';
import { addTo, firstFrom } from './groups.ts';
import { namePairs } from './name-pairs.ts';
import type { Name } from './names.ts';
import { differByForm, type Evidence, type Feature, MOST_DAYS_APART, nameFeature, pointsOf } from './score.ts';
import type { BankLine, BookRecord } from './subject.ts';
import { coreName } from './texts.ts';

export type Lines = Alike<BankLine>;
export type Records = Alike<BookRecord>;

/** Lines and records, alike among themselves, of one amount and direction, for which a name or an account speaks. */
export interface Pair {
  line: Lines;
  record: Records;
  evidence: Evidence;
  points: number;
}

export interface Pairs {
  all: Pair[];
  /** Points that a pair of these lines may have that was not looked for, since too many share what it would share. */
  unseenPoints(line: Lines): number;
}

/** Of records that a single account is known for; beyond it the account tells nobody apart. */
const MOST_OF_ACCOUNT = 500;
/** Of pairs within what is alike, for numbers that differ. */
const MOST_COMPARED = 400;
/** The same day, a similar name and the fund. */
const MOST_WITHOUT_ACCOUNT = 55;

/** Both sorted by day. A million comparisons of a thousand gifts of 100 yuan are not made: names and accounts find each other. */
export function pairsOf(lines: readonly Lines[], records: readonly Records[], facts: Facts): Pairs {
  const [linesByName, recordsByName] = [byName(lines), byName(records)];
  const { pairs: ofNames, crowded } = namePairs(namesOf(linesByName), namesOf(recordsByName));
  const crowdedLines = new Set<Lines>();
  const all: Pair[] = [];
  const look = (line: Lines, record: Records, name: Feature | undefined) => {
    const pair = pairOf(line, record, name, facts);
    if (pair) all.push(pair);
  };
  for (const { line: lineName, record: recordName, feature } of ofNames) {
    const theRecords = recordsByName.get(recordName.plain) ?? [];
    for (const line of linesByName.get(lineName.plain) ?? [])
      for (const record of within(theRecords, line.day, MOST_DAYS_APART)) look(line, record, feature);
  }
  const recordsByAccount = new Map<string, Records[]>();
  for (const record of records) {
    for (const account of new Set(record.members.flatMap(({ accounts }) => accounts)))
      addTo(recordsByAccount, account, record);
  }
  for (const line of recordsByAccount.size === 0 ? [] : lines) {
    const near = new Set<Records>();
    for (const account of accountsOf(line, facts)) {
      const theRecords = recordsByAccount.get(account) ?? [];
      if (theRecords.length > MOST_OF_ACCOUNT) crowdedLines.add(line);
      else for (const record of within(theRecords, line.day, MOST_DAYS_APART)) near.add(record);
    }
    // What a name speaks for too was found by it.
    for (const record of near) if (!nameFeature(line.name, record.name)) look(line, record, undefined);
  }
  return {
    all,
    unseenPoints: (line) =>
      crowdedLines.has(line)
        ? Number.POSITIVE_INFINITY
        : line.name && crowded.has(line.name.plain)
          ? MOST_WITHOUT_ACCOUNT
          : 0,
  };
}

const namesOf = (groups: Map<string, { name: Name | undefined }[]>): Name[] =>
  [...groups.values()].flatMap(([first]) => first?.name ?? []);

/** Of a list by day, what is at most so many days from a day; the first `most` of it. */
export function within<T extends { day: number }>(
  all: readonly T[],
  day: number,
  days: number,
  most = Number.POSITIVE_INFINITY,
): T[] {
  const found: T[] = [];
  for (let at = firstFrom(all, day - days); at < all.length && found.length < most; at++) {
    const one = all[at] as T;
    if (one.day > day + days) break;
    found.push(one);
  }
  return found;
}

const accountsOf = (line: Lines, facts: Facts): Set<string> =>
  new Set(line.members.flatMap((member) => facts.names.accountOf(member) ?? []));

/** The best that any of the ones may have with any of the others. */
function pairOf(line: Lines, record: Records, name: Feature | undefined, facts: Facts): Pair | undefined {
  const [oneLine, oneRecord] = [line.members[0], record.members[0]];
  if (!oneLine || !oneRecord || !facts.fitsAccount(oneLine, oneRecord)) return undefined;
  if (numbersDiffer(line, record, facts)) return undefined;
  const accounts = new Set(record.members.flatMap((member) => member.accounts));
  const accountKnown = accounts.size > 0 && [...accountsOf(line, facts)].some((account) => accounts.has(account));
  const words = new Map(record.members.map((member) => [member.fundWords.join('\n'), member]));
  let fundWord: string | undefined;
  for (const each of words.values()) {
    for (const member of line.members) {
      fundWord ??= fundWordOf(member, each);
      if (fundWord !== undefined) break;
    }
  }
  const amountOnly =
    name !== undefined &&
    tellsWho(line.name) &&
    tellsWho(record.name) &&
    !isOfAnother(name, line, record) &&
    facts.isOnlyOfAmount(oneLine, oneRecord);
  const shown: Feature | undefined =
    name?.feature === 'nameExact' && facts.names.isRevealed(oneLine) ? { ...name, feature: 'nameOfAccount' } : name;
  const evidence = { days: Math.abs(line.day - record.day), name: shown, accountKnown, amountOnly, fundWord };
  const points = pointsOf(evidence);
  return points === undefined ? undefined : { line, record, evidence, points };
}

/**
 * A mask that shows two signs and more than it hides: of `*伟` there are many in every town, and of `*****有限公司` nothing
 * but the legal form is shown.
 */
function tellsWho(name: Name | undefined): boolean {
  if (name?.mask === undefined) return name !== undefined;
  const signs = [...coreName(name.mask)];
  const shown = signs.filter((sign) => sign !== '*').length;
  return shown >= 2 && shown > signs.length - shown;
}

/**
 * A company of nearly the same name, a branch or a trade union of one: another body, whose money an odd amount does not
 * make the same.
 */
const isOfAnother = ({ feature }: Feature, { name: one }: Lines, { name: other }: Records): boolean =>
  feature === 'nameSimilar' ||
  (feature === 'nameContained' && one !== undefined && other !== undefined && !differByForm(one, other));

function numbersDiffer(line: Lines, record: Records, facts: Facts): boolean {
  if (line.members.length * record.members.length > MOST_COMPARED) return false;
  return line.members.every((member) => {
    const numbers = facts.numbersOf(member);
    return numbers.length > 0 && record.members.every((each) => referencesDiffer(numbers, each));
  });
}
