import type { Flow, Leaf, Provenance, UnitCode } from '#log/leaf.ts';

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

/** How the figures of a leaf came about, beside the postings that say what they are. */
export function contributionsOf(leaf: Leaf): Contribution[] {
  if (!('stream' in leaf) || leaf.kind === 'statement' || leaf.kind === 'correction') return [];
  const { entity, fund, stream } = leaf;
  const to = (column: Column, unit: UnitCode, provenance: Provenance): Contribution => ({
    entity,
    fund,
    stream,
    column,
    unit,
    provenance,
  });
  switch (leaf.kind) {
    case 'intake':
      return [
        ...leaf.lines.flatMap(({ unit, provenance, fate }) => [
          to('received', unit, provenance),
          ...(fate === 'unstated' ? [to('unstated', unit, provenance)] : []),
        ]),
        ...leaf.valuations.map(({ provenance }) => to('received', 'CNY:goods', provenance)),
      ];
    case 'funding':
      return [to('received', leaf.total.unit, leaf.total.provenance)];
    case 'disbursement':
      return leaf.totals.map(({ unit, provenance }) => to('disbursed', unit, provenance));
    case 'appropriation':
      return leaf.items.map(({ unit, provenance }) => to('appropriated', unit, provenance));
    case 'adjustment':
      return [to('adjusted', leaf.total.unit, leaf.total.provenance)];
    case 'purchase':
      return [];
  }
}

/** How exact a sum is, from how exact its parts are. */
export type Exactness = 'stated' | 'rounded' | 'derived' | 'partlyRounded' | 'partlyDerived';

/** Counts, per position and column, how many figures were exact, and which leaves the last ones came from. */
export class Contributions {
  readonly #tallies = new Map<string, Tally>();

  add(index: bigint, leaf: Leaf): void {
    for (const contribution of contributionsOf(leaf)) {
      const tally = this.#tally(contribution);
      tally.provenances[contribution.provenance] += 1;
      if (tally.recent.at(-1) !== index) tally.recent.push(index);
      if (tally.recent.length > KEPT) tally.recent.shift();
    }
  }

  /** The leaf was voided: it no longer counts. */
  remove(index: bigint, leaf: Leaf): void {
    for (const contribution of contributionsOf(leaf)) {
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
