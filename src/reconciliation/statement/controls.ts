import type { Refusal } from '#ledger/refusal.ts';
import { type Figure, figureKey, minus, negative, plainFigure, plus, same, ZERO } from './figure.ts';
import type { StatedFigure, StatementEvent, StatementHead, StatementLine } from './statement.ts';

/** What a statement comes to, in one currency of one account. */
export interface StatementSummary extends StatementHead {
  currency: string;
  lines: number;
  credits: Figure;
  debits: Figure;
  neutral: Figure;
  fees: Figure;
  /** As stated, else as the balances of the lines give it. */
  opening?: Figure;
  closing?: Figure;
}

export interface StatementControl {
  statements: StatementSummary[];
  /** Nothing is imported while there is one. */
  refusals: Refusal[];
  notes: Refusal[];
}

/**
 * Adds up a statement while it is read, and compares it with what the file says of itself: opening + in − out =
 * closing, the balance after each line, counts and sums (DOMAIN §4). Memory grows with the accounts in the file and
 * with balances that do not follow one another, not with its lines.
 */
export class ControlFold {
  readonly #refusals: Refusal[] = [];
  readonly #notes: Refusal[] = [];
  readonly #done: StatementSummary[] = [];
  #head: StatementHead | undefined;
  #sums = new Map<string, Sums>();
  #stated: StatedFigure[] = [];
  /** Lines that are there and cannot be read; they count, and add nothing. */
  #unreadable = 0;

  add(event: StatementEvent): void {
    if (event.kind === 'refused') {
      this.#refusals.push(event.refusal);
      if (event.movement) this.#unreadable += 1;
    } else if (event.kind === 'noted') this.#notes.push(event.note);
    else if (event.kind === 'stated') this.#stated.push(event.stated);
    else if (event.kind === 'line') this.#sumsOf(event.line.account, event.line.currency).add(event.line);
    else {
      this.#close();
      this.#head = event.head;
    }
  }

  result(): StatementControl {
    this.#close();
    return { statements: this.#done, refusals: this.#refusals, notes: this.#notes };
  }

  #sumsOf(account: string | undefined, currency: string): Sums {
    const key = JSON.stringify([account, currency]);
    const sums = this.#sums.get(key) ?? new Sums(account, currency);
    this.#sums.set(key, sums);
    return sums;
  }

  #close(): void {
    const head = this.#head;
    if (head === undefined) return;
    const fallback = this.#stated.find(({ currency }) => currency !== undefined)?.currency ?? head.currency ?? '';
    if (this.#sums.size === 0) this.#sumsOf(undefined, fallback);
    const [first] = this.#sums.values();
    if (first) first.unreadable += this.#unreadable;
    for (const sums of this.#sums.values()) {
      const own = this.#stated.filter(({ currency }) => (currency ?? sums.currency) === sums.currency);
      this.#done.push(this.#compare(head, sums, own));
    }
    this.#head = undefined;
    this.#unreadable = 0;
    this.#sums = new Map();
    this.#stated = [];
  }

  #compare(head: StatementHead, sums: Sums, stated: readonly StatedFigure[]): StatementSummary {
    const chain = sums.chain.result();
    for (const place of chain.broken) this.#refusals.push({ kind: 'statementChainBroken', line: place });
    const last = (what: StatedFigure['what']) => stated.findLast((each) => each.what === what)?.figure;
    const opening = last('opening') ?? chain.opening;
    const closing = last('closing') ?? chain.closing;
    const counted: Partial<Record<StatedFigure['what'], Figure>> = {
      lines: ofCount(sums.count),
      linesIn: ofCount(sums.lines.in),
      linesOut: ofCount(sums.lines.out),
      linesNeutral: ofCount(sums.lines.neutral),
      sumIn: sums.in,
      sumOut: sums.out,
      sumNeutral: sums.neutral,
      sumFees: sums.fees,
      ...(opening && { closing: plus(opening, minus(sums.in, sums.out)) }),
      ...(chain.opening && { opening: chain.opening }),
    };
    for (const { what, figure, field, place, binding } of stated) {
      const found = counted[what];
      if (found === undefined || same(found, figure)) continue;
      const values = {
        stated: plainFigure(figure),
        found: plainFigure(found),
        difference: plainFigure(minus(found, figure)),
      };
      const said = { kind: 'statementControlDiffers', field, line: place, values };
      (binding ? this.#refusals : this.#notes).push(binding ? said : { ...said, kind: 'statementIndicativeDiffers' });
    }
    return {
      ...head,
      ...(sums.account !== undefined && { account: sums.account }),
      currency: sums.currency,
      lines: sums.count,
      credits: sums.in,
      debits: sums.out,
      neutral: sums.neutral,
      fees: sums.fees,
      ...(opening && { opening }),
      ...(closing && { closing }),
    };
  }
}

const ofCount = (count: number): Figure => ({ digits: BigInt(count), scale: 0 });

class Sums {
  in = ZERO;
  out = ZERO;
  neutral = ZERO;
  fees = ZERO;
  readonly lines = { in: 0, out: 0, neutral: 0 };
  unreadable = 0;
  readonly chain = new BalanceChain();
  readonly account: string | undefined;
  readonly currency: string;

  constructor(account: string | undefined, currency: string) {
    this.account = account;
    this.currency = currency;
  }

  get count(): number {
    return this.lines.in + this.lines.out + this.lines.neutral + this.unreadable;
  }

  add(line: StatementLine): void {
    this.lines[line.flow] += 1;
    this[line.flow] = plus(this[line.flow], line.amount);
    if (line.fee) this.fees = plus(this.fees, line.fee);
    this.chain.add(line);
  }
}

/**
 * Whether the balances follow one another, in whatever order the lines come (oldest first, newest first, or mixed within
 * a second): every balance before a line is the balance after another, but for the first and the last. Equal ones cancel
 * at once, so an ordered file keeps two.
 */
class BalanceChain {
  /** How many more lines end at a balance than begin there, and where one of them stands. */
  readonly #open = new Map<string, { balance: Figure; ends: number; place: number }>();
  #without = 0;
  #first: { before: Figure; after: Figure; day: string } | undefined;
  #last: { before: Figure; after: Figure; day: string } | undefined;

  add({ flow, amount, balance, place, day }: StatementLine): void {
    // Which way a neutral line moved the account is not said.
    if (balance === undefined || flow === 'neutral') {
      this.#without += 1;
      return;
    }
    const before = minus(balance, flow === 'in' ? amount : negative(amount));
    this.#last = { before, after: balance, day };
    this.#first ??= this.#last;
    this.#count(before, -1, place);
    this.#count(balance, 1, place);
  }

  #count(balance: Figure, by: 1 | -1, place: number): void {
    const key = figureKey(balance);
    const found = this.#open.get(key);
    const ends = (found?.ends ?? 0) + by;
    if (ends === 0) this.#open.delete(key);
    else this.#open.set(key, { balance, ends, place: found?.place ?? place });
  }

  /** Nothing is said where a line lacks its balance. `broken`: places where the chain does, empty when it holds. */
  result(): { opening?: Figure; closing?: Figure; broken: number[] } {
    const [first, last] = [this.#first, this.#last];
    if (this.#without > 0 || first === undefined || last === undefined) return { broken: [] };
    const open = [...this.#open.values()];
    const [begins, ends] = [open.filter((each) => each.ends < 0), open.filter((each) => each.ends > 0)];
    const [begin, end] = [begins[0], ends[0]];
    if (begin === undefined || end === undefined) {
      const oldest = first.day <= last.day ? first : last;
      return { opening: oldest.before, closing: oldest.before, broken: [] };
    }
    if (begins.length === 1 && ends.length === 1 && begin.ends === -1 && end.ends === 1) {
      return { opening: begin.balance, closing: end.balance, broken: [] };
    }
    const oldestFirst = first.day <= last.day;
    // The first and the second open place are where the chain begins and where it first breaks off.
    const places = open.map(({ place }) => place).sort((a, b) => a - b);
    return {
      opening: (oldestFirst ? first : last).before,
      closing: (oldestFirst ? last : first).after,
      broken: [places[2] ?? places[0] ?? 1],
    };
  }
}
