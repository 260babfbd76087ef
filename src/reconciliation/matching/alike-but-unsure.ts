import { components } from './components.ts';
import { blockOf, type Facts, referencesDiffer } from './facts.ts';
import { addTo, byId } from './groups.ts';
import type { MatchingException } from './matching.ts';
import { namePairs } from './name-pairs.ts';
import type { BankLine, BookRecord } from './subject.ts';

/**
 * What no step could tell apart or dared to take, and yet is of one day, amount and name on both sides: people of one name,
 * or one giver who gave the same twice from different accounts. Nothing is matched: a person is asked about all of it at
 * once, instead of meeting each line and each record alone.
 */
export function alikeButUnsure(
  lines: readonly BankLine[],
  records: readonly BookRecord[],
  facts: Facts,
): MatchingException[] {
  const keyOf = (one: BankLine | BookRecord): string | undefined => {
    const name = facts.names.of(one);
    return name && `${blockOf(one)} ${one.day} ${name.plain}`;
  };
  const recordsByKey = groupsByKey(records, keyOf);
  return [...groupsByKey(lines, keyOf)].flatMap(([key, theLines]): MatchingException[] => {
    const theRecords = recordsByKey.get(key) ?? [];
    const mayBe = (line: BankLine, record: BookRecord): boolean =>
      facts.fitsAccount(line, record) && !referencesDiffer(facts.numbersOf(line), record);
    const ofLines = theLines.filter((line) => theRecords.some((record) => mayBe(line, record)));
    const ofRecords = theRecords.filter((record) => ofLines.some((line) => mayBe(line, record)));
    return ofLines.length === 0 ? [] : [{ kind: 'namesakes', lines: ofLines, records: ofRecords }];
  });
}

/**
 * Of one day and amount, and the name of one side stands in that of the other: a company that the register knows without
 * its legal form. Too little to propose, too much to let the line pass for money that nobody entered.
 */
export function containedButUnsure(
  lines: readonly BankLine[],
  records: readonly BookRecord[],
  facts: Facts,
): MatchingException[] {
  const keyOf = (one: BankLine | BookRecord): string => `${blockOf(one)} ${one.day}`;
  const recordsByKey = groupsByKey(records, keyOf);
  const found: MatchingException[] = [];
  for (const [key, theLines] of groupsByKey(lines, keyOf)) {
    const theRecords = recordsByKey.get(key) ?? [];
    const namesOf = (all: readonly (BankLine | BookRecord)[]) => [
      ...new Map(all.flatMap((one) => facts.names.of(one) ?? []).map((name) => [name.plain, name])).values(),
    ];
    const contained = namePairs(namesOf(theLines), namesOf(theRecords)).pairs.filter(
      ({ feature }) => feature.feature === 'nameContained',
    );
    const links = contained.map(({ line, record }) => {
      const named = { line: line.plain, record: record.plain };
      const ofLines = theLines.filter((each) => facts.names.of(each)?.plain === named.line);
      const ofRecords = theRecords.filter((each) => facts.names.of(each)?.plain === named.record);
      const mayBe = (one: BankLine, other: BookRecord): boolean =>
        facts.fitsAccount(one, other) && !referencesDiffer(facts.numbersOf(one), other);
      return {
        lines: ofLines.filter((each) => ofRecords.some((record) => mayBe(each, record))),
        records: ofRecords.filter((each) => ofLines.some((line) => mayBe(line, each))),
      };
    });
    found.push(...joined(links.filter((link) => link.lines.length > 0)));
  }
  return found;
}

/** What shares a line or a record is asked about at once. */
function joined(links: readonly { lines: BankLine[]; records: BookRecord[] }[]): MatchingException[] {
  const places = new Map<BankLine | BookRecord, number>();
  const pairs: [number, number][] = [];
  for (const [at, { lines, records }] of links.entries()) {
    for (const part of [...lines, ...records]) {
      const first = places.get(part);
      if (first === undefined) places.set(part, at);
      else pairs.push([first, at]);
    }
  }
  return [...components(links.length, pairs).values()].map((together) => {
    const all = together.flatMap((at) => links[at] ?? []);
    return {
      kind: 'nameContained',
      lines: [...new Set(all.flatMap(({ lines }) => lines))].sort(byId),
      records: [...new Set(all.flatMap(({ records }) => records))].sort(byId),
    };
  });
}

function groupsByKey<T>(all: readonly T[], keyOf: (one: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key !== undefined) addTo(groups, key, one);
  }
  return groups;
}
