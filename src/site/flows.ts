import type {
  AdjustmentLeaf,
  BookedLeaf,
  DisbursementLeaf,
  FundingLeaf,
  IntakeLeaf,
  Stream,
  UnitCode,
} from '#log/leaf.ts';
import type { Position } from '#log/position.ts';
import { type BooksFilter, isAsked } from './timeline.ts';

/** Who gave, or whose public money it was. */
export type FlowSource = IntakeLeaf['donorKind'] | FundingLeaf['source'] | 'otherIncome';

/**
 * What became of it: handed to families or people (`batch`), issued to an organisation (`issue`), passed on and not yet
 * reported back (`appropriated`), reported as handed out by a receiver (`reported`), spent on goods (`purchased`), an
 * adjustment by its reason, `unstated`, and what is left (`balance`).
 */
export type FlowUse =
  | DisbursementLeaf['form']
  | Exclude<AdjustmentLeaf['reason'], 'transfer'>
  | 'reported'
  | 'appropriated'
  | 'purchased'
  | 'otherAdjustment'
  | 'unstated'
  | 'balance';

/** Amounts of one stream and unit. A negative use (interest earned) stays a use. */
export interface FlowSums {
  stream: Stream;
  unit: UnitCode;
  sources: Partial<Record<FlowSource, bigint>>;
  uses: Partial<Record<FlowUse, bigint>>;
}

/** The same for a Sankey: nothing negative, and both sides sum to the same. */
export interface FlowDiagram {
  stream: Stream;
  unit: UnitCode;
  /** With whatever raised a balance without being given, such as interest. */
  sources: { from: FlowSource | FlowUse; amount: bigint }[];
  uses: { to: FlowUse | FlowSource; amount: bigint }[];
}

type Books = FlowSums & { entity: string; fund: string };

/** Where every unit came from and went to, per entity, fund and stream; sums exactly to the fold. */
export class Flows {
  readonly #books = new Map<string, Books>();

  add(leaf: BookedLeaf, moved: ReadonlyMap<UnitCode, Position>): void {
    this.#count(leaf, moved, 1n);
  }

  /** The leaf was voided. */
  remove(leaf: BookedLeaf, moved: ReadonlyMap<UnitCode, Position>): void {
    this.#count(leaf, moved, -1n);
  }

  /** One row per stream and unit over the entities and funds that were asked for; what sums to zero is left out. */
  sums(filter: BooksFilter = {}): FlowSums[] {
    const sums = new Map<string, FlowSums>();
    for (const books of this.#books.values()) {
      if (!isAsked(books, filter)) continue;
      const { stream, unit } = books;
      const sum = sums.get(`${stream} ${unit}`) ?? { stream, unit, sources: {}, uses: {} };
      for (const [source, amount] of entriesOf(books.sources)) raise(sum.sources, source, amount);
      for (const [use, amount] of entriesOf(books.uses)) raise(sum.uses, use, amount);
      sums.set(`${stream} ${unit}`, sum);
    }
    return [...sums.values()].filter(({ sources, uses }) => moves(sources) || moves(uses));
  }

  /** What came in as a negative use stands among the sources, and the other way round. */
  diagrams(filter: BooksFilter = {}): FlowDiagram[] {
    return this.sums(filter).map(({ stream, unit, sources, uses }) => {
      const given = entriesOf(sources);
      const used = entriesOf(uses);
      return {
        stream,
        unit,
        sources: [...given, ...used.map(turned)].flatMap(([from, amount]) => (amount > 0n ? { from, amount } : [])),
        uses: [...used, ...given.map(turned)].flatMap(([to, amount]) => (amount > 0n ? { to, amount } : [])),
      };
    });
  }

  snapshot(): FlowsState {
    return [...this.#books.values()];
  }

  restore(state: FlowsState): void {
    for (const books of state) this.#books.set(keyOf(books), books);
  }

  #count(leaf: BookedLeaf, moved: ReadonlyMap<UnitCode, Position>, sign: bigint): void {
    for (const [unit, position] of moved) {
      const { sources, uses } = this.#at({ entity: leaf.entity, fund: leaf.fund, stream: leaf.stream, unit });
      raise(sources, sourceOf(leaf), position.received * sign);
      raise(uses, disbursedBy(leaf), position.disbursed * sign);
      raise(uses, 'appropriated', position.appropriated * sign);
      raise(uses, adjustedBy(leaf), position.adjusted * sign);
      raise(uses, 'unstated', position.unstated * sign);
      raise(uses, 'balance', position.balance * sign);
    }
  }

  #at(owner: { entity: string; fund: string; stream: Stream; unit: UnitCode }): Books {
    const key = keyOf(owner);
    const books = this.#books.get(key) ?? { ...owner, sources: {}, uses: {} };
    this.#books.set(key, books);
    return books;
  }
}

export type FlowsState = Books[];

type Amounts<Name extends string> = Partial<Record<Name, bigint>>;

const entriesOf = <Name extends string>(amounts: Amounts<Name>): [Name, bigint][] =>
  Object.entries(amounts) as [Name, bigint][];

const turned = <Name extends string>([name, amount]: [Name, bigint]): [Name, bigint] => [name, -amount];

const moves = (amounts: Amounts<string>): boolean => Object.values(amounts).some((amount) => amount !== 0n);

function raise<Name extends string>(amounts: Amounts<Name>, name: Name, amount: bigint): void {
  if (amount !== 0n) amounts[name] = (amounts[name] ?? 0n) + amount;
}

const keyOf = (books: { entity: string; fund: string; stream: Stream; unit: UnitCode }): string =>
  [books.entity, books.fund, books.stream, books.unit].join(' ');

function sourceOf(leaf: BookedLeaf): FlowSource {
  if (leaf.kind === 'intake') return leaf.donorKind;
  return leaf.kind === 'funding' ? leaf.source : 'otherIncome';
}

function disbursedBy(leaf: BookedLeaf): FlowUse {
  if (leaf.kind === 'disbursement') return leaf.form;
  return leaf.kind === 'purchase' ? 'purchased' : 'reported';
}

/** A transfer between own accounts adjusts nothing. */
const adjustedBy = (leaf: BookedLeaf): FlowUse => {
  // What was bought comes in: a use that is negative stands among the sources.
  if (leaf.kind === 'purchase') return 'purchased';
  return leaf.kind === 'adjustment' && leaf.reason !== 'transfer' ? leaf.reason : 'otherAdjustment';
};
