import { approveWithin } from '#approval/approve-act.ts';
import { findEntryOfAct } from '#approval/journal.ts';
import type { Tx } from '#database/connection.ts';
import { Undone } from '#database/refusing.ts';
import { proposeAdjustmentWithin } from '#disbursement/propose-adjustment.ts';
import { accountOf } from '#ledger/account.ts';
import { onDay } from '#ledger/day.ts';
import { isGoods } from '#ledger/unit.ts';
import { takenIn } from './receipt.ts';
import { listGoodsLines, type StockReceipt } from './receipt-queries.ts';

/**
 * Books goods that lie elsewhere than their gift or purchase says to the place its receipt names: the receipt's recorder
 * said so, and whoever approves the receipt approves the transfer with it. Throws Undone where they left already.
 */
export async function putAway(
  tx: Tx,
  { id, actId, receivedOn, lines, proposedBy }: StockReceipt,
  { by, note }: { by: bigint; note: string },
): Promise<string[]> {
  const goods = await listGoodsLines(tx, actId);
  const entry = await findEntryOfAct(tx, actId);
  const numbers: string[] = [];
  for (const found of lines) {
    const said = goods.find(({ line }) => line === found.line);
    const quantity = takenIn(found);
    if (!said || !found.location || found.location === said.location || quantity === 0n) continue;
    const held = entry?.postings.find(
      ({ unit, lot, location, amount, account }) =>
        isGoods(unit) &&
        unit === said.unit &&
        lot === said.lot?.id &&
        location === said.location &&
        amount > 0n &&
        accountOf(account).flow === 'holding',
    );
    if (!entry || !held) continue;
    const { entity, fund, stream, restriction } = held;
    const transfer = {
      // Goods that are booked for a later day than they came were not there before.
      header: { entity, fund, stream, occurred: onDay(receivedOn > entry.bookedOn ? receivedOn : entry.bookedOn) },
      ...{ reason: 'transfer' as const, unit: said.unit, amount: quantity, restriction },
      ...{ toLocation: found.location, explanation: note },
      ...(said.lot && { lotId: said.lot.id }),
      ...(said.location !== undefined && { location: said.location }),
    };
    const key = `receipt ${id} line ${found.line}`;
    const proposed = await proposeAdjustmentWithin(tx, transfer, proposedBy.id, key);
    if (!proposed.ok) throw new Undone(proposed.refusals);
    const approved = await approveWithin(tx, { actId: proposed.value.actId, revision: 1, by });
    if (!approved.ok) throw new Undone(approved.refusals);
    numbers.push(approved.value.number);
  }
  return numbers;
}
