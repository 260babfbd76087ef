import type { Database } from '#database/connection.ts';
import type { Result } from '#ledger/refusal.ts';
import { decideReceipt } from '#stock/decide-receipt.ts';
import { listGoodsLines } from '#stock/receipt-queries.ts';
import { recordReceipt } from '#stock/record-receipt.ts';

/** The warehouse finds of an approved gift or purchase what it says (验收): one person records it, another approves. */
export async function acceptGoods(
  db: Database,
  actId: bigint,
  { clerk, reviewer }: { clerk: bigint; reviewer: bigint },
): Promise<void> {
  const lines = (await listGoodsLines(db, actId)).map(({ line, quantity, lot }) => ({
    ...{ line, accepted: quantity, quarantined: 0n, rejected: 0n },
    ...(lot?.number && { lotNumber: lot.number }),
  }));
  const paper = { actId, receivedOn: '2020-02-11', inspectedBy: '验收王', keptBy: '保管李', lines };
  const { receiptId } = value(await recordReceipt(db, paper, clerk, `accept ${actId}`));
  value(await decideReceipt(db, { id: receiptId, decision: 'approved', by: reviewer, moveNote: '移库' }));
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusals)}`);
  return result.value;
}
