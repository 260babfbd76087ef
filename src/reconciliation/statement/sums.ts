import { type ChainOfLines, LineChain } from './balance-chain.ts';
import { type Figure, minus, negative, plus, ZERO } from './figure.ts';
import type { StatedFigure, StatementLine } from './statement.ts';

export type Counted = Partial<Record<StatedFigure['what'], Figure>>;

/** Lines of one account in one currency, added up. */
export class Sums {
  in = ZERO;
  out = ZERO;
  neutral = ZERO;
  fees = ZERO;
  readonly lines = { in: 0, out: 0, neutral: 0 };
  /** Lines that are there and cannot be read; they count, and add nothing. */
  unreadable = 0;
  readonly #chain = new LineChain();
  #ended: ChainOfLines | undefined;
  readonly account: string | undefined;
  readonly currency: string;

  constructor(account: string | undefined, currency: string) {
    this.account = account;
    this.currency = currency;
  }

  get count(): number {
    return this.lines.in + this.lines.out + this.lines.neutral + this.unreadable;
  }

  /** Of the lines so far; asked once they are all there. */
  get chain(): ChainOfLines {
    this.#ended ??= this.#chain.result();
    return this.#ended;
  }

  add(line: StatementLine): void {
    this.lines[line.flow] += 1;
    this[line.flow] = plus(this[line.flow], line.amount);
    if (line.fee) this.fees = plus(this.fees, line.fee);
    this.#chain.add(line);
  }

  /** What a file may state of them, balances apart. */
  counted(): Counted {
    return {
      lines: ofCount(this.count),
      linesIn: ofCount(this.lines.in),
      linesOut: ofCount(this.lines.out),
      linesNeutral: ofCount(this.lines.neutral),
      sumIn: this.in,
      sumOut: this.out,
      sumNeutral: this.neutral,
      sumFees: this.fees,
    };
  }
}

/** What a figure that a file states may come to; empty where nothing is known of it. */
export function mayBe(what: StatedFigure['what'], counted: Counted): readonly Figure[] {
  if (what !== 'sumAmounts') return [counted[what]].filter((figure) => figure !== undefined);
  const { sumIn, sumOut, sumNeutral = ZERO } = counted;
  if (sumIn === undefined || sumOut === undefined) return [];
  const net = minus(sumIn, sumOut);
  const all = plus(sumIn, sumOut);
  return [net, negative(net), all, sumIn, sumOut, negative(sumOut), plus(all, sumNeutral)];
}

const ofCount = (count: number): Figure => ({ digits: BigInt(count), scale: 0 });
