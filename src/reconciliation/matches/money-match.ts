import type { ActKind, ActStatus } from '#approval/act.ts';
import type { Day, Occurred } from '#ledger/day.ts';
import type { MoneyAccountKind } from '#reconciliation/accounts/money-account.ts';

/** How a match was found; person: by hand; entered: the acts were made from the lines. */
export const MATCH_WAYS = [
  'reference',
  'score',
  'tie',
  'settlement',
  'sum',
  'rule',
  'transfer',
  'person',
  'entered',
] as const;
export type MatchWay = (typeof MATCH_WAYS)[number];

/** Ways of the matcher: kept with its version, and as far as it scored, with the points. */
export type FoundWay = Exclude<MatchWay, 'person' | 'entered'>;

/** confirmed: by one person, waits for another. */
export type LineState = 'open' | 'parked' | 'confirmed' | 'matched';

export type MoneyFlow = 'in' | 'out';

export interface Person {
  id: bigint;
  name: string;
}

/** A movement of a statement as a clerk works on it, with every text the bank gave: private, never published. */
export interface WorkLine {
  id: bigint;
  account: { id: bigint; name: string; kind: MoneyAccountKind };
  entity: string;
  day: Day;
  /** `HH:MM:SS`. */
  time?: string;
  valueOn?: Day;
  flow: MoneyFlow;
  /** Positive. */
  amountFen: bigint;
  /** As the bill states it, in yuan with up to six decimals. */
  fee?: string;
  balanceFen?: bigint;
  serial?: string;
  references: string[];
  counterparty: { name?: string; account?: string; bank?: string };
  /** The bank's word for the kind of movement (摘要, 业务类型). */
  kind?: string;
  purpose?: string;
  state: LineState;
  matchId?: bigint;
  parking?: { id: bigint; reason: ParkingReason; note?: string; by: Person; at: Date };
  /** Which line of which stored statement it was read from. */
  statement: { id: bigint; fileId: bigint; place: number };
}

/** An act that moves cash, beside what it would be matched with. */
export interface WorkRecord {
  actId: bigint;
  number: string;
  kind: ActKind;
  status: ActStatus;
  /** What an approver must have seen, should a match approve the act as well. */
  revision: number;
  /** The donor, the receiver or the title: private. */
  title: string;
  /**
   * Of a correction, whose title is a number: the giver of what it voids. Of an appropriation, whose title is its purpose:
   * the receivers, with 、 between them. Private.
   */
  party?: string;
  entity: string;
  fund: string;
  occurred: Occurred;
  flow: MoneyFlow | 'none';
  /** Positive: what the act brings to or takes from the entity's cash, or (none) moves between two of its accounts. */
  amountFen: bigint;
  /** Absent where the clerk named none: then its match says so. */
  account?: { id: bigint; name: string; kind: MoneyAccountKind };
  /** Where a transfer goes to. */
  toAccount?: { id: bigint; name: string; kind: MoneyAccountKind };
  /** Number the giver paid under, of a gift. */
  paymentReference?: string;
  sourceReference?: string;
  recordedBy: Person;
}

export const PARKING_REASONS = ['awaitingPapers', 'payerUnknown', 'notOurs', 'underReview', 'other'] as const;
export type ParkingReason = (typeof PARKING_REASONS)[number];

export interface MatchUndoing {
  id: bigint;
  reason: string;
  proposedBy: Person;
  proposedAt: Date;
  decision?: 'approved' | 'refused' | 'withdrawn';
  decisionReason?: string;
  decidedBy?: Person;
  decidedAt?: Date;
}

/** waiting: confirmed by one person, not decided; undone: was approved once. */
export type MatchState = 'waiting' | 'approved' | 'refused' | 'withdrawn' | 'undone';

export interface MoneyMatch {
  id: bigint;
  entity: string;
  way: MatchWay;
  state: MatchState;
  algorithmVersion?: string;
  score?: number;
  /** Features, runner-up and rejected candidates as the matcher gave them (MatchExplanation). */
  explanation: MatchExplanation;
  note?: string;
  confirmedBy: Person;
  confirmedAt: Date;
  decidedBy?: Person;
  decidedAt?: Date;
  decisionReason?: string;
  lines: WorkLine[];
  acts: WorkRecord[];
  /** Newest first. */
  undoings: MatchUndoing[];
}

/** Stored as it was found; names only numbers, features and points, so that it stays readable when texts are erased. */
export interface MatchExplanation {
  features?: { feature: string; points: number; value?: string }[];
  /** The number that line and act carry both. */
  reference?: string;
  /** The best of what was not chosen. */
  runnerUp?: { line?: string; act?: string; points: number };
  /** How a sum was reached: gross, refunds and fees of a settlement, in fen as text. */
  figures?: Record<string, string>;
  /** Further possibilities that were not chosen. */
  rejected?: { lines: string[]; acts: string[]; points?: number }[];
  /** The rule that the lines met. */
  ruleId?: string;
}
