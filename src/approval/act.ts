import { checkOccurred, type Day, type Occurred, type Precision } from '#ledger/day.ts';
import type { Stream } from '#ledger/posting.ts';
import type { Refusal } from '#ledger/refusal.ts';
import { tooLong } from '#ledger/too-long.ts';

/** Every entry a clerk makes is an act of one of these kinds. */
export type ActKind =
  | 'registration'
  | 'donation'
  | 'funding'
  | 'batch'
  | 'issue'
  | 'purchase'
  | 'appropriation'
  | 'adjustment'
  | 'listing'
  | 'reversal';

/** Derived by the view act_status, never stored. approved = 待核实. */
export type ActStatus = 'proposed' | 'returned' | 'withdrawn' | 'approved' | 'confirmed' | 'published' | 'reversed';

/** What an act itself waits for on its way into the log. */
export const TASKS_OF_LIFE = ['approve', 'revise', 'confirm', 'publish'] as const;

/** The last three: something proposed of an approved act waits for another person, whatever else becomes of the act. */
export type Task = (typeof TASKS_OF_LIFE)[number] | 'decideErasure' | 'decideDisplay' | 'decideStock';

/** What every act says: whose books, which fund, when, from which paper or source. */
export interface ActHeader {
  entity?: string;
  fund?: string;
  stream: Stream;
  occurred: Occurred;
  /** Number of the paper it was entered from. */
  sourceReference?: string;
  /** The money account its cash came to or left; a clerk need not say. */
  moneyAccount?: bigint;
  /** Where the facts come from, when not from a paper of our own. */
  source?: string;
  note?: string;
}

/** First letter of an act's public number, such as D2026-00017. */
export const NUMBER_LETTER: Record<ActKind, string> = {
  registration: 'R',
  donation: 'D',
  funding: 'F',
  batch: 'B',
  issue: 'I',
  purchase: 'P',
  appropriation: 'A',
  adjustment: 'J',
  listing: 'L',
  reversal: 'C',
};

/** Kinds that need no outside confirmation: nothing in the world moves by them. */
const SELF_EVIDENT: readonly ActKind[] = ['registration', 'reversal'];

/** A refund of something public is a reversal by which something does move. */
export const taskAfterApproval = (kind: ActKind, publicRefund: boolean): Task =>
  SELF_EVIDENT.includes(kind) && !publicRefund ? 'publish' : 'confirm';

/** What moves no cash came to no account and left none. */
export const moneyAccountRefusals = (
  { moneyAccount }: Pick<ActHeader, 'moneyAccount'>,
  movesCash: boolean,
): Refusal[] =>
  moneyAccount === undefined || movesCash ? [] : [{ kind: 'moneyAccountWithoutCash', field: 'moneyAccount' }];

/** Longest of each free text of the header, in characters. */
const LONGEST = { sourceReference: 120, source: 400, note: 2000 } as const;

/** What can be said of a header without the database. Kinds that post need an entity and a fund. */
export function checkHeader(kind: ActKind, header: ActHeader, today?: Day): Refusal[] {
  const found = checkOccurred(header.occurred, today);
  if (!['registration', 'listing', 'reversal'].includes(kind)) {
    if (!header.entity) found.push({ kind: 'entityMissing', field: 'entity' });
    if (!header.fund) found.push({ kind: 'fundMissing', field: 'fund' });
  }
  return [...found, ...tooLong(header, LONGEST)];
}

interface HeaderColumns {
  entityCode: string | null;
  fundCode: string | null;
  stream: string;
  occurredPrecision: string;
  occurredFrom: Day | null;
  occurredTo: Day | null;
  sourceReference: string | null;
  source: string | null;
  note: string | null;
  moneyAccountId: bigint | null;
}

export function headerColumns(header: ActHeader): HeaderColumns {
  return {
    entityCode: header.entity ?? null,
    fundCode: header.fund ?? null,
    stream: header.stream,
    occurredPrecision: header.occurred.precision,
    occurredFrom: header.occurred.from ?? null,
    occurredTo: header.occurred.to ?? null,
    sourceReference: header.sourceReference ?? null,
    source: header.source ?? null,
    note: header.note ?? null,
    moneyAccountId: header.moneyAccount ?? null,
  };
}

export function headerOf(columns: HeaderColumns): ActHeader {
  const { entityCode, fundCode, stream, sourceReference, source, note, moneyAccountId } = columns;
  return {
    ...(entityCode !== null && { entity: entityCode }),
    ...(fundCode !== null && { fund: fundCode }),
    stream: stream as Stream,
    occurred: occurredOf(columns),
    ...(sourceReference !== null && { sourceReference }),
    ...(source !== null && { source }),
    ...(note !== null && { note }),
    ...(moneyAccountId !== null && { moneyAccount: moneyAccountId }),
  };
}

export function occurredOf(
  columns: Pick<HeaderColumns, 'occurredPrecision' | 'occurredFrom' | 'occurredTo'>,
): Occurred {
  const { occurredPrecision, occurredFrom, occurredTo } = columns;
  return {
    precision: occurredPrecision as Precision,
    ...(occurredFrom !== null && { from: occurredFrom }),
    ...(occurredTo !== null && { to: occurredTo }),
  };
}
