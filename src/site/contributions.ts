import { VALUATION } from '#i18n/amounts.ts';
import type { BookedLeaf, Flow, Leaf, Provenance, UnitCode } from '#log/leaf.ts';
import { positionsOf } from '#log/position.ts';

/** A part of the identity that a leaf adds to; a balance is what remains, nothing adds to it. */
export type Column = Exclude<Flow, 'holding'>;

export interface Contribution {
  entity: string;
  fund: string;
  stream: string;
  column: Column;
  unit: UnitCode;
  provenance: Provenance;
}

/**
 * What a leaf adds to, as its postings say, and how the figures behind that came about, as its figures say. A part that
 * no figure of the leaf gives was computed.
 */
export function contributionsOf(leaf: Leaf, flowOf: (account: string) => Flow): Contribution[] {
  if (!('stream' in leaf) || leaf.kind === 'statement' || leaf.kind === 'correction') return [];
  const { entity, fund, stream, postings } = leaf;
  const figures = figuresOf(leaf);
  return [...positionsOf(postings, flowOf)].flatMap(([unit, position]) =>
    COLUMNS.filter((column) => position[column] !== 0n).flatMap((column) => {
      const own = figures.filter((figure) => figure.unit === unit && (column !== 'unstated' || !figure.held));
      const provenances = own.length === 0 ? (['derived'] as const) : own.map(({ provenance }) => provenance);
      return provenances.map((provenance) => ({ entity, fund, stream, column, unit, provenance }));
    }),
  );
}

const COLUMNS: readonly Column[] = ['received', 'disbursed', 'appropriated', 'adjusted', 'unstated'];

interface FigureOf {
  unit: UnitCode;
  provenance: Provenance;
  /** It is stated that what it counts was kept: it is no part of what nobody stated the fate of. */
  held?: boolean;
}

function figuresOf(leaf: BookedLeaf): FigureOf[] {
  switch (leaf.kind) {
    case 'intake':
      return [
        ...leaf.lines.map(({ unit, provenance, fate }) => ({ unit, provenance, held: fate === 'held' })),
        ...leaf.valuations.map(({ provenance, lines }) => ({
          unit: VALUATION,
          provenance,
          held: lines.every((line) => leaf.lines[line]?.fate === 'held'),
        })),
      ];
    case 'funding':
      return [leaf.total];
    case 'adjustment':
      return leaf.reason === 'transfer' ? [] : [leaf.total];
    case 'disbursement':
      return leaf.totals;
    case 'appropriation':
      return leaf.items;
    case 'purchase':
      return [leaf.price, ...leaf.goods];
  }
}

/** How exact a sum is, from how exact its parts are. */
export type Exactness = 'stated' | 'rounded' | 'derived' | 'partlyRounded' | 'partlyDerived';

/** Counts, per position and column, how many figures were exact, and which leaves the last ones came from. */
export class Contributions {
  readonly #tallies = new Map<string, Tally>();

  add(index: bigint, leaf: Leaf, flowOf: (account: string) => Flow): void {
    for (const contribution of contributionsOf(leaf, flowOf)) {
      const tally = this.#tally(contribution);
      tally.provenances[contribution.provenance] += 1;
      if (tally.recent.at(-1) !== index) tally.recent.push(index);
      if (tally.recent.length > KEPT) tally.recent.shift();
    }
  }

  /** The leaf was voided: it no longer counts. */
  remove(index: bigint, leaf: Leaf, flowOf: (account: string) => Flow): void {
    for (const contribution of contributionsOf(leaf, flowOf)) {
      const tally = this.#tally(contribution);
      tally.provenances[contribution.provenance] -= 1;
      tally.recent = tally.recent.filter((other) => other !== index);
    }
  }

  exactness(position: Omit<Contribution, 'provenance'>): Exactness {
    const tally = this.#tallies.get(keyOf(position));
    if (tally === undefined) return 'stated';
    const { derived, rounded } = tally.provenances;
    const count = countOf(tally);
    if (derived > 0) return derived === count ? 'derived' : 'partlyDerived';
    if (rounded > 0) return rounded === count ? 'rounded' : 'partlyRounded';
    return 'stated';
  }

  count(position: Omit<Contribution, 'provenance'>): number {
    const tally = this.#tallies.get(keyOf(position));
    return tally === undefined ? 0 : countOf(tally);
  }

  /** The last few leaves that still count, oldest first. */
  recent(position: Omit<Contribution, 'provenance'>): readonly bigint[] {
    return this.#tallies.get(keyOf(position))?.recent ?? [];
  }

  snapshot(): ContributionsState {
    return this.#tallies;
  }

  restore(state: ContributionsState): void {
    for (const [key, tally] of state) this.#tallies.set(key, tally);
  }

  #tally(position: Omit<Contribution, 'provenance'>): Tally {
    const key = keyOf(position);
    const tally = this.#tallies.get(key) ?? {
      provenances: { stated: 0, rounded: 0, derived: 0, notStated: 0 },
      recent: [],
    };
    this.#tallies.set(key, tally);
    return tally;
  }
}

interface Tally {
  provenances: Record<Provenance, number>;
  recent: bigint[];
}

export type ContributionsState = ReadonlyMap<string, Tally>;

const KEPT = 20;

const keyOf = ({ entity, fund, stream, column, unit }: Omit<Contribution, 'provenance'>): string =>
  [entity, fund, stream, column, unit].join(' ');

const countOf = ({ provenances: { stated, rounded, derived, notStated } }: Tally): number =>
  stated + rounded + derived + notStated;
