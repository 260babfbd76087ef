import type { Solution } from './contested.ts';
import { daysApart, readDay } from './days.ts';
import { blockOf, type Facts, referencesDiffer } from './facts.ts';
import { addTo, firstFrom, groupsOf } from './groups.ts';
import { within } from './pairs.ts';
import { MOST_DAYS_APART } from './score.ts';
import type { BankLine, BookRecord } from './subject.ts';

/** More parts are not tried in all their sums. */
const MOST_CANDIDATES = 12;
/** Of one giver or fund within a week: where there are more, some of them make any sum. */
const MOST_NEAR = 120;
/** So many sums come out that they say nothing. */
const MOST_SOLUTIONS = 20;
/** A giver who divides a gift does it within days. */
const MOST_DAYS_OF_PARTS = 3;
/** As far as everything of a giver must add up. */
const DAYS_AROUND = 14;

/** A line or record by its day. */
interface Dated<T> {
  of: T;
  day: number;
}

/** What is known of one side by giver or fund. */
interface Side<T extends BankLine | BookRecord> {
  byWho: Map<string, Dated<T>[]>;
  byFund: Map<string, Dated<T>[]>;
}

/**
 * Step 3, second part: one line for several records of the same payer or fund, or several lines for one record, within a
 * week and to the fen, of at most 12 that it could be. Certain only where it is everything that this giver has open on
 * both sides in these weeks, within three days, of a name that nobody else bears, and nothing without a name is the same
 * money as near; a sum that only a fund speaks for is shown and not chosen.
 */
export function sums(
  by: 'payer' | 'fund',
  lines: readonly BankLine[],
  records: readonly BookRecord[],
  facts: Facts,
): Solution[] {
  const isByPayer = by === 'payer';
  const lineWhos = new Map(isByPayer ? lines.map((line) => [line, whosOfLine(line, facts)] as const) : []);
  const recordWhos = new Map(isByPayer ? records.map((record) => [record, whosOfRecord(record, facts)] as const) : []);
  const words = isByPayer
    ? []
    : [...new Set(records.flatMap(({ fundWords }) => fundWords))].filter((word) => word !== '');
  const wordsOf = ({ purpose }: BankLine) => (purpose === '' ? [] : words.filter((word) => purpose.includes(word)));
  const lineSide = sideOf(lines, lineWhos, wordsOf);
  const recordSide = sideOf(records, recordWhos, ({ fundWords }) => (isByPayer ? [] : fundWords));
  const isWhole = (theLines: readonly BankLine[], theRecords: readonly BookRecord[]): boolean => {
    const parts = new Set<BankLine | BookRecord>([...theLines, ...theRecords]);
    const days = [...parts].map(({ day }) => readDay(day));
    const [first, last] = [Math.min(...days), Math.max(...days)];
    if (last - first > MOST_DAYS_OF_PARTS) return false;
    if (theLines.some((line) => facts.paysForOthers(line) || isOfOthers(line, theRecords, facts))) return false;
    if (theLines.some((line) => theRecords.some((record) => facts.isNamesake(line, record)))) return false;
    const whos = new Set([
      ...theLines.flatMap((line) => lineWhos.get(line) ?? []),
      ...theRecords.flatMap((record) => recordWhos.get(record) ?? []),
    ]);
    const [flow] = [...parts].map((part) => part.flow);
    const reach = DAYS_AROUND + last - first;
    return [...whos].every((who) =>
      [lineSide, recordSide].every((side) =>
        within<Dated<BankLine | BookRecord>>(side.byWho.get(who) ?? [], first, reach, MOST_NEAR).every(
          ({ of }) => of.flow !== flow || parts.has(of),
        ),
      ),
    );
  };

  const unnamed = groupsOf(
    [...lines, ...records]
      .filter((one) => facts.names.of(one) === undefined)
      .map((of) => ({ of, day: readDay(of.day) }))
      .sort((one, other) => one.day - other.day),
    ({ of }) => blockOf(of),
  );
  /** Through a service or from nobody, but to the fen what the parts make together. */
  const isInOne = (whole: BankLine | BookRecord, parts: readonly (BankLine | BookRecord)[]): boolean => {
    const days = Math.max(...parts.map((part) => daysApart(whole, part)));
    return within(unnamed.get(blockOf(whole)) ?? [], readDay(whole.day), days, 2).some(({ of }) => of !== whole);
  };

  const solutions: Solution[] = [];
  const add = (theLines: BankLine[], theRecords: BookRecord[]) => {
    const inOne =
      theLines.length === 1
        ? isInOne(theLines[0] as BankLine, theRecords)
        : isInOne(theRecords[0] as BookRecord, theLines);
    const sumFen = theLines.reduce((sum, { amountFen }) => sum + amountFen, 0n);
    solutions.push({
      certain: isByPayer && !inOne && isWhole(theLines, theRecords),
      combination: {
        by: 'sum',
        lines: theLines,
        records: theRecords,
        explanation: { knownBy: by, sumFen: String(sumFen) },
      },
    });
  };
  const key = isByPayer ? 'byWho' : 'byFund';
  for (const line of lines) {
    const keys = isByPayer ? lineWhos.get(line) : wordsOf(line);
    const found = candidates(
      line,
      keys ?? [],
      recordSide[key],
      (record) => record.flow === line.flow && record.amountFen < line.amountFen && facts.fitsAccount(line, record),
    );
    for (const parts of subsets(found, line.amountFen)) add([line], parts);
  }
  for (const record of records) {
    const keys = isByPayer ? recordWhos.get(record) : record.fundWords;
    const found = candidates(
      record,
      keys ?? [],
      lineSide[key],
      (line) => record.flow === line.flow && line.amountFen < record.amountFen && facts.fitsAccount(line, record),
    );
    for (const parts of subsets(found, record.amountFen)) add(parts, [record]);
  }
  return solutions;
}

/** Its number is of none of them. */
const isOfOthers = (line: BankLine, records: readonly BookRecord[], facts: Facts): boolean =>
  records.every((record) => referencesDiffer(facts.numbersOf(line), record));

/** How a giver is known: by name without the legal form, and by account. */
function whosOfLine(line: BankLine, facts: Facts): string[] {
  const [name, account] = [facts.names.of(line), facts.names.accountOf(line)];
  return [
    ...(name && name.mask === undefined ? [`n${name.core}`] : []),
    ...(account === undefined ? [] : [`a${account}`]),
  ];
}

function whosOfRecord(record: BookRecord, facts: Facts): string[] {
  const name = facts.names.of(record);
  return [...(name ? [`n${name.core}`] : []), ...record.accounts.map((account) => `a${account}`)];
}

function sideOf<T extends BankLine | BookRecord>(
  all: readonly T[],
  whos: ReadonlyMap<T, readonly string[]>,
  wordsOf: (one: T) => readonly string[],
): Side<T> {
  const side: Side<T> = { byWho: new Map(), byFund: new Map() };
  const dated = all.map((of) => ({ of, day: readDay(of.day) })).sort((one, other) => one.day - other.day);
  for (const each of dated) {
    for (const who of whos.get(each.of) ?? []) addTo(side.byWho, who, each);
    for (const word of new Set(wordsOf(each.of))) addTo(side.byFund, word, each);
  }
  return side;
}

/** What lies within a week under one of the keys; nothing where it is only one, or too many to try. */
function candidates<T extends BankLine | BookRecord>(
  whole: BankLine | BookRecord,
  keys: readonly string[],
  side: ReadonlyMap<string, Dated<T>[]>,
  fits: (one: T) => boolean,
): T[] {
  const found = new Set<T>();
  for (const key of keys) {
    const all = side.get(key);
    if (all === undefined) continue;
    const [first, last] = [readDay(whole.day) - MOST_DAYS_APART, readDay(whole.day) + MOST_DAYS_APART];
    const from = firstFrom(all, first);
    // A fund that thousands give to: seen at once, and not gone through for each of them.
    if ((all[from + MOST_NEAR]?.day ?? Number.POSITIVE_INFINITY) <= last) return [];
    for (let at = from; at < all.length; at++) {
      const { of, day } = all[at] as Dated<T>;
      if (day > last) break;
      if (fits(of)) found.add(of);
    }
    if (found.size > MOST_CANDIDATES) return [];
  }
  return found.size < 2 ? [] : [...found];
}

/** All sets of at least two that add up; none where there are too many of them. */
function subsets<T extends { amountFen: bigint }>(all: readonly T[], target: bigint): T[][] {
  const found: T[][] = [];
  // What all from each place on come to: where that is too little, no set is looked for.
  const restFrom = [0n];
  for (const { amountFen } of all.toReversed()) restFrom.unshift(amountFen + (restFrom[0] ?? 0n));
  const parts: T[] = [];
  const look = (at: number, open: bigint): void => {
    if (open === 0n) {
      if (parts.length > 1) found.push([...parts]);
      return;
    }
    const one = all[at];
    if (one === undefined || open > (restFrom[at] ?? 0n) || found.length > MOST_SOLUTIONS) return;
    if (one.amountFen <= open) {
      parts.push(one);
      look(at + 1, open - one.amountFen);
      parts.pop();
    }
    look(at + 1, open);
  };
  look(0, target);
  return found.length > MOST_SOLUTIONS ? [] : found;
}
