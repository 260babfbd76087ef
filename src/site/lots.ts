import type { Day, Leaf, UnitCode } from '#log/leaf.ts';

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
 * Of each item only those that expire last are kept: an older one says nothing about what may still lie in stock.
 */
export class Lots {
  readonly #ofUnit = new Map<UnitCode, Lot[]>();

  add(index: bigint, leaf: Leaf): void {
    if (leaf.kind !== 'intake') return;
    for (const { unit, quantity, lot, expires } of leaf.lines) {
      if (lot === undefined && expires === undefined) continue;
      const lots = this.#ofUnit.get(unit) ?? [];
      lots.push({
        index,
        entity: leaf.entity,
        unit,
        quantity: BigInt(quantity),
        ...(lot !== undefined && { lot }),
        ...(expires !== undefined && { expires }),
      });
      if (lots.length > 2 * LOTS_KEPT) lots.sort(byExpiry).splice(0, lots.length - LOTS_KEPT);
      this.#ofUnit.set(unit, lots);
    }
  }

  /** The leaf was voided. */
  remove(index: bigint, leaf: Leaf): void {
    if (leaf.kind !== 'intake') return;
    for (const { unit } of leaf.lines) {
      const lots = this.#ofUnit.get(unit)?.filter((lot) => lot.index !== index);
      if (lots !== undefined) this.#ofUnit.set(unit, lots);
    }
  }

  /** What expires first comes first; lots whose expiry nobody stated stand last. */
  of(unit: UnitCode): Lot[] {
    return (this.#ofUnit.get(unit) ?? []).toSorted(byExpiry).slice(-LOTS_KEPT);
  }

  snapshot(): LotsState {
    return this.#ofUnit;
  }

  restore(state: LotsState): void {
    for (const [unit, lots] of state) this.#ofUnit.set(unit, lots);
  }
}

export type LotsState = ReadonlyMap<UnitCode, Lot[]>;

export const LOTS_KEPT = 60;

const byExpiry = (a: Lot, b: Lot): number => (whenOf(a) < whenOf(b) ? -1 : whenOf(a) > whenOf(b) ? 1 : 0);

/** Behind every day that can be written. */
const NOT_STATED = '9999-99-99';

const whenOf = ({ expires }: Lot): string => expires ?? NOT_STATED;
