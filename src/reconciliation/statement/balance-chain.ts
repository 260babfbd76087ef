import { isDeepStrictEqual } from 'node:util';
import type { Day } from '#ledger/day.ts';
import { DaysInOrder } from './days-in-order.ts';
import { type Figure, figureKey, minus, negative, plus, same, ZERO } from './figure.ts';
import type { StatementLine } from './statement.ts';

/** Where balances break off, by line of the file, and what it comes from where leaving that out mends all of it. */
export type ChainBreak =
  | { why: 'unknown'; place: number }
  /** A row that stands in the file twice, its balance included. */
  | { why: 'doubled'; place: number; first: number }
  /** Money in and money out are exchanged; the line shows it first. */
  | { why: 'swapped'; place: number; line: StatementLine };

export interface ChainOfLines {
  opening?: Figure;
  closing?: Figure;
  broken: ChainBreak[];
}

/** One that comes again is looked for in the last rows, so many of them at least: more than a page of any export. */
const ROWS_KEPT = 5_000;
/** More open places than this and exchanging the columns mends nothing. */
const MOST_OPEN = 500;
const MOST_DOUBLED = 20;

/** The balances of a statement, and why they break off where they do: rows that stand twice, columns that are exchanged. */
export class LineChain {
  readonly #chain = new BalanceChain();
  #swapped: BalanceChain | undefined = new BalanceChain();
  #shows: StatementLine | undefined;
  #before: StatementLine | undefined;
  /** Without the rows that stand twice; only from the first of them on. */
  #once: BalanceChain | undefined;
  readonly #doubled: { place: number; first: number }[] = [];
  /** The last rows by their balance. Dropped all at once: a map out of which one goes for each that comes is slow. */
  #kept = new Map<string, StatementLine>();
  #keptBefore = new Map<string, StatementLine>();

  add(line: StatementLine): void {
    this.#lookForSwap(line);
    const first = this.#sameBefore(line);
    if (first) {
      this.#once ??= this.#chain.copy();
      if (this.#doubled.length < MOST_DOUBLED) this.#doubled.push({ place: line.place, first: first.place });
    } else this.#once?.add(line);
    this.#chain.add(line);
  }

  result(): ChainOfLines {
    const { broken, ...balances } = this.#chain.result();
    if (broken.length === 0) return { ...balances, broken: [] };
    if (this.#once?.result().broken.length === 0) {
      return { ...balances, broken: this.#doubled.map((each) => ({ why: 'doubled', ...each })) };
    }
    const line = this.#shows;
    if (line && this.#swapped?.result().broken.length === 0) {
      return { ...balances, broken: [{ why: 'swapped', place: line.place, line }] };
    }
    return { ...balances, broken: broken.map((place) => ({ why: 'unknown', place })) };
  }

  #lookForSwap(line: StatementLine): void {
    const [chain, before] = [this.#swapped, this.#before];
    this.#before = line;
    if (chain === undefined) return;
    chain.add({ ...line, flow: line.flow === 'in' ? 'out' : line.flow === 'out' ? 'in' : 'neutral' });
    if (chain.openPlaces > MOST_OPEN) this.#swapped = undefined;
    if (this.#shows || before?.balance === undefined || line.balance === undefined) return;
    // Of two lines the later one moved the balance; the file may begin with the newest.
    if (same(minus(before.balance, line.balance), signed(line))) this.#shows = line;
    else if (same(minus(line.balance, before.balance), signed(before))) this.#shows = before;
  }

  #sameBefore(line: StatementLine): StatementLine | undefined {
    if (line.balance === undefined) return undefined;
    const key = figureKey(line.balance);
    const kept = this.#kept.get(key) ?? this.#keptBefore.get(key);
    if (kept && sameRow(kept, line)) return kept;
    if (this.#kept.size >= ROWS_KEPT) [this.#keptBefore, this.#kept] = [this.#kept, new Map()];
    this.#kept.set(key, line);
    return undefined;
  }
}

const signed = ({ flow, amount }: StatementLine): Figure => (flow === 'out' ? negative(amount) : amount);

const sameRow = ({ place: _, ...one }: StatementLine, { place: __, ...other }: StatementLine): boolean =>
  isDeepStrictEqual(one, other);

/** What the balance says of one movement. */
type ChainedLine = Pick<StatementLine, 'flow' | 'amount' | 'balance' | 'place'> & { day: Day };

/**
 * Whether the balances follow one another, in whatever order the lines come (oldest first, newest first, or mixed within
 * a second): every balance before a line is the balance after another, but for the first and the last. A line without
 * balance counts with the next older or newer one that has it: what moved between two balances must be their difference.
 */
export class BalanceChain {
  #oldestFirst = new Walk('oldestFirst');
  /** From the first line on of which the balances beside it must tell what it moved; before, the order makes no difference. */
  #newestFirst: Walk | undefined;
  #anyNeutral = false;
  #lastDay: Day | undefined;
  #rises = false;
  #falls = false;

  get openPlaces(): number {
    return this.#oldestFirst.openPlaces;
  }

  /** The same so far, to go on by itself. */
  copy(): BalanceChain {
    const other = new BalanceChain();
    other.#oldestFirst = this.#oldestFirst.copy();
    other.#newestFirst = this.#newestFirst?.copy();
    other.#anyNeutral = this.#anyNeutral;
    other.#lastDay = this.#lastDay;
    other.#rises = this.#rises;
    other.#falls = this.#falls;
    return other;
  }

  add(line: ChainedLine): void {
    if (this.#lastDay !== undefined && line.day > this.#lastDay) this.#rises = true;
    if (this.#lastDay !== undefined && line.day < this.#lastDay) this.#falls = true;
    this.#lastDay = line.day;
    if (line.flow === 'neutral') this.#anyNeutral = true;
    if (line.balance === undefined || line.flow === 'neutral') this.#newestFirst ??= this.#oldestFirst.newestFirst();
    this.#oldestFirst.add(line);
    this.#newestFirst?.add(line);
  }

  /** `broken`: places where the chain breaks off, empty when it holds. No balances of a file whose order leaves them open. */
  result(): ChainResult {
    if (this.#newestFirst === undefined) return this.#oldestFirst.result();
    const told = this.#rises !== this.#falls;
    const walks = told ? [this.#rises ? this.#oldestFirst : this.#newestFirst] : [this.#oldestFirst, this.#newestFirst];
    const results = walks.map((walk) => walk.result());
    const found = results.find(({ broken }) => broken.length === 0) ?? results[0];
    // Which way a neutral line moved the account its sums do not say.
    return told && found && !this.#anyNeutral ? found : { broken: found?.broken ?? [] };
  }
}

interface ChainResult {
  opening?: Figure;
  closing?: Figure;
  broken: number[];
}

interface Open {
  balance: Figure;
  ends: number;
  place: number;
}

/** From one balance to the next. */
interface Step {
  before: Figure;
  after: Figure;
  day: Day;
  place: number;
}

/** More of what neutral lines between two balances may come to is not followed up: any difference may be theirs then. */
const MOST_SUMS = 729;

/** What lines between two balances may have moved together: a neutral one in, out or nothing. */
class Between {
  /** As far as the lines say. */
  #said = ZERO;
  #sums: ReadonlyMap<string, Figure> | undefined = new Map([[figureKey(ZERO), ZERO]]);
  any = false;

  add({ flow, amount }: Pick<ChainedLine, 'flow' | 'amount'>): void {
    this.any = true;
    const moves = flow === 'in' ? [amount] : flow === 'out' ? [negative(amount)] : [ZERO, amount, negative(amount)];
    this.#said = plus(this.#said, moves[0] ?? ZERO);
    if (this.#sums === undefined || this.#sums.size * moves.length > MOST_SUMS) {
      this.#sums = undefined;
      return;
    }
    const all = [...this.#sums.values()].flatMap((sum) => moves.map((move) => plus(sum, move)));
    this.#sums = new Map(all.map((sum) => [figureKey(sum), sum]));
  }

  /** The balance before them, where `after` is the one behind: `before` where that may be, else as the lines say. */
  leading(before: Figure | undefined, after: Figure): Figure {
    const may = before && (this.#sums === undefined || this.#sums.has(figureKey(minus(after, before))));
    return may ? before : minus(after, this.#said);
  }

  /** The balance behind them, as the lines say. */
  behind(before: Figure): Figure {
    return plus(before, this.#said);
  }

  copy(): Between {
    const other = new Between();
    other.#said = this.#said;
    other.#sums = this.#sums;
    other.any = this.any;
    return other;
  }
}

/** The balances read in one order. Equal ones cancel at once, so an ordered file keeps two. */
class Walk {
  readonly #order: 'oldestFirst' | 'newestFirst';
  /** How many more lines end at a balance than begin there, and where one of them stands. */
  readonly #open = new Map<string, Open>();
  #days = new DaysInOrder();
  #between = new Between();
  /** Newest first, lines above the first balance. */
  #newest = new Between();
  /** Newest first, what moved before a balance stands below it: its step is made with the next one. */
  #held: { target: Figure; step: Step } | undefined;
  #first: Step | undefined;
  #last: Step | undefined;

  constructor(order: 'oldestFirst' | 'newestFirst') {
    this.#order = order;
  }

  get openPlaces(): number {
    return this.#open.size;
  }

  copy(): Walk {
    return this.#copied(this.#order);
  }

  /** The same so far read the other way, of lines that all had their balance. */
  newestFirst(): Walk {
    const other = this.#copied('newestFirst');
    const last = other.#last;
    if (last === undefined) return other;
    other.#count(last.before, 1, last.place);
    other.#count(last.after, -1, last.place);
    other.#held = { target: last.before, step: last };
    if (other.#first === last) other.#first = undefined;
    return other;
  }

  #copied(order: 'oldestFirst' | 'newestFirst'): Walk {
    const other = new Walk(order);
    for (const [key, open] of this.#open) other.#open.set(key, { ...open });
    other.#days = this.#days.copy();
    other.#between = this.#between.copy();
    other.#newest = this.#newest;
    other.#held = this.#held;
    other.#first = this.#first;
    other.#last = this.#last;
    return other;
  }

  add(line: ChainedLine): void {
    const { flow, amount, balance, place, day } = line;
    if (balance === undefined) {
      this.#between.add(line);
      return;
    }
    const oldestFirst = this.#order === 'oldestFirst';
    if (!oldestFirst) this.#release(balance);
    if (flow === 'neutral') this.#between.add(line);
    const target = flow === 'neutral' ? balance : minus(balance, flow === 'in' ? amount : negative(amount));
    if (oldestFirst) {
      const before = this.#between.any ? this.#between.leading(this.#last?.after, target) : target;
      this.#begin();
      this.#step({ before, after: balance, day, place });
    } else this.#held = { target, step: { before: target, after: balance, day, place } };
  }

  /** Newest first: makes the step to the balance above, from the one that was found below it. */
  #release(below: Figure | undefined): void {
    const [held, between] = [this.#held, this.#between];
    if (held !== undefined) {
      const before = between.any ? between.leading(below, held.target) : held.target;
      this.#held = undefined;
      this.#step({ ...held.step, before });
    } else if (this.#last === undefined) this.#newest = between;
    this.#begin();
  }

  #begin(): void {
    if (this.#between.any) this.#between = new Between();
  }

  #step(step: Step): void {
    this.#last = step;
    this.#first ??= step;
    this.#days.add(step.day, figureKey(step.before), figureKey(step.after));
    this.#count(step.before, -1, step.place);
    this.#count(step.after, 1, step.place);
  }

  #count(balance: Figure, by: 1 | -1, place: number): void {
    const key = figureKey(balance);
    const found = this.#open.get(key);
    const ends = (found?.ends ?? 0) + by;
    if (ends === 0) this.#open.delete(key);
    else this.#open.set(key, { balance, ends, place: found?.place ?? place });
  }

  /** The end of a chain that is not on the first or the last day, though the days are in order. */
  #loose(begin: Open, end: Open): Open | undefined {
    if (!this.#days.beginsWith(figureKey(begin.balance))) return begin;
    return this.#days.endsWith(figureKey(end.balance)) ? undefined : end;
  }

  result(): ChainResult {
    if (this.#held) {
      const done = this.copy();
      done.#release(undefined);
      return done.result();
    }
    const [first, last] = [this.#first, this.#last];
    if (first === undefined || last === undefined) return { broken: [] };
    const open = [...this.#open.values()];
    const [begins, ends] = [open.filter((each) => each.ends < 0), open.filter((each) => each.ends > 0)];
    const [begin, end] = [begins[0], ends[0]];
    if (begin === undefined || end === undefined) {
      const oldest = first.day <= last.day ? first : last;
      return { opening: oldest.before, closing: this.#after(oldest.before), broken: [] };
    }
    if (begins.length === 1 && ends.length === 1 && begin.ends === -1 && end.ends === 1) {
      const loose = this.#loose(begin, end);
      const broken = loose === undefined ? [] : [loose.place];
      return { opening: begin.balance, closing: this.#after(end.balance), broken };
    }
    const oldestFirst = first.day <= last.day;
    // The first and the second open place are where the chain begins and where it first breaks off.
    const places = open.map(({ place }) => place).sort((a, b) => a - b);
    return {
      opening: (oldestFirst ? first : last).before,
      closing: this.#after((oldestFirst ? last : first).after),
      broken: [places[2] ?? places[0] ?? 1],
    };
  }

  /** Behind the last balance, lines without one may have moved on. */
  #after(balance: Figure): Figure {
    return (this.#order === 'oldestFirst' ? this.#between : this.#newest).behind(balance);
  }
}
