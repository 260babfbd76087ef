import { CASH } from '#i18n/amounts.ts';
import type { BookedLeaf } from '#log/leaf.ts';
import type { Position } from '#log/position.ts';

type Owner = Pick<BookedLeaf, 'entity' | 'fund' | 'stream'>;

/**
 * Money that one notice told as received and a later one voided: what moves it out of the sum of the one into that of
 * the other, per entity, fund and stream. Kept while the log is read, where the voided leaf is at hand anyway.
 */
export class VoidedReceipts {
  readonly #moves = new Map<string, bigint>();

  /** Numbers of the notice that told the leaf and of the one that voids it. */
  add(told: string, voidedIn: string, leaf: Owner, moved: ReadonlyMap<string, Position>): void {
    const received = moved.get(CASH)?.received ?? 0n;
    if (told === voidedIn || received === 0n) return;
    this.#move(told, leaf, -received);
    this.#move(voidedIn, leaf, received);
  }

  /** To be added to what the notice says came in. */
  of(notice: string, owner: Owner): bigint {
    return this.#moves.get(keyOf(notice, owner)) ?? 0n;
  }

  snapshot(): VoidedReceiptsState {
    return this.#moves;
  }

  restore(state: VoidedReceiptsState): void {
    for (const [key, amount] of state) this.#moves.set(key, amount);
  }

  #move(notice: string, owner: Owner, amount: bigint): void {
    const key = keyOf(notice, owner);
    this.#moves.set(key, (this.#moves.get(key) ?? 0n) + amount);
  }
}

export type VoidedReceiptsState = ReadonlyMap<string, bigint>;

const keyOf = (notice: string, { entity, fund, stream }: Owner): string => [notice, entity, fund, stream].join(' ');
