import { lockAct } from '#approval/lock-act.ts';
import { endAwaitingConfirmation } from '#approval/standing-confirmation.ts';
import { closeTask } from '#approval/tasks.ts';
import { audit } from '#database/audit.ts';
import type { Database } from '#database/connection.ts';
import { refusing } from '#database/refusing.ts';
import { inTransaction } from '#database/transaction.ts';
import { done, type Refusal, type Result, refused } from '#ledger/refusal.ts';
import { formatQuantity } from '#ledger/unit.ts';
import { putAway } from './put-away.ts';
import { differencesOf } from './receipt.ts';
import { type Decision, findReceipt, listGoodsLines, type StockReceipt } from './receipt-queries.ts';

export interface ReceiptDecision {
  id: bigint;
  decision: Decision;
  /** Why it was refused. */
  reason?: string;
  by: bigint;
  /** With a yes: what the transfer of goods that lie elsewhere than the gift says (移库) tells the public. */
  moveNote?: string;
}

/** Another person's yes confirms the goods of the gift; a no says why; who recorded the receipt may take it back. */
export async function decideReceipt(db: Database, input: ReceiptDecision): Promise<Result<undefined>> {
  const { id, decision, by } = input;
  return refusing(() =>
    inTransaction(db, async (tx) => {
      const first = await findReceipt(tx, id);
      if (!first) return refused({ kind: 'receiptUnknown' });
      const locked = await lockAct(tx, first.actId);
      if (!locked.ok) return locked;
      const act = locked.value;
      if (decision === 'approved') {
        const refusals = act.approval ? await receiptDifferences(tx, first) : [NOT_APPROVED(act.number)];
        if (refusals.length > 0) return refused(...refusals);
      }
      await tx
        .updateTable('stockReceipt')
        .set({ decision, decisionReason: input.reason?.trim() || null, decidedBy: by, decidedAt: new Date() })
        .where('id', '=', id)
        .execute();
      await closeTask(tx, first.actId, 'decideStock');
      const moved = decision === 'approved' ? await putAway(tx, first, { by, note: input.moveNote ?? act.number }) : [];
      if (decision === 'approved') await endAwaitingConfirmation(tx, [first.actId]);
      for (const number of moved) await audit(tx, by, 'approve', number, { revision: 1 });
      await audit(tx, by, `${decision} receipt`, act.number, { receipt: String(id) });
      return done(undefined);
    }),
  );
}

const NOT_APPROVED = (number: string): Refusal => ({ kind: 'receiptBeforeApproval', values: { number } });

/** Where the receipt and its gift differ, as the gift stands now. */
export async function receiptDifferences(
  db: Database,
  { actId, lines }: Pick<StockReceipt, 'actId' | 'lines'>,
): Promise<Refusal[]> {
  const units = await db.selectFrom('unit').select(['code', 'scale']).where('code', 'like', 'item:%').execute();
  const scales = new Map(units.map(({ code, scale }) => [code, scale]));
  return differencesOf(lines, await listGoodsLines(db, actId), (unit, quantity) =>
    formatQuantity(quantity, scales.get(unit) ?? 0),
  );
}
