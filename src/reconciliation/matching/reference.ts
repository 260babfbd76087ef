import { type Alike, alikes } from './alike.ts';
import { components } from './components.ts';
import { daysApart, readDay } from './days.ts';
import { blockOf, type Facts, fundWordOf } from './facts.ts';
import { addTo, byId, firstFrom, groupsOf } from './groups.ts';
import type { Combination, MatchingException, Proposal } from './matching.ts';
import { pairsOf } from './pairs.ts';
import { explain, nameFeature, pointsOf } from './score.ts';
import type { BankLine, BookRecord } from './subject.ts';
import { plainReference } from './texts.ts';

/** A number that turns up so much later was typed from an old slip. */
const MOST_DAYS_OF_REFERENCE = 60;

export interface ByReference {
  proposals: Proposal[];
  exceptions: MatchingException[];
  combinations: Combination[];
}

/** A record whose number a line carries, and nobody else's. */
interface Hit {
  line: BankLine;
  record: BookRecord;
  number: string;
}

/**
 * Step 0: a line that carries the number of a record. Equal in amount and direction it is proposed; several that share one
 * number are proposed as one where they add up to the fen; all else is for a person, and so is a number that somebody
 * typed from an old slip or a neighbour's.
 */
export function matchByReference(
  lines: readonly BankLine[],
  records: readonly BookRecord[],
  facts: Facts,
): ByReference {
  const found: ByReference = { proposals: [], exceptions: [], combinations: [] };
  const doubt = (kind: MatchingException['kind'], theLines: BankLine[], theRecords: BookRecord[]) =>
    found.exceptions.push({ kind, lines: theLines, records: theRecords });
  const hits: Hit[] = [];
  for (const { lines: theLines, records: theRecords, number } of sharing(lines, records, facts)) {
    const [line, record] = [theLines[0], theRecords[0]];
    if (!line || !record) continue;
    if (theLines.length === 1 && theRecords.length === 1) hits.push({ line, record, number });
    else if (addsUp(theLines, theRecords, facts))
      found.combinations.push({
        by: 'sum',
        lines: theLines,
        records: theRecords,
        explanation: { reference: number, sumFen: String(total(theLines)) },
      });
    else doubt('referenceShared', theLines, theRecords);
  }
  const sound = hits.filter(({ line, record }) => {
    if (blockOf(line) !== blockOf(record)) doubt('amountDiffers', [line], [record]);
    else if (isOutOfPlace(line, record, facts)) doubt('referenceDoubtful', [line], [record]);
    else return true;
    return false;
  });
  // What is held by a number is no rival for anything else; what has a doubtful one is.
  const held = new Set<BankLine | BookRecord>([
    ...sound.flatMap(({ line, record }) => [line, record]),
    ...found.combinations.flatMap((each) => [...each.lines, ...each.records]),
  ]);
  const inBlocks = <T extends BankLine | BookRecord>(all: readonly T[]): Map<string, T[]> =>
    groupsOf(
      all.filter((one) => !held.has(one)),
      blockOf,
    );
  const [otherLines, otherRecords] = [inBlocks(lines), inBlocks(records)];
  for (const [block, ofBlock] of groupsOf(sound, ({ line }) => blockOf(line))) {
    const isBetterElsewhere = others(ofBlock, otherLines.get(block) ?? [], otherRecords.get(block) ?? [], facts);
    for (const hit of ofBlock) {
      const { line, record, number } = hit;
      if (isBetterElsewhere(hit)) doubt('referenceDoubtful', [line], [record]);
      else
        found.proposals.push({
          by: 'reference',
          line,
          record,
          reference: number,
          score: explain(evidence(hit, facts)),
        });
    }
  }
  return found;
}

/** Lines and records that numbers hold together, in the order of their ids. */
function* sharing(
  lines: readonly BankLine[],
  records: readonly BookRecord[],
  facts: Facts,
): Generator<{ lines: BankLine[]; records: BookRecord[]; number: string }> {
  const recordsOf = new Map<string, number[]>();
  for (const [at, record] of records.entries()) {
    for (const number of new Set(record.references.map(plainReference)))
      if (number !== '') addTo(recordsOf, number, at);
  }
  const carried = [...lines.entries()].map(([at, line]) => ({
    at,
    numbers: facts.numbersOf(line).filter((number) => recordsOf.has(number)),
  }));
  const numbers = new Map([...new Set(carried.flatMap((each) => each.numbers))].map((number, at) => [number, at]));
  const [ofRecord, ofNumber] = [lines.length, lines.length + records.length];
  const links = function* (): Generator<[number, number]> {
    for (const each of carried)
      for (const number of each.numbers) yield [each.at, ofNumber + (numbers.get(number) ?? 0)];
    for (const [number, at] of numbers)
      for (const record of recordsOf.get(number) ?? []) yield [ofRecord + record, ofNumber + at];
  };
  const spelt = [...numbers.keys()];
  for (const together of components(ofNumber + numbers.size, links()).values()) {
    if (together.length < 3) continue;
    const theNumbers = together.filter((at) => at >= ofNumber).map((at) => spelt[at - ofNumber] as string);
    yield {
      lines: together.filter((at) => at < ofRecord).map((at) => lines[at] as BankLine),
      records: together
        .filter((at) => at >= ofRecord && at < ofNumber)
        .map((at) => records[at - ofRecord] as BookRecord),
      number: theNumbers.sort()[0] ?? '',
    };
  }
}

/** One record paid in several lines, or several in one line, to the fen, and nothing speaks against it. */
function addsUp(lines: readonly BankLine[], records: readonly BookRecord[], facts: Facts): boolean {
  if (lines.length > 1 && records.length > 1) return false;
  const flows = new Set([...lines, ...records].map(({ flow }) => flow));
  if (flows.size > 1 || total(lines) !== total(records)) return false;
  return lines.every((line) => records.every((record) => !isOutOfPlace(line, record, facts)));
}

export const total = (all: readonly { amountFen: bigint }[]): bigint =>
  all.reduce((sum, { amountFen }) => sum + amountFen, 0n);

/** Somebody else's number, or of another time or account. */
function isOutOfPlace(line: BankLine, record: BookRecord, facts: Facts): boolean {
  if (daysApart(line, record) > MOST_DAYS_OF_REFERENCE || !facts.fitsAccount(line, record)) return true;
  const [name, known] = [facts.names.of(line), facts.names.of(record)];
  const isNamed = name !== undefined && known !== undefined;
  return nameFeature(name, known) === undefined && (isNamed || facts.isOthersAccount(line, record));
}

const speaksForWho = (line: BankLine, record: BookRecord, facts: Facts): boolean =>
  facts.knowsAccount(line, record) || nameFeature(facts.names.of(line), facts.names.of(record)) !== undefined;

const evidence = ({ line, record }: { line: BankLine; record: BookRecord }, facts: Facts) => ({
  days: daysApart(line, record),
  name: nameFeature(facts.names.of(line), facts.names.of(record)),
  accountKnown: facts.knowsAccount(line, record),
  fundWord: fundWordOf(line, record),
});

/**
 * Whether one of the records that no line names fits a line better than the one whose number it carries, or a line without
 * a number fits the record better: by name or account; and where neither speaks for the number and somebody typed it by
 * hand, whether another record is as near in days.
 */
function others(
  hits: readonly Hit[],
  otherLines: readonly BankLine[],
  otherRecords: readonly BookRecord[],
  facts: Facts,
): (hit: Hit) => boolean {
  // Every line here carries the number of another record: that alone must not rule these out.
  const unnumbered: Facts = { ...facts, numbersOf: () => [] };
  const bestOf = new Map<Alike<BankLine | BookRecord>, number>();
  const note = (side: Alike<BankLine | BookRecord>, points: number) =>
    bestOf.set(side, Math.max(points, bestOf.get(side) ?? 0));
  const hitLines = alikes(hits.map(({ line }) => line).sort(byId), facts.names);
  const hitRecords = alikes(hits.map(({ record }) => record).sort(byId), facts.names);
  const records = alikes(otherRecords, facts.names);
  const ofLines = pairsOf(hitLines, records, unnumbered);
  const bestGivers = new Map<Alike<BankLine>, GiverFor[]>();
  const giversOf = new Map(records.map((each) => [each, twoGivers(each.members)]));
  for (const { line, record, points } of ofLines.all) {
    note(line, points);
    const found = (giversOf.get(record) ?? []).map((giver) => ({ giver, points }));
    bestGivers.set(line, bestTwo([...(bestGivers.get(line) ?? []), ...found]));
  }
  for (const line of hitLines) note(line, ofLines.unseenPoints(line));
  for (const { record, points } of pairsOf(alikes(otherLines, facts.names), hitRecords, unnumbered).all)
    note(record, points);
  const [alikeLine, alikeRecord] = [alikeOf(hitLines), alikeOf(hitRecords)];
  return (hit) => {
    const { line, record, number } = hit;
    const points = pointsOf(evidence(hit, facts)) ?? 0;
    const [ofLine, ofRecord] = [alikeLine.get(line), alikeRecord.get(record)];
    if ([ofLine, ofRecord].some((side) => side !== undefined && (bestOf.get(side) ?? 0) > points)) return true;
    if (isGivenByMachine(line, number)) return false;
    const isOfOthers = (other: GiverFor): boolean =>
      other.points >= points && (other.giver === undefined || other.giver !== record.giver);
    if (ofLine && bestGivers.get(ofLine)?.some(isOfOthers)) return true;
    return !speaksForWho(line, record, facts) && isNear(records, hit);
  };
}

/** What speaks for a record of this giver, of the same name or behind the same mask; undefined for one the books do not tell. */
interface GiverFor {
  giver: string | undefined;
  points: number;
}

/** Of two givers one is another than whoever is asked about: more need not be kept. */
function bestTwo(all: readonly GiverFor[]): GiverFor[] {
  const [best, ...more] = [...all].sort((one, other) => other.points - one.points);
  if (best === undefined) return [];
  const second = more.find(({ giver }) => giver !== best.giver);
  return second === undefined ? [best] : [best, second];
}

function twoGivers(records: readonly BookRecord[]): (string | undefined)[] {
  const first = records[0]?.giver;
  const other = records.find(({ giver }) => giver !== first);
  return other === undefined ? [first] : [first, other.giver];
}

const alikeOf = <T extends BankLine | BookRecord>(all: readonly Alike<T>[]): Map<T, Alike<T>> =>
  new Map(all.flatMap((each) => each.members.map((member) => [member, each] as const)));

/** A payment service writes the number of the order itself; what goes through a bank, a person typed. */
const isGivenByMachine = (line: BankLine, number: string): boolean =>
  line.channel !== 'bank' && line.references.some((reference) => plainReference(reference) === number);

function isNear(records: readonly Alike<BookRecord>[], { line, record }: Hit): boolean {
  const [day, days] = [readDay(line.day), daysApart(line, record)];
  const first = records[firstFrom(records, day - days)];
  return first !== undefined && first.day <= day + days;
}
