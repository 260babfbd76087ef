import { closedThrough } from '#approval/closed-days.ts';
import type { Database } from '#database/connection.ts';
import { type Day, dayAfter, dayBefore, todayInShanghai } from '#ledger/day.ts';
import { type Gap, gapsOf } from '../statements/coverage.ts';
import { type AccountOfClose, factsOfClose } from './account-facts.ts';
import { type AccountSheet, accountSheet } from './account-sheet.ts';
import type { BalanceSeen } from './balance-seen.ts';
import { type CountedCash, lastCount } from './cash-count.ts';
import { closeBefore } from './close-before.ts';
import { type BalanceBreak, breaksOf, type Covered } from './coverage.ts';
import { type Absence, reasonOf } from './statement-absence.ts';
import { type LooseActs, unconfirmedActs } from './unplaced-acts.ts';

/** What keeps the days open, each with where it is mended. */
export type CloseIssue =
  | { kind: 'uncovered'; account: string; accountId: bigint; gaps: readonly Gap[] }
  | { kind: 'linesOpen' | 'linesWaiting' | 'recordsOpen'; account: string; accountId: bigint; count: number }
  | { kind: 'sheetDiffers'; account: string; accountId: bigint; differenceFen: bigint }
  | { kind: 'balanceUnknown'; account: string; accountId: bigint; day: Day }
  | ({ kind: 'balancesBreak'; account: string; accountId: bigint } & BalanceBreak)
  | { kind: 'closingDiffers'; account: string; accountId: bigint; day: Day; statedFen: bigint; computedFen: bigint }
  | { kind: 'cashNotCounted'; account: string; accountId: bigint; since: Day }
  | { kind: 'cashDiffers'; account: string; accountId: bigint; countedFen: bigint; bookFen: bigint }
  | { kind: 'accountMissing'; numbers: string[] }
  | { kind: 'tooManyLoose'; account: string; accountId: bigint };

export interface SheetOfAccount extends AccountSheet {
  account: { id: bigint; name: string; kind: string; number: string | undefined; ledgerAccount: string };
  /** Nothing was booked on it, no statement speaks of it and no balance was seen. */
  idle: boolean;
  seen: readonly BalanceSeen[];
  balanceOnly: boolean;
  absences: readonly Absence[];
  count: CountedCash | undefined;
  /** Stored statements of movements, by their first day. */
  statements: readonly Covered[];
}

export interface CloseState {
  entity: string;
  /** The day after the last closed one, or the first that anything was booked on. */
  firstDay: Day;
  through: Day;
  sheets: SheetOfAccount[];
  /** Cash that no account was named for: confirmed in another way (`fen`), or not at all (an issue). */
  unplaced: LooseActs;
  /** Entries dated in these days that nobody decided yet: they will be booked on the day they are approved. */
  undecided: number;
  issues: CloseIssue[];
}

/**
 * How the books of an entity stand at the end of a day, and what keeps the days up to it from being closed; undefined
 * where nothing of it is open. before: as if no close up to that day or later had been approved.
 */
export async function closeState(
  db: Database,
  entity: string,
  through: Day,
  { before }: { before?: Day } = {},
): Promise<CloseState | undefined> {
  const firstDay = await firstOpenDay(db, entity, before);
  if (firstDay === undefined || through < firstDay) return undefined;
  const accounts = await db
    .selectFrom('moneyAccount')
    .select(['id', 'name', 'kind', 'number', 'accountCode as ledgerAccount', 'openedOn'])
    .where('entityCode', '=', entity)
    .where('decision', '=', 'approved')
    .orderBy('id')
    .execute();
  const sheets: SheetOfAccount[] = [];
  const issues: CloseIssue[] = [];
  const days = { entity, through, before: await closeBefore(db, entity, firstDay) };
  const ids = accounts.map(({ id }) => id);
  const facts = await factsOfClose(db, days, ids);
  for (const { number, openedOn, ...account } of accounts) {
    const found = facts.accounts.get(account.id);
    if (!found) continue;
    const sheet: SheetOfAccount = {
      ...accountSheet(found),
      account: { ...account, number: number ?? undefined },
      ...{ idle: found.idle, statements: found.statements, seen: found.seen },
      balanceOnly: found.balanceOnly,
      absences: found.absences.filter(({ to }) => to >= firstDay),
      count: account.kind === 'cash' ? await lastCount(db, account.id, through) : undefined,
    };
    sheets.push(sheet);
    // Of days before it was opened an account owes nothing.
    if (found.idle && openedOn !== null && openedOn > through) continue;
    const begins = found.statements[0]?.firstDay ?? firstDay;
    // Where nobody said when it was opened, its first statement says it.
    const from = openedOn === null || openedOn > through ? begins : openedOn;
    issues.push(...issuesOf(sheet, found, later(firstDay, from), through));
  }
  const unplaced = { fen: facts.unplacedFen, unconfirmed: await unconfirmedActs(db, days) };
  if (unplaced.unconfirmed.length > 0) issues.push({ kind: 'accountMissing', numbers: unplaced.unconfirmed });
  const undecided = await undecidedActs(db, entity, through);
  return { entity, firstDay, through, sheets, unplaced, undecided, issues };
}

/** `firstDay`: from which day on the account owes statements. */
function issuesOf(sheet: SheetOfAccount, found: AccountOfClose, firstDay: Day, through: Day): CloseIssue[] {
  if (sheet.idle && sheet.account.kind === 'cash') return [];
  const { name: account, id: accountId } = sheet.account;
  const issues: CloseIssue[] = [];
  if (sheet.account.kind === 'cash') {
    const { count, bookFen } = sheet;
    if (count === undefined || (found.lastBooked !== undefined && count.day < found.lastBooked)) {
      issues.push({ kind: 'cashNotCounted', account, accountId, since: found.lastBooked ?? firstDay });
    } else if (count.totalFen !== bookFen) {
      issues.push({ kind: 'cashDiffers', account, accountId, countedFen: count.totalFen, bookFen });
    }
    return issues;
  }
  const days = { from: firstDay, through };
  const gaps = found.balanceOnly
    ? []
    : gapsOf(found.statements, days).filter((gap) => reasonOf(gap, found.absences) === undefined);
  if (gaps.length > 0) issues.push({ kind: 'uncovered', account, accountId, gaps });
  for (const each of breaksOf(found.statements, through)) {
    issues.push({ kind: 'balancesBreak', account, accountId, ...each });
  }
  if (found.statedOtherwise) issues.push({ kind: 'closingDiffers', account, accountId, ...found.statedOtherwise });
  const reached = found.statements.some(({ firstDay: begins }) => begins <= through);
  const held = reached || found.lastBooked !== undefined || found.bookFen !== 0n;
  // Where days lack their statement, that is what is missing first.
  if (held && found.statementFen === undefined && (reached || gaps.length === 0)) {
    issues.push({ kind: 'balanceUnknown', account, accountId, day: through });
  }
  if (found.tooMany) return [...issues, { kind: 'tooManyLoose', account, accountId }];
  const waiting = sheet.bankOnly.filter(({ reason }) => reason === 'waiting').length;
  const open = sheet.bankOnly.filter(({ reason }) => reason === undefined).length;
  const records = sheet.booksOnly.filter(({ reason }) => reason === undefined).length;
  if (open > 0) issues.push({ kind: 'linesOpen', account, accountId, count: open });
  if (waiting > 0) issues.push({ kind: 'linesWaiting', account, accountId, count: waiting });
  if (records > 0) issues.push({ kind: 'recordsOpen', account, accountId, count: records });
  if (gaps.length === 0 && sheet.differenceFen !== undefined && sheet.differenceFen !== 0n) {
    issues.push({ kind: 'sheetDiffers', account, accountId, differenceFen: sheet.differenceFen });
  }
  return issues;
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);

async function firstOpenDay(db: Database, entity: string, before?: Day): Promise<Day | undefined> {
  const closed = await closedThrough(db, entity, before);
  if (closed !== undefined) return dayAfter(closed);
  const row = await db
    .selectFrom('posting')
    .innerJoin('journalEntry', 'journalEntry.id', 'posting.entryId')
    .select(({ fn }) => fn.min('bookedOn').as('day'))
    .where('entityCode', '=', entity)
    .executeTakeFirst();
  return row?.day ?? undefined;
}

/** Yesterday: a day is closed once it is over. */
export const lastClosableDay = (): Day => dayBefore(todayInShanghai());

async function undecidedActs(db: Database, entity: string, through: Day): Promise<number> {
  const row = await db
    .selectFrom('act')
    .innerJoin('openTask', 'openTask.actId', 'act.id')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('openTask.task', 'in', ['approve', 'revise'])
    .where('entityCode', '=', entity)
    .where(({ fn, eb }) => eb(fn.coalesce('occurredTo', 'occurredFrom'), '<=', through))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
