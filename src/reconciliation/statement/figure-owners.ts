import { type Figure, minus, plus, same, ZERO } from './figure.ts';
import type { StatedFigure } from './statement.ts';
import type { Counted, Sums } from './sums.ts';

export const isBalance = ({ what }: StatedFigure): boolean => what === 'opening' || what === 'closing';
export const isAmount = ({ what }: StatedFigure): boolean => what.startsWith('sum');

/** The accounts and currencies that a figure may be of: those of its currency, or all of them. */
export interface Group {
  members: readonly Sums[];
  currencies: readonly string[];
  accounts: number;
  /** Amounts only where all members are in one currency: those of two are never added. */
  counted: Counted;
}

export interface Owners {
  /** Figures of one account in one currency. */
  own: ReadonlyMap<Sums, readonly StatedFigure[]>;
  /** Counts and sums of several of them. */
  together: readonly { stated: StatedFigure; group: Group }[];
  /** Figures of which nobody can say what they are of. */
  ownerless: readonly { stated: StatedFigure; group: Group }[];
  /** Of a currency in which there is no line. */
  nobodys: readonly StatedFigure[];
}

/** Which accounts and currencies of a statement its own figures are of. */
export function ownersOf(figures: readonly StatedFigure[], all: readonly Sums[]): Owners {
  const byCurrency = Map.groupBy(all, ({ currency }) => currency);
  const groups = new Map<string | undefined, Group>();
  const groupOf = ({ currency }: StatedFigure): Group => {
    const known = groups.get(currency);
    if (known) return known;
    const group = groupFrom(currency === undefined ? all : (byCurrency.get(currency) ?? []));
    groups.set(currency, group);
    return group;
  };
  const own = new Map<Sums, StatedFigure[]>();
  const give = (sums: Sums, given: readonly StatedFigure[]) => {
    const before = own.get(sums);
    if (before) before.push(...given);
    else own.set(sums, [...given]);
  };
  const together: Owners['together'][number][] = [];
  const ownerless: Owners['ownerless'][number][] = [];
  const nobodys: StatedFigure[] = [];
  const balances = new Map<Group, StatedFigure[]>();
  for (const stated of figures) {
    const group = groupOf(stated);
    const [only, another] = group.members;
    if (only === undefined) nobodys.push(stated);
    else if (another === undefined) give(only, [stated]);
    else if (isBalance(stated)) balances.set(group, [...(balances.get(group) ?? []), stated]);
    else if (isAmount(stated) && group.currencies.length > 1) ownerless.push({ stated, group });
    else together.push({ stated, group });
  }
  for (const [group, stated] of balances) {
    const fitting = fittingBalances(stated, group.members);
    for (const [sums, given] of fitting ?? []) give(sums, given);
    if (fitting === undefined) ownerless.push(...stated.map((each) => ({ stated: each, group })));
  }
  return { own, together, ownerless, nobodys };
}

function groupFrom(members: readonly Sums[]): Group {
  const currencies = [...new Set(members.map(({ currency }) => currency))];
  const counted: Counted = {};
  for (const sums of members) {
    for (const [what, figure] of Object.entries(sums.counted()) as [StatedFigure['what'], Figure][]) {
      if (currencies.length < 2 || !what.startsWith('sum')) counted[what] = plus(counted[what] ?? ZERO, figure);
    }
  }
  return { members, currencies, accounts: new Set(members.map(({ account }) => account)).size, counted };
}

/** More accounts in one file than this and their balances are not told apart by what they come to. */
const MOST_FITTED = 50;

/**
 * The opening and closing balances of several accounts in one file, where there are as many as accounts and each fits
 * one: it opens as the balances of its lines do, and closes at what its lines come to. Undefined where they do not.
 */
function fittingBalances(
  stated: readonly StatedFigure[],
  members: readonly Sums[],
): Map<Sums, StatedFigure[]> | undefined {
  const openings = stated.filter(({ what }) => what === 'opening');
  const closings = stated.filter(({ what }) => what === 'closing');
  const asMany = (figures: readonly StatedFigure[]) => figures.length === 0 || figures.length === members.length;
  if (members.length > MOST_FITTED || !asMany(openings) || !asMany(closings)) return undefined;
  const given = new Map<Sums, number>();
  const owner = new Map<number, Sums>();
  const fits = (sums: Sums, at: number) => fitsLines(sums, openings[at]?.figure, closings[at]?.figure);
  // A perfect matching by augmenting paths: whoever took it before is given another that fits.
  const place = (sums: Sums, seen: Set<number>): boolean => {
    for (const at of members.keys()) {
      if (seen.has(at) || !fits(sums, at)) continue;
      seen.add(at);
      const before = owner.get(at);
      if (before !== undefined && !place(before, seen)) continue;
      owner.set(at, sums);
      given.set(sums, at);
      return true;
    }
    return false;
  };
  if (!members.every((sums) => place(sums, new Set()))) return undefined;
  return new Map(
    members.map((sums) => {
      const at = given.get(sums) ?? 0;
      return [sums, [openings[at], closings[at]].filter((each) => each !== undefined)];
    }),
  );
}

/** Whether something says that these are its balances, and nothing that they are not. */
function fitsLines(sums: Sums, opening: Figure | undefined, closing: Figure | undefined): boolean {
  const chained = sums.chain.opening;
  const begins = opening ?? chained;
  if (begins === undefined || (chained === undefined && closing === undefined)) return false;
  if (chained !== undefined && !same(begins, chained)) return false;
  return closing === undefined || same(plus(begins, minus(sums.in, sums.out)), closing);
}
