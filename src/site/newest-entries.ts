import type { Leaf } from '#log/leaf.ts';

/** The last fifty entries of the whole log, without moves among one's own, and of each fund with them; oldest first. */
export class NewestEntries {
  readonly all: bigint[] = [];
  readonly #ofFund = new Map<string, bigint[]>();

  add(index: bigint, leaf: Leaf, { ofFundOnly = false } = {}): void {
    if (!ofFundOnly) keep(this.all, index);
    if (!('fund' in leaf) || leaf.fund === undefined) return;
    const own = this.#ofFund.get(leaf.fund) ?? [];
    keep(own, index);
    this.#ofFund.set(leaf.fund, own);
  }

  snapshot(): NewestEntriesState {
    return { all: this.all, ofFund: this.#ofFund };
  }

  restore({ all, ofFund }: NewestEntriesState): void {
    this.all.push(...all);
    for (const [fund, own] of ofFund) this.#ofFund.set(fund, own);
  }

  ofFund(code: string): readonly bigint[] {
    return this.#ofFund.get(code) ?? [];
  }
}

export interface NewestEntriesState {
  all: readonly bigint[];
  ofFund: ReadonlyMap<string, bigint[]>;
}

export const NEWEST_KEPT = 50;

function keep(newest: bigint[], index: bigint): void {
  newest.push(index);
  if (newest.length > NEWEST_KEPT) newest.shift();
}
