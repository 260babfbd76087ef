import type { Score } from './score.ts';
import type { BankLine, BookRecord } from './subject.ts';

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

/** A line and a record of the same amount and direction that something speaks for. */
export interface Candidate extends Score {
  line: BankLine;
  record: BookRecord;
}

/** Equal in amount, day and name: which line is which record only a person can say, and it makes no difference to the sums. */
export interface TieGroup {
  lines: BankLine[];
  records: BookRecord[];
}

/** What a person has to look into. */
export interface MatchingException {
  kind: 'amountDiffers' | 'referenceShared' | 'referenceDoubtful' | 'countsDiffer' | 'namesakes' | 'nameContained';
  lines: BankLine[];
  records: BookRecord[];
}

/** Lines and records that are the same money together; a person confirms it as one. */
export interface Combination {
  by: 'settlement' | 'sum' | 'transfer' | 'rule';
  lines: BankLine[];
  /** None where a rule says what the line is: the entry is made from it. */
  records: BookRecord[];
  /** Id of the rule. */
  rule?: string;
  /** What speaks for it, by name: figures in fen, days, words found. */
  explanation: Record<string, string>;
}

/** What could be several things, or one that too little speaks for: all are shown, none is chosen. */
export interface Choice {
  lines: BankLine[];
  records: BookRecord[];
  solutions: Combination[];
}

export interface Matching {
  version: string;
  proposals: Proposal[];
  groups: TieGroup[];
  exceptions: MatchingException[];
  combinations: Combination[];
  choices: Choice[];
  unmatchedLines: BankLine[];
  unmatchedRecords: BookRecord[];
}
