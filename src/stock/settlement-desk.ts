import { lockAct } from '#approval/lock-act.ts';
import type { Tx } from '#database/connection.ts';
import { Undone } from '#database/refusing.ts';
import { onDay, todayInShanghai } from '#ledger/day.ts';
import { done, type Result, refused } from '#ledger/refusal.ts';
import type { DeliveryLine, SentLine } from './delivery.ts';
import { findDelivery, type StockDelivery } from './delivery-queries.ts';
import type { SettlementPart } from './settlement-queries.ts';

/** A short delivery on the table, with its act locked. */
export interface Desk {
  tx: Tx;
  delivery: StockDelivery;
  by: bigint;
  /** Acts that settled it before: those withdrawn are proposed anew by keys of their own. */
  turn: number;
  sent: SentLine[];
}

/** A gift that went straight to its user never lay in our stock: it is reversed and entered anew as a gift. */
export async function lockShort(tx: Tx, id: bigint): Promise<Result<{ delivery: StockDelivery; reversed: boolean }>> {
  const delivery = await findDelivery(tx, id);
  if (delivery?.decision !== 'approved' || delivery.explanation === undefined || delivery.kind === 'donation') {
    return refused({ kind: 'deliveryNothingToCorrect' });
  }
  const locked = await lockAct(tx, delivery.actId);
  return locked.ok ? done({ delivery, reversed: locked.value.reversedBy !== undefined }) : locked;
}

export const keyOf = ({ delivery, turn }: Desk, part: string) => `settle delivery ${delivery.id} ${part} ${turn}`;

/** Parts before this one are written already, so a refusal undoes them too. */
export function given<T>(result: Result<T>): T {
  if (!result.ok) throw new Undone(result.refusals);
  return result.value;
}

/** By an act each; a write-off says whose line's loss it is. */
export async function settle(
  { tx, delivery }: Desk,
  part: SettlementPart,
  acts: readonly { actId: bigint; line?: number }[],
): Promise<number> {
  for (const act of acts) {
    await tx
      .insertInto('stockDeliverySettlement')
      .values({ deliveryId: delivery.id, part, ...act })
      .execute();
  }
  return acts.length;
}

export const told = ({ delivery }: Desk, line: number): DeliveryLine =>
  delivery.lines.find((each) => each.line === line) ?? { line, received: 0n, short: 0n, broken: 0n };

/** The note goes where the purpose stands, as far as there is room. */
export const withNote = (purpose: string | undefined, note: string): string => {
  const both = [purpose, note].filter(Boolean).join('；');
  return both.length <= 400 ? both : (purpose ?? '');
};

export const today = () => onDay(todayInShanghai());
