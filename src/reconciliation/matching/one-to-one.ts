import { alikes } from './alike.ts';
import { bestAssignment, isForced } from './assignment.ts';
import { components } from './components.ts';
import { blockOf, type Facts } from './facts.ts';
import { addTo, byId } from './groups.ts';
import type { Candidate, MatchingException, Proposal, TieGroup } from './matching.ts';
import { namesakesOf } from './namesakes.ts';
import { type Lines, type Pair, pairsOf, type Records } from './pairs.ts';
import { explain } from './score.ts';
import type { BankLine, BookRecord } from './subject.ts';

/** Less cannot stand in the way of what is proposed. */
const LEAST_POINTS = 50;
const LEAST_PROPOSED = 70;
const LEAST_LEAD = 20;
/** More lines or records that could all be one another are left to a person. */
const MOST_ENTANGLED = 60;

export interface OneToOne {
  proposals: Proposal[];
  groups: TieGroup[];
  exceptions: MatchingException[];
}

/**
 * Steps 1 and 2: one line for one record, equal to the fen. Proposed are pairs of at least 70 points that lead every other
 * pair of either side by 20, are in every best assignment of all, and of one day stand alone among namesakes. k lines and k records
 * of one day, amount and name are a group; where their counts differ, one is missing or twice.
 */
export function matchOneToOne(lines: readonly BankLine[], records: readonly BookRecord[], facts: Facts): OneToOne {
  const found: OneToOne = { proposals: [], groups: [], exceptions: [] };
  const recordBlocks = new Map<string, BookRecord[]>();
  for (const record of records) addTo(recordBlocks, blockOf(record), record);
  const lineBlocks = new Map<string, BankLine[]>();
  for (const line of lines) if (recordBlocks.has(blockOf(line))) addTo(lineBlocks, blockOf(line), line);
  for (const [block, ofBlock] of lineBlocks) matchBlock(ofBlock, recordBlocks.get(block) ?? [], facts, found);
  return found;
}

function matchBlock(lines: readonly BankLine[], records: readonly BookRecord[], facts: Facts, found: OneToOne): void {
  const [lineAlikes, recordAlikes] = [alikes(lines, facts.names), alikes(records, facts.names)];
  const { all, unseenPoints } = pairsOf(lineAlikes, recordAlikes, facts);
  const pairs = all.filter(({ points }) => points >= LEAST_POINTS);
  const rivals = rivalsIn(pairs);
  const leads = (pair: Pair): boolean =>
    pair.points - unseenPoints(pair.line) >= LEAST_LEAD && pair.points - pointsOfBestRival(pair, rivals) >= LEAST_LEAD;
  const chosen = forced(
    pairs.filter(({ points }) => points >= LEAST_PROPOSED),
    leads,
  );
  if (chosen.length === 0) return;
  const standsAlone = namesakesOf(lineAlikes, recordAlikes, facts);
  for (const pair of chosen) {
    const [theLines, theRecords] = [pair.line.members, pair.record.members];
    const [line, record] = [theLines[0], theRecords[0]];
    if (!line || !record) continue;
    if (theLines.length !== theRecords.length)
      found.exceptions.push({ kind: 'countsDiffer', lines: theLines, records: theRecords });
    else if (!standsAlone(pair)) continue;
    else if (theLines.length === 1) found.proposals.push(proposed(pair, rivals));
    else found.groups.push({ lines: theLines, records: theRecords });
  }
}

/** Pairs of each side, the best first. */
type Rivals = Map<Lines | Records, Pair[]>;

function rivalsIn(pairs: readonly Pair[]): Rivals {
  const rivals: Rivals = new Map();
  for (const pair of pairs) {
    addTo(rivals, pair.line, pair);
    addTo(rivals, pair.record, pair);
  }
  for (const all of rivals.values()) if (all.length > 1) all.sort(byPoints);
  return rivals;
}

const byPoints = (one: Pair, other: Pair): number =>
  other.points - one.points ||
  byId(firstOf(one.record.members), firstOf(other.record.members)) ||
  byId(firstOf(one.line.members), firstOf(other.line.members));

const firstOf = <T>(all: readonly T[]): T => all[0] as T;

function bestRival(pair: Pair, rivals: Rivals): Pair | undefined {
  const [one, other] = [pair.line, pair.record].map((side) => rivals.get(side)?.find((each) => each !== pair));
  if (!one || !other) return one ?? other;
  return byPoints(one, other) <= 0 ? one : other;
}

const pointsOfBestRival = (pair: Pair, rivals: Rivals): number => bestRival(pair, rivals)?.points ?? 0;

/** Pairs that lead and are in every best assignment of what they are entangled with. */
function forced(pairs: readonly Pair[], leads: (pair: Pair) => boolean): Pair[] {
  const places = new Map<Lines | Records, number>();
  const placeOf = (side: Lines | Records): number => {
    let place = places.get(side);
    if (place === undefined) {
      place = places.size;
      places.set(side, place);
    }
    return place;
  };
  const links = pairs.map(({ line, record }) => [placeOf(line), placeOf(record)] as const);
  const rootOf = new Int32Array(places.size);
  for (const [root, members] of components(places.size, links)) for (const at of members) rootOf[at] = root;
  const entangled = new Map<number, Pair[]>();
  for (const pair of pairs) addTo(entangled, rootOf[placeOf(pair.line)] ?? 0, pair);
  return [...entangled.values()].flatMap((component) => chosenOf(component, leads));
}

function chosenOf(component: readonly Pair[], leads: (pair: Pair) => boolean): Pair[] {
  const leading = component.filter(leads);
  if (leading.length === 0 || component.length === 1) return leading;
  const lefts = placesOf(component.map(({ line }) => line));
  const rights = placesOf(component.map(({ record }) => record));
  if (Math.max(lefts.size, rights.size) > MOST_ENTANGLED) return [];
  const edges = component.map((pair) => ({
    pair,
    left: lefts.get(pair.line) ?? 0,
    right: rights.get(pair.record) ?? 0,
    points: pair.points,
  }));
  const best = bestAssignment(lefts.size, rights.size, edges);
  const taken = new Set(best.pairs);
  return edges
    .filter((edge) => taken.has(edge) && leading.includes(edge.pair))
    .filter((edge) => isForced(lefts.size, rights.size, edges, edge, best.points))
    .map(({ pair }) => pair);
}

const placesOf = <T>(all: readonly T[]): Map<T, number> => new Map([...new Set(all)].map((one, at) => [one, at]));

function proposed(pair: Pair, rivals: Rivals): Proposal {
  const runnerUp = bestRival(pair, rivals);
  return {
    by: 'score',
    ...onesOf(pair),
    score: explain(pair.evidence),
    ...(runnerUp && { runnerUp: candidateOf(runnerUp) }),
  };
}

const onesOf = ({ line, record }: Pair) => ({ line: firstOf(line.members), record: firstOf(record.members) });

const candidateOf = (pair: Pair): Candidate => ({ ...onesOf(pair), ...explain(pair.evidence) });
