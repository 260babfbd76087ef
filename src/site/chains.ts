import type { AppropriationLeaf, Leaf, Provenance, Stream, UnitCode } from '#log/leaf.ts';
import type { Exactness } from './contributions.ts';

/** What one entity passed on to one receiver out of a fund, in one unit, and what it heard back. */
export interface Chain extends Owner {
  receiver: string;
  unit: UnitCode;
  /** Passed on (拨付). */
  out: bigint;
  /** Of it, what the receiver reported as handed out (发放). */
  reported: bigint;
  /** Of it, what came back. */
  returned: bigint;
  /** How often each form was used; an advance is reported back, a grant is the receiver's own from then on. */
  forms: Record<AppropriationLeaf['items'][number]['form'], number>;
  /** Of what was passed on. */
  provenances: Record<Provenance, number>;
  /** Lines of standing leaves that tell of it. */
  lines: number;
}

interface Owner {
  entity: string;
  fund: string;
  stream: Stream;
}

/** The chains of one entity, fund and stream, with how many hands lie above it in this log. */
export interface ChainBooks extends Owner {
  level: number;
  chains: Chain[];
}

/** Every chain of the log, kept while it is read; grows with receivers, not with allotments. */
export class Chains {
  /** A chain of which every leaf was voided is gone, as if it had never been. */
  readonly #chains = new Map<string, Chain>();

  add(leaf: Leaf): void {
    if (leaf.kind === 'appropriation') this.#count(leaf, 1);
  }

  /** The leaf was voided. */
  remove(leaf: Leaf): void {
    if (leaf.kind === 'appropriation') this.#count(leaf, -1);
  }

  get list(): Chain[] {
    return [...this.#chains.values()];
  }

  /** What came to a receiver from above. */
  to(receiver: string): Chain[] {
    return this.list.filter((chain) => chain.receiver === receiver);
  }

  snapshot(): ChainsState {
    return [...this.#chains.values()];
  }

  restore(state: ChainsState): void {
    for (const chain of state) this.#chains.set(keyOf(chain), chain);
  }

  #count({ entity, fund, stream, direction, items }: AppropriationLeaf, sign: 1 | -1): void {
    for (const { receiver, unit, amount, form, provenance } of items) {
      const key = keyOf({ entity, fund, stream, receiver, unit });
      const chain = this.#chains.get(key) ?? { entity, fund, stream, receiver, unit, ...nothing() };
      const signed = BigInt(amount) * BigInt(sign);
      if (direction === 'out') {
        chain.out += signed;
        chain.forms[form] += sign;
        chain.provenances[provenance] += sign;
      } else if (direction === 'report') chain.reported += signed;
      else chain.returned += signed;
      chain.lines += sign;
      if (chain.lines === 0) this.#chains.delete(key);
      else this.#chains.set(key, chain);
    }
  }
}

export type ChainsState = readonly Chain[];

/** Neither reported as handed out nor returned; where it lies, nobody has said yet. */
export const leftOf = ({ out, reported, returned }: Chain): bigint => out - reported - returned;

/** One row per unit over the receivers of one entity, fund and stream; units are never added to each other. */
export function sumsOfChains(chains: readonly Chain[]): Chain[] {
  const sums = new Map<UnitCode, Chain>();
  for (const chain of chains) {
    const sum = sums.get(chain.unit) ?? { ...chain, receiver: ANY_RECEIVER, ...nothing() };
    for (const column of ['out', 'reported', 'returned'] as const) sum[column] += chain[column];
    sum.lines += chain.lines;
    for (const form of ['advance', 'grant'] as const) sum.forms[form] += chain.forms[form];
    for (const each of Object.keys(sum.provenances) as Provenance[]) sum.provenances[each] += chain.provenances[each];
    sums.set(chain.unit, sum);
  }
  return [...sums.values()];
}

/** In the name of a figure: all of them. */
const ANY_RECEIVER = '*';

/** Givers before those who pass on what they were given. */
export function booksOfChains(chains: readonly Chain[]): ChainBooks[] {
  const books = new Map<string, ChainBooks>();
  for (const chain of chains) {
    const { entity, fund, stream } = chain;
    const key = [entity, fund, stream].join(' ');
    const own = books.get(key) ?? { entity, fund, stream, level: levelOf(entity, chains), chains: [] };
    own.chains.push(chain);
    books.set(key, own);
  }
  return [...books.values()].sort((a, b) => a.level - b.level);
}

/** 1 for whoever received nothing from above; organisations that pass money in a circle stop it. */
function levelOf(entity: string, chains: readonly Chain[], below: readonly string[] = []): number {
  const above = chains
    .filter(({ receiver, entity: giver }) => receiver === entity && giver !== entity && !below.includes(giver))
    .map(({ entity: giver }) => levelOf(giver, chains, [...below, entity]));
  return 1 + Math.max(0, ...above);
}

/** How exact what was passed on is, as a sum. */
export function exactnessOfChain({ provenances: { stated, rounded, derived } }: Chain): Exactness {
  if (derived > 0) return stated + rounded === 0 ? 'derived' : 'partlyDerived';
  if (rounded > 0) return stated === 0 ? 'rounded' : 'partlyRounded';
  return 'stated';
}

const nothing = (): Omit<Chain, keyof Owner | 'receiver' | 'unit'> => ({
  out: 0n,
  reported: 0n,
  returned: 0n,
  forms: { advance: 0, grant: 0 },
  provenances: { stated: 0, rounded: 0, derived: 0, notStated: 0 },
  lines: 0,
});

const keyOf = ({ entity, fund, stream, receiver, unit }: Owner & { receiver: string; unit: string }): string =>
  [entity, fund, stream, receiver, unit].join(' ');
