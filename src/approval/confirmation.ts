import type { Database } from '#database/connection.ts';
import type { Posting } from '#ledger/posting.ts';
import { CASH, isGoods } from '#ledger/unit.ts';
import type { ActKind } from './act.ts';

export const CONFIRMATION_KINDS = ['bank', 'stock', 'delivery', 'person', 'press'] as const;

/** bank: a bank line; stock: 入库单 or 盘点; delivery: 签收单; person: somebody who was there; press: a published report. */
export type ConfirmationKind = (typeof CONFIRMATION_KINDS)[number];

const CASH_CAME_OR_WENT: readonly ConfirmationKind[] = ['bank', 'person', 'press'];
const GOODS_CAME: readonly ConfirmationKind[] = ['stock', 'delivery', 'person', 'press'];

/** What can confirm an act of this kind: a bank line shows that cash came, never that goods did. */
export function confirmationKinds(
  kind: ActKind,
  postings: readonly Posting[],
  publicRefund = false,
): ConfirmationKind[] {
  const cash = postings.some(({ unit }) => unit === CASH);
  const goods = postings.some(({ unit }) => isGoods(unit));
  const allowed = new Set<ConfirmationKind>(BY_KIND[kind]);
  if (kind === 'donation' || kind === 'adjustment') {
    for (const k of cash ? CASH_CAME_OR_WENT : []) allowed.add(k);
    for (const k of goods ? GOODS_CAME : []) allowed.add(k);
  }
  if (kind === 'batch' && cash) allowed.add('bank');
  if (publicRefund) {
    if (cash) allowed.add('bank');
    if (goods) allowed.add('delivery');
    allowed.add('press');
  }
  return CONFIRMATION_KINDS.filter((k) => allowed.has(k));
}

/** Whether the act gave back something that the log shows; only then does a reversal move anything outside our books. */
export async function isPublicRefund(db: Database, actId: bigint): Promise<boolean> {
  const refund = await db.selectFrom('publicRefund').select('actId').where('actId', '=', actId).executeTakeFirst();
  return refund !== undefined;
}

const BY_KIND: Record<ActKind, readonly ConfirmationKind[]> = {
  registration: [],
  reversal: [],
  donation: [],
  adjustment: [],
  funding: CASH_CAME_OR_WENT,
  batch: ['delivery', 'person', 'press'],
  issue: ['delivery', 'person', 'press'],
  appropriation: ['bank', 'delivery', 'person', 'press'],
  listing: ['delivery', 'person', 'press'],
};
