import { bestAssignment, type Edge, isForced } from './assignment.ts';
import { byId, type Candidate, candidatesOf, numbersOf } from './candidates.ts';
import { daysApart, readDay } from './days.ts';
import { type Score, type Sound, score, whoFeature } from './score.ts';
import type { BankLine, BookRecord } from './subject.ts';
import { fitsMask, plainName, plainReference } from './texts.ts';

/** Kept with every proposal: what another version proposed is told from what this one did. */
export const MATCHING_VERSION = '1';

/** One line for one record. A person confirms it, another approves it. */
export interface Proposal {
  by: 'reference' | 'score';
  line: BankLine;
  record: BookRecord;
  score: Score;
  /** The number both carry. */
  reference?: string;
  /** The best of what was not chosen, of either side. */
  runnerUp?: Candidate;
}

/** Equal in amount, day and name: which line is which record only a person can say, and it makes no difference to the sums. */
export interface TieGroup {
  lines: BankLine[];
  records: BookRecord[];
}

/** What a person has to look into. */
export interface MatchingException {
  kind: 'amountDiffers' | 'referenceShared' | 'referenceDoubtful' | 'countsDiffer';
  lines: BankLine[];
  records: BookRecord[];
}

export interface Matching {
  version: string;
  proposals: Proposal[];
  groups: TieGroup[];
  exceptions: MatchingException[];
  unmatchedLines: BankLine[];
  unmatchedRecords: BookRecord[];
}

const LEAST_PROPOSED = 70;
const LEAST_LEAD = 20;
/** A number that turns up so much later was typed from an old slip. */
const MOST_DAYS_OF_REFERENCE = 60;
/** More lines or records that could all be one another are left to a person. */
const MOST_ENTANGLED = 60;

/**
 * Matches lines of statements with records of the books one to one (DOMAIN §5, steps 0 to 2). The result depends on
 * what is given, not on its order. Nothing is decided here: all of it is a proposal.
 */
export function match(givenLines: readonly BankLine[], givenRecords: readonly BookRecord[], sound: Sound): Matching {
  const matching: Matching = {
    version: MATCHING_VERSION,
    proposals: [],
    groups: [],
    exceptions: [],
    unmatchedLines: [],
    unmatchedRecords: [],
  };
  const lines = new Set([...givenLines].sort(byId));
  const records = new Set([...givenRecords].sort(byId));
  byReference(lines, records, sound, matching);
  const blocks = Map.groupBy(lines, blockOf);
  const recordBlocks = Map.groupBy(records, blockOf);
  for (const [block, ofBlock] of blocks) {
    const against = recordBlocks.get(block);
    if (against) byScore(ofBlock, against, sound, matching);
  }
  const taken = new Set<BankLine | BookRecord>([
    ...matching.proposals.flatMap(({ line, record }) => [line, record]),
    ...[...matching.groups, ...matching.exceptions].flatMap((each) => [...each.lines, ...each.records]),
  ]);
  matching.unmatchedLines = [...lines].filter((line) => !taken.has(line));
  matching.unmatchedRecords = [...records].filter((record) => !taken.has(record));
  return matching;
}

const blockOf = ({ flow, amountFen }: BankLine | BookRecord): string => `${flow} ${amountFen}`;

/** Step 0. What a number decides, for or against, leaves the sets. */
function byReference(lines: Set<BankLine>, records: Set<BookRecord>, sound: Sound, matching: Matching): void {
  const recordsOf = new Map<string, BookRecord[]>();
  for (const record of records) {
    for (const number of new Set(record.references.map(plainReference))) {
      recordsOf.set(number, [...(recordsOf.get(number) ?? []), record]);
    }
  }
  const hits: { line: BankLine; number: string; record: BookRecord }[] = [];
  const ambiguous: MatchingException[] = [];
  for (const line of lines) {
    const found = numbersOf(line).flatMap((number) =>
      (recordsOf.get(number) ?? []).map((record) => ({ number, record })),
    );
    const different = [...new Set(found.map(({ record }) => record))];
    const [first] = found;
    if (first === undefined) continue;
    if (different.length > 1) ambiguous.push({ kind: 'referenceShared', lines: [line], records: different.sort(byId) });
    else hits.push({ line, ...first });
  }
  const doubtful = (kind: MatchingException['kind'], theLines: BankLine[], theRecords: BookRecord[]) => {
    matching.exceptions.push({ kind, lines: theLines, records: theRecords });
    for (const line of theLines) lines.delete(line);
    for (const record of theRecords) records.delete(record);
  };
  // A record that a line names by its number is no rival for another line.
  const named = new Set(hits.map(({ record }) => record));
  const unnamed = Map.groupBy(
    [...records].filter((record) => !named.has(record)),
    blockOf,
  );
  for (const [record, ofRecord] of Map.groupBy(hits, (hit) => hit.record)) {
    const [hit] = ofRecord;
    if (hit === undefined) continue;
    const { line, number } = hit;
    if (ofRecord.length > 1)
      doubtful(
        'referenceShared',
        ofRecord.map((each) => each.line),
        [record],
      );
    else if (blockOf(line) !== blockOf(record)) doubtful('amountDiffers', [line], [record]);
    else if (isDoubtful(line, record, unnamed.get(blockOf(line)) ?? [], sound))
      doubtful('referenceDoubtful', [line], [record]);
    else {
      matching.proposals.push({
        by: 'reference',
        line,
        record,
        reference: number,
        score: scoreOf(line, record, sound),
      });
      lines.delete(line);
      records.delete(record);
    }
  }
  for (const { kind, lines: theLines, records: theRecords } of ambiguous) {
    doubtful(
      kind,
      theLines,
      theRecords.filter((record) => records.has(record)),
    );
  }
}

/** Somebody else's number, typed from an old slip or a neighbour's: the names differ, or another record fits better. */
function isDoubtful(line: BankLine, record: BookRecord, others: readonly BookRecord[], sound: Sound): boolean {
  if (daysApart(line, record) > MOST_DAYS_OF_REFERENCE) return true;
  const bothNamed = line.name !== undefined && record.name !== undefined;
  if (bothNamed && whoFeature(line, record, sound) === undefined) return true;
  const { points } = scoreOf(line, record, sound);
  return others.some((other) => (score(line, other, sound)?.points ?? 0) > points);
}

const scoreOf = (line: BankLine, record: BookRecord, sound: Sound): Score =>
  score(line, record, sound) ?? { points: 0, features: [] };

/** Steps 1 and 2, within one amount and direction. */
function byScore(lines: readonly BankLine[], records: readonly BookRecord[], sound: Sound, matching: Matching): void {
  const candidates = candidatesOf(lines, records, sound);
  const alikeLines = Map.groupBy(lines, alike);
  const alikeRecords = Map.groupBy(records, alike);
  // What is alike stands as one: which of them it is, no score can tell.
  const edges = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = JSON.stringify([alike(candidate.line), alike(candidate.record)]);
    const known = edges.get(key);
    if (known === undefined || candidate.points > known.points) edges.set(key, candidate);
  }
  for (const component of components([...edges.values()])) {
    for (const chosen of bestOf(component)) {
      const theLines = alikeLines.get(alike(chosen.line)) ?? [];
      const theRecords = alikeRecords.get(alike(chosen.record)) ?? [];
      if (theLines.length !== theRecords.length) {
        matching.exceptions.push({ kind: 'countsDiffer', lines: theLines, records: theRecords });
      } else if (!standsAlone(chosen, lines, records)) continue;
      else if (theLines.length === 1) matching.proposals.push(proposed(chosen, component));
      else matching.groups.push({ lines: theLines, records: theRecords });
    }
  }
}

/**
 * Whoever gave the same more than once within weeks, or shares a name with somebody who did, is told apart by the day
 * alone: only where lines and records of them fall on the very same days is it known which is which.
 */
function standsAlone({ line, record }: Candidate, lines: readonly BankLine[], records: readonly BookRecord[]): boolean {
  const near = (other: BankLine | BookRecord) =>
    daysApart(other, line) <= NAMESAKE_DAYS || daysApart(other, record) <= NAMESAKE_DAYS;
  const [nearLines, nearRecords] = [lines.filter(near), records.filter(near)];
  // On another day only an amount decides that nobody else gave, and nobody gave again, in these weeks.
  if (line.day !== record.day) return nearLines.length === 1 && nearRecords.length === 1;
  const sakes = [line, record];
  const theLines = nearLines.filter((other) =>
    sakes.some((sake) => sameName(sake, other) || isSameAccount(sake, other)),
  );
  const theRecords = nearRecords.filter((other) => sakes.some((sake) => sameName(sake, other)));
  // Money does not come before it was given, but for a clerk's slip of a day.
  const couldBeIts = (theLine: BankLine, theRecord: BookRecord) => readDay(theRecord.day) - readDay(theLine.day) <= 1;
  const rivalLines = theLines.filter((other) => couldBeIts(other, record));
  const rivalRecords = theRecords.filter((other) => couldBeIts(line, other));
  if (rivalLines.length === 1 && rivalRecords.length === 1) return true;
  const days = (all: readonly { day: string }[]) =>
    all
      .map(({ day }) => day)
      .sort()
      .join();
  return days(theLines) === days(theRecords);
}

/** A line may come a week late, and the next gift of the same a week after. */
const NAMESAKE_DAYS = 14;

function sameName(one: BankLine | BookRecord, other: BankLine | BookRecord): boolean {
  const [name, otherName] = [plainName(one.name ?? ''), plainName(other.name ?? '')];
  return name !== '' && (name === otherName || fitsMask(name, otherName) || fitsMask(otherName, name));
}

const isSameAccount = (one: BankLine | BookRecord, line: BankLine): boolean =>
  line.account !== undefined &&
  ('accounts' in one ? one.accounts.includes(line.account) : one.account === line.account);

const alike = ({ day, name }: BankLine | BookRecord): string => JSON.stringify([day, plainName(name ?? '')]);

function proposed(chosen: Candidate, component: readonly Candidate[]): Proposal {
  const { line, record, points, features } = chosen;
  const [runnerUp] = rivals(chosen, component).sort(
    (one, other) => other.points - one.points || byId(one.record, other.record) || byId(one.line, other.line),
  );
  return { by: 'score', line, record, score: { points, features }, ...(runnerUp && { runnerUp }) };
}

const rivals = (chosen: Candidate, all: readonly Candidate[]): Candidate[] =>
  all.filter(
    (other) =>
      other !== chosen && (alike(other.line) === alike(chosen.line) || alike(other.record) === alike(chosen.record)),
  );

/** Pairs that are in every best assignment, high enough, and well ahead of every other pair of either side. */
function bestOf(component: readonly Candidate[]): Candidate[] {
  const lefts = new Map([...new Set(component.map(({ line }) => alike(line)))].map((key, at) => [key, at]));
  const rights = new Map([...new Set(component.map(({ record }) => alike(record)))].map((key, at) => [key, at]));
  if (Math.max(lefts.size, rights.size) > MOST_ENTANGLED) return [];
  const edges = component
    .filter(({ points }) => points >= LEAST_PROPOSED)
    .map((candidate) => ({
      candidate,
      left: lefts.get(alike(candidate.line)) ?? 0,
      right: rights.get(alike(candidate.record)) ?? 0,
      points: candidate.points,
    }));
  const best = bestAssignment(lefts.size, rights.size, edges);
  const isChosen = (edge: Edge): boolean =>
    best.pairs.includes(edge) && isForced(lefts.size, rights.size, edges, edge, best.points);
  return edges
    .filter(({ candidate, points }) =>
      rivals(candidate, component).every((rival) => points - rival.points >= LEAST_LEAD),
    )
    .filter(isChosen)
    .map(({ candidate }) => candidate);
}

/** Candidates that share a line or a record, directly or through others. */
function components(candidates: readonly Candidate[]): Candidate[][] {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let here = key;
    for (let up = parent.get(here); up !== undefined && up !== here; up = parent.get(here)) here = up;
    return here;
  };
  const keys = ({ line, record }: Candidate) => [`l${alike(line)}`, `r${alike(record)}`] as const;
  for (const candidate of candidates) {
    const [one, other] = keys(candidate).map(root);
    if (one !== undefined && other !== undefined) parent.set(one, other);
  }
  return [...Map.groupBy(candidates, (candidate) => root(keys(candidate)[0])).values()];
}
