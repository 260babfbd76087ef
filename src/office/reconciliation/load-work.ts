import type { Database } from '#database/connection.ts';
import { formatFen } from '#ledger/money.ts';
import type { MoneyAccount } from '#reconciliation/accounts/money-account.ts';
import { listApprovedMoneyAccounts } from '#reconciliation/accounts/queries.ts';
import type { MatchDesk, Proposed } from '#reconciliation/matches/match-desk.ts';
import type { MoneyMatch, WorkLine, WorkRecord } from '#reconciliation/matches/money-match.ts';
import { progressOf } from '#reconciliation/matches/progress.ts';
import type { MatchScope, ProposedMatches } from '#reconciliation/matches/propose-matches.ts';
import { refundableGifts } from '#reconciliation/matches/refundable.ts';
import { type SameMoney, sameMoney } from '#reconciliation/matches/same-money.ts';
import {
  linesById,
  openLines,
  openRecords,
  recordsById,
  standingMatchOf,
  type WorkCounts,
  workCounts,
} from '#reconciliation/matches/work-list.ts';
import { likeName, namesNumber, sameName } from './compare.ts';
import { firstOfDone, type Scope } from './scope.ts';
import { idOfKey, type WorkItem, within, workItems } from './work-items.ts';

/** How many lines there ever were, and how many matches were confirmed today. */
export interface Progress {
  lines: number;
  today: number;
}

export interface Work {
  progress: Progress;
  accounts: MoneyAccount[];
  counts: WorkCounts;
  proposed: ProposedMatches;
  /** Whether what is proposed is of the books as they stand. */
  matching: Proposed['state'];
  items: WorkItem[];
  /** Between lines put aside and records without a line. */
  same: SameMoney;
}

/** Of lines and records that nothing is proposed for, so many are listed at once. */
const MOST_LISTED = 500;

const NOTHING: ProposedMatches = { version: '', proposals: [], questions: [], ruled: [], transfers: [], left: 0 };

export async function loadWork(db: Database, matcher: Pick<MatchDesk, 'proposed'>, scope: Scope): Promise<Work> {
  const { entity } = scope;
  const days = daysOf(scope);
  const filter = filterOf(scope);
  const [accounts, progress, counts, open, parked, { proposed, state, records }] = await Promise.all([
    listApprovedMoneyAccounts(db, entity),
    progressOf(db, filter),
    workCounts(db, filter),
    openLines(db, { ...filter, ...days, limit: MOST_LISTED }),
    openLines(db, { ...filter, ...days, states: ['parked'], limit: MOST_LISTED }),
    proposedAndAlone(db, matcher, scope),
  ]);
  const all = workItems(proposed, open, parked, records);
  const alone = (section: 'parked' | 'record') => all.filter((item) => item.section === section);
  const same = sameMoney(
    alone('parked').flatMap(({ lines }) => lines),
    alone('record').flatMap(({ acts }) => acts),
  );
  return { accounts, progress, counts, proposed, matching: state, items: within(all, scope), same };
}

/** What the matcher proposes and asks, and the records of which it says nothing. */
async function proposedAndAlone(db: Database, matcher: Pick<MatchDesk, 'proposed'>, scope: Scope) {
  const { proposed = NOTHING, state } = await matcher.proposed(matchScopeOf(scope));
  const except = workItems(proposed, [], [], []).flatMap(({ acts }) => acts.map(({ actId }) => actId));
  const records = await openRecords(db, { ...filterOf(scope), except, limit: MOST_LISTED });
  return { proposed, state, records };
}

const filterOf = ({ entity, account }: Scope) => ({ entity, ...(account !== undefined && { moneyAccount: account }) });
const daysOf = ({ from, to }: Scope) => ({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) });

/** What the matcher is asked about by somebody who stands here. */
export const matchScopeOf = (scope: Scope): MatchScope => ({ ...filterOf(scope), ...daysOf(scope) });

/** What became of the item that was dealt with last: its line as it stands, and the match that holds it. */
export async function lastDone(
  db: Database,
  { done }: Scope,
): Promise<{ lines?: WorkLine[]; act?: WorkRecord; match?: MoneyMatch } | undefined> {
  if (done === undefined) return undefined;
  const id = idOfKey(firstOfDone(done));
  if (done.startsWith('l')) {
    const ids = done.slice(1).split('.').map(BigInt);
    const [lines, match] = await Promise.all([linesById(db, ids), standingMatchOf(db, { line: id })]);
    return { lines, ...(match && { match }) };
  }
  const [[act], match] = await Promise.all([recordsById(db, [id]), standingMatchOf(db, { act: id })]);
  return { ...(act && { act }), ...(match && { match }) };
}

export type Likeness = 'number' | 'amount' | 'name' | 'nameLike';

/** Something that may be what is in hand, and why it is shown. */
export interface Likely<T> {
  what: T;
  why: Likeness[];
}

export const MOST_FOUND = 30;

/** Records that a line may be: what was searched for, else those that share number, amount or name with it. */
export async function likelyRecords(db: Database, line: WorkLine, search?: string): Promise<Likely<WorkRecord>[]> {
  const { entity, flow, amountFen, counterparty } = line;
  const look = (text: string) => openRecords(db, { entity, search: text, limit: MOST_FOUND + 1 });
  const texts = search === undefined ? [formatFen(amountFen), counterparty.name, ...numbersIn(line)] : [search];
  const found = await Promise.all(texts.flatMap((text) => (text ? [look(text)] : [])));
  return ranked(
    found.flat().filter((act) => search !== undefined || act.flow === flow),
    (act) => act.actId,
    (act) => likeness(line, act),
  );
}

/** Gifts that an outgoing line may give back, those of its name first. */
export async function likelyRefunds(db: Database, line: WorkLine): Promise<Likely<WorkRecord>[]> {
  return ranked(
    await refundableGifts(db, line),
    (act) => act.actId,
    (act) => likeness(line, act),
  );
}

/** Lines that an act may be. */
export async function likelyLines(db: Database, act: WorkRecord, search?: string): Promise<Likely<WorkLine>[]> {
  const { entity, flow, amountFen, title } = act;
  const states = ['open', 'parked'] as const;
  const look = (text: string) => openLines(db, { entity, states, search: text, limit: MOST_FOUND + 1 });
  const texts = search === undefined ? [formatFen(amountFen), title] : [search];
  const found = await Promise.all(texts.map(look));
  return ranked(
    found.flat().filter((line) => search !== undefined || line.flow === flow),
    (line) => line.id,
    (line) => likeness(line, act),
  );
}

/** Other open lines of the same payer or receiver, which may belong to the same act. */
export async function linesOfSame(db: Database, line: WorkLine): Promise<WorkLine[]> {
  const { entity, counterparty, flow } = line;
  const text = counterparty.name ?? counterparty.account;
  if (text === undefined) return [];
  const found = await openLines(db, { entity, flow, search: text, limit: 20 });
  return found.filter(({ id }) => id !== line.id);
}

/** The other half of a transfer: the same amount the other way, on another account. */
export async function otherHalves(db: Database, line: WorkLine): Promise<WorkLine[]> {
  const { entity, amountFen } = line;
  const flow = line.flow === 'in' ? 'out' : 'in';
  const found = await openLines(db, {
    entity,
    flow,
    states: ['open', 'parked'],
    search: formatFen(amountFen),
    limit: 40,
  });
  return found.filter((other) => other.amountFen === amountFen && other.account.id !== line.account.id);
}

const numbersIn = ({ references, purpose }: WorkLine): string[] =>
  [...references, ...((purpose ?? '').match(/[A-Z]\d{4}-\d{3,}/g) ?? [])].slice(0, 3);

function likeness(line: WorkLine, act: WorkRecord): Likeness[] {
  const why: Likeness[] = [];
  if (namesNumber(line, act)) why.push('number');
  if (line.amountFen === act.amountFen && line.flow === act.flow) why.push('amount');
  if (sameName(line, act)) why.push('name');
  else if (likeName(line, act)) why.push('nameLike');
  return why;
}

const WEIGHT: Record<Likeness, number> = { number: 8, amount: 4, name: 2, nameLike: 1 };

/** The only one of the same amount that a name or a number speaks for: it stands ticked, and a person looks at it. */
export function foremost<T>(offered: readonly Likely<T>[]): T | undefined {
  const [only, ...more] = offered.filter(({ why }) => why.includes('amount') && why.length > 1);
  return more.length === 0 ? only?.what : undefined;
}

function ranked<T>(found: readonly T[], idOf: (each: T) => bigint, whyOf: (each: T) => Likeness[]): Likely<T>[] {
  const once = new Map(found.map((what) => [idOf(what), { what, why: whyOf(what) }]));
  const weight = ({ why }: Likely<T>) => why.reduce((sum, each) => sum + WEIGHT[each], 0);
  return [...once.values()].sort((one, other) => weight(other) - weight(one));
}
