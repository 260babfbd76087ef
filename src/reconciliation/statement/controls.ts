import type { Refusal } from '#ledger/refusal.ts';
import type { ChainBreak } from './balance-chain.ts';
import { type Figure, minus, plainFigure, plus, same } from './figure.ts';
import { type Group, ownersOf } from './figure-owners.ts';
import type { StatedFigure, StatementEvent, StatementHead } from './statement.ts';
import { type Counted, mayBe, Sums } from './sums.ts';

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
  /** What the file states of itself and its lines do not come to, and whether its balances break off. */
  differs: ReadonlySet<StatedFigure['what'] | 'chain'>;
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
    else if (event.kind === 'statement') {
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
    const all = [...this.#sums.values()];
    const { own, together, ownerless, nobodys } = ownersOf(this.#stated, all);
    const summaries = all.map((sums) => this.#compare(head, sums, own.get(sums) ?? []));
    const differ = new Set<StatedFigure['what']>();
    for (const { stated, group } of together) {
      if (!this.#holds(stated, group.counted)) differ.add(stated.what);
    }
    for (const { stated, group } of ownerless) {
      this.#refuseOwnerless(stated, group);
      differ.add(stated.what);
    }
    // 美元合计 where no line is in dollars says that nothing moved.
    for (const [currency = '', stated] of Map.groupBy(nobodys, (each) => each.currency)) {
      for (const what of this.#compare(head, new Sums(undefined, currency), stated).differs) {
        if (what !== 'chain') differ.add(what);
      }
    }
    this.#done.push(...summaries.map((summary) => ({ ...summary, differs: new Set([...summary.differs, ...differ]) })));
    this.#head = undefined;
    this.#unreadable = 0;
    this.#sums = new Map();
    this.#stated = [];
  }

  /** A figure that may be of any of several accounts or currencies holds none of them: one changed cell would undo it. */
  #refuseOwnerless({ figure, field, place, binding }: StatedFigure, { currencies, accounts }: Group): void {
    if (!binding) return;
    const stated = plainFigure(figure);
    this.#refusals.push(
      currencies.length > 1
        ? {
            kind: 'statementFigureOfCurrencies',
            field,
            line: place,
            values: { stated, currencies: currencies.slice(0, MOST_NAMED).join('、') },
          }
        : { kind: 'statementFigureOfAccounts', field, line: place, values: { stated, accounts: `${accounts}` } },
    );
  }

  /** False where the lines come to another figure than the file states, which is refused or noted. */
  #holds({ what, figure, field, place, binding }: StatedFigure, counted: Counted): boolean {
    const may = mayBe(what, counted);
    const [found] = may;
    if (found === undefined || may.some((each) => same(each, figure))) return true;
    const values = {
      stated: plainFigure(figure),
      found: plainFigure(found),
      difference: plainFigure(minus(found, figure)),
    };
    const said = { kind: 'statementControlDiffers', field, line: place, values };
    (binding ? this.#refusals : this.#notes).push(binding ? said : { ...said, kind: 'statementIndicativeDiffers' });
    return false;
  }

  #compare(head: StatementHead, sums: Sums, stated: readonly StatedFigure[]): StatementSummary {
    const { chain } = sums;
    const differs = new Set<StatedFigure['what'] | 'chain'>(chain.broken.length > 0 ? ['chain'] : []);
    for (const broken of chain.broken) this.#refusals.push(refusalOf(broken, head));
    const last = (what: StatedFigure['what']) => stated.findLast((each) => each.what === what)?.figure;
    const opening = last('opening') ?? chain.opening;
    const closing = last('closing') ?? chain.closing;
    const counted: Counted = {
      ...sums.counted(),
      ...(opening && { closing: plus(opening, minus(sums.in, sums.out)) }),
      ...(chain.opening && { opening: chain.opening }),
    };
    for (const figure of stated) if (!this.#holds(figure, counted)) differs.add(figure.what);
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
      differs,
    };
  }
}

/** Currencies named in a refusal. */
const MOST_NAMED = 5;

/** Where the chain breaks off, and what it comes from where that can be told. */
function refusalOf(broken: ChainBreak, { sides }: StatementHead): Refusal {
  const { place: line } = broken;
  if (broken.why === 'doubled') {
    return { kind: 'statementRowDoubled', line, values: { first: `${broken.first}`, second: `${line}` } };
  }
  if (broken.why === 'unknown') return { kind: 'statementChainBroken', line };
  const { flow, amount } = broken.line;
  const values = {
    ...{ place: `${line}`, statedFlow: flow, balanceWent: flow, amount: plainFigure(amount) },
    ...(sides && { inHeading: sides.in, outHeading: sides.out }),
  };
  return { kind: 'statementFlowsSwapped', line, values };
}
