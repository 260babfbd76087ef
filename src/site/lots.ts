import type { Day, IntakeLine, Leaf, UnitCode } from '#log/leaf.ts';

/** Goods that came under one lot or expiry, as their leaf says. */
export interface Lot {
  index: bigint;
  entity: string;
  unit: UnitCode;
  quantity: bigint;
  lot?: string;
  expires?: Day;
}

/**
 * Lots received, per item. What was issued names no lot, so how much of one is left cannot be known from the log.
 * Of each item only those that expire last are kept: an older one says nothing about what may still lie in stock. How
 * many were let go is counted, so that a list that became short by corrections does not pass for all there is.
 */
export class Lots {
  readonly #ofUnit = new Map<UnitCode, Lot[]>();
  readonly #letGo = new Map<UnitCode, number>();

  add(index: bigint, leaf: Leaf): void {
    if (leaf.kind !== 'intake') return;
    for (const line of leaf.lines) {
      if (!hasLot(line)) continue;
      const { unit, quantity, lot, expires } = line;
      const lots = this.#ofUnit.get(unit) ?? [];
      lots.push({
        index,
        entity: leaf.entity,
        unit,
        quantity: BigInt(quantity),
        ...(lot !== undefined && { lot }),
        ...(expires !== undefined && { expires }),
      });
      if (lots.length > 2 * LOTS_KEPT) {
        const gone = lots.sort(byExpiry).splice(0, lots.length - LOTS_KEPT);
        this.#letGo.set(unit, (this.#letGo.get(unit) ?? 0) + gone.length);
      }
      this.#ofUnit.set(unit, lots);
    }
  }

  /** The leaf was voided. */
  remove(index: bigint, leaf: Leaf): void {
    if (leaf.kind !== 'intake') return;
    for (const unit of new Set(leaf.lines.map((line) => line.unit))) {
      const before = this.#ofUnit.get(unit) ?? [];
      const lots = before.filter((lot) => lot.index !== index);
      const letGo = this.#letGo.get(unit) ?? 0;
      const came = leaf.lines.filter((line) => line.unit === unit && hasLot(line)).length;
      if (letGo > 0) this.#letGo.set(unit, letGo - (came - (before.length - lots.length)));
      if (before.length > 0) this.#ofUnit.set(unit, lots);
    }
  }

  /** What expires first comes first; lots whose expiry nobody stated stand last. */
  of(unit: UnitCode): Lot[] {
    return (this.#ofUnit.get(unit) ?? []).toSorted(byExpiry).slice(-LOTS_KEPT);
  }

  /** Whether lots stand in the log that `of` does not give. */
  hasMore(unit: UnitCode): boolean {
    return (this.#letGo.get(unit) ?? 0) > 0 || (this.#ofUnit.get(unit)?.length ?? 0) > LOTS_KEPT;
  }

  snapshot(): LotsState {
    return { ofUnit: this.#ofUnit, letGo: this.#letGo };
  }

  restore({ ofUnit, letGo }: LotsState): void {
    for (const [unit, lots] of ofUnit) this.#ofUnit.set(unit, lots);
    for (const [unit, count] of letGo) this.#letGo.set(unit, count);
  }
}

export interface LotsState {
  ofUnit: ReadonlyMap<UnitCode, Lot[]>;
  letGo: ReadonlyMap<UnitCode, number>;
}

export const LOTS_KEPT = 60;

const hasLot = ({ lot, expires }: IntakeLine): boolean => lot !== undefined || expires !== undefined;

const byExpiry = (a: Lot, b: Lot): number => (whenOf(a) < whenOf(b) ? -1 : whenOf(a) > whenOf(b) ? 1 : 0);

/** Behind every day that can be written. */
const NOT_STATED = '9999-99-99';

const whenOf = ({ expires }: Lot): string => expires ?? NOT_STATED;
