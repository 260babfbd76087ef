import type { Database } from '#database/connection.ts';
import { type Day, dayAfter, dayBefore } from '#ledger/day.ts';
import { gapsOf } from '../statements/coverage.ts';
import { type AccountFacts, type LooseItem, sum } from './account-sheet.ts';
import { type BalanceSeen, balancesSeen } from './balance-seen.ts';
import { type BookedOn, bookedOn, type DaysRead } from './books.ts';
import type { Covered } from './coverage.ts';
import { MOST_LOOSE, remainders, type UnmatchedActs, unmatchedActs, unmatchedLines } from './loose-items.ts';
import { type Absence, absences } from './statement-absence.ts';
import { moved, openingOf, storedStatements } from './statements.ts';

export interface AccountOfClose extends AccountFacts {
  /** Stored statements of movements, by their first day. */
  statements: Covered[];
  /** What the last statement that ends by then states, where the lines up to its last day come to another balance. */
  statedOtherwise?: { day: Day; statedFen: bigint; computedFen: bigint };
  /** Of the days read. */
  lastBooked?: Day;
  /** What somebody saw on the account, that the figures rest on or were held against; by day. */
  seen: readonly BalanceSeen[];
  /** No statement of movements reaches the days: the balance that was seen at their end speaks for all of them. */
  balanceOnly: boolean;
  /** Why there is no statement of some of the days, as somebody said. */
  absences: readonly Absence[];
  idle: boolean;
  /** More loose items than a sheet can hold: they are worked through first. */
  tooMany: boolean;
}

/** What the books say of an entity's cash, account by account, and of cash without one (`unplacedFen`). */
export interface FactsOfClose {
  accounts: Map<bigint, AccountOfClose>;
  unplacedFen: bigint;
}

/**
 * What books and statements say of each money account at the end of a day, begun with the close before where there is one.
 *
 * Outside lies what was on the account before its first statement and is not in the books: the opening of that statement,
 * less what was booked before its first day. Of that, acts that a line on or after that day answers are left out, and acts
 * of which somebody said that no statement shows them yet: both are not inside the opening. Whether the opening holds the
 * other acts without a match nobody knows: they are taken as inside, and told in `inOpening`. Where no statement of
 * movements reaches the days at all and somebody saw the balance at their end, all acts but those with a reason are taken
 * as inside what was seen.
 */
export async function factsOfClose(db: Database, days: DaysRead, accountIds: readonly bigint[]): Promise<FactsOfClose> {
  const statements = new Map<bigint, Covered[]>();
  for (const id of accountIds) statements.set(id, await storedStatements(db, id));
  const firstDays = new Map<bigint, Day>();
  const seen = await balancesSeen(db, accountIds);
  const unstated = await absences(db, accountIds);
  for (const [id, stored] of statements) {
    const [first] = stored;
    if (seenAtEnd(stored, seen.get(id), days.through)) firstDays.set(id, dayAfter(days.through));
    else if (first) firstDays.set(id, first.firstDay);
  }
  const booked = await bookedOn(db, days, firstDays);
  const acts = await unmatchedActs(db, days, firstDays);
  const accounts = new Map<bigint, AccountOfClose>();
  for (const [id, stored] of statements) {
    const said = { seen: seen.get(id) ?? [], absences: unstated.get(id) ?? [] };
    const read = { id, statements: stored, booked: booked.get(id), acts: acts.get(id), ...said };
    accounts.set(id, await factsOf(db, days, read));
  }
  return { accounts, unplacedFen: (days.before?.unplacedFen ?? 0n) + (booked.get(undefined)?.fen ?? 0n) };
}

interface AccountRead {
  id: bigint;
  statements: Covered[];
  booked: BookedOn | undefined;
  acts: UnmatchedActs | undefined;
  seen: readonly BalanceSeen[];
  absences: readonly Absence[];
}

/** The balance seen at the end of the days, where no statement of movements reaches them. */
const seenAtEnd = (
  statements: readonly Covered[],
  seen: readonly BalanceSeen[] = [],
  through: Day,
): BalanceSeen | undefined =>
  statements.some(({ firstDay }) => firstDay <= through) ? undefined : seen.find(({ day }) => day === through);

async function factsOf(db: Database, days: DaysRead, read: AccountRead): Promise<AccountOfClose> {
  const { id, statements, booked, acts } = read;
  const { through, before } = days;
  const closed = before?.accounts.get(id);
  const left = await remainders(db, id, through);
  const bankOnly = inOrder([...(await unmatchedLines(db, id, through)), ...left.bankOnly]);
  const booksOnly = inOrder([...(acts?.listed ?? []), ...left.booksOnly]);
  const inOpening = {
    count: (closed?.inOpening?.count ?? 0) + (acts?.inOpening.count ?? 0),
    fen: BigInt(closed?.inOpening?.fen ?? 0) + (acts?.inOpening.fen ?? 0n),
  };
  return {
    statements,
    bookFen: BigInt(closed?.bookFen ?? 0) + (booked?.fen ?? 0n),
    ...(booked && { lastBooked: booked.last }),
    ...(await statedOf(db, days, read)),
    bankOnly: bankOnly.slice(0, MOST_LOOSE),
    booksOnly: booksOnly.slice(0, MOST_LOOSE),
    ...(inOpening.count > 0 && { inOpening }),
    balanceOnly: seenAtEnd(statements, read.seen, through) !== undefined,
    // Of days that a statement stored since covers, nothing is missing any more.
    absences: read.absences
      .filter(({ from }) => from <= through)
      .flatMap((said) => gapsOf(statements, { from: said.from, through: said.to }).map((gap) => ({ ...said, ...gap }))),
    idle: statements.length === 0 && booked === undefined && closed === undefined && read.seen.length === 0,
    tooMany: bankOnly.length > MOST_LOOSE || booksOnly.length > MOST_LOOSE,
  };
}

/** What the statements say at the end of the day, and what lay outside the books before the first of them. */
async function statedOf(
  db: Database,
  { through, before }: DaysRead,
  { id, statements, booked, acts, seen }: AccountRead,
): Promise<Pick<AccountOfClose, 'outsideFen' | 'statementFen' | 'statedOtherwise' | 'seen'>> {
  const [first] = statements;
  const closed = before?.accounts.get(id);
  const atEnd = seenAtEnd(statements, seen, through);
  if (atEnd) {
    const begun = seen.find(({ day }) => day < (booked?.first ?? through) && day < through);
    const known = closed && (closed.statementFen !== undefined || closed.bookFen !== '0') ? closed : undefined;
    const outsideFen = known ? BigInt(known.outsideFen) : (begun?.fen ?? 0n);
    return { outsideFen, statementFen: atEnd.fen, seen: [...(begun && !known ? [begun] : []), atEnd] };
  }
  if (!first || first.firstDay > through) return { outsideFen: 0n, seen: [] };
  const within = seen.filter(({ day }) => day >= first.firstDay && statements.some(({ lastDay }) => day <= lastDay));
  let held = within.filter(({ day }) => day <= through);
  const known = closed?.statementFen === undefined ? undefined : { ...closed, statementFen: closed.statementFen };
  let outsideFen: bigint;
  let statementFen: bigint;
  if (known && before) {
    outsideFen = BigInt(known.outsideFen);
    held = held.filter(({ day }) => day > before.through);
    statementFen = BigInt(known.statementFen) + (await moved(db, id, { after: before.through, to: through }));
  } else {
    const [rests] = within;
    const stated = await openingOf(db, id, statements);
    if (stated === undefined && rests && held.length === 0) held = [rests];
    const opening = stated ?? (rests && rests.fen - (await moved(db, id, { from: first.firstDay, to: rests.day })));
    if (opening === undefined) return { outsideFen: 0n, seen: [] };
    const early = await remainders(db, id, dayBefore(first.firstDay));
    const notInside = (acts?.listed ?? []).filter(({ day }) => day < first.firstDay);
    outsideFen =
      opening -
      (BigInt(closed?.bookFen ?? 0) + (booked?.beforeFen ?? 0n)) -
      sum(early.bankOnly) +
      sum(early.booksOnly) +
      sum(notInside);
    statementFen = opening + (await moved(db, id, { from: first.firstDay, to: through }));
  }
  const last = statements
    .filter(({ lastDay }) => lastDay <= through)
    .toSorted(byLastDay)
    .at(-1);
  const stated = [
    ...(last?.closingFen === undefined ? [] : [{ day: last.lastDay, statedFen: last.closingFen }]),
    ...held.filter(({ day }) => day <= through).map(({ day, fen }) => ({ day, statedFen: fen })),
  ];
  const found = { outsideFen, statementFen, seen: held };
  for (const each of stated) {
    const computedFen = statementFen - (await moved(db, id, { after: each.day, to: through }));
    if (computedFen !== each.statedFen) return { ...found, statedOtherwise: { ...each, computedFen } };
  }
  return found;
}

const byLastDay = (a: Covered, b: Covered): number => (a.lastDay < b.lastDay ? -1 : Number(a.lastDay > b.lastDay));
const inOrder = (items: LooseItem[]): LooseItem[] =>
  items.toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
