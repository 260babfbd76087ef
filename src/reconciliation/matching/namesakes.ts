import { byName } from './alike.ts';
import type { Facts } from './facts.ts';
import { addTo } from './groups.ts';
import { byMask, type Masks, masksFitting, masksOf } from './name-pairs.ts';
import type { Name } from './names.ts';
import { type Lines, type Pair, type Records, within } from './pairs.ts';

/** A line may come a week late, and the next gift of the same a week after. */
const NAMESAKE_DAYS = 14;
/** Days that a line comes after its gift over holidays, and before it by a clerk's slip. */
const MOST_LATE = 10;
const MOST_EARLY = 1;
/** Of so many equal gifts of one giver within weeks, every way to put them together is tried. */
const MOST_TRIED = 12;
/** So many days and names that could be the same giver's are left to a person. */
const MOST_NAMESAKES = 200;

/** What falls on a day, and how many. */
interface OnDay {
  day: number;
  count: number;
}

/**
 * Whether a pair of a block is known from everything that could be the same giver's. A name that more people bear, or an
 * account that is somebody else's, speaks for nobody, nor does a payer who says that it is the gift of others. Whoever gave the same more than once within weeks, or shares a name
 * with somebody who did, is told apart by the day alone: only where lines and records of them fall on the very same days,
 * or each line finds a record in no other way than this, is it known which is which. What is of another day stays a person's: a gift that never came and the same giver's next,
 * of the same amount and not entered, look like one that came late. Both lists by day.
 */
export function namesakesOf(
  lines: readonly Lines[],
  records: readonly Records[],
  facts: Facts,
): (pair: Pair) => boolean {
  const [linesByName, recordsByName] = [byName(lines), byName(records)];
  const sakesOf = namesLike(lines, records);
  const linesByAccount = new Map<string, { day: number; name: Name | undefined }[]>();
  for (const { day, name, members } of lines) {
    for (const member of members) {
      const account = facts.names.accountOf(member);
      if (account !== undefined) addTo(linesByAccount, account, { day, name });
    }
  }

  return ({ line, record, evidence }) => {
    if (evidence.days > 0 || isOfNamesakes(line, record, facts)) return false;
    if (line.members.some((member) => facts.wentBack(member) || facts.paysForOthers(member))) return false;
    const sakes = new Set([line.name, record.name].flatMap((name) => (name ? sakesOf(name) : [])));
    const theLines: OnDay[] = [];
    const theRecords: OnDay[] = [];
    const isCrowded = () => theLines.length > MOST_NAMESAKES || theRecords.length > MOST_NAMESAKES;
    for (const sake of sakes) {
      for (const each of within(linesByName.get(sake) ?? [], line.day, NAMESAKE_DAYS))
        theLines.push({ day: each.day, count: each.members.length });
      for (const each of within(recordsByName.get(sake) ?? [], line.day, NAMESAKE_DAYS))
        theRecords.push({ day: each.day, count: each.members.length });
      if (isCrowded()) return false;
    }
    for (const account of accountsOf(line, record, facts)) {
      for (const each of within(linesByAccount.get(account) ?? [], line.day, NAMESAKE_DAYS, MOST_NAMESAKES + 1)) {
        if (each.name === undefined || !sakes.has(each.name.plain)) theLines.push({ day: each.day, count: 1 });
        if (isCrowded()) return false;
      }
    }
    const rivalLines = theLines.filter(({ day }) => record.day - day <= MOST_EARLY);
    const rivalRecords = theRecords.filter(({ day }) => day - line.day <= MOST_EARLY);
    if (countOf(rivalLines) === 1 && countOf(rivalRecords) === 1) return true;
    return daysOf(theLines) === daysOf(theRecords) || isOnlyWay(theLines, theRecords, line.day);
  };
}

/**
 * Whether the one line and the one record of this day belong together however all of these are put together, if each line
 * has its record: in order of days, which is possible whenever anything is.
 */
function isOnlyWay(lines: readonly OnDay[], records: readonly OnDay[], day: number): boolean {
  const [ofLines, ofRecords] = [datesOf(lines), datesOf(records)];
  if (ofLines.length !== ofRecords.length || ofLines.length > MOST_TRIED) return false;
  const isOnce = (days: readonly number[]): boolean => days.filter((each) => each === day).length === 1;
  if (!isOnce(ofLines) || !isOnce(ofRecords) || !canPair(ofLines, ofRecords)) return false;
  const otherLines = ofLines.filter((each) => each !== day);
  return ofRecords.every(
    (record, at) =>
      record === day ||
      !canPair([day], [record]) ||
      !canPair(
        otherLines,
        ofRecords.filter((_, place) => place !== at),
      ),
  );
}

const datesOf = (all: readonly OnDay[]): number[] =>
  all.flatMap(({ day, count }) => Array.from({ length: count }, () => day)).sort((one, other) => one - other);

/** Both in order. */
const canPair = (lines: readonly number[], records: readonly number[]): boolean =>
  lines.every((line, at) => {
    const late = line - (records[at] ?? Number.NaN);
    return late >= -MOST_EARLY && late <= MOST_LATE;
  });

function isOfNamesakes(line: Lines, record: Records, facts: Facts): boolean {
  const [oneLine, oneRecord] = [line.members[0], record.members[0]];
  return (
    oneLine === undefined ||
    oneRecord === undefined ||
    line.members.some((member) => facts.isNamesake(member, oneRecord)) ||
    record.members.some((member) => facts.isNamesake(oneLine, member))
  );
}

/** The names of a block that are this one, or what a mask shows of it. */
function namesLike(lines: readonly Lines[], records: readonly Records[]): (name: Name) => string[] {
  const names = [...new Map([...lines, ...records].flatMap(({ name }) => (name ? [[name.plain, name]] : []))).values()];
  const masks: Masks = masksOf(names);
  const shownBy = byMask(names, masks);
  return (name) => [
    name.plain,
    ...(name.mask === undefined ? [] : (shownBy.get(name.mask) ?? []).map(({ plain }) => plain)),
    ...masksFitting(name, masks).flatMap((mask) => (masks.byMask.get(mask) ?? []).map(({ plain }) => plain)),
  ];
}

const accountsOf = (line: Lines, record: Records, facts: Facts): Set<string> =>
  new Set([
    ...line.members.flatMap((member) => facts.names.accountOf(member) ?? []),
    ...record.members.flatMap(({ accounts }) => accounts),
  ]);

const countOf = (all: readonly OnDay[]): number => all.reduce((sum, { count }) => sum + count, 0);

function daysOf(all: readonly OnDay[]): string {
  const counts = new Map<number, number>();
  for (const { day, count } of all) counts.set(day, (counts.get(day) ?? 0) + count);
  return [...counts].sort(([one], [other]) => one - other).join(';');
}
