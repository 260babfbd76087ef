import { alikeButUnsure, containedButUnsure } from './alike-but-unsure.ts';
import { type Solution, settle } from './contested.ts';
import { readFacts } from './facts.ts';
import { byId } from './groups.ts';
import type { Matching } from './matching.ts';
import { namesByAccount, readNames, type Sound } from './names.ts';
import { matchOneToOne, type OneToOne } from './one-to-one.ts';
import { matchByReference } from './reference.ts';
import { matchByRules } from './rules.ts';
import { settlements } from './settlement.ts';
import type { BankLine, BookRecord, MatchRule, OwnAccount, Surroundings } from './subject.ts';
import { sums } from './sums.ts';
import { readOwnTransfers } from './transfers.ts';

export type {
  Candidate,
  Choice,
  Combination,
  Matching,
  MatchingException,
  Proposal,
  TieGroup,
} from './matching.ts';

/** Kept with every proposal: what another version proposed is told from what this one did. */
export const MATCHING_VERSION = '6';

export interface MatchOptions {
  /** In force or not: each is asked by its days. */
  rules?: readonly MatchRule[];
  ownAccounts?: readonly OwnAccount[];
  /** What is given is not repeated here. */
  around?: Surroundings;
}

const NOTHING_AROUND: Surroundings = { lines: [], records: [], bearers: { lines: [], holders: [], givers: [] } };

/**
 * Matches lines of statements of one entity with records of its books. 0: by the number a line carries. 1: one to one, of
 * one day, by name, account, amount and fund. 2: what is alike, as groups. 3: payouts of payment services against the gifts of their
 * days, then one against several of the same payer or fund. 4: fees and interest by rule. 5: transfers between the
 * entity's own accounts, which are looked for before 3 and 4, so that neither takes half of one. What one step found or
 * set aside, no later step takes. Last, what is left of one day, amount and name is asked about together.
 *
 * Amounts agree to the fen everywhere. The result depends on what is given, not on its order; a line or record given twice
 * (of one id) counts once. Nothing is decided here: all of it is proposed to a person.
 */
export function match(
  givenLines: readonly BankLine[],
  givenRecords: readonly BookRecord[],
  sound: Sound,
  { rules = [], ownAccounts = [], around = NOTHING_AROUND }: MatchOptions = {},
): Matching {
  const [allLines, allRecords] = [inOrder(givenLines), inOrder(givenRecords)];
  const facts = readFacts(
    allLines,
    allRecords,
    namesByAccount(readNames(sound), [...allLines, ...around.bearers.lines, ...around.bearers.holders]),
    around,
  );
  const transfers = readOwnTransfers(ownAccounts);
  // What comes from the entity's own account is nobody's gift, and an entry of a transfer is no single line.
  const fromOthers = allLines.filter((line) => !transfers.isOwn(line));
  const ofOthers = allRecords.filter(({ what }) => what !== 'transfer');

  const found: Omit<Matching, 'version' | 'unmatchedLines' | 'unmatchedRecords'> = {
    proposals: [],
    groups: [],
    exceptions: [],
    combinations: [],
    choices: [],
  };
  const taken = new Set<BankLine | BookRecord>();
  const isOpen = (part: BankLine | BookRecord): boolean => !taken.has(part);
  const take = (step: Partial<typeof found>) => {
    const { proposals = [], groups = [], exceptions = [], combinations = [], choices = [] } = step;
    for (const one of proposals) found.proposals.push(one);
    for (const one of groups) found.groups.push(one);
    for (const one of exceptions) found.exceptions.push(one);
    for (const one of combinations) found.combinations.push(one);
    for (const one of choices) found.choices.push(one);
    for (const { line, record } of proposals) taken.add(line).add(record);
    for (const { lines, records } of [...groups, ...exceptions, ...combinations, ...choices])
      for (const part of [...lines, ...records]) taken.add(part);
  };
  take(matchByReference(fromOthers, ofOthers, facts));
  const [lines, records] = [fromOthers.filter(isOpen), ofOthers.filter(isOpen)];
  take(withoutParts(matchOneToOne(lines, records, facts), sums('payer', lines, records, facts)));
  take(settle(transfers.among(allLines.filter(isOpen), allRecords.filter(isOpen))));
  take(settle(settlements(fromOthers.filter(isOpen), ofOthers.filter(isOpen), allLines, ownAccounts)));
  take(settle(matchByRules(fromOthers.filter(isOpen), ofOthers.filter(isOpen), rules, ownAccounts, facts)));
  for (const by of ['payer', 'fund'] as const)
    take(settle(sums(by, fromOthers.filter(isOpen), ofOthers.filter(isOpen), facts)));
  for (const unsure of [alikeButUnsure, containedButUnsure])
    take({ exceptions: unsure(fromOthers.filter(isOpen), ofOthers.filter(isOpen), facts) });
  return {
    version: MATCHING_VERSION,
    ...found,
    unmatchedLines: allLines.filter(isOpen),
    unmatchedRecords: allRecords.filter(isOpen),
  };
}

/**
 * Leaves to a person what is matched one to one but is also a part of a sum whose whole found nothing, or the whole of one
 * whose parts found nothing: a giver who paid three gifts at once did not pay one of them again, and one who paid a gift in
 * two parts did not pay it in one besides.
 */
function withoutParts(found: OneToOne, solutions: readonly Solution[]): OneToOne {
  const matched = new Set<BankLine | BookRecord>();
  for (const { line, record } of found.proposals) matched.add(line).add(record);
  for (const { lines, records } of [...found.groups, ...found.exceptions])
    for (const part of [...lines, ...records]) matched.add(part);
  const doubtful = new Set<BankLine | BookRecord>();
  for (const { combination } of solutions) {
    const { lines, records } = combination;
    const [whole, parts] = lines.length === 1 ? [lines[0], records] : [records[0], lines];
    if (whole === undefined) continue;
    if (matched.has(whole)) {
      if (!parts.some((part) => matched.has(part))) doubtful.add(whole);
    } else if (!parts.every((part) => matched.has(part))) for (const part of parts) doubtful.add(part);
  }
  const isSound = (part: BankLine | BookRecord): boolean => !doubtful.has(part);
  return {
    proposals: found.proposals.filter(({ line, record }) => isSound(line) && isSound(record)),
    groups: found.groups.filter(({ lines, records }) => [...lines, ...records].every(isSound)),
    exceptions: found.exceptions,
  };
}

/** By id, each once. */
const inOrder = <T extends { id: string }>(all: readonly T[]): T[] =>
  [...new Map(all.map((one) => [one.id, one])).values()].sort(byId);
